"""What lies at one depth of the page tree is found without reading all pages, however large the site."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_pages_have_an_index_by_depth_and_path() -> None:
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, "wagtailcore_page").values()
    assert ["depth", "path"] in [index["columns"] for index in indexes if index["index"]]
