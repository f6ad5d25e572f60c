"""What the strict policy or the visibility rule forbids is in no template, and what a template asks for is there."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SPRITE = (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8")
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "an event handler": r"<[^>]*\s(?:on\w+|hx-on[\w:-]*)\s*=",
    "a script in the page": r"<script(?![^>]*\bsrc=)",
    "a script as an address": r"javascript:",
    "a file of another host": r"(?:src|href)=\"(?:https?:)?//",
    "a filter that links to pages which the visitor may not see": r"\|\s*richtext\b",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>",
        '<a onclick="go()">',
        '<div hx-on::load="go()">',
        "<script>",
        '<a href="javascript:go()">',
        '<img src="//elders.test/x.png">',
        "{{ self|richtext }}",
    ],
)
def test_what_is_forbidden_would_be_seen(text: str) -> None:
    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in FORBIDDEN.values())


def test_every_icon_that_is_asked_for_is_in_the_sprite() -> None:
    asked = {
        icon
        for path in TEMPLATES
        for icon in re.findall(r'components/icon\.html" with name="([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    assert asked
    assert asked - drawn == set()


def test_every_included_template_exists() -> None:
    included = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert included
    for name in sorted(included):  # ours, and of Wagtail where a page of the admin is ours
        assert get_template(name)
