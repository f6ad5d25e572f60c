"""Documents are judged on what is in them; the name may only choose between csv and txt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents import CONTENT_TYPES, MAX_DOCUMENT_BYTES, MAX_TEXT_BYTES, clean_document
from core.uploads import CleanFile, UploadRefused
from tests.factories.files import CANARY, odf_bytes, ooxml_bytes, pdf_bytes, picture_bytes, upload, zip_bytes


def refusal(content: bytes, name: str = "stuk.pdf") -> str:
    with pytest.raises(UploadRefused) as refused:
        clean_document(upload(content, name))
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (pdf_bytes(), "pdf"),
        (ooxml_bytes("docx"), "docx"),
        (ooxml_bytes("xlsx"), "xlsx"),
        (ooxml_bytes("pptx"), "pptx"),
        (odf_bytes("odt"), "odt"),
        (odf_bytes("ods"), "ods"),
        (odf_bytes("odp"), "odp"),
        ("Gewone tekst, één regel".encode(), "txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("name", ["stuk.exe", "stuk.html", "stuk"])
def test_the_type_is_what_is_in_it(content: bytes, extension: str, name: str) -> None:
    clean = clean_document(upload(content, name))

    assert clean.extension == extension
    assert extension in CONTENT_TYPES
    assert CANARY.encode() not in clean.read()


def test_a_table_stays_a_table_and_opens_in_excel() -> None:
    clean = clean_document(upload("gemeente;n\nSúdwest-Fryslân;3\n".encode("cp1252"), "cijfers.CSV"))

    assert clean.extension == "csv"
    assert clean.read() == b"\xef\xbb\xbf" + "gemeente;n\nSúdwest-Fryslân;3\n".encode()


def test_text_is_stored_as_utf_8_whatever_it_came_in() -> None:
    assert clean_document(upload("café".encode("cp1252"), "a.txt")).read() == "café".encode()
    assert clean_document(upload(b"\xef\xbb\xbf" + "café".encode(), "a.txt")).read() == "café".encode()


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"  \n<!DOCTYPE html>",
        b"<svg onload=alert(1)>",
        b"<?php system('id');",
        b"{\\rtf1 tekst}",
        b"#!/bin/sh\nrm -rf /",
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01",
        picture_bytes("JPEG"),
        picture_bytes("GIF"),
        b"GIF89a\x01\x00=1;alert(1)",
        zip_bytes({"a.txt": "b"}),
        b"tekst\x00met nul",
        b"tekst\x1bmet besturing",
    ],
)
@pytest.mark.parametrize("name", ["stuk.pdf", "stuk.txt", "stuk.docx"])
def test_anything_else_is_refused_whatever_its_name(content: bytes, name: str) -> None:
    assert refusal(content, name).startswith("Dit is geen document dat we kunnen plaatsen")


def test_html_before_or_after_a_pdf_never_gets_through() -> None:
    markup = b"<html><script>alert(1)</script></html>"

    assert refusal(markup + pdf_bytes())
    assert b"<script>" not in clean_document(upload(pdf_bytes() + markup)).read()


def test_an_old_office_file_is_refused_with_what_to_do() -> None:
    assert "Bewaar het als docx" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "oud.doc")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_text_of_excel_is_refused_with_what_to_do(encoding: str) -> None:
    assert "codering UTF-8" in refusal("\ufeffnaam;plaats".encode(encoding), "tabel.txt")


def test_an_empty_or_too_large_file_is_refused() -> None:
    assert refusal(b"") == "Dit bestand is leeg."
    assert refusal(b"%PDF-1.7" + b"x" * MAX_DOCUMENT_BYTES) == "Dit bestand is te groot: het mag 25 MB zijn."
    assert refusal(b"x" * (MAX_TEXT_BYTES + 1), "a.txt").startswith("Dit is geen document")


def test_what_we_made_is_not_made_again() -> None:
    clean = clean_document(upload(pdf_bytes()))

    assert clean_document(clean) is clean


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xef\xbb\xbf"]))
def test_no_bytes_give_anything_but_a_file_or_a_refusal(tail: bytes, head: bytes) -> None:
    try:
        clean = clean_document(upload(head + tail, "a.csv"))
    except UploadRefused:
        return
    assert isinstance(clean, CleanFile)
