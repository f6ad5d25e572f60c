"""Office files are made anew: properties and thumbnails are gone, macros and bombs are refused, the text stays."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.office import MAX_PARTS, clean_office
from core.uploads import UploadRefused
from tests.factories.files import CANARY, odf_bytes, ooxml_bytes, tell_tale, zip_bytes

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def everything(content: bytes) -> bytes:
    """The file as it is and as it unpacks, so that no place is missed."""
    return content + b"".join(name.encode() + data for name, data in parts(content).items())


def refusal(content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        clean_office(content)
    return str(refused.value.messages[0])


@pytest.mark.parametrize("extension", ["docx", "xlsx", "pptx"])
def test_an_office_file_loses_its_properties_and_keeps_its_text(extension: str) -> None:
    before = ooxml_bytes(extension)

    after = clean_office(before)

    assert after.extension == extension
    assert CANARY.encode() in everything(before) and CANARY.encode() not in everything(after.content)
    assert b"Wat er staat" in everything(after.content)


@pytest.mark.parametrize("extension", ["odt", "ods", "odp"])
def test_an_opendocument_file_loses_its_properties_and_keeps_its_text(extension: str) -> None:
    after = clean_office(odf_bytes(extension))

    assert after.extension == extension
    assert CANARY.encode() not in everything(after.content)
    assert b"Wat er staat" in everything(after.content)
    assert "Thumbnails/t.png" not in everything(after.content).decode("latin-1")


def test_an_opendocument_file_starts_with_its_unpacked_type() -> None:
    content = clean_office(odf_bytes()).content

    assert content[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")
    with ZipFile(BytesIO(content)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == 0


def test_no_link_leads_to_a_part_that_is_gone() -> None:
    after = parts(clean_office(ooxml_bytes()).content)

    assert b"docProps" not in after["_rels/.rels"] + after["[Content_Types].xml"]
    assert b'Target="word/document.xml"' in after["_rels/.rels"]
    assert b'PartName="/word/document.xml"' in after["[Content_Types].xml"]


def test_photos_inside_keep_their_pixels_only() -> None:
    after = parts(clean_office(ooxml_bytes()).content)["word/media/image1.jpeg"]

    assert after.startswith(b"\xff\xd8") and CANARY.encode() not in after
    assert len(after) < len(tell_tale("JPEG"))


def test_a_real_workbook_opens_with_the_same_cells_and_no_maker() -> None:
    book = Workbook()
    book.active["A1"] = "Aantal gezinnen"  # type: ignore[index]
    book.properties.creator = CANARY
    output = BytesIO()
    book.save(output)

    after = clean_office(output.getvalue()).content

    reopened = load_workbook(BytesIO(after))
    assert reopened.active["A1"].value == "Aantal gezinnen"  # type: ignore[index]
    assert CANARY.encode() not in everything(after)


def test_the_folder_of_the_maker_is_gone_from_a_workbook() -> None:
    book = f'<workbook><x15ac:absPath url="C:\\Users\\{CANARY}\\" xmlns:x15ac="x"/><sheet/></workbook>'

    after = everything(clean_office(ooxml_bytes("xlsx", {"xl/workbook.xml": book})).content)

    assert CANARY.encode() not in after and b"<sheet/>" in after


def links(kind: str, target: str) -> str:
    rows = f'<Relationship Id="rId9" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/>'
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def test_a_template_elsewhere_is_replaced_by_the_normal_one() -> None:
    extra = {"word/_rels/settings.xml.rels": links("attachedTemplate", f"file:///C:/Users/{CANARY}.dotm")}

    after = parts(clean_office(ooxml_bytes(extra=extra)).content)["word/_rels/settings.xml.rels"]

    assert CANARY.encode() not in after and b'Target="Normal.dotm"' in after


def test_a_link_to_a_site_stays() -> None:
    extra = {"word/_rels/document.xml.rels": links("hyperlink", "https://www.voorbeeld.nl/?a=1&amp;b=2")}

    after = parts(clean_office(ooxml_bytes(extra=extra)).content)["word/_rels/document.xml.rels"]

    assert b"https://www.voorbeeld.nl/?a=1&amp;b=2" in after


@pytest.mark.parametrize(
    "name",
    [
        "word/vbaProject.bin",
        "word/vbaData.xml",
        "word/embeddings/oleObject1.bin",
        "word/embeddings/Oud.doc",
        "word/activeX/activeX1.bin",
        "xl/macrosheets/sheet1.xml",
        "word/media/programma.exe",
    ],
)
def test_macros_and_embedded_programs_are_refused(name: str) -> None:
    assert refusal(ooxml_bytes(extra={name: b"\xd0\xcf"})).startswith("Dit bestand bevat macro's")


@pytest.mark.parametrize("kind", ["oleObject", "frame", "subDocument"])
def test_a_part_fetched_from_elsewhere_is_refused(kind: str) -> None:
    assert "macro's" in refusal(ooxml_bytes(extra={"word/_rels/document.xml.rels": links(kind, "https://evil.test/x")}))


def test_a_file_that_calls_itself_macro_enabled_is_refused() -> None:
    assert "macro's" in refusal(ooxml_bytes(main_type="application/vnd.ms-word.document.macroEnabled.main+xml"))


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/x.py", "Object 1/Basic/x.xml"])
def test_macros_in_opendocument_are_refused(name: str) -> None:
    assert "macro's" in refusal(odf_bytes(extra={name: "Sub Main"}))


def test_a_locked_opendocument_file_is_refused() -> None:
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"

    assert "wachtwoord" in refusal(odf_bytes(manifest_extra=locked))


def test_the_workbook_behind_a_chart_is_cleaned_as_well() -> None:
    extra = {"word/embeddings/Microsoft_Excel_Sheet.xlsx": ooxml_bytes("xlsx")}

    after = parts(clean_office(ooxml_bytes(extra=extra)).content)

    assert CANARY.encode() not in everything(after["word/embeddings/Microsoft_Excel_Sheet.xlsx"])


def test_files_in_files_in_files_are_refused() -> None:
    inner = ooxml_bytes("xlsx", {"xl/embeddings/a.xlsx": ooxml_bytes("xlsx")})

    assert "ingesloten" in refusal(ooxml_bytes(extra={"word/embeddings/b.xlsx": inner}))


def test_a_zip_bomb_is_refused() -> None:
    bomb = ooxml_bytes(extra={f"word/media/{number}.bin": b"\x00" * 30_000_000 for number in range(8)})

    assert len(bomb) < 1_000_000
    assert refusal(bomb) == "Dit bestand is uitgepakt te groot om te plaatsen."


def test_bombs_in_embedded_files_count_together() -> None:
    half = ooxml_bytes("xlsx", {"xl/x.bin": b"\x00" * 110_000_000})
    extra = {"word/embeddings/a.xlsx": half, "word/embeddings/b.xlsx": half}

    assert refusal(ooxml_bytes(extra=extra)) == "Dit bestand is uitgepakt te groot om te plaatsen."


def test_too_many_parts_are_refused() -> None:
    extra = {f"word/{number}.xml": b"" for number in range(MAX_PARTS)}

    assert refusal(ooxml_bytes(extra=extra)) == "Dit bestand is uitgepakt te groot om te plaatsen."


def test_entities_in_the_lists_of_parts_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><Types>&a;</Types>'

    assert refusal(ooxml_bytes(extra={"[Content_Types].xml": bomb})).startswith("Dit bestand is beschadigd")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\x.xml"])
def test_names_that_lead_outside_are_refused(name: str) -> None:
    assert refusal(ooxml_bytes(extra={name: "x"})).startswith("Dit bestand is beschadigd")


def test_any_other_zip_is_refused() -> None:
    assert refusal(zip_bytes({"a.txt": "b"})).startswith("Dit is geen document")
    assert refusal(zip_bytes({"mimetype": "application/epub+zip"})).startswith("Dit is geen document")


@given(st.data())
def test_no_damage_gives_anything_but_a_file_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([_DOCX, _ODT])))
    for _ in range(data.draw(st.integers(1, 10))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        after = clean_office(bytes(content))
    except UploadRefused:
        return
    assert after.content.startswith(b"PK")


_DOCX, _ODT = ooxml_bytes(), odf_bytes()
