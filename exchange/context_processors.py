"""What every template may ask of exchange."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from exchange.models import DemoObject


def example_notice(request: HttpRequest) -> dict[str, object]:
    """`example_notice`: whether the site holds invented examples. One query, only when a template asks."""
    return {"example_notice": SimpleLazyObject(DemoObject.objects.exists)}
