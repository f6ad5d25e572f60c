"""Forms of the admin for pictures and documents: a file is made anew while it is checked, before anything is saved."""

from typing import Any

from django import forms
from django.db import transaction
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.documents import MAX_DOCUMENT_BYTES, clean_document
from core.images import MAX_IMAGE_BYTES, MAX_SIDE, clean_image
from core.uploads import MEGABYTE, CleanFile

__all__ = ["DocumentUploadField", "PictureUploadField", "SiteDocumentForm", "SiteImageForm"]


class PictureUploadField(WagtailImageField):
    """Takes a picture by what is in it; its value is the picture as we store it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_upload_size = MAX_IMAGE_BYTES
        self.help_text = (
            f"JPEG, PNG, WebP of HEIC, hooguit {MAX_IMAGE_BYTES // MEGABYTE} MB. Plaats en tijd van de opname worden"
            f" verwijderd; wat groter is dan {MAX_SIDE} beeldpunten wordt verkleind."
        )
        self.error_messages["file_too_large_unknown_size"] = (
            f"Dit bestand is te groot: het mag {MAX_IMAGE_BYTES // MEGABYTE} MB zijn."
        )
        self.error_messages["invalid_image_extension"] = (
            "Dit is geen afbeelding die we kunnen plaatsen. Gebruik JPEG, PNG, WebP of HEIC."
        )

    def to_python(self, data: Any) -> CleanFile | None:
        upload = forms.FileField.to_python(self, data)
        return None if upload is None else clean_image(upload)


class DocumentUploadField(WagtailDocumentField):
    """Takes a document by what is in it; its value is the document as we store it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_upload_size = MAX_DOCUMENT_BYTES
        self.help_text = (
            f"Pdf, Word, Excel, PowerPoint, OpenDocument, csv of txt, hooguit {MAX_DOCUMENT_BYTES // MEGABYTE} MB."
            " Gegevens over de maker worden verwijderd; opmerkingen en bijgehouden wijzigingen niet."
        )
        self.error_messages["file_too_large_unknown_size"] = (
            f"Dit bestand is te groot: het mag {MAX_DOCUMENT_BYTES // MEGABYTE} MB zijn."
        )

    def to_python(self, data: Any) -> CleanFile | None:
        upload = forms.FileField.to_python(self, data)
        return None if upload is None else clean_document(upload)


class SiteImageForm(BaseImageForm):
    """The form of a picture (setting WAGTAILIMAGES_IMAGE_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace_file_field(self, PictureUploadField)

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            return super().save(commit=commit)


class SiteDocumentForm(BaseDocumentForm):
    """The form of a document (setting WAGTAILDOCS_DOCUMENT_FORM_BASE)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace_file_field(self, DocumentUploadField)

    def save(self, commit: bool = True) -> Any:
        with transaction.atomic():
            return super().save(commit=commit)


def _replace_file_field(form: forms.ModelForm, field_class: type[forms.FileField]) -> None:
    """Put our own field where Wagtail, which looks at the name of a file first, puts its own."""
    if old := form.fields.get("file"):
        form.fields["file"] = field_class(label=old.label, required=old.required, widget=old.widget)
