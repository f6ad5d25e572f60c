"""Modules are named after what they hold."""

import ast

from tests.architecture.project import APPS, ROOT, modules

# Names that say nothing, and so end up holding everything.
FORBIDDEN = {"utils", "util", "common", "helpers", "helper", "misc", "tools", "base_utils"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [
        path.relative_to(ROOT)
        for path in modules(*APPS, "devtools", "tests")
        if {path.stem, path.parent.name} & FORBIDDEN
    ]
    assert named == []


def test_the_address_of_the_site_has_one_rule() -> None:
    """`core.sharing.absolute`: Wagtail's `full_url` knows what BASE_URL was when the site was made."""
    asked = [path for path in modules(*APPS) if ".full_url" in path.read_text(encoding="utf-8")]
    assert [path.name for path in asked] == []


def test_every_module_says_what_it_owns() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules(*APPS, "devtools")
        if path.name != "__init__.py" and ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]
    assert silent == []
