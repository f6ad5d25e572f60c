"""Municipalities are alike by size, density, low incomes and region; the reasons are said."""

from dataclasses import replace

from places.likeness import NEAREST, Profile, nearest

HERE = Profile("hier", "Hier", 20_000, 400.0, 5.0, "GGD Oost", "Overijssel")
TWIN = replace(HERE, slug="tweeling", name="Tweeling", ggd_region="GGD West", province="Zeeland")
BIG = replace(HERE, slug="groot", name="Groot", population=800_000, density=6_000.0, low_income=11.0)
POOR = replace(TWIN, slug="arm", name="Arm", low_income=9.0)
UNKNOWN = replace(TWIN, slug="onbekend", name="Onbekend", low_income=None)


def names(here: Profile, *others: Profile) -> list[str]:
    return [likeness.profile.name for likeness in nearest(here, others)]


def test_the_most_alike_comes_first_and_the_municipality_itself_not_at_all() -> None:
    assert names(HERE, BIG, POOR, HERE, TWIN) == ["Tweeling", "Arm", "Groot"]


def test_of_two_that_are_as_alike_the_one_in_the_same_region_comes_first() -> None:
    neighbour = replace(TWIN, slug="buur", name="Z-Buur", ggd_region="GGD Oost", province="Overijssel")
    same_province = replace(TWIN, slug="provincie", name="Y-Provincie", province="Overijssel")
    assert names(HERE, TWIN, same_province, neighbour, BIG) == ["Z-Buur", "Y-Provincie", "Tweeling", "Groot"]


def test_the_reasons_name_what_is_near_with_its_number() -> None:
    (twin, _big) = nearest(HERE, [TWIN, BIG])
    assert set(twin.reasons) == {
        "20.000 inwoners", "400 inwoners per km²", "5,0 % van de huishoudens heeft een laag inkomen",
    }  # fmt: skip


def test_a_shared_region_is_a_reason() -> None:
    close = replace(TWIN, ggd_region="GGD Oost")
    provincial = replace(TWIN, slug="p", province="Overijssel")
    reasons = {likeness.profile.slug: likeness.reasons for likeness in nearest(HERE, [close, provincial, BIG])}
    assert "dezelfde GGD-regio (GGD Oost)" in reasons["tweeling"]
    assert "dezelfde provincie (Overijssel)" in reasons["p"]


def test_when_nothing_is_near_the_nearest_thing_is_the_reason() -> None:
    far = replace(TWIN, population=200_000, density=4_000.0, low_income=15.0)
    (likeness,) = nearest(HERE, [far])
    assert len(likeness.reasons) == 1


def test_a_missing_figure_is_left_out_of_the_comparison_and_said() -> None:
    unknown, twin = (replace(profile, ggd_region=HERE.ggd_region) for profile in (UNKNOWN, TWIN))
    likenesses = {likeness.profile.slug: likeness for likeness in nearest(HERE, [unknown, twin, BIG])}
    assert likenesses["onbekend"].left_out == ("laag inkomen",)
    assert likenesses["onbekend"].distance == likenesses["tweeling"].distance == 0
    assert likenesses["tweeling"].left_out == ()


def test_what_is_missing_here_is_left_out_for_all() -> None:
    here = replace(HERE, low_income=None)
    assert {likeness.left_out for likeness in nearest(here, [TWIN, POOR])} == {("laag inkomen",)}


def test_who_shares_no_figure_at_all_is_not_compared() -> None:
    nothing = Profile("leeg", "Leeg", None, None, None, "GGD Oost", "Overijssel")
    assert names(HERE, nothing, TWIN) == ["Tweeling"]
    assert nearest(nothing, [TWIN, HERE]) == ()


def test_six_are_enough() -> None:
    crowd = [replace(TWIN, slug=str(number), name=f"Gemeente {number}") for number in range(20)]
    assert len(nearest(HERE, crowd)) == NEAREST == 6


def test_a_difference_counts_by_how_much_municipalities_differ_in_that_figure() -> None:
    poorer = replace(TWIN, slug="armer", name="Armer", low_income=7.0)
    larger = replace(TWIN, slug="groter", name="Groter", population=26_000)
    crowd = [replace(TWIN, slug=str(share), name=f"Arm {share}", low_income=share) for share in range(20, 28)]
    assert names(HERE, larger, poorer, *crowd)[0] == "Armer"


def test_size_counts_as_a_ratio() -> None:
    double = replace(TWIN, slug="dubbel", name="Dubbel", population=40_000)
    plus = replace(TWIN, slug="plus", name="Plus", population=60_000)
    half = replace(TWIN, slug="half", name="Half", population=10_000)
    assert names(HERE, plus, double, half)[:2] == ["Dubbel", "Half"]
