"""Rules of pictures and documents that Wagtail decides otherwise. (Pages: tests of the apps that have them.)"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.files import ooxml_bytes, pdf_bytes

pytestmark = pytest.mark.django_db


def test_the_alternative_text_is_the_description_and_never_the_name_of_a_file() -> None:
    assert ImageFactory(title="IMG_2031", description="Twee handen").default_alt_text == "Twee handen"
    assert ImageFactory(title="IMG_2031", description="").default_alt_text == ""


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (pdf_bytes(), "application/pdf"),
        (ooxml_bytes(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"tekst", "text/plain; charset=utf-8"),
    ],
)
def test_a_document_is_downloaded_and_never_run(client: Client, content: bytes, content_type: str) -> None:
    document = DocumentFactory(content=content, title="Plan <b>é</b>")

    response = client.get(document.url)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in response
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_document_has_no_other_address_than_its_download(client: Client, settings: Any) -> None:
    document = DocumentFactory()

    assert document.url == reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    assert client.get(settings.MEDIA_URL + document.file.name).status_code == 404
