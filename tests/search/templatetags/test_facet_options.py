"""The values of a facet are boxes to tick, and nothing of their names is taken for markup."""

from html.parser import HTMLParser

from search.results import FacetValue
from search.templatetags.facet_options import facet_options


class _Boxes(HTMLParser):
    """What a browser reads: the attributes of each box, and the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "input":
            self.boxes.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def read(*options: FacetValue) -> _Boxes:
    boxes = _Boxes()
    boxes.feed(facet_options("theme", options))
    return boxes


def test_each_value_is_a_box_of_the_form_with_its_name_and_number() -> None:
    found = read(FacetValue("geldzorgen", "Geldzorgen", 1234, False), FacetValue("slapen", "Slapen", 3, True))
    assert [(box["name"], box["value"], box["id"], box["form"]) for box in found.boxes] == [
        ("theme", "geldzorgen", "theme-geldzorgen", "zoek"),
        ("theme", "slapen", "theme-slapen", "zoek"),
    ]
    assert found.words == ["Geldzorgen", "1234", "Slapen", "3"]


def test_those_that_were_chosen_are_ticked() -> None:
    found = read(FacetValue("a", "A", 1, False), FacetValue("b", "B", 1, True))
    assert ["checked" in box for box in found.boxes] == [False, True]


def test_a_name_is_text_whatever_is_in_it() -> None:
    found = read(FacetValue('x" onclick="y', "<script>alert(1)</script> & {value}", 1, False))
    assert found.tags == {"label", "input", "span"}
    assert found.boxes[0]["value"] == 'x" onclick="y'
    assert "onclick" not in found.boxes[0]
    assert found.words[:3] == ["<script>alert(1)</script>", "&", "{value}"]
