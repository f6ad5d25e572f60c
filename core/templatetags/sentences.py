"""Shorter versions of texts, for cards."""

from django import template

from core.sentences import first_sentence

register = template.Library()

register.filter(first_sentence)
