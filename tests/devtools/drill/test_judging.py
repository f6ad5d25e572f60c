"""What the drill holds against an answer, and what it doesn't."""

from typing import Any

import pytest

from devtools.drill.judging import Period, Wrong, fault, history, judge


def commit(moment: float, public: dict[str, str] | None = None, gone: list[str] | None = None) -> dict[str, Any]:
    """A change that came through within a tenth of a second before `moment`."""
    return {"after": moment - 0.1, "before": moment, "public": public or {}, "gone": gone or []}


def search(began: float, *hits: tuple[str, str], ended: float | None = None, **more: Any) -> dict[str, Any]:
    ended = began + 0.1 if ended is None else ended
    return {"began": began, "ended": ended, "degraded": False, "of_all": False, "total": 9, "hits": hits, **more}


def test_the_changes_of_all_writers_make_one_history() -> None:
    # Each writer tells what is public as far as it doesn't know that yet: of the other's changes at its own next one.
    first = [commit(1, {"a:1": "Een"}), commit(3, {"a:1": "Een anders", "a:2": "Twee"})]
    second = [commit(2, {"a:1": "Een", "a:2": "Twee"}), commit(4, {"a:1": "Een anders"}, gone=["a:2"])]
    assert history([first, second]) == {
        "a:1": [Period("Een", 0.9, 1), Period("Een anders", 2.9, 3)],
        "a:2": [Period("Twee", 1.9, 2), Period(None, 3.9, 4)],
    }


HIDDEN_AT_10 = [Period("Tekst", 0.9, 1), Period(None, 9.9, 10)]
ANOTHER_AT_20 = [*HIDDEN_AT_10, Period("Andere tekst", 19.9, 20)]
EDITED_AT_10 = [Period("Tekst", 0.9, 1), Period("Andere tekst", 9.9, 10)]


@pytest.mark.parametrize(
    ("periods", "title", "began", "ended", "wrong"),
    [
        (HIDDEN_AT_10, "Tekst", 5, 6, None),
        (HIDDEN_AT_10, "Tekst", 9.95, 12, None),  # it may have been there when the question came
        (HIDDEN_AT_10, "Tekst", 11, 12, "hidden"),
        (HIDDEN_AT_10, "Tekst", 0.1, 0.5, "hidden"),  # before it was written
        ((), "Tekst", 11, 12, "hidden"),
        (ANOTHER_AT_20, "Andere tekst", 21, 22, None),
        (ANOTHER_AT_20, "Andere tekst", 15, 19.95, None),  # the change may just have come through
        (ANOTHER_AT_20, "Tekst", 21, 22, "withdrawn"),
        (EDITED_AT_10, "Tekst", 21, 22, None),  # replaced, not taken away: the index is a little behind
        (EDITED_AT_10, "Klad", 21, 22, "withdrawn"),  # never public
    ],
)
def test_what_was_not_public_at_any_moment_of_the_request_is_wrong(
    periods: list[Period], title: str, began: float, ended: float, wrong: Wrong | None
) -> None:
    assert fault(periods, title, began, ended) == wrong


def test_a_commit_that_was_stamped_late_counts_from_the_next_one_on() -> None:
    late = [Period("Tekst", 0.9, 1), Period(None, 9.9, 30), Period("Andere tekst", 19.9, 20)]
    assert fault(late, "Tekst", 25, 26) == "withdrawn"


class TestVerdict:
    periods = {"a:1": ANOTHER_AT_20}

    def test_right_answers_are_good(self) -> None:
        verdict = judge(self.periods, [search(5, ("a:1", "Tekst")), search(15), search(25, ("a:1", "Andere tekst"))])
        assert verdict.good
        assert (verdict.searches, verdict.old) == (3, 0)

    def test_what_is_hidden_is_not(self) -> None:
        verdict = judge(self.periods, [search(15, ("a:1", "Tekst"))])
        assert not verdict.good
        assert verdict.wrong == ["a:1 “Tekst” (hidden)"]

    def test_a_search_that_failed_is_not_and_neither_is_an_empty_site(self) -> None:
        assert not judge(self.periods, [{"began": 5, "ended": 6, "failed": "OperationalError"}]).good
        assert not judge(self.periods, [search(5, of_all=True, total=0)]).good

    def test_no_answer_at_all_proves_nothing(self) -> None:
        assert not judge(self.periods, []).good

    def test_slow_and_replaced_are_counted_but_not_wrong(self) -> None:
        verdict = judge({"a:1": EDITED_AT_10}, [search(11, ("a:1", "Tekst"), ended=14)])
        assert verdict.good
        assert (verdict.slow, verdict.slowest, verdict.old) == (1, 3, 1)

    def test_what_was_asked_before_anything_was_known_is_left_out(self) -> None:
        assert judge(self.periods, [search(0.5, ("a:9", "Iets"))]).searches == 0
