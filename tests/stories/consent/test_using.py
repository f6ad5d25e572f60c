"""One function answers whether a story may be used, and every outlet asks it."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from search.api import SearchRequest, search
from search.indexer.build import build_due
from stories.consent.choosing import Choice
from stories.consent.texts import VERSION
from stories.consent.using import may_be_used
from stories.models import Consent, Purpose, State, StoryPage, Submission
from stories.services import telling
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import ALL_YES, an_editor, published, sent

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LONG_AGO = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _own_list(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"


@pytest.mark.parametrize("purpose", [Purpose.PUBLISH, Purpose.MONITOR, Purpose.CONTACT, Purpose.READ])
def test_each_purpose_has_a_yes_of_its_own(purpose: Purpose) -> None:
    row = sent(choices={Purpose.READ: Choice(True), purpose: Choice(True)})
    assert [other for other in Purpose if may_be_used(row, other)] == [
        other for other in Purpose if other in {Purpose.DRAFT, Purpose.READ, purpose}
    ]


def test_a_yes_holds_through_its_last_day_in_amsterdam() -> None:
    row, page = published(sent(choices={**ALL_YES, Purpose.PUBLISH: Choice(True, until=TODAY())}))
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for story in (row, page):
        assert may_be_used(story, Purpose.PUBLISH, midnight - timedelta(seconds=1))
        assert not may_be_used(story, Purpose.PUBLISH, midnight)


def test_a_later_no_closes_the_yes_and_both_are_kept() -> None:
    row = sent()
    telling.choose_consent(submission=row, choices={Purpose.MONITOR: Choice(False)})
    assert not may_be_used(row, Purpose.MONITOR)
    answers = Consent.objects.filter(submission=row, purpose=Purpose.MONITOR).values_list("given", "text_version")
    assert list(answers) == [(True, VERSION), (False, VERSION)]


def test_the_numbers_that_were_promised_are_kept_with_the_answer(settings: Any) -> None:
    settings.KEEP_DRAFTS, settings.KEEP_CONTACT = timedelta(days=14), timedelta(days=9_999)
    row = sent()
    kept = dict(Consent.objects.filter(submission=row).values_list("purpose", "text_version"))
    expected = {Purpose.DRAFT: f"{VERSION} drafts=14", Purpose.CONTACT: f"{VERSION} contact=9999"}
    assert kept == {purpose: expected.get(purpose, VERSION) for purpose in Purpose}
    said = {consent.purpose: consent.version_in_words for consent in Consent.objects.filter(submission=row)}
    assert (said[Purpose.DRAFT], said[Purpose.READ]) == (f"{VERSION}, 14 dagen", VERSION)
    assert said[Purpose.CONTACT] == f"{VERSION}, 9999 dagen"
    assert max(map(len, kept.values())) <= Consent._meta.get_field("text_version").max_length


def test_the_page_goes_when_publishing_becomes_a_no_and_all_when_reading_does() -> None:
    row, page = published()
    telling.choose_consent(submission=row, choices={Purpose.PUBLISH: Choice(False)})
    row.refresh_from_db()
    assert (row.state, row.page) == (State.WITHDRAWN, None)
    assert not StoryPage.objects.filter(pk=page.pk).exists()
    telling.choose_consent(submission=row, choices={Purpose.READ: Choice(False)})
    assert not Submission.objects.exists()


def test_a_told_page_without_its_submission_is_nobodys_to_show() -> None:
    row, page = published()
    Submission.objects.filter(pk=row.pk).update(page=None)
    assert not may_be_used(page, Purpose.PUBLISH)


def test_what_was_written_as_a_page_may_stay_until_its_own_date() -> None:
    kept, over = StoryPageFactory(), StoryPageFactory(consent_until=LONG_AGO)
    assert may_be_used(kept, Purpose.PUBLISH)
    assert not may_be_used(over, Purpose.PUBLISH)


def test_no_outlet_shows_a_story_whose_consent_is_over_though_its_page_is_still_there(client: Client) -> None:
    _row, page = published(title="Zwaluwnest")
    build_due()
    client.force_login(an_editor())
    outlets = ("/verhalen/", "/", "/sitemap.xml", "/zoeken/?q=zwaluwnest", "/zoeken.rss?q=zwaluwnest",
               "/zoeken.json?q=zwaluwnest", "/zoeken.csv?q=zwaluwnest", "/api/v1/search?q=zwaluwnest")  # fmt: skip
    before = {path for path in outlets if shows(client, path, page)}
    assert before == set(outlets)
    Consent.objects.filter(purpose=Purpose.PUBLISH).update(until=LONG_AGO)
    assert [path for path in outlets if shows(client, path, page)] == []
    assert search(SearchRequest(query="zwaluwnest")).hits == ()
    answer = client.get(page.url)
    assert (answer.status_code, answer["X-Robots-Tag"]) == (410, "noindex")


def shows(client: Client, path: str, page: StoryPage) -> bool:
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return page.slug in content.decode() or "Zwaluwnest" in content.decode()
