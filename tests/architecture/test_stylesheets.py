"""The tokens carry the whole palette, and every pair of them that carries text can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
TEXT, GRAPHIC = 4.5, 3.0
"""WCAG 2.2: 1.4.3 for text, 1.4.11 for edges of controls and for focus."""
GROUNDS = ("paper", "surface", "sunken")
ON_EVERY_GROUND = {
    TEXT: ("ink", "ink-soft", "brand", "brand-strong", "warm", "free", "alarm", "phase-1"),
    GRAPHIC: ("edge", "focus"),
}
PAIRS = (
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("ink", "mark", TEXT),
    ("ink", "brand-tint", TEXT),
    ("brand", "brand-tint", TEXT),
    ("brand-strong", "brand-tint", TEXT),
    ("on-sun", "sun", TEXT),
    ("on-footer", "footer", TEXT),
    ("focus", "brand-tint", GRAPHIC),
)


def palette() -> dict[str, tuple[str, str]]:
    """Light and dark of each token, by its short name."""
    found = re.findall(r"--ks-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_that_is_read_has_contrast(scheme: int) -> None:
    colours = {name: both[scheme] for name, both in palette().items()}
    everywhere = [
        (name, ground, least) for least, names in ON_EVERY_GROUND.items() for name in names for ground in GROUNDS
    ]
    measured = [
        (front, back, contrast(colours[front], colours[back]), least) for front, back, least in (*everywhere, *PAIRS)
    ]
    assert [pair for pair in measured if pair[2] < pair[3]] == []


def test_browsers_without_light_dark_get_the_light_side_of_every_colour() -> None:
    before, fallback = TOKENS.split("@supports not (color: light-dark(#000, #fff))")
    light = dict(re.findall(r"--ks-([\w-]+): light-dark\(((?:#|rgb\()[^,]+?), ", before))
    plain = dict(re.findall(r"--ks-([\w-]+): ((?:#|rgb\()[^;]+);", fallback))
    assert light == plain
    assert len(light) > len(GROUNDS)


@pytest.mark.parametrize("sheet", sorted(path.name for path in CSS.glob("*.css") if path.name != "tokens.css"))
def test_only_the_tokens_name_colours(sheet: str) -> None:
    named = re.findall(r":[^;{]*(#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|light-dark)\([^)]*\))", (CSS / sheet).read_text())
    assert named == []


@pytest.mark.parametrize("sheet", sorted(path.name for path in CSS.glob("*.css")))
def test_every_token_that_is_used_exists(sheet: str) -> None:
    used = set(re.findall(r"var\(--ks-([\w-]+)", (CSS / sheet).read_text()))
    assert used - set(re.findall(r"--ks-([\w-]+):", TOKENS)) == set()
