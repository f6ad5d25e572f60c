"""What is promised about keeping is what is done: both read the same settings."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.checks import run_checks

from stories.intake.consent_form import ConsentForm
from stories.models import TellerSession
from tests.factories.submissions import draft
from tests.stories.intake.teller import Teller

pytestmark = pytest.mark.django_db


def test_tellers_read_the_terms_of_the_site(settings: Any) -> None:
    settings.KEEP_DRAFTS, settings.KEEP_CONTACT = timedelta(days=11), timedelta(days=45)
    settings.KEEP_UNPUBLISHED_MONTHS = 8
    shown = Teller().get("/vertel/").content.decode()
    assert "wissen we alles na 11 dagen." in shown
    assert "wissen we het na 8 maanden." in shown
    assert "gaat weg 45 dagen nadat we besloten hebben." in shown
    assert "hooguit 11 dagen" in shown
    assert "gaan weg, 45 dagen nadat wij besloten hebben." in str(ConsentForm()["yes-contact"].help_text)


def test_a_term_by_the_name_that_it_had_before_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def named() -> list[str]:
        return [found.msg for found in run_checks() if found.id == "stories.W001"]

    monkeypatch.delenv("KEEP_UNPUBLISHED_DAYS", raising=False)
    assert named() == []
    monkeypatch.setenv("KEEP_UNPUBLISHED_DAYS", "183")
    assert named() == ["KEEP_UNPUBLISHED_DAYS wordt niet meer gelezen: gebruik KEEP_UNPUBLISHED_MONTHS."]


def test_they_read_them_in_their_language(settings: Any) -> None:
    settings.KEEP_DRAFTS = timedelta(days=11)
    assert "for 11 days at most" in Teller().get("/vertel/?taal=en").content.decode()


def test_a_browser_goes_on_with_a_draft_for_as_long_as_it_is_kept(settings: Any) -> None:
    settings.KEEP_DRAFTS = timedelta(days=11)
    row = draft()
    assert TellerSession.objects.get().ends_at - row.created_at == timedelta(days=11)
