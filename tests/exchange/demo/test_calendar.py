"""The days on which the examples were "published" could be true."""

from datetime import UTC, datetime

from exchange.demo.calendar import moments
from exchange.demo.files import read


def test_every_page_has_a_moment_that_is_past_and_always_the_same() -> None:
    content = read()
    found = moments(content)
    assert set(found) == {page.key for page in content.all_pages}
    assert found == moments(read())
    assert min(found.values()) > datetime(2019, 1, 1, tzinfo=UTC)
    assert max(found.values()) < datetime(2026, 1, 1, tzinfo=UTC)


def test_the_examples_are_spread_over_the_years() -> None:
    assert len({moment.year for moment in moments(read()).values()}) >= 5
    assert len({moment.date() for moment in moments(read()).values()}) >= 30


def test_nothing_appears_in_a_weekend_or_at_night() -> None:
    assert all(moment.weekday() < 5 and 8 <= moment.hour < 16 for moment in moments(read()).values())


def test_an_approach_appears_after_it_began_and_stories_after_their_approach() -> None:
    content = read()
    found = moments(content)
    for page in content.approaches:
        assert found[page.key].year >= page.values["started"], page.key
    for page in content.stories:
        for slug in page.values["approaches"]:
            assert found[page.key] > found[f"approach:{slug}"], page.key
