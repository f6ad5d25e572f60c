"""The page that explains the API, made from its own description: no script, nothing from elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from api.doors import REQUESTS
from api.endpoints import api
from core.sharing import absolute

__all__ = ["docs", "nothing_here"]


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Endpoint:
    """One address with what may be asked of it; `shape` is the object that its answer holds."""

    anchor: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: str
    shape: str


@dataclass(frozen=True)
class Shape:
    """One kind of object in answers."""

    name: str
    description: str
    fields: tuple[Field, ...]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every endpoint with its parameters, and the objects it answers with."""
    described = api.get_openapi_schema()
    context = {
        "endpoints": list(_endpoints(described)),
        "shapes": list(_shapes(described)),
        "root": absolute(reverse("api-v1:api-root")),
        "openapi_url": reverse("api-v1:openapi-json"),
        "per_minute": REQUESTS.limit,
    }
    return render(request, "api/docs.html", context)


def nothing_here(request: HttpRequest, **kwargs: str) -> JsonResponse:
    """For an address that the API doesn't have: a program reads no page."""
    text = f"Dit adres is er niet. Wat er is, leest u op {absolute(reverse('api-v1-docs'))}"
    return JsonResponse({"detail": text}, status=404, headers={"Cache-Control": "no-store"})


def _endpoints(described: Mapping[str, Any]) -> Iterator[Endpoint]:
    for path, methods in described["paths"].items():
        for operation in methods.values():
            answer = _kind(operation["responses"][200]["content"]["application/json"]["schema"])
            yield Endpoint(
                anchor=operation["operationId"].replace("_", "-"),
                path=path,
                summary=operation["summary"],
                description=operation.get("description", ""),
                parameters=tuple(_parameter(entry) for entry in operation["parameters"]),
                answer=answer,
                shape=answer.rpartition(" ")[2],
            )


def _parameter(entry: Mapping[str, Any]) -> Parameter:
    schema = entry["schema"]
    return Parameter(
        name=entry["name"],
        place="adres" if entry["in"] == "path" else "vraag",
        required=entry["required"],
        meaning=entry.get("description") or schema.get("description", ""),
    )


def _shapes(described: Mapping[str, Any]) -> Iterator[Shape]:
    for name, schema in described["components"]["schemas"].items():
        if name in ("Question", "Paging"):  # what is asked, told with each endpoint
            continue
        fields = tuple(
            Field(key, _kind(field), field.get("description", "")) for key, field in schema["properties"].items()
        )
        yield Shape(name, schema.get("description", ""), fields)


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in a few words: "tekst", "lijst van Facet", "getal of niets"."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " of ".join(_kind(option) for option in schema["anyOf"])
    kind = schema.get("type")
    if kind == "array":
        return f"lijst van {_kind(schema['items'])}"
    if kind == "object":
        return f"per naam: {_kind(schema['additionalProperties'])}"
    return {"string": "tekst", "integer": "getal", "number": "getal", "boolean": "ja of nee", "null": "niets"}[
        str(kind)
    ]
