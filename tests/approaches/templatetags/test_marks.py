"""The marks in a few words, on cards and hits."""

from approaches.templatetags.marks import marks_short


def test_an_approach_without_marks_has_no_list() -> None:
    assert marks_short(None) == marks_short([]) == ""


def test_a_mark_that_waits_looks_otherwise_and_its_words_are_escaped() -> None:
    shown = marks_short(
        [
            {"icon": "vink", "short": "gecontroleerd op 3 mei 2026", "is_open": False},
            {"icon": "klok", "short": "<b>nog niet</b>", "is_open": True},
        ]
    )
    assert shown.startswith('<ul class="marks-short" aria-label="Hoe zeker is dit?"><li><svg')
    assert "#vink" in shown and "<span>gecontroleerd op 3 mei 2026</span></li>" in shown
    assert '<li class="open"><svg' in shown and "<span>&lt;b&gt;nog niet&lt;/b&gt;</span>" in shown
