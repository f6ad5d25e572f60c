"""The step with a picture: off by default, with questions of its own."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.ids import is_id
from core.images import IMAGE_EXTENSIONS, MAX_IMAGE_BYTES
from core.models import PeopleInPicture
from core.throttle import client_of
from core.uploads import UploadRefused
from stories.intake.faults import wait
from stories.intake.fields import LineField
from stories.intake.limits import PICTURES
from stories.intake.pages import teller
from stories.intake.prompts import translated
from stories.intake.showing import show
from stories.intake.steps import STEPS, after, before
from stories.intake.visitors import Visitor
from stories.keeping.encryption import Unreadable
from stories.services import pictures as services
from stories.services.changing import Gone, NotNow
from stories.services.pictures import AboutPicture, TooManyPictures

__all__ = ["picture", "pictures", "remove", "resume_picture"]

STEP = next(step for step in STEPS if step.slug == "foto")
ACCEPT = ",".join(f".{extension}" for extension in IMAGE_EXTENSIONS)


class InMemory(MemoryFileUploadHandler):
    """Keeps a picture off the disk, where it would lie readable for a moment; what is too large isn't kept whole."""

    file: BytesIO

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start <= MAX_IMAGE_BYTES:
            self.file.write(raw_data)
        return None


class PictureForm(forms.Form):
    """A picture and what belongs to it; what has to be chosen comes before the file, which a browser doesn't keep."""

    people = forms.ChoiceField(
        label=gettext_lazy("Is er iemand te herkennen?"),
        choices=lambda: translated(PeopleInPicture.choices),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies of er iemand te herkennen is.")},
    )
    child = forms.BooleanField(label=gettext_lazy("Er is een kind te herkennen"), required=False)
    picture = forms.FileField(
        label=gettext_lazy("Uw foto"),
        help_text=gettext_lazy("Plaats en tijd van de opname halen we eruit."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": gettext_lazy("Kies een foto, of sla deze stap over."),
            "empty": gettext_lazy("Dit bestand is leeg."),
        },
    )
    alt = LineField(label=gettext_lazy("Wat is er te zien?"), help_text=gettext_lazy("Voor wie de foto niet kan zien."))
    credit = LineField(
        label=gettext_lazy("Wie maakte de foto?"), help_text=gettext_lazy("Schrijf “ikzelf” als u dat was.")
    )

    def clean(self) -> dict[str, Any]:
        """A browser doesn't keep what was chosen: after a fault elsewhere that is said at the picture too."""
        data: dict[str, Any] = super().clean() or {}
        if self.errors and "picture" not in self.errors:
            self.add_error("picture", gettext_lazy("Kies uw foto nog een keer."))
        return data

    def about(self) -> AboutPicture:
        data = self.cleaned_data
        people = PeopleInPicture(data["people"])
        return AboutPicture(alt=data["alt"], credit=data["credit"], people=people, child=data["child"])


def _in_memory(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Before anything reads the form."""

    @wraps(view)
    def receiving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return view(request, *args, **kwargs)

    return receiving


@require_http_methods(["GET", "HEAD", "POST"])
@_in_memory
@teller
def pictures(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The pictures that are there, and one more."""
    if request.method != "POST":
        return _page(request, visitor, PictureForm())
    verdict = PICTURES.hit(client_of(request))
    if not verdict.allowed:
        return wait(request, visitor, verdict)
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid() or not _added(visitor, form):
        return _page(request, visitor, form)
    return redirect("intake:foto")


@require_safe
@teller
def picture(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """A picture of theirs, to see what they say yes to."""
    assert visitor.submission is not None
    try:
        content = services.own_picture(submission=visitor.submission, picture=pk)
    except (FileNotFoundError, Unreadable):
        content = None
    if content is None:
        raise Http404
    return HttpResponse(content.read(), content_type=services.image_type(content))


@require_POST
@teller
def remove(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Take a picture away."""
    assert visitor.submission is not None
    number = request.POST.get("picture", "")
    if is_id(number):
        services.remove_picture(submission=visitor.submission, picture=int(number))
    return redirect("intake:foto")


def resume_picture(request: HttpRequest, visitor: Visitor, path: str) -> HttpResponse | None:
    """This step with what was said of a picture when the session was over; the file itself has to be chosen again.

    A picture that was to go is still there, and that is said.
    """
    if path == reverse("intake:remove_picture"):
        return _page(request, visitor, PictureForm(), note=_("De foto is nog niet weg. Druk nog een keer op de knop."))
    if path != STEP.url or visitor.submission is None:
        return None
    said = {name: request.POST.get(name, "") for name in ("alt", "credit", "people", "child")}
    return _page(request, visitor, PictureForm(initial=said), resumed=True)


def _added(visitor: Visitor, form: PictureForm) -> bool:
    assert visitor.submission is not None
    try:
        services.add_picture(submission=visitor.submission, upload=form.cleaned_data["picture"], about=form.about())
    except UploadRefused as refusal:
        form.add_error("picture", ValidationError([_(message) for message in refusal.messages]))
    except TooManyPictures:
        form.add_error("picture", _("Er zijn al drie foto’s. Haal er eerst een weg."))
    except (Gone, NotNow):
        form.add_error("picture", _("Bij dit verhaal kan geen foto meer."))
    return not form.errors


def _page(
    request: HttpRequest, visitor: Visitor, form: PictureForm, *, resumed: bool = False, note: str = ""
) -> HttpResponse:
    assert visitor.submission is not None
    following = after(STEP)
    assert following is not None
    context = {
        "form": form,
        "resumed": resumed,
        "note": note,
        "step": STEP,
        "number": STEPS.index(STEP) + 1,
        "steps": len(STEPS),
        "before": before(STEP),
        "pictures": list(visitor.submission.files.all()),
        "next_url": following.url,
    }
    return show(request, visitor, "step_foto.html", context)
