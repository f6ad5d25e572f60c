import pytest

from toolbox.rules import ends_after_start, holds_mail_address, period


@pytest.mark.parametrize(
    ("since", "until", "right"),
    [
        ("", "", True),
        ("2021", "", True),
        ("", "2021", True),
        ("2021", "2022", True),
        ("2021", "2021-06", True),
        ("2021-03-14", "2021-03-15", True),
        ("2021-03-14", "2021-03-14", False),
        ("2021-03", "2021", False),
        ("2021", "2021-01-01", False),
        ("2022", "2021", False),
    ],
)
def test_a_period_ends_after_its_start_where_both_are_known(since: str, until: str, right: bool) -> None:
    assert ends_after_start(since, until) is right


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("", "", ""),
        ("2021", "", "sinds 2021"),
        ("2021-03", "", "sinds maart 2021"),
        ("", "2023-05-01", "tot 1 mei 2023"),
        ("2019", "2023-05", "van 2019 tot mei 2023"),
    ],
)
def test_a_period_is_told_as_precisely_as_it_is_known(since: str, until: str, shown: str) -> None:
    assert period(since, until) == shown


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Mail jan@pharos.example voor een afspraak", True),
        ("JAN.DE.VRIES+werk@mail.pharos.example", True),
        ("Wij denken mee @ uw tafel", False),
        ("https://pharos.example/contact", False),
        ("", False),
    ],
)
def test_a_mail_address_in_a_text_is_seen(text: str, holds: bool) -> None:
    assert holds_mail_address(text) is holds
