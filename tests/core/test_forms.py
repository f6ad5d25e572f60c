"""The admin's forms for files: judged on content, refused in Dutch, saved clean; never a 500."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile
from wagtail.search import index as search_index

from accounts.models import User
from core.models import SiteDocument, SiteImage
from core.uploads import MEGABYTE
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.files import CANARY, ooxml_bytes, pdf_bytes, picture_bytes, tell_tale, zip_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("beheer@voorbeeld.test", "een-lang-wachtwoord"))
    return client


def sent(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def new(admin: Client, kind: str, file: SimpleUploadedFile, **fields: Any) -> Any:
    root = Collection.objects.get(depth=1)
    data = {"title": "Foto", "file": file, "collection": root.pk, **fields}
    return admin.post(reverse(f"wagtail{kind}:add"), data)


def files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_from_a_phone_is_taken_and_clean(admin: Client, media: Path, kind: str) -> None:
    response = new(admin, "images", sent(tell_tale(kind, orientation=6), f"IMG_1.{kind}"))

    assert response.status_code == 302
    image = SiteImage.objects.get()
    assert CANARY.encode() not in Path(image.file.path).read_bytes()
    assert image.file_size == Path(image.file.path).stat().st_size


def test_credit_and_alternative_text_are_fields_of_the_form(admin: Client) -> None:
    new(admin, "images", sent(picture_bytes()), description="Twee handen", credit="Iemand")

    image = SiteImage.objects.get()
    assert (image.description, image.credit) == ("Twee handen", "Iemand")


def test_the_form_is_in_dutch(admin: Client) -> None:
    html = admin.get(reverse("wagtailimages:add")).content.decode()

    assert "Alternatieve tekst" in html and "Maker of bron" in html and "Plaats en tijd van de opname" in html


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Dit is geen afbeelding die we kunnen plaatsen"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "Dit is geen afbeelding die we kunnen plaatsen",
        ),
        (pdf_bytes(), "Dit is geen afbeelding die we kunnen plaatsen"),
        (picture_bytes("GIF"), "Dit is geen afbeelding die we kunnen plaatsen"),
        (picture_bytes("JPEG")[:300], "Deze afbeelding is beschadigd"),
        (picture_bytes("PNG", Image.new("1", (20_000, 9_000))), "te veel beeldpunten"),
        (picture_bytes("PNG", Image.new("1", (10_000, 10_000))), "te veel beeldpunten"),
    ],
    ids=["svg", "svg-with-script", "pdf-named-jpg", "gif", "truncated", "bomb", "100-megapixels"],
)
def test_a_wrong_picture_gets_an_answer_on_the_form(admin: Client, media: Path, content: bytes, message: str) -> None:
    response = new(admin, "images", sent(content))

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not SiteImage.objects.exists() and files(media) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html></html>", "Dit is geen document"),
        (zip_bytes({"a": "b"}), "Dit is geen document"),
        (pdf_bytes()[:400], "Deze pdf is beschadigd"),
        (ooxml_bytes(extra={"word/vbaProject.bin": b"x"}), "bevat macro"),
        (pdf_bytes() + bytes(50 * MEGABYTE), "te groot"),
    ],
    ids=["html", "zip", "truncated", "macro", "50-megabytes"],
)
def test_a_wrong_document_gets_an_answer_on_the_form(admin: Client, media: Path, content: bytes, message: str) -> None:
    response = new(admin, "docs", sent(content, "stuk.pdf"))

    assert response.status_code == 200
    assert message in response.content.decode()
    assert not SiteDocument.objects.exists() and files(media) == []


def test_a_document_is_taken_and_clean(admin: Client) -> None:
    response = new(admin, "docs", sent(pdf_bytes(), "stuk.pdf"), title="Jaarplan")

    assert response.status_code == 302
    document = SiteDocument.objects.get()
    assert CANARY.encode() not in Path(document.file.path).read_bytes()
    assert document.filename == "jaarplan.pdf"


def test_a_name_says_nothing(admin: Client) -> None:
    assert new(admin, "images", sent(picture_bytes("PNG"), "../../../etc/Jan Jansen.exe")).status_code == 302
    image = SiteImage.objects.get()
    assert image.file.name.startswith("original_images/") and "jansen" not in image.file.name.lower()


def test_replacing_the_file_cleans_the_new_and_removes_the_old(admin: Client, media: Path) -> None:
    image = ImageFactory()
    image.get_rendition("width-32")
    old = Path(image.file.path)

    url = reverse("wagtailimages:edit", args=[image.pk])
    response = admin.post(url, {"title": "Foto", "file": sent(tell_tale("PNG")), "collection": image.collection_id})

    assert response.status_code == 302
    image = SiteImage.objects.get()
    assert not old.exists() and not image.renditions.exists()
    assert CANARY.encode() not in Path(image.file.path).read_bytes()
    assert image.file_size == Path(image.file.path).stat().st_size


def test_editing_the_title_leaves_the_file_alone(admin: Client) -> None:
    image, document = ImageFactory(), DocumentFactory()
    before = (image.file.name, document.file.name)

    for kind, item in (("images", image), ("docs", document)):
        url = reverse(f"wagtail{kind}:edit", args=[item.pk])
        assert admin.post(url, {"title": "Nieuw", "collection": item.collection_id}).status_code == 302

    assert (SiteImage.objects.get().title, SiteDocument.objects.get().title) == ("Nieuw", "Nieuw")
    assert (SiteImage.objects.get().file.name, SiteDocument.objects.get().file.name) == before


def several(admin: Client, kind: str, file: SimpleUploadedFile, **fields: Any) -> Any:
    data = {"files[]": file, "title": "Foto", "collection": Collection.objects.get(depth=1).pk, **fields}
    return admin.post(reverse(f"wagtail{kind}:add_multiple"), data).json()


def test_several_at_once_are_clean(admin: Client) -> None:
    assert several(admin, "images", sent(tell_tale("JPEG")))["success"]
    assert several(admin, "docs", sent(pdf_bytes(), "a.pdf"))["success"]

    for item in (SiteImage.objects.get(), SiteDocument.objects.get()):
        assert CANARY.encode() not in Path(item.file.path).read_bytes()


def test_several_at_once_are_refused_one_by_one_in_dutch(admin: Client, media: Path) -> None:
    answer = several(admin, "images", sent(b"<svg/>"))

    assert answer["success"] is False and "geen afbeelding" in answer["error_message"]
    assert files(media) == []


@pytest.mark.parametrize(
    ("kind", "content", "model"), [("images", tell_tale("JPEG"), SiteImage), ("docs", pdf_bytes(), SiteDocument)]
)
def test_a_file_without_a_title_waits_clean_and_becomes_clean(
    admin: Client, media: Path, kind: str, content: bytes, model: Any
) -> None:
    answer = several(admin, kind, sent(content, "x.pdf"), title="")
    waiting = UploadedFile.objects.get()
    (path,) = files(media)
    assert CANARY.encode() not in path.read_bytes()

    singular = {"images": "image", "docs": "document"}[kind]
    url = reverse(f"wagtail{kind}:create_multiple_from_uploaded_{singular}", args=[waiting.pk])
    prefix = f"uploaded-{singular}-{waiting.pk}"
    data = {f"{prefix}-title": "Nu wel", f"{prefix}-collection": Collection.objects.get(depth=1).pk}
    created = admin.post(url, data).json()

    assert answer["success"] and created["success"], created
    (path,) = files(media)
    assert CANARY.encode() not in path.read_bytes()
    assert model.objects.get().file_size == path.stat().st_size
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("content", [tell_tale("JPEG"), b"<svg/>"], ids=["good", "bad"])
def test_the_chooser_of_a_page_takes_files_the_same_way(admin: Client, media: Path, content: bytes) -> None:
    prefix = "image-chooser-upload"
    data = {f"{prefix}-title": "Foto", f"{prefix}-file": sent(content), f"{prefix}-collection": 1}
    response = admin.post(reverse("wagtailimages_chooser:create"), data)

    assert response.status_code == 200
    if content.startswith(b"<"):
        assert "geen afbeelding" in response.json()["htmlFragment"]
    else:
        assert CANARY.encode() not in Path(SiteImage.objects.get().file.path).read_bytes()


def test_a_file_is_made_anew_outside_any_transaction(admin: Client) -> None:
    """Decoding takes seconds, and SQLite lets one write at a time."""
    outside = len(connection.savepoint_ids)
    depths: list[int] = []

    class Watched(SimpleUploadedFile):
        def read(self, *args: Any) -> bytes:
            depths.append(len(connection.savepoint_ids))
            return super().read(*args)

    form = get_image_form(SiteImage)(
        {"title": "Foto", "collection": Collection.objects.get(depth=1).pk},
        {"file": Watched("foto.jpg", picture_bytes(), content_type="image/jpeg")},
        user=User.objects.get(),
    )
    assert form.is_valid(), form.errors
    form.save()

    assert set(depths) == {outside}


def test_an_edit_that_fails_halfway_saves_nothing(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = get_image_form(SiteImage)(
        {"title": "Foto", "collection": Collection.objects.get(depth=1).pk, "tags": "een, twee"},
        {"file": sent(picture_bytes())},
        user=User.objects.get(),
    )
    assert form.is_valid(), form.errors

    def fail(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(search_index, "insert_or_update_object", fail)
    with pytest.raises(RuntimeError):
        form.save()

    assert not SiteImage.objects.exists()
