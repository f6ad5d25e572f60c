"""What every upload goes through, whoever sends it: nothing but clean files is ever stored."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from wagtail.models import UploadedFile

from core.models import SiteDocument, SiteImage
from core.uploads import UPLOAD_VIEW_NAMES, UploadRefused, read_upload
from tests.factories.files import CANARY, pdf_bytes, tell_tale, upload


def stored(media: Path) -> list[Path]:
    return sorted(path.relative_to(media) for path in media.rglob("*") if path.is_file())


def test_reading_stops_at_the_limit() -> None:
    assert read_upload(ContentFile(b"abc"), limit=3) == b"abc"
    with pytest.raises(UploadRefused, match="te groot"):
        read_upload(ContentFile(b"abcd"), limit=3)
    with pytest.raises(UploadRefused, match="leeg"):
        read_upload(ContentFile(b""), limit=3)


def test_reading_starts_at_the_beginning_again() -> None:
    file = ContentFile(b"abc")
    file.read()

    assert read_upload(file, limit=3) == b"abc"


def test_each_name_of_an_upload_view_exists_in_the_admin() -> None:
    namespaces = get_resolver("wagtail.admin.urls").namespace_dict
    for name in UPLOAD_VIEW_NAMES:
        namespace, _, view = name.partition(":")
        assert view in namespaces[namespace][1].reverse_dict, name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "content", "name", "extension"),
    [(SiteImage, tell_tale("JPEG"), "Jan Jansen.JPG", ".jpg"), (SiteDocument, pdf_bytes(), "Jan Jansen.PDF", ".pdf")],
)
def test_a_file_that_wagtail_keeps_aside_is_clean_and_named_by_us(
    media: Path, model: Any, content: bytes, name: str, extension: str
) -> None:
    UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(model), file=SimpleUploadedFile(name, content)
    )

    (path,) = stored(media)
    assert path.suffix == extension and "jansen" not in path.name.lower()
    assert CANARY.encode() not in (media / path).read_bytes()


@pytest.mark.django_db
def test_a_file_kept_aside_for_nothing_we_know_must_be_a_document(media: Path) -> None:
    with pytest.raises(UploadRefused):
        UploadedFile.objects.create(file=upload(b"<html>", "a.html"))

    assert stored(media) == []
