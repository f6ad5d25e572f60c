"""Telling a story at /vertel/, and the page behind the code: forms and screens over stories.services."""
