"""The mail that asks a coalition what became of a promise, made when it is sent: a story may be gone by then."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from coalitions.membership import is_coordinator
from core.sharing import absolute
from mail.composing import composer
from stories.models import CoalitionResponse, StoryPage

__all__ = ["what_became"]


@composer("stories.what_became")
def what_became(payload: Mapping[str, Any]) -> EmailMessage | None:
    """Asks one coordinator; None when the story or the question is gone, or somebody else leads now.

    Not a word of the story: the link leads there as long as it is on the site.
    """
    promises = CoalitionResponse.objects.promises().select_related("coalition")
    response = promises.filter(pk=payload["response"]).first()
    user = User.objects.filter(pk=payload["user"], is_active=True).exclude(email="").first()
    if response is None or user is None:
        return None
    if not is_coordinator(user, response.coalition) or not StoryPage.objects.public().filter(pk=response.story_id):
        return None
    url = absolute(reverse("responding:stories", args=[response.coalition.slug]))
    context = {"coalition": response.coalition.title, "at": response.at, "url": url}
    text = render_to_string("stories/responding/what_became.txt", context)
    return EmailMessage(subject="Wat is er veranderd?", body=text, to=[user.email])
