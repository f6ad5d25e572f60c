"""Pictures are made anew: whatever came with the pixels is gone, and only real, still, reasonable pictures pass."""

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import File
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from core.images import MAX_IMAGE_BYTES, MAX_SIDE, clean_image
from core.uploads import CleanFile, UploadRefused
from tests.factories.files import CANARY, drawing, picture_bytes, tell_tale, upload, zip_bytes

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


def cleaned(content: bytes) -> tuple[bytes, Image.Image]:
    content = clean_image(upload(content)).read()
    return content, Image.open(BytesIO(content))


def colour(image: Image.Image, corner: tuple[float, float]) -> str:
    """The nearest plain colour at a place given in parts of the width and height."""
    rgb = image.convert("RGB").getpixel((int(image.width * corner[0]), int(image.height * corner[1])))
    assert isinstance(rgb, tuple)
    known = {"red": (255, 0, 0), "blue": (0, 0, 255), "white": (255, 255, 255)}
    return min(known, key=lambda name: sum((a - b) ** 2 for a, b in zip(known[name], rgb, strict=True)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_canary_is_in_the_file_before_cleaning(kind: str) -> None:
    assert CANARY.encode() in tell_tale(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_no_metadata_is_left_in_the_bytes(kind: str) -> None:
    content, image = cleaned(tell_tale(kind))

    assert CANARY.encode() not in content
    assert b"Exif" not in content and b"xmpmeta" not in content and b"Photoshop" not in content
    assert dict(image.getexif()) == {}


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("HEIF", "jpg")])
def test_the_extension_follows_what_is_stored(kind: str, extension: str) -> None:
    clean = clean_image(upload(picture_bytes(kind), name="vakantie.exe"))

    assert clean.extension == extension
    assert Image.open(clean).format == {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[extension]


@pytest.mark.parametrize("kind", ("JPEG", "PNG", "WEBP"))
@pytest.mark.parametrize(
    ("orientation", "size", "blue"),
    [(1, (64, 48), (0.9, 0.9)), (3, (64, 48), (0.1, 0.1)), (6, (48, 64), (0.1, 0.9)), (8, (48, 64), (0.9, 0.1))],
)
def test_a_turned_photo_is_stored_upright(
    kind: str, orientation: int, size: tuple[int, int], blue: tuple[float, float]
) -> None:
    _, image = cleaned(tell_tale(kind, orientation=orientation))

    assert image.size == size
    assert colour(image, blue) == "blue"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_as_viewers_would_show_it(orientation: int) -> None:
    # Pillow's own way, which writes EXIF again and stumbles over odd tags: an oracle, not a tool.
    from_viewer = Image.open(BytesIO(picture_bytes("PNG", exif=_orientation_only(orientation))))
    expected = _transposed(from_viewer)

    _, image = cleaned(picture_bytes("PNG", exif=_orientation_only(orientation)))

    assert image.tobytes() == expected.tobytes()


def _orientation_only(orientation: int) -> bytes:
    data = Image.Exif()
    data[0x0112] = orientation
    return data.tobytes()


def _transposed(image: Image.Image) -> Image.Image:
    result = ImageOps.exif_transpose(image)
    assert result is not None
    return result


def test_a_png_keeps_its_pixels_exactly() -> None:
    image = drawing(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))

    _, stored = cleaned(picture_bytes("PNG", image))

    assert stored.tobytes() == image.tobytes()


def test_a_lossless_webp_stays_lossless() -> None:
    image = Image.effect_noise((40, 40), 90).convert("RGB")

    _, stored = cleaned(picture_bytes("WEBP", image, lossless=True))

    assert stored.convert("RGB").tobytes() == image.tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16"])
def test_a_png_in_any_mode_becomes_one_that_browsers_show(mode: str) -> None:
    grey = Image.linear_gradient("L")
    image = grey.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)

    _, stored = cleaned(picture_bytes("PNG", image))

    assert stored.mode in ("L", "LA", "P", "RGB", "RGBA")
    assert stored.convert("L").getextrema() == (0, 255)


def test_transparency_becomes_white_where_the_format_has_none() -> None:
    image = drawing(mode="RGBA")
    image.putalpha(0)

    _, stored = cleaned(picture_bytes("HEIF", image))

    assert (stored.format, colour(stored, (0.1, 0.1))) == ("JPEG", "white")


def test_colours_are_kept_when_the_profile_goes() -> None:
    # Blue and red swapped, as no real profile does, so that the difference is plain to see.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"temp").replace(b"bXYZ", b"rXYZ").replace(b"temp", b"bXYZ")

    content, image = cleaned(picture_bytes("JPEG", drawing(), icc_profile=swapped))

    assert "icc_profile" not in image.info and b"ICC_PROFILE" not in content
    assert colour(image, (0.1, 0.1)) == "blue"


@pytest.mark.parametrize("profile", [b"geen profiel", CANARY.encode() * 100])
def test_a_profile_that_is_none_is_dropped(profile: bytes) -> None:
    content, image = cleaned(picture_bytes("JPEG", icc_profile=profile))

    assert profile[:20] not in content
    assert colour(image, (0.1, 0.1)) == "red"


