"""Office files (OOXML and ODF) made anew: a zip with the same parts, without metadata, macros and other hidden passengers.

It knows nothing of what the text says: authors of comments and tracked changes are part of the text and stay.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from core.embedded import without_metadata
from core.uploads import MEGABYTE, UploadRefused

__all__ = ["MAX_PARTS", "MAX_UNPACKED", "clean_office"]

# A report of 300 pages with pictures unpacks to 60 MB; a bomb of 42 kB to petabytes.
MAX_UNPACKED = 200 * MEGABYTE
# A presentation of 200 slides has some 1,500 parts.
MAX_PARTS = 5_000
# A chart carries the workbook that it was drawn from; a workbook in that one is no honest file.
MAX_NESTING = 2

BROKEN_MESSAGE = "Dit bestand is beschadigd of onvolledig. Bewaar het opnieuw en probeer het nog eens."
LARGE_MESSAGE = "Dit bestand is uitgepakt te groot om te plaatsen."
MACRO_MESSAGE = "Dit bestand bevat macro's of ingesloten programma's. Bewaar het zonder, of maak er een pdf van."
LOCKED_MESSAGE = "Dit bestand is beveiligd met een wachtwoord. Plaats een versie zonder beveiliging."
TYPE_MESSAGE = "Dit is geen document dat we kunnen plaatsen. Gebruik pdf, Word, Excel, PowerPoint of OpenDocument."

# The type of the main part -> extension. The types with macros (…macroEnabled…) aren't in it.
_OOXML = "application/vnd.openxmlformats-officedocument."
_OOXML_MAIN = {
    f"{_OOXML}wordprocessingml.document.main+xml": "docx",
    f"{_OOXML}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_OOXML}presentationml.presentation.main+xml": "pptx",
    f"{_OOXML}presentationml.slideshow.main+xml": "pptx",
}
_ODF = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_CONTENT_TYPES, _RELATIONSHIPS, _MANIFEST = "[Content_Types].xml", "_rels/.rels", "META-INF/manifest.xml"
# Parts that go: properties of the document, thumbnails, signatures (which a new file breaks), printer settings.
_DROPPED = re.compile(r"docProps/|_xmlsignatures/|Thumbnails/|META-INF/(?!manifest\.xml$)|.*printerSettings\d*\.bin$", re.I)
_DANGEROUS = re.compile(
    r".*vbaProject|.*vbaData|.*/activeX/|.*/oleObject|.*macrosheets/|.*/ctrlProps/|Basic/|Scripts/|.*\.(exe|dll|js|vbs|bat|cmd|lnk|hta|ps1|swf|svg)$",
    re.I,
)
_PACKAGE = re.compile(r".*/embeddings/[^/]+\.(docx|xlsx|pptx)$", re.I)
_EMPTY_ODF_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta'
    b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/>'
    b"</office:document-meta>"
)
_BROKEN = (
    BadZipFile, LargeZipFile, ParseError, DefusedXmlException, zlib.error, struct.error, EOFError, OSError, ValueError,
    LookupError, NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class OfficeFile:
    """A file as we store it."""

    content: bytes
    extension: str


def clean_office(content: bytes, *, nesting: int = 0) -> OfficeFile:
    """The same document without metadata and thumbnails, its pictures without theirs. Raises UploadRefused."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = _parts(archive)
        if _CONTENT_TYPES in parts:
            return _ooxml(parts, nesting)
        if parts.get("mimetype", b"").decode("ascii", "replace").strip() in _ODF:
            return _odf(parts)
    except _BROKEN as error:
        raise UploadRefused(BROKEN_MESSAGE) from error
    raise UploadRefused(TYPE_MESSAGE)


