"""Everything that comes in or goes out in bulk: import, demo, backup."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "exchange"
    verbose_name = "Uitwisseling"

    def ready(self) -> None:
        from core.erasing import erasing
        from exchange.erased import identities_of

        erasing.connect(identities_of, dispatch_uid="exchange.erased")
