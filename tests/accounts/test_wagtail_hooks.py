"""Who may not see a page can't tell it from one that doesn't exist (trust.md 42)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from accounts.models import User
from core.models import SiteDocument

OWN_PER_ANSWER = {"X-Request-ID", "Expires"}  # the latter is the second of the answer
METHODS = ["get", "head", "options", "post", "put", "delete"]


def answer(response: Any) -> tuple[int, bytes, dict[str, str], list[str]]:
    """All that a visitor sees of an answer, but for what is new in every answer."""
    headers = {name: value for name, value in response.headers.items() if name not in OWN_PER_ANSWER}
    cookies = sorted(str(cookie) for cookie in response.cookies.values())
    return response.status_code, response.content, headers, cookies


@pytest.fixture
def restrict(private: Page, group: Group) -> Callable[[str], None]:
    """Puts the private page behind another kind of restriction."""

    def change(kind: str) -> None:
        rule = PageViewRestriction.objects.get(page=private)
        rule.restriction_type, rule.password = kind, "geheim"
        rule.save()
        rule.groups.set([group])

    return change


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
@pytest.mark.parametrize("method", METHODS)
def test_a_restricted_page_answers_as_an_absent_one(
    client: Client, private: Page, restrict: Callable[[str], None], kind: str, method: str
) -> None:
    restrict(kind)
    restricted = answer(getattr(client, method)("/besloten/"))
    private.delete()
    absent = answer(getattr(client, method)("/besloten/"))
    assert restricted[0] == 404
    assert restricted == absent


@pytest.mark.parametrize("path", ["/besloten", "/besloten/?q=1", "/besloten/kind/", "/besloten/geen-kind/"])
def test_so_does_what_lies_under_it(client: Client, private: Page, path: str) -> None:
    private.add_child(instance=Page(title="Kind", slug="kind"))
    restricted = answer(client.get(path, follow=True))
    private.delete()
    absent = answer(client.get(path, follow=True))
    assert restricted[0] == 404
    assert restricted == absent


def test_so_it_does_for_somebody_whose_session_ran_out(private: Page) -> None:
    def ask() -> Any:
        stale = Client()
        stale.cookies["sessionid"] = "bestaat-niet-meer"
        return answer(stale.get("/besloten/"))

    restricted = ask()
    private.delete()
    assert restricted == ask()


def test_so_it_does_for_a_user_outside_the_group(
    client: Client, private: Page, restrict: Callable[[str], None], user: User
) -> None:
    restrict("groups")
    client.force_login(user)
    restricted = answer(client.get("/besloten/"))
    private.delete()
    assert restricted[0] == 404
    assert restricted == answer(client.get("/besloten/"))


def test_who_is_logged_in_sees_a_page_for_who_is_logged_in(client: Client, private: Page, user: User) -> None:
    client.force_login(user)
    response = client.get("/besloten/")
    assert response.status_code == 200
    assert "Besloten" in response.content.decode()
    assert "private" in response["Cache-Control"]


def test_a_member_of_the_group_sees_its_page(
    client: Client, private: Page, restrict: Callable[[str], None], user: User, group: Group
) -> None:
    restrict("groups")
    user.groups.add(group)
    client.force_login(user)
    assert client.get("/besloten/").status_code == 200


def test_somebody_taken_out_of_the_group_sees_it_no_more_in_the_same_session(
    client: Client, private: Page, restrict: Callable[[str], None], user: User, group: Group
) -> None:
    restrict("groups")
    user.groups.add(group)
    client.force_login(user)
    assert client.get("/besloten/").status_code == 200
    user.groups.remove(group)
    assert client.get("/besloten/").status_code == 404


def test_a_public_page_is_there_for_everybody(client: Client, public: Page, private: Page) -> None:
    assert client.get("/openbaar/").status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_password_form_and_login_are_absent(
    client: Client, private: Page, restrict: Callable[[str], None], method: str
) -> None:
    restrict("password")
    rule = PageViewRestriction.objects.get(page=private)
    form = reverse("wagtailcore_authenticate_with_password", args=[rule.pk, private.pk])
    for path in (form, reverse("wagtailcore_login")):
        data = {"password": "geheim", "return_url": "/besloten/"}
        assert getattr(client, method)(path, data).status_code == 404
    assert client.get("/besloten/").status_code == 404


def test_a_preview_in_the_admin_is_unaffected(admin_client: Client, private: Page) -> None:
    private.title = "Besloten en anders"
    private.save_revision()
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[private.pk]))
    assert response.status_code == 200
    assert "Besloten en anders" in response.content.decode()


class TestDocuments:
    @pytest.fixture
    def path(self, db: None, settings: Any, tmp_path: Any) -> str:
        collection = Collection.get_first_root_node().add_child(name="Besloten")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        document = SiteDocument(title="Notulen", collection=collection)
        document.file.save("notulen.txt", ContentFile(b"notulen"))
        return str(document.url)

    def test_of_a_restricted_collection_answer_as_absent_ones(self, client: Client, path: str) -> None:
        restricted = answer(client.get(path))
        SiteDocument.objects.all().delete()
        assert restricted[0] == 404
        assert restricted == answer(client.get(path))

    def test_are_there_for_who_may_see_them(self, client: Client, path: str, user: User) -> None:
        client.force_login(user)
        assert b"".join(client.get(path).streaming_content) == b"notulen"

    def test_have_no_password_form(self, client: Client, path: str) -> None:
        rule = CollectionViewRestriction.objects.get()
        assert client.get(reverse("wagtaildocs_authenticate_with_password", args=[rule.pk])).status_code == 404
