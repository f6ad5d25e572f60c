"""From what somebody typed to what the engines are asked: words, and all that may stand for them."""
