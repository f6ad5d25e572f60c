"""A number that is none is refused before anything is started."""

import pytest

from devtools.load.__main__ import asked


@pytest.mark.parametrize("number", ["abc", "0"])
def test_a_number_of_documents_that_can_not_be_is_refused(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        asked([number])
    assert "make load" in capsys.readouterr().err


def test_without_a_number_there_are_ten_thousand() -> None:
    assert (asked([]), asked(["100"])) == (10_000, 100)
