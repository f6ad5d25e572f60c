"""Consent: for which purposes somebody said yes, and the one answer to "may this story be used for that now?"."""
