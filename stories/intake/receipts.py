"""A receipt by mail, for who asks: without the code, the topic or a word of the story."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.sharing import absolute
from mail.composing import CannotCompose, composer
from mail.outbox import store_to_compose
from stories.keeping.encryption import Unreadable, decrypt, encrypt
from stories.models import Submission

__all__ = ["MailForm", "send_receipt"]


class MailForm(forms.Form):
    """Where the receipt goes."""

    address = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Vul een e-mailadres in."),
            "invalid": gettext_lazy("Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl."),
        },
    )


def send_receipt(*, submission: Submission, address: str) -> None:
    """Put it in the outbox, which keeps trying. The address stands there encrypted, and is gone once it is sent."""
    payload = {"submission": submission.pk, "uid": str(submission.uid), "address": encrypt(address.encode()).decode()}
    store_to_compose(composer="stories.receipt", subject="Ontvangstbewijs", payload=payload)


@composer("stories.receipt")
def receipt(payload: Mapping[str, Any]) -> EmailMessage | None:
    """The message; None when there is nothing any more that it would be a receipt of."""
    submission = Submission.objects.filter(pk=payload["submission"], uid=payload["uid"]).without_words().first()
    if submission is None:
        return None
    try:
        address = decrypt(payload["address"].encode()).decode()
    except Unreadable as error:
        raise CannotCompose("het adres is met geen van de sleutels te lezen") from error
    with translation.override(submission.language):
        body = render_to_string("stories/intake/mail/receipt.txt", {"home": absolute("/")})
        return EmailMessage(subject=_("Uw bericht is aangekomen"), body=body, to=[address])
