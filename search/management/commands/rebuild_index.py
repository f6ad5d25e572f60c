"""manage.py rebuild_index"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.commands import asking_database
from core.progress import by_kind, progress_bar
from search.engines import index
from search.indexer.rebuild import RebuildRunning, rebuild, refresh_rows


class Command(BaseCommand):
    help = "Bouwt alle documenten en de zoekindex opnieuw op; zoeken blijft intussen werken."

    @asking_database(returncode=2)
    def handle(self, *args: Any, **options: Any) -> None:
        with progress_bar() as progress:
            show = by_kind(progress)
            documents = refresh_rows(show)
            try:
                if settings.OPENSEARCH_URL:
                    documents = rebuild(show).documents
            except RebuildRunning:
                self._fail("Er loopt al een herbouw; die gaat gewoon door.", 1)
            except (index.UNREACHABLE, index.IndexMissing):
                self._fail("De zoekmachine is niet bereikbaar; de oude index blijft staan.", 2)
        self.stderr.write(f"Herbouwd: {documents} documenten.")

    def _fail(self, message: str, code: int) -> None:
        self.stderr.write(message)
        raise SystemExit(code)