def test_a_cmyk_photo_becomes_rgb() -> None:
    _, image = cleaned(picture_bytes("JPEG", Image.new("CMYK", (8, 8), (0, 255, 255, 0))))

    assert (image.mode, colour(image, (0.5, 0.5))) == ("RGB", "red")


@pytest.mark.parametrize("kind", ("JPEG", "PNG"))
def test_a_large_picture_is_made_smaller(kind: str) -> None:
    _, image = cleaned(picture_bytes(kind, Image.new("RGB", (MAX_SIDE + 400, 100), "red")))

    assert image.width == MAX_SIDE
    assert image.height == round(100 * MAX_SIDE / (MAX_SIDE + 400))


def test_cleaning_twice_changes_nothing_and_costs_nothing() -> None:
    clean = clean_image(upload(tell_tale("JPEG")))

    assert clean_image(clean) is clean


def test_the_same_photo_gives_the_same_file() -> None:
    first, second = clean_image(upload(tell_tale("JPEG"))), clean_image(upload(tell_tale("JPEG")))

    assert first.read() == second.read()


@pytest.mark.parametrize("kind", ("JPEG", "PNG", "WEBP"))
def test_what_is_glued_behind_a_picture_is_gone(kind: str) -> None:
    passenger = zip_bytes({"programma.js": f"alert('{CANARY}')"}) + b"<script>alert(1)</script>"

    content, _ = cleaned(picture_bytes(kind) + passenger)

    assert b"PK\x03\x04" not in content and b"<script>" not in content


def refusal(content: bytes, name: str = "foto.jpg") -> str:
    with pytest.raises(UploadRefused) as refused:
        clean_image(upload(content, name))
    return str(refused.value.messages[0])


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"<html><script>alert(1)</script></html>",
        picture_bytes("GIF"),
        b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)",
        picture_bytes("BMP"),
        picture_bytes("TIFF"),
        picture_bytes("ICO"),
        picture_bytes("AVIF"),
        b"%PDF-1.7\n",
        zip_bytes({"a": "b"}),
        b"\x00" * 100,
        b"Gewone tekst",
    ],
    ids=["svg", "html", "gif", "gif-js", "bmp", "tiff", "ico", "avif", "pdf", "zip", "nuls", "text"],
)
@pytest.mark.parametrize("name", ["foto.jpg", "foto.png"])
def test_what_is_no_jpeg_png_webp_or_heic_is_refused_whatever_its_name(content: bytes, name: str) -> None:
    assert refusal(content, name) == "Dit is geen afbeelding die we kunnen plaatsen. Gebruik JPEG, PNG, WebP of HEIC."


@pytest.mark.parametrize("kind", KINDS)
def test_a_truncated_picture_is_refused_as_damaged(kind: str) -> None:
    content = picture_bytes(kind, Image.effect_noise((60, 60), 90).convert("RGB"))

    assert refusal(content[: len(content) // 2]).startswith("Deze afbeelding is beschadigd")


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "Dit bestand is leeg."


def test_too_many_bytes_are_refused() -> None:
    assert refusal(picture_bytes("JPEG") + b"\x00" * MAX_IMAGE_BYTES) == "Dit bestand is te groot: het mag 20 MB zijn."


@pytest.mark.parametrize("size", [(8000, 6300), (20_000, 9_000)], ids=["over ours", "over Pillow's"])
def test_a_small_file_with_too_many_pixels_is_refused(size: tuple[int, int]) -> None:
    bomb = picture_bytes("PNG", Image.new("1", size))

    assert len(bomb) < 50_000
    assert "te veel beeldpunten" in refusal(bomb)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_moving_picture_is_refused(kind: str) -> None:
    moving = picture_bytes(kind, save_all=True, append_images=[Image.new("RGB", (64, 48))] * 3)

    assert refusal(moving).startswith("Dit is een bewegende afbeelding")


def test_a_png_with_a_text_bomb_is_refused_and_not_unpacked() -> None:
    content = picture_bytes("PNG")
    text = b"zTXtbom\x00\x00" + zlib.compress(b"\x00" * 200_000_000, 9)
    chunk = (len(text) - 4).to_bytes(4, "big") + text + zlib.crc32(text).to_bytes(4, "big")

    assert refusal(content[:33] + chunk + content[33:]).startswith("Deze afbeelding is beschadigd")


@given(st.sampled_from(KINDS), st.data())
def test_no_damage_gives_anything_but_a_picture_or_a_refusal(kind: str, data: st.DataObject) -> None:
    content = bytearray(tell_tale(kind))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(1, len(content)))]
    try:
        clean = clean_image(upload(bytes(content)))
    except UploadRefused:
        return
    assert isinstance(clean, CleanFile)
    Image.open(clean).load()


def test_a_closed_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(picture_bytes())
    with path.open("rb") as handle:
        file = File(handle, name=str(path))

    assert clean_image(file).extension == "jpg"
