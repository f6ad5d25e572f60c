"""Metadata out of a JPEG or PNG inside a document, without decoding it: the pixels stay byte for byte the same."""

import re

__all__ = ["without_metadata"]

_JPEG = b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
# JPEG: markers without a length. What is kept of the application's own: JFIF (size) and Adobe (kind of colour).
_BARE = frozenset((0x01, *range(0xD0, 0xD9)))
_JFIF, _ADOBE, _COMMENT, _SCAN, _END = 0xE0, 0xEE, 0xFE, 0xDA, 0xD9
# In the pixels 0xFF is followed by 0 or a restart marker; anything else is the next segment.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# PNG: what the picture itself consists of.
_CHUNKS = frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"bKGD", b"sBIT"))


def without_metadata(content: bytes) -> bytes:
    """The picture without EXIF, GPS, XMP, comments and thumbnails; what is no JPEG or PNG comes back as it is."""
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.startswith(_PNG):
        return _png(content)
    return content


def _jpeg(content: bytes) -> bytes:
    kept = [_JPEG]
    position = 2
    while position + 2 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF:  # filling
            position += 1
            continue
        if marker in _BARE:
            kept.append(content[position : position + 2])
            position += 2
            continue
        if marker == _END:  # what is glued behind it is no part of the picture
            kept.append(content[position : position + 2])
            break
        end = position + 2 + int.from_bytes(content[position + 2 : position + 4], "big")
        if marker == _SCAN and (following := _AFTER_SCAN.search(content, end)):
            end = following.start()
        elif marker == _SCAN:
            end = len(content)
        is_application = 0xE0 <= marker <= 0xEF or marker == _COMMENT
        # JFIF of 16 bytes has no thumbnail.
        if not is_application or marker == _ADOBE or (marker == _JFIF and end - position == 18):
            kept.append(content[position:end])
        position = end
    return b"".join(kept)


def _png(content: bytes) -> bytes:
    kept = [_PNG]
    position = len(_PNG)
    while position + 12 <= len(content):
        end = position + 12 + int.from_bytes(content[position : position + 4], "big")
        name = content[position + 4 : position + 8]
        if name in _CHUNKS:
            kept.append(content[position:end])
        if name == b"IEND":
            break
        position = end
    return b"".join(kept)
