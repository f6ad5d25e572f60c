"""Everything that comes in or goes out in bulk: import, demo, backup."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "Uitwisseling"
