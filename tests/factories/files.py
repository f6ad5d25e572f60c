"""Files to upload: small, real, and with a canary in every place where something about their maker can hide."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile
from PIL import Image
from pillow_heif import HeifImagePlugin  # noqa: F401 - teaches Pillow HEIC
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

Parts = Mapping[str, bytes | str]

# Stands in every place of a file where something about its maker can hide. Letters and digits only: writers of PDF
# escape the rest, and a search in the bytes would miss it.
CANARY = "KANARIE520907N51214E"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{CANARY}</x:xmpmeta>".encode()


def drawing(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture without symmetry: red left, blue below on the right."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.paste("blue", (size[0] // 2, size[1] // 2, size[0], size[1]))
    return image.convert(mode)


def exif(orientation: int = 1) -> bytes:
    """EXIF as a phone writes it: maker, comment, place, thumbnail-less."""
    data = Image.Exif()
    data[0x010F] = CANARY  # Make
    data[0x013B] = CANARY  # Artist
    data[0x0112] = orientation
    data.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 26.5), 3: "E", 4: (5.0, 7.0, 17.0), 29: CANARY})
    return data.tobytes()


def picture_bytes(kind: str = "JPEG", image: Image.Image | None = None, **options: Any) -> bytes:
    """An encoded picture; options are the encoder's."""
    output = BytesIO()
    (image or drawing()).save(output, kind, **options)
    return output.getvalue()


def tell_tale(kind: str, *, orientation: int = 1) -> bytes:
    """A picture with the canary wherever this format can hold it."""
    options: dict[str, Any] = {"exif": exif(orientation)}
    if kind in ("JPEG", "WEBP", "HEIF"):
        options["xmp"] = XMP
    if kind == "JPEG":
        options["comment"] = CANARY.encode()
    content = picture_bytes(kind, **options)
    if kind == "JPEG":  # IPTC, which Pillow doesn't write: a Photoshop block with a by-line (2:80)
        iptc = b"\x1c\x02\x50" + len(CANARY).to_bytes(2, "big") + CANARY.encode()
        block = (
            b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(iptc).to_bytes(4, "big") + iptc + b"\x00" * (len(iptc) % 2)
        )
        content = content[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + content[2:]
    return content


def upload(content: bytes, name: str = "foto.jpg") -> ContentFile:
    """Bytes as a form or a script hands them over."""
    return ContentFile(content, name=name)


def pdf_bytes(pages: int = 1) -> bytes:
    """A PDF with the canary in its properties, XMP, a script, an attachment, and a photo of its page."""
    scan = BytesIO()
    drawing().save(scan, "PDF")
    writer = PdfWriter()
    for _ in range(pages):
        writer.append(BytesIO(scan.getvalue()))
    writer.add_metadata({"/Author": CANARY, "/Title": CANARY})
    writer.xmp_metadata = XMP
    writer.add_attachment(f"{CANARY}.txt", CANARY.encode())
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(CANARY)}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    page = writer.pages[0]
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(CANARY)})
    for item in page["/Resources"]["/XObject"].values():  # type: ignore[index]
        item.get_object()._data = tell_tale("JPEG")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def zip_bytes(parts: Parts) -> bytes:
    """A zip of these parts."""
    output = BytesIO()
    with ZipFile(output, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
_KINDS = {
    "docx": ("word/document.xml", _MAIN.format("wordprocessingml.document")),
    "xlsx": ("xl/workbook.xml", _MAIN.format("spreadsheetml.sheet")),
    "pptx": ("ppt/presentation.xml", _MAIN.format("presentationml.presentation")),
}
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def ooxml_bytes(extension: str = "docx", extra: Parts | None = None, *, main_type: str = "") -> bytes:
    """A Word, Excel or PowerPoint file with the canary in its properties, its thumbnail and a photo."""
    main, kind = _KINDS[extension]
    types = f"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Default Extension="jpeg" ContentType="image/jpeg"/>
      <Override PartName="/{main}" ContentType="{main_type or kind}"/>
      <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
      </Types>"""
    links = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId1" Type="{_REL}/officeDocument" Target="{main}"/>
      <Relationship Id="rId2" Type="{_REL}/core-properties" Target="docProps/core.xml"/>
      <Relationship Id="rId3" Type="{_REL}/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>"""
    return zip_bytes(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": links,
            main: "<document>Wat er staat</document>",
            "docProps/core.xml": f"<creator>{CANARY}</creator>",
            "docProps/app.xml": f"<Company>{CANARY}</Company>",
            "docProps/custom.xml": f"<property>{CANARY}</property>",
            "docProps/thumbnail.jpeg": tell_tale("JPEG"),
            "word/media/image1.jpeg": tell_tale("JPEG"),
            **(extra or {}),
        }
    )


def odf_bytes(extension: str = "odt", extra: Parts | None = None, *, manifest_extra: str = "") -> bytes:
    """An OpenDocument file with the canary in its properties and its thumbnail."""
    kind = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}[extension]
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in {
            "/": mimetype,
            "content.xml": "text/xml",
            "meta.xml": "text/xml",
            "Thumbnails/t.png": "",
        }.items()
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{space}">{entries}{manifest_extra}</manifest:manifest>'
    return zip_bytes(
        {
            "mimetype": mimetype,
            "content.xml": "<content>Wat er staat</content>",
            "meta.xml": f"<creator>{CANARY}</creator>",
            "Thumbnails/t.png": picture_bytes("PNG"),
            "META-INF/manifest.xml": manifest,
            **(extra or {}),
        }
    )
