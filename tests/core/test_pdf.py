"""PDFs are made anew: nothing about their maker is left, nothing runs by itself, the pages stay."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from core.pdf import clean_pdf
from core.uploads import UploadRefused
from tests.factories.files import CANARY, pdf_bytes


def refusal(content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        clean_pdf(content)
    return str(refused.value.messages[0])


def test_no_metadata_is_left() -> None:
    before = pdf_bytes()

    after = clean_pdf(before)

    assert before.count(CANARY.encode()) >= 5
    assert CANARY.encode() not in after
    reader = PdfReader(BytesIO(after))
    assert reader.metadata is None and reader.xmp_metadata is None and reader.attachments == {}


def test_the_pages_and_their_pictures_stay() -> None:
    before, after = PdfReader(BytesIO(pdf_bytes(3))), PdfReader(BytesIO(clean_pdf(pdf_bytes(3))))

    assert len(after.pages) == 3
    assert after.pages[0].mediabox == before.pages[0].mediabox
    assert after.pages[0].images[0].image.tobytes() == before.pages[0].images[0].image.tobytes()  # type: ignore[union-attr]


def test_what_was_deleted_in_an_earlier_version_is_gone() -> None:
    before = pdf_bytes()
    writer = PdfWriter(BytesIO(before), incremental=True)
    writer.add_metadata({"/Author": "Iemand anders"})
    output = BytesIO()
    writer.write(output)
    updated = output.getvalue()
    assert updated.startswith(before)

    assert CANARY.encode() not in clean_pdf(updated)


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/GoToR"])
def test_a_link_that_starts_something_does_nothing_any_more(kind: str) -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf_bytes()))
    action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject(CANARY)})
    link = {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action}
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(link)])
    output = BytesIO()
    writer.write(output)

    after = clean_pdf(output.getvalue())

    assert kind.encode() not in after and CANARY.encode() not in after


def test_a_link_to_a_site_stays() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf_bytes()))
    address = TextStringObject("https://www.voorbeeld.nl/")
    action = DictionaryObject({NameObject("/S"): NameObject("/URI"), NameObject("/URI"): address})
    link = {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action}
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(link)])
    output = BytesIO()
    writer.write(output)

    after = PdfReader(BytesIO(clean_pdf(output.getvalue())))

    assert after.pages[0]["/Annots"][0]["/A"]["/URI"] == "https://www.voorbeeld.nl/"  # type: ignore[index]


def test_cleaning_twice_is_cleaning_once() -> None:
    once = clean_pdf(pdf_bytes())

    assert clean_pdf(once) == once


def test_a_locked_pdf_is_refused_and_says_so() -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf_bytes()))
    writer.encrypt("geheim", algorithm="RC4-128")
    output = BytesIO()
    writer.write(output)

    assert "beveiligd met een wachtwoord" in refusal(output.getvalue())


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_pdf_is_refused_as_damaged(part: float) -> None:
    content = pdf_bytes()

    assert refusal(content[: int(len(content) * part)]).startswith("Deze pdf is beschadigd")


def test_a_pdf_without_pages_is_refused() -> None:
    output = BytesIO()
    PdfWriter().write(output)

    assert refusal(output.getvalue()).startswith("Deze pdf is beschadigd")


def test_a_file_that_only_contains_a_pdf_is_refused() -> None:
    assert refusal(b"<html><script>alert(1)</script>" + pdf_bytes()).startswith("Deze pdf is beschadigd")


def test_nesting_without_end_is_refused() -> None:
    deep = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + b"[" * 50_000 + b"]" * 50_000
    deep += b">>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n%%EOF"

    assert refusal(deep)


@given(st.data())
def test_no_damage_gives_anything_but_a_pdf_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(_SAMPLE)
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        after = clean_pdf(bytes(content))
    except UploadRefused:
        return
    assert after.startswith(b"%PDF-")


_SAMPLE = pdf_bytes()
