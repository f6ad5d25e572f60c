"""Rules about coalitions."""

from coalitions.rules import PARTNERS, partners_missing, partners_present, steps

STAGES = [("vormen", "Vormen"), ("bouwen", "Bouwen"), ("versterken", "Versterken"), ("borgen", "Borgen")]


def test_the_list_of_partners_is_the_programmes_own() -> None:
    assert len(PARTNERS) == 17
    assert len({partner.slug for partner in PARTNERS}) == 17
    assert {"huisartsen", "ervaringsdeskundigen", "zorgverzekeraar"} <= {partner.slug for partner in PARTNERS}


def test_who_is_not_ticked_is_missing_in_the_order_of_the_list() -> None:
    missing = partners_missing(["gemeente", "sleutelpersonen"])
    assert [partner.slug for partner in missing] == [partner.slug for partner in PARTNERS[1:-1]]


def test_partners_come_in_the_order_of_the_list_whatever_the_order_of_ticking() -> None:
    assert [partner.slug for partner in partners_present(["jgz", "gemeente"])] == ["gemeente", "jgz"]


def test_an_unknown_partner_is_left_out() -> None:
    assert partners_present(["de-kapper"]) == ()
    assert len(partners_missing(["de-kapper"])) == 17


def test_stages_up_to_the_current_one_are_reached() -> None:
    assert [(step.slug, step.on, step.current) for step in steps(STAGES, "versterken")] == [
        ("vormen", True, False),
        ("bouwen", True, False),
        ("versterken", True, True),
        ("borgen", False, False),
    ]


def test_an_unknown_stage_reaches_nothing() -> None:
    assert not any(step.on or step.current for step in steps(STAGES, ""))
