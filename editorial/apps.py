"""The editor's day: what waits, lists over all coalitions, changes of many pages at once, and what is covered."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Redactie"
