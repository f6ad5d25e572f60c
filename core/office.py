"""Office files (OOXML and ODF) made anew: a zip of the same parts without metadata, macros and other stowaways.

What the text itself says stays: also the authors of comments and tracked changes.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from core.embedded import without_metadata
from core.uploads import MEGABYTE, UploadRefused

__all__ = ["MAX_PARTS", "MAX_UNPACKED", "OfficeFile", "clean_office"]

# A report of 300 pages with pictures unpacks to 60 MB; a bomb of 42 kB to petabytes.
MAX_UNPACKED = 200 * MEGABYTE
# A presentation of 200 slides has some 1,500 parts.
MAX_PARTS = 5_000
# A chart carries the workbook that it was drawn from; a workbook in that one is no honest file.
MAX_NESTING = 2
# Lists of parts are a few kB; parsing one takes ten times its size in memory.
MAX_LIST = 5 * MEGABYTE

BROKEN_MESSAGE = "Dit bestand is beschadigd of onvolledig. Bewaar het opnieuw en probeer het nog eens."
LARGE_MESSAGE = "Dit bestand is uitgepakt te groot om te plaatsen."
MACRO_MESSAGE = "Dit bestand bevat macro's of ingesloten objecten. Bewaar het zonder, of maak er een pdf van."
LOCKED_MESSAGE = "Dit bestand is beveiligd met een wachtwoord. Plaats een versie zonder beveiliging."
TYPE_MESSAGE = (
    "Dit is geen document dat we kunnen plaatsen. Gebruik pdf, Word, Excel, PowerPoint, OpenDocument, csv of txt."
)

# Type of the main part -> extension. The types with macros (…macroEnabled…) aren't in it.
_OOXML = "application/vnd.openxmlformats-officedocument."
_OOXML_MAIN = {
    f"{_OOXML}wordprocessingml.document.main+xml": "docx",
    f"{_OOXML}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_OOXML}presentationml.presentation.main+xml": "pptx",
}
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_CONTENT_TYPES, _MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
# Properties, labels and thumbnails of the document, and signatures, which a new file breaks.
_DROPPED = re.compile(r"docProps/|docMetadata/|_xmlsignatures/|Thumbnails/|META-INF/(?!manifest\.xml$)", re.IGNORECASE)
_DANGEROUS = re.compile(
    r".*vba(?:Project|Data)|.*/activeX/|.*/oleObject|.*macrosheets/|(?:.*/)?(?:Basic|Scripts)/"
    r"|.*\.(?:exe|dll|js|vbs|bat|cmd|lnk|hta|ps1|swf|jar)$",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(r".*/embeddings/", re.IGNORECASE)
_PACKAGE = re.compile(r".*\.(?:docx|xlsx|pptx)$", re.IGNORECASE)
# Kinds of links that fetch something by themselves when the document is opened.
_FETCHED = ("oleObject", "frame", "subDocument", "control")
# The folder on the maker's machine that a workbook was last saved in.
_LAST_FOLDER = re.compile(rb'(<x15ac:absPath\b[^>]*\burl=")[^"]*')
_EMPTY_ODF_META = (
    b'<?xml version="1.0" encoding="UTF-8"?><office:document-meta'
    b' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/>'
    b"</office:document-meta>"
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What a broken zip or part makes the standard library raise.
_BROKEN = (
    BadZipFile, LargeZipFile, ParseError, zlib.error, struct.error, EOFError, OSError, ValueError, LookupError,
    RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class OfficeFile:
    """A file as we store it."""

    content: bytes
    extension: str


@dataclass
class _Budget:
    """What may still be unpacked, embedded files included."""

    size: int = MAX_UNPACKED
    parts: int = MAX_PARTS

    def spend(self, size: int) -> None:
        self.size -= size
        self.parts -= 1
        if self.size < 0 or self.parts < 0:
            raise UploadRefused(LARGE_MESSAGE)


def clean_office(content: bytes) -> OfficeFile:
    """The same document without metadata, its pictures without theirs. Raises UploadRefused."""
    try:
        return _cleaned(content, _Budget(), nesting=0)
    except _BROKEN as error:
        raise UploadRefused(BROKEN_MESSAGE) from error


def _cleaned(content: bytes, budget: _Budget, *, nesting: int) -> OfficeFile:
    with ZipFile(BytesIO(content)) as archive:
        parts = _unpacked(archive, budget)
    if _CONTENT_TYPES in parts and nesting < MAX_NESTING:
        return _ooxml(parts, budget, nesting=nesting)
    if parts.get("mimetype", b"").strip() in _ODF and nesting == 0:
        return _odf(parts)
    raise UploadRefused(MACRO_MESSAGE if nesting else TYPE_MESSAGE)


def _unpacked(archive: ZipFile, budget: _Budget) -> dict[str, bytes]:
    """The parts to keep; their size as it turns out, not as the file states it."""
    parts: dict[str, bytes] = {}
    for entry in archive.infolist():
        name = entry.filename
        if entry.is_dir():
            continue
        if entry.flag_bits & 1:
            raise UploadRefused(LOCKED_MESSAGE)
        if name in parts or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise UploadRefused(BROKEN_MESSAGE)
        if _DANGEROUS.match(name):
            raise UploadRefused(MACRO_MESSAGE)
        with archive.open(entry) as packed:
            data = packed.read(budget.size + 1)
        budget.spend(len(data))
        if not _DROPPED.match(name):
            parts[name] = data
    return parts


def _ooxml(parts: dict[str, bytes], budget: _Budget, *, nesting: int) -> OfficeFile:
    types = _parsed(parts[_CONTENT_TYPES])
    declared = {item.get("ContentType", "") for item in types}
    if any("macroEnabled" in name or "vbaProject" in name for name in declared):
        raise UploadRefused(MACRO_MESSAGE)
    extension = next((_OOXML_MAIN[name] for name in declared if name in _OOXML_MAIN), None)
    if extension is None:
        raise UploadRefused(TYPE_MESSAGE)
    kept = {}
    for name, data in parts.items():
        if name == _CONTENT_TYPES:
            data = _content_types(types, parts)
        elif name.endswith(".rels"):
            data = _relationships(_parsed(data), folder=name.rpartition("_rels/")[0])
        elif _EMBEDDED.match(name):
            if not _PACKAGE.match(name):
                raise UploadRefused(MACRO_MESSAGE)
            data = _cleaned(data, budget, nesting=nesting + 1).content
        elif name == "xl/workbook.xml":
            data = _LAST_FOLDER.sub(rb"\1", data)
        kept[name] = without_metadata(data)
    return OfficeFile(_zipped(kept), extension)


def _parsed(data: bytes) -> Element:
    """The XML of a list of parts. Office writes no DOCTYPE there; an attacker would."""
    if len(data) > MAX_LIST or b"<!DOCTYPE" in data:
        raise UploadRefused(BROKEN_MESSAGE)
    return fromstring(data)


def _content_types(types: Element, parts: Mapping[str, bytes]) -> bytes:
    """The list of types, without parts that are gone."""
    kept = [item for item in types if item.get("PartName", "").lstrip("/") in parts or not item.get("PartName")]
    return _listed("Types", "http://schemas.openxmlformats.org/package/2006/content-types", kept)


def _relationships(relationships: Element, *, folder: str) -> bytes:
    """Links between parts, without those to parts that are gone: Word calls a file with such a link damaged."""
    kept = []
    for item in relationships:
        kind = item.get("Type", "").rpartition("/")[2]
        if item.get("TargetMode") == "External":
            if kind in _FETCHED:
                raise UploadRefused(MACRO_MESSAGE)
            if kind == "attachedTemplate":  # a folder on the maker's machine, or a template with macros elsewhere
                item.set("Target", "Normal.dotm")
        elif _DROPPED.match(_target(folder, item.get("Target", ""))):
            continue
        kept.append(item)
    return _listed("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships", kept)


def _target(folder: str, target: str) -> str:
    """The name of the part that a link leads to."""
    path = [] if target.startswith("/") else folder.strip("/").split("/") if folder else []
    for step in target.strip("/").split("/"):
        path = path[:-1] if step == ".." else path if step == "." else [*path, step]
    return "/".join(path)


def _listed(root: str, namespace: str, items: list[Element]) -> bytes:
    rows = []
    for item in items:
        attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in item.attrib.items())
        rows.append(f"<{item.tag.rpartition('}')[2]} {attributes}/>")
    return f'{_XML}<{root} xmlns="{namespace}">{"".join(rows)}</{root}>'.encode()


def _odf(parts: dict[str, bytes]) -> OfficeFile:
    manifest = _parsed(parts[_MANIFEST])
    space = manifest.tag.rpartition("}")[0] + "}"
    if next(manifest.iter(f"{space}encryption-data"), None) is not None:
        raise UploadRefused(LOCKED_MESSAGE)
    mimetype = parts.pop("mimetype").strip()
    kept = {"mimetype": mimetype}
    for name, data in parts.items():
        if name == _MANIFEST:
            data = _odf_manifest(manifest, space, parts)
        elif name.rpartition("/")[2] == "meta.xml":
            data = _EMPTY_ODF_META
        kept[name] = without_metadata(data)
    return OfficeFile(_zipped(kept), _ODF[mimetype])


def _odf_manifest(manifest: Element, space: str, parts: Mapping[str, bytes]) -> bytes:
    rows = []
    for item in manifest.iter(f"{space}file-entry"):
        path, kind = item.get(f"{space}full-path", ""), item.get(f"{space}media-type", "")
        if "oleobject" in kind:
            raise UploadRefused(MACRO_MESSAGE)
        if path in parts or path.endswith("/"):
            names = f"manifest:full-path={quoteattr(path)} manifest:media-type={quoteattr(kind)}"
            rows.append(f"<manifest:file-entry {names}/>")
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    root = f'manifest:manifest xmlns:manifest="{namespace}" manifest:version="1.3"'
    return f"{_XML}<{root}>{''.join(rows)}</manifest:manifest>".encode()


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts and nothing else: no dates, comments or extra fields."""
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        for name, data in parts.items():
            # ODF is recognised by its first part, which must not be packed.
            packing = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(ZipInfo(name), data, compress_type=packing)
    return output.getvalue()
