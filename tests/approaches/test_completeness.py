"""What a reuser still misses: the same answer from one page and from the database, for each gap."""

from collections.abc import Callable
from typing import Any

import pytest

from approaches.completeness import GAPS, Gap, missing
from approaches.models import ApproachPage, BuildingBlock
from tests.factories.approaches import ApproachPageFactory, block, pairs, whole_approach
from tests.factories.stories import StoryPageFactory

KEYS = {gap.key for gap in GAPS}
OF_BLOCKS = {"block_needs", "block_when", "block_pitfalls", "block_help"}


def keys(gaps: tuple[Gap, ...]) -> set[str]:
    return {gap.key for gap in gaps}


class TestRule:
    def test_of_an_approach_that_tells_nothing_all_but_what_follows_from_blocks_and_stopping_is_missing(self) -> None:
        assert keys(missing((), (), "")) == KEYS - OF_BLOCKS - {"stopped"}

    def test_one_of_the_fields_is_enough(self) -> None:
        assert "agreements" not in keys(missing(["agreements_board"], (), ""))

    def test_needs_are_asked_of_every_block(self) -> None:
        assert "block_needs" in keys(missing((), [["needs_people"], ["pitfalls"]], ""))
        assert "block_needs" not in keys(missing((), [["needs_people"], ["needs_tools"]], ""))

    @pytest.mark.parametrize(
        ("field", "key"),
        [("works_less_when", "block_when"), ("pitfalls", "block_pitfalls"), ("help_offered", "block_help")],
    )
    def test_the_rest_is_asked_of_one_block(self, field: str, key: str) -> None:
        assert key in keys(missing((), [["needs_people"], []], ""))
        assert key not in keys(missing((), [["needs_people"], [field]], ""))

    def test_only_of_a_stopped_approach_the_reason_is_missing(self) -> None:
        assert "stopped" in keys(missing((), (), "gestopt"))
        assert "stopped" not in keys(missing((), (), "loopt"))
        assert "stopped" not in keys(missing(["stopped_explanation"], (), "gestopt"))

    def test_the_order_is_that_of_the_form(self) -> None:
        found = [gap.key for gap in missing((), (), "")]
        assert found == [gap.key for gap in GAPS if gap.key in found]

    def test_every_gap_says_why_and_is_about_something(self) -> None:
        assert len(KEYS) == len(GAPS)
        for gap in GAPS:
            assert gap.label and gap.why.endswith("."), gap.key
            assert [bool(gap.fields), bool(gap.some_block), bool(gap.every_block)].count(True) == 1, gap.key

    def test_every_field_exists(self) -> None:
        for gap in GAPS:
            for name in gap.fields:
                assert ApproachPage._meta.get_field(name)
            for name in (*gap.some_block, *gap.every_block):
                assert BuildingBlock._meta.get_field(name)


@pytest.fixture(scope="class")
def _whole(class_content: None) -> None:
    """Beside what a test makes, an approach that misses nothing."""
    whole_approach()


@pytest.mark.django_db
@pytest.mark.usefixtures("_whole")
class TestPagesAndDatabase:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: ApproachPageFactory(),
            lambda: ApproachPageFactory(maturity="gestopt", building_blocks=[block()]),
            lambda: ApproachPageFactory(maturity="gestopt", stopped_reason="geld-op"),
            lambda: ApproachPageFactory(
                costs="9.000 euro", building_blocks=[block(works_when="Het rustig is"), block()]
            ),
            lambda: ApproachPageFactory(
                situations=["lvb"],
                agreements_board="Tot 2027",
                building_blocks=[block(needs_people="Eén", pitfalls=[["La"]]), block(needs_tools="Kaart")],
            ),
            lambda: whole_approach(),
        ],
    )
    def test_both_agree_on_every_gap(self, make: Callable[[], ApproachPage]) -> None:
        page = ApproachPage.objects.get(pk=make().pk)
        in_database = {gap.key for gap in GAPS if ApproachPage.objects.with_gap(gap.key).filter(pk=page.pk).exists()}
        assert in_database == keys(page.missing)

    def test_a_whole_approach_misses_nothing(self) -> None:
        assert ApproachPage.objects.get(pk=whole_approach().pk).missing == ()

    @pytest.mark.parametrize("key", sorted(KEYS))
    def test_each_gap_tells_approaches_apart(self, key: str) -> None:
        bare = ApproachPageFactory(maturity="gestopt" if key == "stopped" else "", building_blocks=[block()])
        if key == "blocks":
            bare.building_blocks.set([])
            bare.save()
        assert [page.pk for page in ApproachPage.objects.with_gap(key)] == [bare.pk]

    def test_a_gap_that_does_not_exist_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            ApproachPage.objects.with_gap("alles")

    def test_a_draft_block_in_an_unsaved_page_counts(self) -> None:
        page = ApproachPage(title="Nieuw")
        page.building_blocks.add(BuildingBlock(title="A", pitfalls=pairs(["La"])))
        assert "block_pitfalls" not in keys(page.missing)
        assert "blocks" not in keys(page.missing)

    def test_a_list_of_them_costs_a_fixed_number_of_queries(self, django_assert_num_queries: Any) -> None:
        for _ in range(3):
            whole_approach()
        StoryPageFactory()
        with django_assert_num_queries(4):  # pages, blocks, funding, sources
            for page in ApproachPage.objects.all().prefetch_for_gaps():
                assert page.missing == ()
