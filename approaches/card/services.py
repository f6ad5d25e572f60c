"""The card of an approach: made when somebody asks for it, and again only when something on it changed."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import segno
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from approaches.card import engine
from approaches.card.models import StoredCard
from approaches.card.rules import LEVELS, Block, Level, lines, means, shorten
from approaches.models import ApproachPage, BlockRole
from coalitions.tree import shown_day

__all__ = ["Card", "card_of", "make_pdf", "stored_pdf"]

STYLESHEET: Final = Path(__file__).with_name("sheet.css")


@dataclass(frozen=True)
class Card:
    """What a card says at each level of detail, and a digest of all of it: the same digest is the same card."""

    page_id: int
    variants: tuple[str, ...]
    digest: str


def card_of(page: ApproachPage) -> Card:
    """The card as it would be made now; nothing is drawn yet."""
    blocks = [
        Block(
            block.title,
            block.description,
            block.role == BlockRole.CORE,
            block.needs_people,
            block.needs_agreements,
            block.needs_tools,
        )
        for block in page.building_blocks.all()
    ]
    variants = tuple(_sheet(page, blocks, level) for level in LEVELS)
    whole = "\0".join((*variants, STYLESHEET.read_text(encoding="utf-8")))
    return Card(page.pk, variants, sha256(whole.encode()).hexdigest())


def stored_pdf(card: Card) -> bytes | None:
    """The PDF of exactly this card, if it was made before."""
    stored = StoredCard.objects.filter(page=card.page_id, digest=card.digest).values_list("content", flat=True).first()
    return None if stored is None else bytes(stored)


def make_pdf(card: Card) -> bytes:
    """Make the PDF of a card and store it. CardUnavailable and CardFailed as the engine."""
    made = engine.make_pdf(list(card.variants))
    _store(card, made)
    return made


@transaction.atomic
def _store(card: Card, content: bytes) -> None:
    # Of a page that was taken away while the card was made nothing is kept.
    if ApproachPage.objects.public().filter(pk=card.page_id).exists():
        StoredCard.objects.update_or_create(
            page_id=card.page_id, defaults={"digest": card.digest, "content": content, "made_at": timezone.now()}
        )


def _sheet(page: ApproachPage, blocks: list[Block], level: Level) -> str:
    address = f"{settings.BASE_URL}{page.url}"
    return render_to_string(
        "approaches/card_sheet.html",
        {
            "title": shorten(page.title, level.name),
            "full_title": page.title,
            "summary": shorten(page.summary, max(level.text, 150)),
            "coalition": shorten(page.coalition_title, level.name),
            "marks": page.marks,
            "core": lines(blocks, level, core=True),
            "free": lines(blocks, level, core=False),
            "means": means(page.hours, page.costs, [row.source_label for row in page.funding.all()], level),
            "address": address,
            "short_address": shorten(address.partition("://")[2], 150),
            "qr": segno.make(address, error="m", micro=False).svg_data_uri(border=0),
            "updated": shown_day(page.last_published_at),
            "is_example": page.is_example,
        },
    )
