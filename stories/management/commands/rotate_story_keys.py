"""manage.py rotate_story_keys"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.keeping.rotation import rotate_keys


class Command(BaseCommand):
    help = "Versleutelt alles wat vertellers ons gaven opnieuw met de eerste sleutel van STORY_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        done = rotate_keys()
        self.stdout.write(f"Opnieuw versleuteld: {done.rows} rijen en {done.files} bestanden.")
        if done.unreadable:
            raise CommandError(
                f"{done.unreadable} zijn met geen van de sleutels te lezen. Haal nog geen sleutel weg uit STORY_KEYS."
            )
