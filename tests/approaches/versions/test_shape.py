"""What versions are compared by follows from the model: a new field takes part by itself."""

from approaches.models import ApproachPage
from approaches.versions.shape import shape_of


def test_all_that_a_reader_sees_takes_part() -> None:
    shape = shape_of(ApproachPage)
    names = {field.name for field in shape.fields} | {part.name for part in shape.parts}
    assert {"title", "summary", "need", "themes", "municipalities", "building_blocks", "tagged_items"} <= names


def test_what_no_page_shows_does_not() -> None:
    names = {field.name for field in shape_of(ApproachPage).fields}
    assert names.isdisjoint(
        {"contact_name", "contact_email", "external_id", "path", "slug", "live", "latest_revision", "page_ptr"}
    )


def test_building_blocks_go_by_their_title() -> None:
    (blocks,) = [part for part in shape_of(ApproachPage).parts if part.name == "building_blocks"]
    assert (blocks.label, blocks.title) == ("Bouwsteen", "title")
