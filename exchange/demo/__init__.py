"""The invented examples of the demo: texts and pictures in files, and the commands that bring them in and take them away."""
