"""What every upload goes through: read within a limit, judged on its content, made anew, and named by us.

`clean_image` (core.images) and `clean_document` (core.documents) turn an upload into a `CleanFile`; only a
CleanFile is ever stored. A refusal is a ValidationError, so forms show it and scripts fail on it.
"""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

__all__ = ["MEGABYTE", "UPLOAD_VIEW_NAMES", "CleanFile", "UploadRefused", "read_upload"]

MEGABYTE = 1024 * 1024

# Views of the admin that take files. Decoding one takes seconds, and no transaction may wait for that:
# the admin's own transaction leaves these out, and the forms (core.forms) make theirs round the save.
UPLOAD_VIEW_NAMES = frozenset(
    f"{namespace}:{name}"
    for media, kind in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for namespace, names in (
        (media, ("add", "edit", "add_multiple", f"create_multiple_from_uploaded_{kind}")),
        (f"{media}_chooser", ("create",)),
    )
    for name in names
)


class UploadRefused(ValidationError):
    """A file that isn't taken, with the reason in a sentence for who sent it."""


class CleanFile(ContentFile):
    """Bytes that we made ourselves out of an upload, with the extension that belongs to them."""

    def __init__(self, content: bytes, extension: str) -> None:
        super().__init__(content, name=f"bestand.{extension}")
        self.extension = extension


def read_upload(upload: File, *, limit: int) -> bytes:
    """All bytes of an upload. UploadRefused if there are none, or more than `limit`."""
    if upload.closed:
        upload.open("rb")
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    if len(content) > limit:
        raise UploadRefused(f"Dit bestand is te groot: het mag {limit // MEGABYTE} MB zijn.")
    if not content:
        raise UploadRefused("Dit bestand is leeg.")
    return content
