"""The mail about kept searches, made when it is sent: to who wants it still, of what everybody may see then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from alerts.models import Frequency, SavedSearch, Subscriber
from core.sharing import absolute
from mail.composing import composer
from mail.models import Wish
from mail.preferences import wish_of
from search.api import PublicDocument, each_in_words, in_words, public_documents, public_keys, still_fitting

__all__ = ["confirmation", "digest", "full"]

LISTED: Final = 20
"""Documents under one search in a mail, which is no archive; the page of results has them all."""


@dataclass(frozen=True)
class Found:
    """What is new under one search. `more`: how many public ones there are beyond these."""

    words: str
    documents: tuple[PublicDocument, ...]
    more: int
    url: str


@composer("alerts.confirm")
def confirmation(payload: Mapping[str, Any]) -> EmailMessage | None:
    """Asks who has an address whether they want this search; when they have it, what was asked now is only told."""
    search = SavedSearch.objects.select_related("subscriber").filter(pk=payload["search"]).first()
    if search is None or not search.subscriber.address:
        return None
    subscriber = search.subscriber
    confirm_url = absolute(reverse("alerts:confirm", args=[subscriber.key, search.pk]))
    subject = "U bewaart deze zoekvraag al" if search.confirmed else "Bevestig uw bewaarde zoekvraag"
    asked = Frequency(payload.get("frequency", search.frequency))
    context = {
        "search": search,
        "words": in_words(search.request),
        "confirm_url": confirm_url,
        "at_most": Frequency(search.frequency).at_most,
        "otherwise": asked.label if asked != search.frequency else "",
    }
    return _message(subscriber, subject, "alerts/mail/confirm.txt", context)


@composer("alerts.full")
def full(payload: Mapping[str, Any]) -> EmailMessage | None:
    """Says that one more search can't be kept."""
    subscriber = Subscriber.objects.filter(pk=payload["subscriber"]).exclude(address="").first()
    return _message(subscriber, "Uw bewaarde zoekvragen", "alerts/mail/full.txt", {}) if subscriber else None


@composer("alerts.digest")
def digest(payload: Mapping[str, Any]) -> EmailMessage | None:
    """What is new, under each search; None when nobody wants it any more or none of it is public any more."""
    subscriber = Subscriber.objects.select_related("user").filter(pk=payload["subscriber"]).first()
    if subscriber is None or not _wants(subscriber):
        return None
    found = _found(subscriber, payload["found"])
    number = sum(len(part.documents) + part.more for part in found)
    if not number:
        return None
    subject = "Eén nieuw resultaat bij uw zoekvraag" if number == 1 else f"{number} nieuwe resultaten bij uw zoekvragen"
    message = _message(subscriber, subject, "alerts/mail/digest.txt", {"found": found})
    # The button of a mail program: it sends a POST there by itself (RFC 8058).
    message.extra_headers["List-Unsubscribe"] = f"<{subscriber.stop_url}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def _found(subscriber: Subscriber, told: Mapping[str, Mapping[str, Sequence[str]]]) -> list[Found]:
    """Under the searches that are still kept, what is public now."""
    searches = list(SavedSearch.objects.active().filter(subscriber=subscriber, pk__in=[int(each) for each in told]))
    words = each_in_words([search.request for search in searches])
    public = public_keys(key for part in told.values() for key in part["documents"])
    parts = (
        _part(search, said, [key for key in told[str(search.pk)]["documents"] if key in public])
        for search, said in zip(searches, words, strict=True)
    )
    return [part for part in parts if part.documents]


def _part(search: SavedSearch, words: str, keys: Sequence[str]) -> Found:
    """The first of these public documents that still fit the search, called `words`, as many as a mail lists.

    Building a document takes milliseconds and an import brings thousands of them, so those after the list are only
    counted.
    """
    fitting: list[PublicDocument] = []
    looked = 0
    while looked < len(keys) and len(fitting) < LISTED:
        fitting += _fitting(search, keys[looked : looked + LISTED])
        looked += LISTED
    more = len(fitting[LISTED:]) + len(keys[looked:])
    return Found(words, tuple(fitting[:LISTED]), more, absolute(search.results_url))


def _fitting(search: SavedSearch, keys: Sequence[str]) -> list[PublicDocument]:
    documents = public_documents(keys)
    still = still_fitting(search.request, {key: document.facets for key, document in documents.items()})
    return [_for_mail(documents[key]) for key in keys if key in still]


def _for_mail(document: PublicDocument) -> PublicDocument:
    return replace(document, url=absolute(document.url))


def _wants(subscriber: Subscriber) -> bool:
    """Whether mail may still go there: an account may be closed, or want no mail at all."""
    user = subscriber.user
    return user is None or (user.is_active and bool(user.email) and wish_of(user) is not Wish.NONE)


def _message(subscriber: Subscriber, subject: str, template: str, context: Mapping[str, Any]) -> EmailMessage:
    receiver = subscriber.user.email if subscriber.user else subscriber.address
    return EmailMessage(
        subject=subject,
        body=render_to_string(template, {**context, "subscriber": subscriber}),
        to=[receiver],
        headers={"Auto-Submitted": "auto-generated"},
    )
