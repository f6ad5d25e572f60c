"""Who is at a page of the intake: a browser with a key in its cookie, and what that opens. No account, no address."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stories.intake.languages import IntakeLanguage, language_of
from stories.keeping.encryption import Unreadable
from stories.models import State, Submission
from stories.services import door

__all__ = ["Visitor", "forget", "open_under", "remember", "visitor_of"]


@dataclass(frozen=True)
class Visitor:
    """The key of this browser ("" when it has none), what is open under it, and the language.

    Not `readable`: what was told was encrypted with a key that we no longer have. It can still be taken back.
    """

    key: str
    submission: Submission | None
    language: IntakeLanguage
    readable: bool = True

    @property
    def is_writing(self) -> bool:
        """Whether what is open wasn't sent yet."""
        return self.submission is not None and self.submission.state == State.DRAFT


def visitor_of(request: HttpRequest, *, reads_form: bool = True, reads_address: bool = True) -> Visitor:
    """One query, when the browser has a key. What can't be read needs not be, for the language it names."""
    key = request.COOKIES.get(_cookie_name(), "")
    submission, readable = open_under(key)
    language = language_of(request, submission, reads_form=reads_form, reads_address=reads_address)
    return Visitor(key, submission, language, readable)


def open_under(key: str) -> tuple[Submission | None, bool]:
    """What is open under a key, and whether its words can be read."""
    if not key:
        return None, True
    try:
        return door.submission_of(key=key), True
    except Unreadable:
        return door.submission_of(key=key, words=False), False


def remember(response: HttpResponse, key: str) -> HttpResponse:
    """Let this browser in until it is closed: all that it holds is the key."""
    response.set_cookie(
        _cookie_name(), key, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE), path="/"
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Take the key away from this browser."""
    # Browsers refuse to change a __Host- cookie without Secure, deleting it included.
    response.set_cookie(
        _cookie_name(), "", max_age=0, httponly=True, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE)
    )
    return response


def _cookie_name() -> str:
    return "__Host-vertel" if settings.SESSION_COOKIE_SECURE else "vertel"
