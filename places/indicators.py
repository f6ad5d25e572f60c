"""What is counted per municipality in places/data/figures.csv: a closed list, with how to read each number.

Only what CBS published; nothing is estimated or filled in.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["INDICATORS", "LOW_INCOME", "Indicator", "indicator"]

SOURCE: Final = "CBS, Kerncijfers wijken en buurten 2021 (tabel 85039NED)"
DIVISION: Final = "Naar de gemeenten van 1 januari 2021."
INCOME_NOTE: Final = f"Het inkomen kan van een eerder jaar zijn dan 2021. {DIVISION}"


@dataclass(frozen=True)
class Indicator:
    """One kind of figure. `per` is what a value is counted on: 100 (per cent) or 1000.

    `counted` is the smallest part of the inhabitants that the figure can be about (1 = all of them): with it a
    rate tells how few people may stand behind it.
    """

    key: str
    label: str
    unit: str
    per: int
    counted: float
    note: str
    source: str = SOURCE


# Households: 2.14 persons each (CBS, 2021), so 0.46 per inhabitant; taken as 0.35, so that what is doubtful is
# hidden. Young people (to 23): a quarter of the inhabitants, at least an eighth in the oldest municipality.
HOUSEHOLDS: Final = 0.35
YOUNG: Final = 0.12
LOW_INCOME: Final = "laag-inkomen"

INDICATORS: Final = (
    Indicator("geboorten", "Geboorten", "per 1000 inwoners", 1000, 1, DIVISION),
    Indicator(LOW_INCOME, "Huishoudens met een laag inkomen", "%", 100, HOUSEHOLDS, INCOME_NOTE),
    Indicator("sociaal-minimum", "Huishoudens rond of onder het sociaal minimum", "%", 100, HOUSEHOLDS, INCOME_NOTE),
    Indicator("jeugdzorg", "Jongeren met jeugdzorg", "%", 100, YOUNG, DIVISION),
    Indicator("bijstand", "Mensen met een bijstandsuitkering", "per 1000 inwoners", 1000, 1, DIVISION),
)
_BY_KEY: Final = {entry.key: entry for entry in INDICATORS}


def indicator(key: str) -> Indicator:
    """The indicator with this key; KeyError if there is none."""
    return _BY_KEY[key]
