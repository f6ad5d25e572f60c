"""Words that come back are not analysed again, and those that don't are let go."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakSet

from search.analysis.recent import Recent

SIZE = 4


class Made:
    """Something that was made of a word."""

    def __init__(self, word: str) -> None:
        self.word = word


class Maker:
    """Knows how often it made something of each word, and what of that is still kept."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()
        self.kept: WeakSet[Made] = WeakSet()

    def __call__(self, word: str) -> Made:
        self.times[word] += 1
        made = Made(word)
        self.kept.add(made)
        return made


def test_a_word_that_comes_back_is_made_once() -> None:
    maker = Maker()
    recent = Recent(maker, SIZE)
    assert [recent[word].word for word in ("aan", "pak", "aan")] == ["aan", "pak", "aan"]
    assert maker.times == {"aan": 1, "pak": 1}


def test_a_word_that_keeps_coming_back_stays_however_many_others_come_by() -> None:
    maker = Maker()
    recent = Recent(maker, SIZE)
    for number in range(100):
        assert (recent["gezin"].word, recent[str(number)].word) == ("gezin", str(number))
    assert maker.times["gezin"] == 1


def test_of_words_that_do_not_come_back_no_more_are_kept_than_twice_its_size() -> None:
    maker = Maker()
    recent = Recent(maker, SIZE)
    kept = [len(maker.kept) for number in range(100) if recent[str(number)]]
    assert max(kept) == 2 * SIZE
    assert recent["0"] and maker.times["0"] == 2


def test_threads_that_share_it_all_get_what_they_ask_for() -> None:
    recent = Recent(str.upper, SIZE)
    words = [f"woord{number}" for number in range(23)] * 40
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda _: list(map(recent.__getitem__, words)), range(4))
    assert all(upper == list(map(str.upper, words)) for upper in found)
