"""Pictures: an upload decoded, turned upright and encoded anew, so that pixels are all that is left of it.

EXIF, GPS, XMP, IPTC, comments, thumbnails, colour profiles and whatever else hides in a file are gone from the
original itself: renditions would keep part of them. The type is what the decoder says, never the name.
"""

import re
import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.base import File
from PIL import Image, ImageCms
from pillow_heif import HeifImagePlugin  # noqa: F401 - teaches Pillow HEIC, as Willow does too

from core.uploads import MEGABYTE, CleanFile, UploadRefused, read_upload

__all__ = ["IMAGE_EXTENSIONS", "MAX_IMAGE_BYTES", "MAX_PIXELS", "MAX_SIDE", "clean_image", "image_size"]

# Phones make photos of 3 to 12 MB; a 50 megapixel JPEG at high quality is 18.
MAX_IMAGE_BYTES = 20 * MEGABYTE
# The largest that phones make by themselves (8160 x 6120). Decoded as RGBA that is 200 MB.
MAX_PIXELS = 50_000_000
# No screen shows more; a larger original only makes each rendition slower. 8160 / 3840 > 2, so that libjpeg
# can halve the largest photo while it decodes.
MAX_SIDE = 3840
# A display profile is 0.5 to 4 kB, a printer's at most 2 MB.
MAX_PROFILE_BYTES = 3 * MEGABYTE
# Visually the same as the source at half its size; renditions are made from it at a lower one.
QUALITY = 90

# What may be offered, for the file dialog and the hint; the content decides.
IMAGE_EXTENSIONS = ("jpg", "jpeg", "png", "webp", "heic", "heif")
# Decoder -> extension of what we store. Phones make HEIC and MPO (JPEG with extras); browsers want JPEG.
_STORED_AS = {"JPEG": "jpg", "MPO": "jpg", "HEIF": "jpg", "PNG": "png", "WEBP": "webp"}
_DECODERS = ("JPEG", "PNG", "WEBP", "HEIF")
_LOOKS_RIGHT = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n|RIFF.{4}WEBP|.{4}ftyp(?:hei|hev|mif1)", re.DOTALL)

# What Pillow and its plugins raise on files that are broken, by accident or with intent.
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError,
    RuntimeError, MemoryError, struct.error, zlib.error,
)  # fmt: skip
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112

TYPE_MESSAGE = "Dit is geen afbeelding die we kunnen plaatsen. Gebruik JPEG, PNG, WebP of HEIC."
BROKEN_MESSAGE = "Deze afbeelding is beschadigd of onvolledig. Probeer het met het oorspronkelijke bestand."
MOVING_MESSAGE = "Dit is een bewegende afbeelding. Plaats een stilstaande afbeelding."
PIXELS_MESSAGE = f"Deze afbeelding heeft te veel beeldpunten: het mogen er {MAX_PIXELS // 1_000_000} miljoen zijn."


def clean_image(upload: File) -> CleanFile:
    """The picture in an upload, made anew. Raises UploadRefused. A CleanFile comes back as it is."""
    if isinstance(upload, CleanFile):
        return upload
    content = read_upload(upload, limit=MAX_IMAGE_BYTES)
    image = _opened(content)
    try:
        extension = _STORED_AS[image.format or ""]
        return CleanFile(_encoded(_upright(image), extension, lossless=b"VP8L" in content), extension)
    except _BROKEN as error:
        raise UploadRefused(BROKEN_MESSAGE) from error
    except _BOMB as error:
        raise UploadRefused(PIXELS_MESSAGE) from error


def image_size(file: Any) -> tuple[int, int]:
    """Width and height as the header of a stored picture says, without decoding it. Raises UploadRefused."""
    file.seek(0)
    return _opened(file.read(MAX_IMAGE_BYTES)).size


def _opened(content: bytes) -> Image.Image:
    """The picture with only its header read, if it is one of ours and not too large."""
    try:
        image = Image.open(BytesIO(content), formats=_DECODERS)
    except _BOMB as error:
        raise UploadRefused(PIXELS_MESSAGE) from error
    except _BROKEN as error:
        raise UploadRefused(BROKEN_MESSAGE if _LOOKS_RIGHT.match(content) else TYPE_MESSAGE) from error
    if image.width * image.height > MAX_PIXELS:
        raise UploadRefused(PIXELS_MESSAGE)
    # MPO and HEIC have more pictures too (depth, a burst), but one that is meant to be seen.
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise UploadRefused(MOVING_MESSAGE)
    return image


def _upright(image: Image.Image) -> Image.Image:
    """The pixels, at most MAX_SIDE wide and high, turned as the camera meant, in sRGB."""
    pixels = image
    if max(image.size) > MAX_SIDE:
        pixels = pixels if pixels.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else _plain_mode(pixels)
        pixels.thumbnail((MAX_SIDE, MAX_SIDE))
    pixels.load()
    turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION, 1))
    pixels = pixels.transpose(turn) if turn is not None else pixels.copy()
    pixels = _plain_mode(_in_srgb(pixels, image.info.get("icc_profile")))
    # Pillow writes a comment or a resolution back from here; transparency is part of the picture.
    pixels.info = {key: value for key, value in pixels.info.items() if key == "transparency"}
    return pixels


def _in_srgb(pixels: Image.Image, profile: bytes | None) -> Image.Image:
    """Pixels with the colours that the profile means, without needing it any more. A profile that lies is ignored."""
    if not profile or len(profile) > MAX_PROFILE_BYTES or pixels.mode not in ("RGB", "RGBA", "CMYK"):
        return pixels
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if pixels.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(pixels, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return pixels
    return converted or pixels


def _plain_mode(pixels: Image.Image) -> Image.Image:
    """Pixels in a mode that our formats can be made from: 8 bits of grey, palette or RGB, with or without alpha."""
    if pixels.mode in ("L", "LA", "P", "RGB", "RGBA"):
        return pixels
    if pixels.mode.startswith("I"):  # 16 bits of grey; a plain conversion clips instead of scaling
        return pixels.convert("I").point(lambda value: value / 257).convert("L")
    return pixels.convert("L" if pixels.mode == "1" else "RGBA" if "A" in pixels.getbands() else "RGB")


def _encoded(pixels: Image.Image, extension: str, *, lossless: bool) -> bytes:
    output = BytesIO()
    if extension == "jpg":
        pixels = pixels if pixels.mode in ("L", "RGB") else _on_white(pixels)
        pixels.save(output, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    elif extension == "webp":
        pixels.save(output, "WEBP", quality=QUALITY, lossless=lossless)
    else:
        pixels.save(output, "PNG")
    return output.getvalue()


def _on_white(pixels: Image.Image) -> Image.Image:
    rgba = pixels.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
