"""Model fields that store only what core.images and core.documents made anew, whoever gives them a file.

The gate is the field's own `save()`: forms, imports, scripts, `objects.create(file=...)` and a file that is
replaced all pass it. A file that is already stored isn't touched again.
"""

import secrets
from collections.abc import Callable
from hashlib import sha1
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.text import slugify
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.models import UploadedFile

from core.documents import clean_document
from core.images import clean_image, image_size
from core.uploads import CleanFile

__all__ = ["DocumentFileField", "PictureFileField", "clean_kept_upload", "public_name"]

# 64 random bits: nobody guesses the address of a picture, and no two files meet.
_TOKEN_BYTES = 8
_MAX_SLUG = 60


class CleanFieldFile(FieldFile):
    """Makes a file anew before it is stored, gives it a name of ours, and keeps its size and hash with the row."""

    cleaner: Callable[[File], CleanFile]
    instance: Any  # a SiteImage or SiteDocument; the models import this module

    def name_for(self, extension: str) -> str:
        return f"{secrets.token_hex(_TOKEN_BYTES)}.{extension}"

    def save(self, name: str | None, content: File, save: bool = True) -> None:
        clean = type(self).cleaner(content)
        super().save(self.name_for(clean.extension), clean, save=False)
        self.instance.file_size = clean.size
        clean.seek(0)
        # Wagtail compares and serves by this hash; it guards nothing.
        self.instance.file_hash = sha1(clean.read(), usedforsecurity=False).hexdigest()
        if save:
            self.instance.save()

    save.alters_data = True  # type: ignore[attr-defined]


class PictureFieldFile(CleanFieldFile, WagtailImageFieldFile):
    """A picture that was decoded and encoded by us."""

    cleaner = staticmethod(clean_image)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height from the header; what is no picture of ours is refused here already."""
        was_closed = self.closed
        self.open()
        try:
            return image_size(self)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class DocumentFieldFile(CleanFieldFile):
    """A document that was taken apart and put together by us."""

    cleaner = staticmethod(clean_document)

    def name_for(self, extension: str) -> str:
        title = str(self.instance.title)
        stem = PurePath(title).stem if title.lower().endswith(f".{extension}") else title
        slug = slugify(stem.replace(".", "-"))[:_MAX_SLUG].strip("-") or "document"
        return f"{secrets.token_hex(_TOKEN_BYTES)}-{slug}.{extension}"


class PictureFileField(WagtailImageField):
    attr_class = PictureFieldFile


class DocumentFileField(models.FileField):
    attr_class = DocumentFieldFile


def public_name(stored: str) -> str:
    """The name under which a document is downloaded: the stored one without its random part."""
    return PurePath(stored).name.partition("-")[2] or PurePath(stored).name


def clean_kept_upload(sender: Any, instance: UploadedFile, **kwargs: Any) -> None:
    """Before Wagtail keeps a file aside because its title or collection was wrong: that copy is made anew as well.

    Receives `pre_save` of UploadedFile. The form has judged the file already, so it isn't refused here.
    """
    file = instance.file
    if file and not file._committed:
        is_picture = isinstance(_file_field(instance), PictureFileField)
        clean = clean_image(file.file) if is_picture else clean_document(file.file)
        instance.file = CleanFile(clean.read(), clean.extension)
        instance.file.name = f"{secrets.token_hex(_TOKEN_BYTES)}.{clean.extension}"


def _file_field(upload: UploadedFile) -> models.Field:
    model = upload.for_content_type.model_class() if upload.for_content_type else None
    return model._meta.get_field("file") if model else UploadedFile._meta.get_field("file")
