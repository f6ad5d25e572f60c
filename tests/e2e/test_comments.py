"""A question of the editors, written beside a field in a browser, is there for the coordinator, who answers it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Comment, CommentReply, PageSubscription

from mail.models import Message
from tests.e2e.conftest import Reader
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WORDS, ANSWER = "Wat kost dit per gezin?", "Ongeveer tachtig euro."


def test_a_question_of_the_editors_reaches_the_coordinator(as_user: Callable[..., Reader], settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"
    coalition = CoalitionPageFactory(title="Zaanstad")
    coordinator = coordinator_of(coalition, email="coordinator@voorbeeld.test")
    approach = ApproachPageFactory(parent=coalition, title="Belroute", summary="Kort", live=False)
    PageSubscription.objects.create(user=coordinator, page=approach, comment_notifications=True)
    form = reverse("wagtailadmin_pages:edit", args=[approach.pk])

    redactie = editor(first_name="Ria")
    asks = open_form(as_user(redactie), form)
    asks.locator('[data-contentpath="summary"]').hover()
    asks.locator('[data-contentpath="summary"] [data-comment-add]').click()
    say(asks, WORDS)
    assert Comment.objects.get().text == WORDS
    assert [message.to for message in Message.objects.all()] == [[coordinator.email]]

    answers = open_form(as_user(coordinator), form)
    answers.get_by_role("button", name="Toon/verberg opmerkingen").click()
    expect(answers.locator("#comments")).to_contain_text(WORDS)
    answers.locator("#comments").get_by_text(WORDS).click()
    say(answers, ANSWER)
    assert CommentReply.objects.get().text == ANSWER
    assert [message.to for message in Message.objects.order_by("pk")] == [[coordinator.email], [redactie.email]]


def open_form(someone: Reader, form: str) -> Page:
    someone.page.goto(f"{someone.address}{form}")
    return someone.page


def say(page: Page, words: str) -> None:
    """Write a comment or a reply, which the form then keeps by itself."""
    page.locator("#comments textarea:visible").fill(words)
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as kept:
        page.locator("#comments button[type=submit]:visible").click()
    assert kept.value.json()["success"]
