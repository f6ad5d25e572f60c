"""What is remembered is read once a minute, and anew after a change."""

import pytest

from core.remembered import MINUTE, Remembered
from themes.models import Theme


class Source:
    """Something that changes, and says how often it was read."""

    def __init__(self) -> None:
        self.value, self.read, self.now = "oud", 0, 100.0

    def __call__(self) -> str:
        self.read += 1
        return self.value

    def clock(self) -> float:
        return self.now


@pytest.fixture
def source() -> Source:
    return Source()


def test_it_is_read_once(source: Source) -> None:
    remembered = Remembered(source, clock=source.clock)
    assert (remembered(), remembered(), source.read) == ("oud", "oud", 1)


def test_what_changed_elsewhere_is_seen_within_a_minute(source: Source) -> None:
    remembered = Remembered(source, clock=source.clock)
    remembered()
    source.value = "nieuw"
    source.now += MINUTE - 1
    assert remembered() == "oud"
    source.now += 1
    assert remembered() == "nieuw"


@pytest.mark.django_db
def test_what_changes_here_is_seen_at_once(source: Source) -> None:
    remembered = Remembered(source, clock=source.clock)
    remembered.forget_after(Theme)
    theme = Theme.objects.create(slug="slapen", name="Slapen")
    remembered()
    theme.save()
    assert (remembered(), source.read) == ("oud", 2)
    theme.delete()
    assert (remembered(), source.read) == ("oud", 3)


def test_everything_can_be_forgotten(source: Source) -> None:
    remembered = Remembered(source, clock=source.clock)
    remembered()
    Remembered.forget_everything()
    assert (remembered(), source.read) == ("oud", 2)
