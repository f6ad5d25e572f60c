"""The marks come with the query that reads the approaches, and say what is known now."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from approaches.confirmation.services import confirm, give_up, open_request
from approaches.marks.models import CheckOutcome
from approaches.marks.services import quote_evidence
from approaches.models import ApproachPage
from approaches.templatetags.marks import marks_short
from coalitions.models import NationalPage
from tests.factories.coalitions import coordinator_of, editor, member_of
from tests.factories.marks import checked, published, republish, years_ago

pytestmark = pytest.mark.django_db


def texts(page: ApproachPage) -> list[str]:
    return [mark.text for mark in ApproachPage.objects.with_marks().get(pk=page.pk).marks]


def quote(page: ApproachPage, level: str, year: int) -> None:
    quote_evidence(
        page=page, user=editor(), level=level, owner="RIVM", day=date(year, 3, 3), url="https://voorbeeld.test/x"
    )


def test_a_check_shows() -> None:
    page = published()
    checked(page)
    assert texts(page)[0].startswith("Gecontroleerd door de redactie op ")
    assert "gewijzigd" not in texts(page)[0]


def test_after_a_new_publication_it_is_of_an_earlier_version() -> None:
    page = published(title="Een")
    checked(page)
    republish(page, title="Twee")
    assert texts(page)[0].endswith(", daarna gewijzigd")


def test_a_publication_that_shows_nothing_else_leaves_it_as_it_is() -> None:
    page = published()
    checked(page)
    republish(page, contact_email="ander@voorbeeld.test")
    assert "gewijzigd" not in texts(page)[0]


def test_going_back_to_an_older_revision_brings_no_check_back() -> None:
    page = published(title="Een")
    first = page.latest_revision
    checked(page)
    republish(page, title="Twee")
    first.publish()
    assert texts(page)[0].endswith(", daarna gewijzigd")


def test_the_last_check_counts() -> None:
    page = published()
    checked(page)
    checked(page, CheckOutcome.NEEDS_CHANGE)
    assert texts(page)[0].startswith("Bekeken door de redactie op ")
    assert texts(page)[0].endswith("; de redactie vroeg om een aanpassing")


def test_a_change_after_a_remark_is_said_and_the_remark_itself_is_not() -> None:
    page = published(title="Een")
    checked(page, CheckOutcome.NEEDS_CHANGE, reason="Jan de Vries staat erin.")
    republish(page, title="Twee")
    mark = ApproachPage.objects.with_marks().get(pk=page.pk).marks[0]
    assert mark.text.startswith("Bekeken door de redactie op ") and mark.text.endswith(", daarna gewijzigd")
    assert "Vries" not in f"{mark}"


def test_a_card_shows_the_latest_level_and_the_page_all_of_them() -> None:
    page = published()
    quote(page, "Eerste aanwijzingen", 2020)
    quote(page, "Goed onderbouwd", 2024)
    assert "Goed onderbouwd" in texts(page)[1]
    assert len(texts(page)) == 3
    assert len(page.marks_in_full()) == 4


def test_a_confirmation_shows() -> None:
    page = published()
    confirm(page_id=page.pk, user=editor())
    assert texts(page)[2].startswith("Bevestigd door de coalitie op ")


def test_a_confirmation_of_over_a_year_ago_is_shown_as_that_on_the_page_a_card_and_a_hit() -> None:
    page = published(at=years_ago(3))
    confirm(page_id=page.pk, user=editor())
    kept = page.marks_shown  # by a hit, whose document nothing changes meanwhile
    assert "jaar of langer" not in marks_short(kept)
    page.confirmations.update(confirmed_at=years_ago(1.1))
    (page,) = ApproachPage.objects.with_marks()
    for words in (page.marks[2].text, page.marks_in_full()[2].text, marks_short(page.marks_shown)):
        assert "een jaar of langer geleden" in words
    assert "een jaar of langer geleden" in marks_short([{**kept[2], "said_on": page.marks_shown[2]["said_on"]}])


def test_silence_shows_until_the_coalition_confirms_or_publishes() -> None:
    page, then = published(at=years_ago(2)), timezone.now() - timedelta(days=70)
    give_up(request=open_request(page_id=page.pk, now=then), now=timezone.now())
    assert texts(page)[2].startswith("De coalitie reageerde niet op ons verzoek van ")
    other = published(at=years_ago(2))
    give_up(request=open_request(page_id=other.pk, now=then), now=timezone.now())
    confirm(page_id=page.pk, user=coordinator_of(page.get_parent().specific))
    republish(other, title="Bijgewerkt", by=member_of(other.get_parent().specific))
    assert texts(page)[2].startswith("Bevestigd")
    assert texts(other)[2] == "Nog niet bevestigd door de coalitie"


def test_a_correction_by_the_editors_does_not_break_the_silence() -> None:
    page, then = published(at=years_ago(2)), timezone.now() - timedelta(days=70)
    give_up(request=open_request(page_id=page.pk, now=then), now=timezone.now())
    republish(page, title="Zonder tikfout", by=editor())
    assert texts(page)[2].startswith("De coalitie reageerde niet op ons verzoek van ")


def test_a_copy_has_none_of_them() -> None:
    page = published()
    checked(page)
    confirm(page_id=page.pk, user=editor())
    copy = page.copy(update_attrs={"slug": "kopie"})
    assert all(mark.is_open for mark in copy.specific.marks)


def test_they_cost_no_query_more(django_assert_num_queries: Any) -> None:
    for _ in range(3):
        checked(published())
    with django_assert_num_queries(1):
        for page in ApproachPage.objects.with_marks().order_by("pk"):
            assert len(page.marks) == 3


def test_a_page_that_was_read_without_them_asks_once(django_assert_num_queries: Any) -> None:
    page = ApproachPage.objects.get(pk=published().pk)
    with django_assert_num_queries(1):
        assert page.marks == page.marks


def test_a_page_that_was_never_saved_has_them_open(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert all(mark.is_open for mark in ApproachPage(title="Nieuw").marks)


def test_a_national_approach_has_an_owner_and_no_coalition() -> None:
    page = published(parent=NationalPage.objects.get())
    assert texts(page)[2] == "Nog niet bevestigd door de eigenaar"
    assert page.marks[0].note == "Dit is wat de eigenaar zelf vertelt."
