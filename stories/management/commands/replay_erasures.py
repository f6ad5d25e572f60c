"""manage.py replay_erasures"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.keeping.erasure_log import DamagedList
from stories.services.replaying import ListMissing, replay_erasures


class Command(BaseCommand):
    help = "Wist opnieuw wat in de lijst van wat gewist is staat (ERASURE_LOG); restore en migrate doen dit zelf."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = replay_erasures()
        except (ListMissing, DamagedList) as error:
            raise CommandError(f"Niets gewist: {error}.") from None
        self.stdout.write(f"Opnieuw gewist: {count}.")
