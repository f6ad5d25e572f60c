"""Photos inside documents lose their metadata and keep their pixels."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.embedded import without_metadata
from tests.factories.files import CANARY, exif, picture_bytes, tell_tale


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_metadata_goes_and_the_pixels_stay(kind: str) -> None:
    before = tell_tale(kind)

    after = without_metadata(before)

    assert CANARY.encode() in before and CANARY.encode() not in after
    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()


def test_a_progressive_photo_stays_whole() -> None:
    before = picture_bytes("JPEG", Image.effect_noise((200, 120), 80), progressive=True, exif=exif())

    after = without_metadata(before)

    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()


def test_a_second_photo_behind_the_first_goes_too() -> None:
    assert without_metadata(tell_tale("JPEG") + tell_tale("JPEG")) == without_metadata(tell_tale("JPEG"))


def test_the_colours_of_a_cmyk_photo_stay() -> None:
    before = picture_bytes("JPEG", Image.new("CMYK", (8, 8), (0, 255, 255, 0)))

    assert Image.open(BytesIO(without_metadata(before))).tobytes() == Image.open(BytesIO(before)).tobytes()


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xda"]),
)
def test_nonsense_neither_fails_nor_grows(tail: bytes, head: bytes) -> None:
    assert len(without_metadata(head + tail)) <= len(head + tail)


def test_other_data_comes_back_as_it_is() -> None:
    assert without_metadata(b"<xml/>") == b"<xml/>"
