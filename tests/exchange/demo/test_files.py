"""The files of the examples: what is in them is whole, and a wrong one is named."""

import re
from pathlib import Path

import pytest

from approaches.rules import SLUG_LENGTH
from coalitions.rules import PARTNERS
from exchange.demo.building import KINDS
from exchange.demo.files import BadDemoFile, DemoContent, DemoPage, read
from places import reference as places_reference
from themes import reference as themes_reference


@pytest.fixture(scope="module")
def content() -> DemoContent:
    return read()


def test_what_the_files_refer_to_is_there(content: DemoContent) -> None:
    coalitions = {page.slug for page in content.coalitions}
    approaches = {page.slug for page in content.approaches}
    places = {place.name for place in places_reference.read().municipalities}
    themes = {theme.slug for theme in themes_reference.read()}
    for page in content.all_pages:
        values = page.values
        assert values.get("coalition", "") in coalitions | {""}, page.key
        assert set(values.get("approaches", ())) <= approaches, page.key
        assert set(values.get("municipalities", ())) <= places, page.key
        assert set(values.get("themes", ())) <= themes, page.key
        assert set(values.get("partners", ())) <= {partner.slug for partner in PARTNERS}, page.key
        assert pictures(page) <= set(content.pictures), page.key


def test_every_picture_is_used_and_said_in_words(content: DemoContent) -> None:
    assert set().union(*map(pictures, content.all_pages)) == set(content.pictures)
    for page in content.all_pages:
        assert bool(page.values.get("picture")) == bool(page.values.get("picture_alt")), page.key


def test_every_approach_has_building_blocks_with_names_of_their_own(content: DemoContent) -> None:
    for page in content.approaches:
        titles = [block["title"] for block in page.values["building_blocks"]]
        assert len(titles) >= 2 and len(set(titles)) == len(titles), page.key
        assert all(len(title) <= SLUG_LENGTH for title in titles), page.key


def test_no_address_in_the_examples_is_somebodys(content: DemoContent) -> None:
    text = "".join(str(page.values) for page in content.all_pages)
    assert set(re.findall(r"[\w.+-]+@([\w.-]+)", text)) <= {"voorbeeld.test"}


def test_every_kind_of_file_has_a_type_of_page(content: DemoContent) -> None:
    assert {page.kind for page in content.all_pages} <= set(KINDS)


def pictures(page: DemoPage) -> set[str]:
    """The file names of the pictures on a page."""
    blocks = [block for value in page.values.values() if isinstance(value, list) for block in value]
    shown = {block["image"] for block in blocks if isinstance(block, dict) and block.get("type") == "picture"}
    return shown | ({page.values["picture"]} if page.values.get("picture") else set())


@pytest.mark.parametrize(
    ("folder", "text", "message"),
    [
        ("stories", 'title = "Zonder slug"', "x.toml: slug ontbreekt"),
        ("stories", "", "x.toml: title en slug ontbreekt"),
        ("stories", "title = ", "x.toml: "),
        ("pages", 'title = "a"\nslug = "a"', "x.toml: type moet een van home, standard, knowledge zijn"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, folder: str, text: str, message: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "x.toml").write_text(text)
    with pytest.raises(BadDemoFile, match=re.escape(message)):
        read(tmp_path)
