"""Only renditions have an address."""

from pathlib import Path

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from core.media import rendition
from tests.factories.core import DocumentFactory, ImageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.mark.parametrize(("spec", "kind"), [("width-32", "image/jpeg"), ("width-32|format-webp", "image/webp")])
def test_a_rendition_is_served_and_may_be_kept_for_ever(client: Client, spec: str, kind: str) -> None:
    response = client.get(ImageFactory().get_rendition(spec).url)

    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_originals_documents_and_waiting_files_have_no_address(client: Client, media: Path) -> None:
    image, document = ImageFactory(), DocumentFactory()
    (media / "wagtail_uploads").mkdir()
    (media / "wagtail_uploads" / "x.jpg").write_bytes(b"x")

    for name in (image.file.name, document.file.name, "wagtail_uploads/x.jpg"):
        assert client.get(f"/media/{name}").status_code == 404
        assert client.get(f"/media/images/../{name}").status_code == 404
        assert client.get(f"/media/images/..%2F{name.replace('/', '%2F')}").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../original_images/a.jpg",
        "a/b.jpg",
        ".htaccess",
        "a.html",
        "a.svg",
        "a.jpg.html",
        "a\x00.jpg",
        "é.jpg",
    ],
)
def test_a_name_that_is_none_of_a_rendition_is_not_found(name: str) -> None:
    with pytest.raises(Http404):
        rendition(RequestFactory().get("/"), name=name)


def test_a_rendition_that_is_gone_is_not_found() -> None:
    with pytest.raises(Http404):
        rendition(RequestFactory().get("/"), name="weg.jpg")


def test_nothing_can_be_sent_there() -> None:
    assert rendition(RequestFactory().post("/"), name="a.jpg").status_code == 405
