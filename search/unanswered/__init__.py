"""Questions that found nothing with all their words, counted without a person."""
