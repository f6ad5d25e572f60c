"""The invented examples of the demo: texts and pictures in files, bringing them in and taking them away."""
