"""What goes wrong in the intake, said in the language of the teller, with what they typed still on the page."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from core.throttle import Verdict
from stories.intake.own_forms import WithdrawForm
from stories.intake.showing import show
from stories.intake.typed import typed_in
from stories.intake.visitors import Visitor, visitor_of

__all__ = ["TELLING", "expired", "failed", "is_telling", "not_done", "too_late", "unclear", "unreadable", "wait"]


TELLING: Final = "/vertel/"
"""Below which the intake lies; kept here, since a page for a fault can't rely on finding a path."""


def is_telling(path: str) -> bool:
    """Whether an address belongs to the intake, also when there is no page."""
    return path.startswith(TELLING)


def failed(request: HttpRequest, status: int) -> HttpResponse:
    """The page for what went wrong before or after a view of the intake: 400, 403, 404 or 405."""
    # The form may be what is wrong; of a request that isn't understood the address may be too.
    visitor = visitor_of(request, reads_form=False, reads_address=status != 400)
    with translation.override(visitor.language.code):
        response = PAGES[status](request, visitor)
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    return response


def not_done(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The disk took nothing: nothing was kept, nothing erased, and nothing of it is half."""
    text = _(
        "Wat u net deed is niet gelukt: er is niets bewaard en niets gewist. "
        "Typte u iets? Kopieer het, en probeer het later nog eens."
    )
    return _sorry(request, visitor, 503, _("Bewaren lukt nu niet"), text, typed=typed_in(request))


def unreadable(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """None of our keys reads what was told. It is still the teller's: they can take it back."""
    asked = request.POST if request.path == reverse("intake:withdraw") else None
    context = {"withdraw_form": WithdrawForm(asked), "typed": typed_in(request)}
    return show(request, visitor, "unreadable.html", context, status=503)


def wait(request: HttpRequest, visitor: Visitor, verdict: Verdict) -> HttpResponse:
    """Too often; a time of the day needs no plural, of which some languages have six."""
    again = timezone.localtime() + timedelta(seconds=verdict.retry_after, minutes=1)  # the first whole minute after it
    text = _(
        "Dit is vanaf uw verbinding te vaak achter elkaar gevraagd. Probeer het na %(time)s nog eens. "
        "Typte u iets? Kopieer het: het is nog niet bewaard. Wat u eerder bewaarde, is niet weg."
    ) % {"time": f"{again:%H:%M}"}
    response = _sorry(request, visitor, 429, _("Even wachten"), text, typed=typed_in(request))
    response["Retry-After"] = str(verdict.retry_after)
    return response


def too_late(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What was typed can't be kept: the story was sent meanwhile, and can be changed on its own page; or it is decided
    on, and its teller may still write to the editors."""
    assert visitor.submission is not None
    sent = _(
        "U hebt uw verhaal intussen verstuurd. Wat u net typte is niet bewaard: kopieer het. Op de bladzijde van uw "
        "verhaal kunt u het nog aanpassen."
    )
    decided = _(
        "Uw verhaal kan nu niet meer veranderd worden. Wat u net typte is niet bewaard. Kopieer het als u het wilt "
        "houden. U kunt het ook als bericht aan de redactie sturen: dat kan op de bladzijde van uw verhaal."
    )
    text = sent if visitor.submission.may_change else decided
    return _sorry(request, visitor, 409, _("Dit kan nu niet meer"), text, typed=typed_in(request), to_own=True)


def unclear(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What was sent can't be read, so it can't be shown either."""
    text = _(
        "Er zit iets in wat u verstuurde waar we niets mee kunnen. Er is niets bewaard en niets gewist. "
        "Ga terug en probeer het nog eens."
    )
    return _sorry(request, visitor, 400, _("Dit begrijpen we niet"), text)


def expired(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A form without its token from somebody who has no code yet: they begin anew."""
    text = _("De bladzijde stond te lang open, of uw browser bewaart geen cookies. Er is niets bewaard.")
    return _sorry(request, visitor, 403, _("Begin opnieuw"), text, again=True)


def _missing(request: HttpRequest, visitor: Visitor, status: int = 404) -> HttpResponse:
    text = _("Er staat een fout in het adres. Uw verhaal is niet weg: met uw code kunt u verder.")
    return _sorry(request, visitor, status, _("Deze bladzijde is er niet"), text, lost=True)


def _no_page(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """An address that belongs to a button: to who opens it, it is as one that isn't there."""
    return _missing(request, visitor, 405)


PAGES: Final[Mapping[int, Callable[[HttpRequest, Visitor], HttpResponse]]] = {
    400: unclear,
    403: expired,
    404: _missing,
    405: _no_page,
}


def _sorry(
    request: HttpRequest, visitor: Visitor, status: int, heading: str, text: str, **context: Any
) -> HttpResponse:
    return show(request, visitor, "sorry.html", {"sorry": heading, "text": text, **context}, status=status)
