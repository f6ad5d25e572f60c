"""Asks for everything as somebody, and tells where the canary sings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from mail.models import Message
from tests.isolation.nest import CANARY, LOWER, SLUG, WORD, Nest
from tests.isolation.routes import Route, all_ids, paths, routes

VERBS = ("put", "patch", "delete", "head", "options")
FEW = 3
"""Addresses of an admin route for whoever has no admin: they are sent away whatever id they ask for."""
SPREAD = 3
"""Addresses of a route for who may see everything, at least: those of things that B has several kinds of."""
TAKES_A_PLACE = ("choose", "move", "copy", "bulk", "parent", "alias")
"""In the names of routes that are told where something goes: these are asked for more places than one."""
START = "/admin/"
NO_CONTENT = re.compile(r"image/(?!svg)")


@dataclass(frozen=True)
class Leak:
    """Where somebody saw something of B."""

    route: str
    verb: str
    address: str
    part: str


class Visitor:
    """Somebody at the door, with every route of the site and the ids of B in hand."""

    def __init__(self, nest: Nest, user: User | None) -> None:
        self.nest, self.user = nest, user
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self.cookies = {key: morsel.value for key, morsel in self.client.cookies.items()}
        self.mails = mails()
        self.errors: list[str] = []
        self.sent_away = False
        self.status = 0

    def crawl(self, found: Iterable[Route], *, deep: bool = True) -> Iterator[Leak]:
        """All leaks on these routes. `deep`: with the questions and forms that only an admin knows."""
        for route in found:
            asked = paths(route, self.nest)
            for number, path in enumerate(asked if deep or not asked[0].startswith("/admin/") else asked[:FEW]):
                queries = self._queries(route, path) if deep else [{}]
                bodies = self._bodies(route) if deep and path.startswith("/admin/") else [{}]
                yield from self._ask(route, "get", path, {})
                if self.status == 404 and number:
                    # Not there without a question: the questions were asked of the first path of this route.
                    queries, bodies = queries[:1], bodies[:1]
                for query in queries[1:]:
                    yield from self._ask(route, "get", path, query)
                for body in bodies:
                    yield from self._ask(route, "post", path, self._ids(route), body)
                for verb in VERBS if number == 0 else ():
                    yield from self._ask(route, verb, path, {})

    def finds(self, name: str) -> bool:
        """Whether anything of B shows on the routes of this name; asks no further than that."""
        return any(self.crawl(route for route in routes() if route.name == name))

    def look(self, found: Iterable[Route]) -> int:
        """Only look, at a few addresses of each route; `errors` has what the site can't answer. How many it asked."""
        asked = [(route, path) for route in found for path in spread(paths(route, self.nest))]
        for route, path in asked:
            for _leak in self._ask(route, "get", path, {}):
                pass  # who may see everything sees everything
        return len(asked)

    def _queries(self, route: Route, path: str) -> list[Mapping[str, Any]]:
        if not path.startswith(("/admin/", "/zoeken/")):
            return [{}]
        nest = self.nest
        pages = [page.pk for page in nest.pages]
        kitchen = {
            "q": WORD, "term": WORD, "search": WORD, "id": all_ids(nest), "next": f"/admin/pages/{pages[0]}/edit/",
            "user": nest.people[0].pk, "owner": nest.people[0].pk, "edited_by": nest.people[0].pk,
        }  # fmt: skip
        chooser = {
            "page_type": "approaches.approachpage", "user_perms": "move_to", "target_pages[]": pages,
            "can_choose_root": "1", "multiple": "1", "parent_page_id": pages[0],
        }  # fmt: skip
        below = {"child_of": nest.theirs.pk, "for_explorer": "1", "fields": "*", "limit": 20}
        by_kind = (
            ("choose", {"page_type": "pages.knowledgepage"}),
            ("choose", chooser),
            ("choose", {"q": WORD}),
            ("chosen_multiple", {"id": pages}),
            ("autocomplete", {"term": WORD[:5]}),
            ("bulk", {"id": "all"}),
            ("bulk", {"id": "all", "childOf": nest.theirs.pk}),
            ("index", {"collection_id": nest.collections[0].pk, "export": "csv"}),
            ("report", {"export": "csv"}),
            ("type_use", {"export": "csv"}),
            ("listing", below),
            ("search", {"q": WORD}),
            ("zoeken", {"q": WORD}),
        )
        return [{}, kitchen, *(query for kind, query in by_kind if kind in route.name + path)]

    def _ids(self, route: Route) -> Mapping[str, Any]:
        return {"id": all_ids(self.nest)} if route.name == "wagtail_bulk_action" else {}

    def _bodies(self, route: Route) -> list[Mapping[str, Any]]:
        nest = self.nest
        page = nest.pages[0]
        chosen = {
            "id": [one.pk for one in nest.pages], "chooser": nest.theirs.pk, "new_parent_page": nest.theirs.pk,
            "parent_page": nest.theirs.pk, "destination_page_id": nest.theirs.pk, "collection": nest.collections[0].pk,
            "new_title": "Kopie", "new_slug": page.slug, "slug": page.slug, "page": page.pk, "image": nest.images[0].pk,
            "document": nest.documents[0].pk, "revision_id": nest.revisions[0].pk, "user": nest.people[0].pk,
            "external-link-chooser-url": nest.pages[1].url, "link_text": "x",
            "image-chooser-insertion-format": "fullwidth", "is_editing": "1", "title": "Van ons",
        }  # fmt: skip
        places = ("chooser", "new_parent_page", "parent_page")
        if not any(word in route.name for word in TAKES_A_PLACE):
            return [chosen]
        return [chosen, *({**chosen, **dict.fromkeys(places, one.pk)} for one in (nest.ours, page))]

    def _ask(
        self, route: Route, verb: str, path: str, query: Mapping[str, Any], body: Mapping[str, Any] | None = None
    ) -> Iterator[Leak]:
        with transaction.atomic():
            self._keep_session()
            options: dict[str, Any] = {"query_params": query} if query else {}
            response = getattr(self.client, verb)(path, *([body] if body is not None else []), **options)
            self.status = response.status_code
            asked = f"{path}{query}{body}".lower()
            parts = dict(self._parts(response))
            parts["mail"] = self._mails()
            if verb == "post" and response.status_code in (301, 302):
                parts["what follows"] = self._follow(response)
            if response.status_code >= 500:
                self.errors.append(f"{verb} {path} {dict(query)}")
            transaction.set_rollback(True)
        for name, text in parts.items():
            if self._sings(text.lower(), asked):
                yield Leak(route.name, verb, path, name)

    def _follow(self, response: Any) -> str:
        """What a form leads to. Who may not is sent to the start of the admin, with a message of why: of two thousand
        times, that page is read once and the message always."""
        address = response["Location"]
        told = " ".join(str(message) for message in get_messages(response.wsgi_request))
        if not address.startswith("/") or (address == START and self.sent_away):
            return told
        self.sent_away = self.sent_away or address == START
        return told + self._text(self.client.get(address))

    def _parts(self, response: HttpResponse) -> Iterator[tuple[str, str]]:
        if NO_CONTENT.match(response.get("Content-Type", "")):
            yield "picture", CANARY  # pixels say nothing to a search in text, and are B's all the same
            return
        yield "headers", " ".join(f"{key}: {value}" for key, value in response.items())
        yield "body", self._text(response)

    @staticmethod
    def _text(response: Any) -> str:
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return content.decode("utf-8", "replace")

    @staticmethod
    def _sings(text: str, asked: str) -> bool:
        if CANARY.lower() in text:
            return True
        return SLUG in text and SLUG not in asked

    def _mails(self) -> str:
        # What each question makes is undone: before it there were as many as in the beginning.
        if self.user is None or mails() == self.mails:
            return ""
        return " ".join(
            f"{message.subject} {message.recipients}" for message in Message.objects.order_by("-pk")[:3]
            if self.user.email in str(message.recipients)
        )  # fmt: skip

    def _keep_session(self) -> None:
        self.client.cookies.clear()
        for key, value in self.cookies.items():
            self.client.cookies[key] = value


def mails() -> int:
    """How many there are. Without the models, which take ten times as long to ask it, thousands of times."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {Message._meta.db_table}")
        return int(cursor.fetchone()[0])


def spread(addresses: list[str]) -> list[str]:
    """The first and some further on: of each kind of thing that B has one or two."""
    return addresses[:: max(1, len(addresses) // SPREAD)]


__all__ = ["LOWER", "Leak", "Visitor"]
