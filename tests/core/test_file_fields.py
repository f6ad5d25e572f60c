"""The gate: a picture or document is clean in storage, whatever way it came, and is not touched again without need."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from PIL import Image

from core.models import SiteDocument, SiteImage
from core.uploads import UploadRefused
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.files import CANARY, pdf_bytes, picture_bytes, tell_tale, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def on_disk(instance: SiteImage | SiteDocument) -> bytes:
    return Path(instance.file.path).read_bytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_made_by_a_script_has_no_metadata_in_storage_or_renditions(kind: str, media: Path) -> None:
    image = SiteImage.objects.create(title="Foto", file=upload(tell_tale(kind)))
    image.get_renditions("width-32", "width-32|format-webp", "original")

    files = [path for path in media.rglob("*") if path.is_file()]
    assert len(files) == 4
    for path in files:
        assert CANARY.encode() not in path.read_bytes(), path
        assert dict(Image.open(path).getexif()) == {}, path


def test_the_size_is_that_of_the_upright_picture() -> None:
    image = SiteImage.objects.create(title="Foto", file=upload(tell_tale("JPEG", orientation=6)))

    assert (image.width, image.height) == (48, 64)
    image.refresh_from_db()
    assert (image.width, image.height) == (48, 64)


def test_a_name_is_random_and_tells_the_real_type() -> None:
    first = ImageFactory(content=picture_bytes("PNG"))
    second = ImageFactory(content=picture_bytes("PNG"))

    for image in (first, second):
        assert re.fullmatch(r"original_images/[0-9a-f]{16}\.png", image.file.name)
    assert first.file.name != second.file.name


def test_a_replaced_file_is_cleaned_too_and_brings_its_own_size_and_hash() -> None:
    image = ImageFactory()
    before = (image.file_size, image.file_hash)

    image.file = upload(tell_tale("PNG", orientation=6), "nieuw.png")
    image.save()

    image.refresh_from_db()
    assert CANARY.encode() not in on_disk(image)
    assert (image.width, image.height) == (48, 64)
    assert image.file_size == len(on_disk(image))
    assert (image.file_size, image.file_hash) != before


def test_saving_the_file_directly_is_no_way_round() -> None:
    image = SiteImage(title="Foto")
    image.file.save("foto.jpg", ContentFile(tell_tale("JPEG")), save=True)

    assert CANARY.encode() not in on_disk(image)
    assert SiteImage.objects.get().file_size == len(on_disk(image))


def test_a_file_of_the_machine_is_no_way_round(tmp_path: Path) -> None:
    source = tmp_path / "bron.jpg"
    source.write_bytes(tell_tale("JPEG"))
    with source.open("rb") as handle:
        image = SiteImage.objects.create(title="Foto", file=File(handle, name="bron.jpg"))

    assert CANARY.encode() not in on_disk(image)


def test_bulk_create_is_no_way_round() -> None:
    SiteImage.objects.bulk_create([SiteImage(title="Foto", file=upload(tell_tale("JPEG")))])

    image = SiteImage.objects.get()
    assert CANARY.encode() not in on_disk(image)
    assert image.file_size == len(on_disk(image))


def test_editing_other_fields_leaves_the_file_alone() -> None:
    image = ImageFactory()
    before = (image.file.name, on_disk(image), Path(image.file.path).stat().st_mtime_ns)

    image.title, image.description, image.credit = "Nieuwe titel", "Anders", "Iemand"
    image.save()

    image = SiteImage.objects.get()
    assert (image.file.name, on_disk(image), Path(image.file.path).stat().st_mtime_ns) == before


@pytest.mark.parametrize("content", [b"", b"<svg/>", picture_bytes("GIF"), picture_bytes("JPEG")[:200]])
def test_what_is_refused_leaves_nothing_behind(content: bytes, media: Path) -> None:
    with pytest.raises(UploadRefused):
        SiteImage.objects.create(title="Foto", file=upload(content))

    assert not SiteImage.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_document_is_clean_and_named_after_its_title() -> None:
    document = SiteDocument.objects.create(title="Jaarplan 2026 Kansrijke Start.pdf", file=upload(pdf_bytes(), "x.exe"))

    assert CANARY.encode() not in on_disk(document)
    assert re.fullmatch(r"documents/[0-9a-f]{16}-jaarplan-2026-kansrijke-start\.pdf", document.file.name)
    assert document.filename == "jaarplan-2026-kansrijke-start.pdf"
    assert document.file_size == len(on_disk(document))


def test_the_dot_of_another_ending_stays_a_break_between_words() -> None:
    assert DocumentFactory(title="lees.mij.md", content=b"tekst").filename == "lees-mij-md.txt"


@pytest.mark.parametrize("title", ["", "???", "../../etc/passwd", "x" * 250])
def test_any_title_gives_a_name_that_can_be_stored(title: str) -> None:
    document = DocumentFactory(title=title)

    assert re.fullmatch(r"documents/[0-9a-f]{16}-[a-z0-9-]+\.txt", document.file.name)
    assert len(document.file.name) <= 100


def test_the_hash_is_the_one_that_wagtail_would_make() -> None:
    image, document = ImageFactory(), DocumentFactory()
    expected = (image.file_hash, document.file_hash)

    image._set_file_hash()
    document._set_file_hash()

    assert (image.file_hash, document.file_hash) == expected


def test_the_width_is_read_without_decoding_the_picture() -> None:
    # Half of the pixels are missing, but the header is whole.
    content = picture_bytes("JPEG", Image.effect_noise((60, 40), 90))
    image = SiteImage(title="Foto", file=upload(content[: len(content) // 2]))

    assert (image.width, image.height) == (60, 40)
    with pytest.raises(UploadRefused):
        image.save()


def test_the_factory_makes_a_real_picture() -> None:
    assert Image.open(BytesIO(on_disk(ImageFactory()))).size == (64, 48)
