"""PDF files made anew: what the pages need is copied, so metadata, deleted objects and earlier versions stay behind.

Scripts, attachments and actions that start something go too. A digital signature doesn't survive it.
"""

import logging
import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from core.embedded import without_metadata
from core.uploads import UploadRefused

__all__ = ["clean_pdf"]

BROKEN_MESSAGE = "Deze pdf is beschadigd of onvolledig. Maak hem opnieuw en probeer het nog eens."
LOCKED_MESSAGE = "Deze pdf is beveiligd met een wachtwoord. Plaats een versie zonder beveiliging."
COMPLEX_MESSAGE = "Deze pdf is te ingewikkeld om te controleren. Bewaar hem opnieuw als pdf en probeer het nog eens."

# At the very start: what stands before it could be a page of HTML.
_HEADER = re.compile(rb"%PDF-[12]\.\d")
# Of the document and of anything in it: who made it with what, what is attached, and what runs by itself.
_UNWANTED_KEYS = (
    "/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/Perms",
    "/AF", "/EF", "/FS", "/EmbeddedFiles", "/RichMediaContent", "/3DD", "/Movie", "/Sound",
    "/AA", "/OpenAction", "/XFA", "/JavaScript", "/JS", "/AlternatePresentations", "/Renditions",
)  # fmt: skip
_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/GoToE",
    "/GoToR",
)
_SIGNATURES = ("/Sig", "/DocTimeStamp")

# What pypdf lets through on files that are broken, by accident or with intent.
_BROKEN = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError,
    RuntimeError, MemoryError, NotImplementedError, struct.error, zlib.error,
)  # fmt: skip


def clean_pdf(content: bytes) -> bytes:
    """The same pages without metadata, scripts and attachments. Raises UploadRefused."""
    if not _HEADER.match(content):
        raise UploadRefused(BROKEN_MESSAGE)
    # pypdf warns about each oddity of a file; those are no news of this site.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise UploadRefused(LOCKED_MESSAGE)
        # Before copying: the copy takes what can be reached, so what is cut off here isn't written any more.
        _strip(reader)
        writer = PdfWriter(clone_from=reader, keep_initial_header=True)
        if not writer.pages:
            raise UploadRefused(BROKEN_MESSAGE)
        output = BytesIO()
        writer.write(output)
    except (LimitReachedError, RecursionError) as error:
        raise UploadRefused(COMPLEX_MESSAGE) from error
    except DependencyError as error:
        raise UploadRefused(LOCKED_MESSAGE) from error
    except _BROKEN as error:
        raise UploadRefused(BROKEN_MESSAGE) from error
    return output.getvalue()


def _strip(reader: PdfReader) -> None:
    for key in ("/Info", "/ID"):
        reader.trailer.pop(NameObject(key), None)
    for item in _dictionaries(reader.root_object):
        for key in _UNWANTED_KEYS:
            item.pop(NameObject(key), None)
        if item.get("/S") in _ACTIONS or item.get("/Type") in _SIGNATURES:
            item.clear()
        if isinstance(item, StreamObject) and item.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            item._data = without_metadata(item._data)


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """All dictionaries that can be reached from here, each once. Without recursion: files nest as deep as they like."""
    waiting: list[Any] = [root]
    seen: set[tuple[int, int] | int] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            if (item.idnum, item.generation) in seen:
                continue
            seen.add((item.idnum, item.generation))
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, ArrayObject):
            waiting.extend(item)
