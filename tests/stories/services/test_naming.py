"""The name of a teller stands with the story as long as they say so, and nowhere after that."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Revision

from search.api import SearchRequest, search
from search.indexer.build import build_due
from stories.consent.choosing import Choice
from stories.models import Consent, Purpose, StoryPage, Submission
from stories.rules import LONGEST_NAME, TextRefused
from stories.services import telling
from stories.services.telling import Told
from tests.factories.submissions import ALL_YES, published, sent

pytestmark = pytest.mark.django_db
NAMED = {**ALL_YES, Purpose.PUBLISH: Choice(True, named=True)}
UNNAMED = {Purpose.PUBLISH: Choice(True)}
NAME = "Zwaluwnaam"


@pytest.fixture
def told() -> tuple[Submission, StoryPage]:
    return published(sent(told=Told(text="Tekst", name=NAME), choices=NAMED), title="Een lange nacht")


def shown(client: Client, page: StoryPage) -> list[bool]:
    """Whether the name stands on the page, on its card, and at what search finds."""
    build_due()
    paths = (page.url, "/verhalen/", "/zoeken/?q=lange+nacht")
    return [NAME in client.get(path).content.decode() for path in paths]


def test_it_stands_on_the_page_the_card_and_what_is_found(client: Client, told: Any) -> None:
    assert shown(client, told[1]) == [True, True, True]


def test_it_is_asked_of_consent_each_time(client: Client, told: Any) -> None:
    row, page = told
    Consent.objects.filter(submission=row, purpose=Purpose.PUBLISH).update(named=False)
    assert StoryPage.objects.get(pk=page.pk).shown_name == ""
    assert shown(client, page)[:2] == [False, False]


def test_a_no_to_it_takes_it_off_everything_and_leaves_the_story(client: Client, told: Any) -> None:
    row, page = told
    build_due()
    telling.choose_consent(submission=row, choices=UNNAMED)
    assert shown(client, page) == [False, False, False]
    assert search(SearchRequest(query="lange nacht")).hits[0].title == "Een lange nacht"
    assert Submission.objects.get().name == ""
    assert NAME not in str([*StoryPage.objects.values(), *Revision.objects.values_list("content", flat=True)])


def test_an_editor_who_had_the_page_open_does_not_bring_it_back(told: Any) -> None:
    row, page = told
    opened = StoryPage.objects.get(pk=page.pk)
    telling.choose_consent(submission=row, choices=UNNAMED)
    opened.save_revision(clean=False).publish()
    assert NAME not in str([*StoryPage.objects.values(), *Revision.objects.values_list("content", flat=True)])


def test_it_is_no_longer_than_a_page_can_show() -> None:
    assert Told(name="x" * LONGEST_NAME).as_changes() == {"name": "x" * LONGEST_NAME}
    with pytest.raises(TextRefused):
        Told(name="x" * (LONGEST_NAME + 1)).as_changes()
    assert StoryPage._meta.get_field("teller_name").max_length == LONGEST_NAME


def test_nothing_in_it_or_in_an_edited_line_turns_the_words_after_it() -> None:
    row = sent(told=Told(text="Tekst", name="\u202eNoor\u2066"), choices=NAMED)
    assert row.name == "Noor"
    Submission.objects.filter(pk=row.pk).update(name="Noor\u202e")  # as it was kept before
    _row, page = published(row, title="Een \u202enacht", summary="Zo \u2066was het")
    assert (page.teller_name, page.title, page.summary) == ("Noor", "Een nacht", "Zo was het")


def test_one_of_before_that_limit_is_refused_with_a_sentence() -> None:
    row = sent(choices=NAMED)
    Submission.objects.filter(pk=row.pk).update(name="x" * (LONGEST_NAME + 1))
    with pytest.raises(TextRefused, match="te lang"):
        published(row)


def test_what_belonged_to_a_yes_goes_with_a_no() -> None:
    row = sent(told=Told(text="Tekst", contact="noor@example.org", name=NAME), choices=NAMED)
    telling.choose_consent(submission=row, choices={Purpose.CONTACT: Choice(False), Purpose.PUBLISH: Choice(False)})
    row.refresh_from_db()
    assert (row.contact, row.name) == ("", "")
