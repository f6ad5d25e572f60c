"""What editors put at the top for a question, and what they keep out of it."""
