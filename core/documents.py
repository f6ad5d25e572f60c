"""Documents to download: judged on their content, made anew without metadata, refused when they could do harm."""

import re

from django.core.files.base import File

from core.office import TYPE_MESSAGE, clean_office
from core.pdf import clean_pdf
from core.text import scrub
from core.uploads import MEGABYTE, CleanFile, UploadRefused, read_upload

__all__ = ["CONTENT_TYPES", "DOCUMENT_EXTENSIONS", "MAX_DOCUMENT_BYTES", "clean_document"]

# Annual reports with pictures are 5 to 20 MB; making one anew holds it in memory three times.
MAX_DOCUMENT_BYTES = 25 * MEGABYTE
# Longer tables belong in a data portal, and one line of this is slow in every program.
MAX_TEXT_BYTES = 10 * MEGABYTE

# Extension of what we store -> how it is served. Never text/html or anything else that a browser runs.
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
DOCUMENT_EXTENSIONS = tuple(CONTENT_TYPES)

OLD_MESSAGE = (
    "Dit is een bestand van een oude versie van Office of het is beveiligd. Bewaar het als docx, xlsx of pptx."
)
UTF_16_MESSAGE = "Dit is tekst in de codering UTF-16 (in Excel “Unicode-tekst”). Bewaar het als csv met codering UTF-8."
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
# Text that a program would run or draw instead of show.
_MARKUP = re.compile(r"\s*(?:<[!?/a-z]|%pdf|\{\\rtf|#!)", re.IGNORECASE)


def clean_document(upload: File) -> CleanFile:
    """The document in an upload, made anew. Raises UploadRefused. A CleanFile comes back as it is."""
    if isinstance(upload, CleanFile):
        return upload
    content = read_upload(upload, limit=MAX_DOCUMENT_BYTES)
    if content.startswith(b"%PDF-"):
        return CleanFile(clean_pdf(content), "pdf")
    if content.startswith(b"PK\x03\x04"):
        office = clean_office(content)
        return CleanFile(office.content, office.extension)
    if content.startswith(_OLD_OFFICE):
        raise UploadRefused(OLD_MESSAGE)
    text = _clean_text(content)
    if str(upload.name).lower().endswith(".csv"):
        return CleanFile(text.encode("utf-8-sig"), "csv")  # Excel takes UTF-8 for another encoding without the mark
    return CleanFile(text.encode(), "txt")


def _clean_text(content: bytes) -> str:
    """Text as UTF-8, from what Dutch spreadsheets export. The name may only choose between csv and txt."""
    if content.startswith(_UTF_16):
        raise UploadRefused(UTF_16_MESSAGE)
    if len(content) > MAX_TEXT_BYTES or b"\x00" in content:
        raise UploadRefused(TYPE_MESSAGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if _CONTROL.search(text) or "\ufffd" in text or _MARKUP.match(text):
        raise UploadRefused(TYPE_MESSAGE)
    return scrub(text)
