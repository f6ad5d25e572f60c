"""Every path that the project resolves, with the ids of B filled in.

A new URL is covered on arrival: its numbers are filled with all ids of B. A parameter of another shape that has no
filling here is an UnknownShape, on which the crawl fails: say below what stands in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, StringConverter
from django.utils.regex_helper import normalize
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, Task, TaskState, Workflow, WorkflowState

from core.models import SiteDocument, SiteImage
from stories.models import Submission
from tests.isolation.nest import SLUG, Nest


class UnknownShape(LookupError):
    """A route has a parameter that nobody said how to fill."""


@dataclass(frozen=True)
class Route:
    """One pattern: its name with namespaces, what it looks like, and its parameters."""

    name: str
    shape: str
    parameters: tuple[str, ...]
    numbers: frozenset[str]
    words: frozenset[str]


def routes() -> list[Route]:
    """All that the resolver knows, in its order."""
    return list(_walk(get_resolver(), "", "", {}))


def _walk(resolver: Any, regex: str, namespace: str, above: Mapping[str, Any]) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        here = regex + pattern.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        known = {**above, **getattr(pattern.pattern, "converters", {})}
        if isinstance(pattern, URLPattern):
            for shape, parameters in normalize(here):
                name = f"{namespace}{pattern.name or pattern.lookup_str}"
                yield Route(name, shape, tuple(parameters), _of(known, IntConverter), _of(known, StringConverter))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, here, inner, known)


def _of(known: Mapping[str, Any], kind: type) -> frozenset[str]:
    # A slug and a path are strings too, in Django's eyes.
    return frozenset(name for name, converter in known.items() if isinstance(converter, kind))


def paths(route: Route, nest: Nest) -> list[str]:
    """The route with everything of B in it, and with A's own beside it.

    Each value of a parameter meets the one in the same place of the next parameter's list, and the one after: so
    A's page comes together with something of B on either side, without all combinations.
    """
    choices: list[list[Mapping[str, Any]]] = []
    for name in route.parameters:
        pair = next((pair for pair in PAIRS if name in pair and set(pair) <= set(route.parameters)), None)
        if pair is None:
            choices.append([{name: value} for value in values(route, name, nest)])
        elif name == pair[0]:
            choices.append([{pair[0]: app, pair[1]: model} for app, model in kinds(route)])
    most = max((len(choice) for choice in choices), default=1)
    filled = {}
    for number in range(most):
        for shift in (0, 1) if len(choices) > 1 else (0,):
            parts = [choice[(number + shift * place) % len(choice)] for place, choice in enumerate(choices)]
            path = "/" + route.shape % {key: value for part in parts for key, value in part.items()}
            filled[path] = None
    return list(filled)


PAIRS = (
    ("content_type_app_name", "content_type_model_name"),
    ("app_label", "model_name"),
    ("app_name", "model_name"),
)


def kinds(route: Route) -> list[tuple[str, str]]:
    """Content types by name, those that the route is about."""
    if route.name == "wagtail_bulk_action":
        return [("wagtailcore", "page"), ("core", "siteimage"), ("core", "sitedocument"), ("accounts", "user")]
    if "settings" in route.name:
        return [("core", "siteimage")]
    if "task" in route.name:
        return [("wagtailcore", "groupapprovaltask")]
    return [
        ("approaches", "approachpage"), ("stories", "storypage"), ("pages", "knowledgepage"),
        ("coalitions", "coalitionpage"), ("wagtailcore", "page"), ("core", "siteimage"), ("taggit", "tag"),
    ]  # fmt: skip


def values(route: Route, name: str, nest: Nest) -> list[Any]:
    """What stands in one parameter of a route. Raises UnknownShape."""
    fillings = _fillings(nest)
    for key in (f"{route.name} {name}", name):
        if key in fillings:
            return fillings[key]
    if name in route.numbers:
        return all_ids(nest)
    if name in route.words:
        return [*(page.slug for page in nest.pages), *all_ids(nest)]
    raise UnknownShape(
        f"{route.name}: wat staat er in {name!r} van {route.shape!r}? Zeg het in tests/isolation/routes.py"
    )


def all_ids(nest: Nest) -> list[int]:
    """The numbers that things of B go by, two of each kind that has many, and A's own."""
    kinds = {type(thing) for thing in nest.others}
    few = [thing for kind in kinds for thing in nest.of(kind)[:2]]
    things = [
        nest.our_page, nest.ours, *nest.pages, *nest.images, *nest.documents, *nest.people, *nest.collections,
        *nest.revisions[:2], *few, nest.theirs.team.group,
    ]  # fmt: skip
    return list(dict.fromkeys(int(thing.pk) for thing in things))


def _fillings(nest: Nest) -> dict[str, list[Any]]:
    pages = [nest.pages[0].pk, nest.our_page.pk, *(page.pk for page in nest.pages[1:]), nest.ours.pk]
    revisions = [revision.pk for revision in nest.revisions]
    documents = [document.pk for document in nest.documents]
    page_params = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
    actions = bulk_action_registry
    names = {
        action.action_type
        for model in (Page, SiteImage, SiteDocument)
        for action in actions.get_bulk_actions_for_model(model._meta.app_label, model._meta.model_name)
    }
    states = [state.pk for state in nest.of(TaskState)]
    return {
        **dict.fromkeys(page_params, pages),
        "image_id": [image.pk for image in nest.images],
        "document_id": documents,
        "doc_id": documents,
        "wagtailadmin_pages:revisions_compare pk": pages,
        "revision_id": revisions,
        "revision_id_a": ["live", "earliest", *revisions[:2]],
        "revision_id_b": ["latest", "live", *revisions[:2]],
        "task_state_id": states,
        "task_id": [task.pk for task in nest.of(Task)],
        "workflow_state_id": [state.pk for state in nest.of(WorkflowState)],
        "workflow_pk": [workflow.pk for workflow in nest.of(Workflow)],
        "collection_id": [collection.pk for collection in nest.collections],
        "action": sorted(names),
        "action_name": ["copy", "publish", "unpublish", "move", "delete", "approve", "reject", "create_alias"],
        "object_id": pages,
        "filter_spec": ["max-165x165", "original"],
        "uidb64": ["MQ"],
        "token": ["set-password"],
        "uid": [row.uid for row in nest.of(Submission)],
        "moderation:act name": ["vraag", "voorstel", "plaatsen"],
        "slug": [f"{SLUG}-concept", nest.theirs.slug],
        "core.media.rendition name": [image.file.name.rpartition("/")[2] for image in nest.images],
        "wagtail_serve _0": [url for page in nest.pages for url in _addresses(page)],
        # Of pages too: the card and the versions of an approach.
        "path": [url for page in nest.pages for url in _addresses(page)],
        "number": [1, 2],
        "wagtaildocs_serve _0": documents,
        "wagtaildocs_serve _1": [nest.documents[0].filename, nest.documents[1].filename],
        "group_id": list(Group.objects.values_list("pk", flat=True)),
    }


def _addresses(page: Page) -> list[str]:
    """Where a page would be, from the root of the site on."""
    path = page.url_path.removeprefix("/").partition("/")[2]
    return [path]