def _parts(archive: ZipFile) -> dict[str, bytes]:
    """Every part unpacked, within the limits as they are counted, not as the file states them."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS:
        raise UploadRefused(LARGE_MESSAGE)
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            raise UploadRefused(LOCKED_MESSAGE)
        if name in parts or name.startswith("/") or ".." in name.split("/") or "\\" in name:
            raise UploadRefused(BROKEN_MESSAGE)
        if _DANGEROUS.match(name):
            raise UploadRefused(MACRO_MESSAGE)
        with archive.open(entry) as packed:
            data = packed.read(left + 1)
        left -= len(data)
        if left < 0:
            raise UploadRefused(LARGE_MESSAGE)
        if not _DROPPED.match(name):
            parts[name] = data
    return parts


def _ooxml(parts: dict[str, bytes], nesting: int) -> OfficeFile:
    types = fromstring(parts[_CONTENT_TYPES])
    declared = {item.get("ContentType", "") for item in types}
    if any("macroEnabled" in name or "vbaProject" in name for name in declared):
        raise UploadRefused(MACRO_MESSAGE)
    extension = next((_OOXML_MAIN[name] for name in declared if name in _OOXML_MAIN), None)
    if extension is None:
        raise UploadRefused(TYPE_MESSAGE)
    if nesting >= MAX_NESTING:
        raise UploadRefused(MACRO_MESSAGE)
    kept = {}
    for name, data in parts.items():
        if name == _CONTENT_TYPES:
            data = _content_types(types, parts)
        elif name.endswith(".rels"):
            data = _relationships(fromstring(data), name, parts)
        elif _PACKAGE.match(name):
            data = clean_office(data, nesting=nesting + 1).content
        elif "/embeddings/" in name:
            raise UploadRefused(MACRO_MESSAGE)
        kept[name] = without_metadata(data)
    return OfficeFile(_zip(kept), extension)


def _content_types(types: Element, parts: Mapping[str, bytes]) -> bytes:
    """The list of types without those of parts that are gone."""
    rows = [dict(item.attrib, _=item.tag.rpartition("}")[2]) for item in types]
    kept = [row for row in rows if "PartName" not in row or row["PartName"].lstrip("/") in parts]
    return _xml("Types", "http://schemas.openxmlformats.org/package/2006/content-types", kept)


def _relationships(relationships: Element, name: str, parts: Mapping[str, bytes]) -> bytes:
    """The links to other parts, without those to parts that are gone: Word calls a file with such a link damaged."""
    folder = name.rpartition("_rels/")[0]
    rows = [dict(item.attrib, _=item.tag.rpartition("}")[2]) for item in relationships]
    kept = [row for row in rows if not _DROPPED.match(_target(folder, row.get("Target", "")))]
    return _xml("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships", kept)


def _target(folder: str, target: str) -> str:
    """The name of the part that a link leads to."""
    path: list[str] = [] if target.startswith("/") else folder.rstrip("/").split("/") if folder else []
    for step in target.lstrip("/").split("/"):
        path = path[:-1] if step == ".." else path if step == "." else [*path, step]
    return "/".join(path)


def _xml(root: str, namespace: str, rows: list[dict[str, str]]) -> bytes:
    items = "".join(
        f"<{row['_']} {' '.join(f'{key}={quoteattr(value)}' for key, value in row.items() if key != '_')}/>" for row in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} xmlns="{namespace}">{items}</{root}>'.encode()


def _odf(parts: dict[str, bytes]) -> OfficeFile:
    manifest = fromstring(parts[_MANIFEST])
    space = manifest.tag.rpartition("}")[0] + "}"
    if manifest.iter(f"{space}encryption-data") and any(True for _ in manifest.iter(f"{space}encryption-data")):
        raise UploadRefused(LOCKED_MESSAGE)
    kept = {"mimetype": parts["mimetype"].strip()}
    for name, data in parts.items():
        if name.rpartition("/")[2] == "meta.xml":
            data = _EMPTY_ODF_META
        elif name == _MANIFEST:
            data = _odf_manifest(manifest, space, parts)
        kept.setdefault(name, without_metadata(data))
    return OfficeFile(_zip(kept), _ODF[kept["mimetype"].decode("ascii")])


def _odf_manifest(manifest: Element, space: str, parts: Mapping[str, bytes]) -> bytes:
    rows = []
    for item in manifest.iter(f"{space}file-entry"):
        path = item.get(f"{space}full-path", "")
        if path in parts or path.endswith("/"):
            rows.append((path, item.get(f"{space}media-type", "")))
    items = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(path)} manifest:media-type={quoteattr(kind)}/>"
        for path, kind in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest'
        f' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">{items}'
        "</manifest:manifest>"
    ).encode()


def _zip(parts: Mapping[str, bytes]) -> bytes:
    """A zip with these parts and nothing else: no dates, comments or extra fields."""
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name)
            # ODF is recognised by its first part, which must not be packed.
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, data)
    return output.getvalue()
