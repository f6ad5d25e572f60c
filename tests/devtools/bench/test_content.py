"""The generated content: always the same, as much as was asked, of every kind."""

from devtools.bench.content import LETTERS, Item, Names, items

NAMES = Names(["armoede", "bereik", "hechting"], ["voorzorg", "home-start"], [f"GM{number:04}" for number in range(40)])


def made(documents: int) -> list[Item]:
    return list(items(documents, NAMES))


def texts(item: Item) -> str:
    return " ".join(text for texts in item.streams.values() for text in texts)


def test_the_same_seed_gives_the_same_content_and_another_seed_another() -> None:
    assert made(60) == made(60)
    assert list(items(60, NAMES, seed="anders")) != made(60)


def test_there_are_exactly_as_many_documents_as_were_asked() -> None:
    for documents in (1, 2, 59, 300):
        assert sum(item.documents for item in made(documents)) == documents


def test_a_small_site_is_the_beginning_of_a_large_one() -> None:
    small, large = ([item for item in made(size) if item.kind != "coalition"] for size in (90, 300))
    assert [texts(item) for item in small[:20]] == [texts(item) for item in large[:20]]


def test_texts_are_as_long_as_those_of_real_pages_on_average() -> None:
    stories = [len(texts(item)) for item in made(600) if item.kind == "story"]
    assert 0.8 < sum(stories) / len(stories) / LETTERS["story"] < 1.3


def test_new_words_keep_coming_as_in_real_collections() -> None:
    found = made(600)
    half = {word for item in found[: len(found) // 2] for word in texts(item).split()}
    whole = {word for item in found for word in texts(item).split()}
    assert len(whole) > 1.2 * len(half)
