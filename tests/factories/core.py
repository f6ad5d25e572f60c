"""Pictures and documents of the site."""

import factory

from core.models import SiteDocument, SiteImage
from tests.factories.files import picture_bytes, upload


class ImageFactory(factory.django.DjangoModelFactory):
    """A picture of 64 by 48 pixels. `content` gives another file."""

    class Meta:
        model = SiteImage

    class Params:
        content = factory.LazyFunction(picture_bytes)

    title = factory.Sequence(lambda number: f"Afbeelding {number}")
    description = "Een rood en een blauw vlak"
    file = factory.LazyAttribute(lambda image: upload(image.content))


class DocumentFactory(factory.django.DjangoModelFactory):
    """A text file to download. `content` and `filename` give another file."""

    class Meta:
        model = SiteDocument

    class Params:
        content = b"Wat er staat"
        filename = "notitie.txt"

    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.LazyAttribute(lambda document: upload(document.content, document.filename))
