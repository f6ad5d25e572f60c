"""The examples go again, and nothing that a user made goes with them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Collection, Comment, Page

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from core.models import SiteDocument, SiteImage
from core.text import sections
from exchange.demo.clearing import clear_demo
from exchange.demo.loading import load_demo
from exchange.models import DemoObject
from pages.models import StandardPage
from stories.models import StoryPage
from tests.exchange.demo.small import small_demo
from tests.factories.approaches import ApproachPageFactory
from tests.factories.files import pdf_bytes
from tests.factories.places import MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _loaded(module_content: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    ThemeFactory(name="Geldzorgen")
    MunicipalityFactory(name="Zaanstad")
    load_demo(content=small_demo(tmp_path_factory.mktemp("demo")))


def edit(page: Page) -> None:
    page.title = f"{page.title}, bewerkt"
    page.save_revision().publish()


def test_everything_that_was_made_goes() -> None:
    report = clear_demo()
    assert report.kept == []
    assert not DemoObject.objects.exists() and not User.objects.exists() and not SiteImage.objects.exists()
    assert not any(model.objects.exists() for model in (CoalitionPage, ApproachPage, StoryPage))
    assert set(Group.objects.values_list("name", flat=True)) == {"Redactie"}
    assert Collection.objects.get().is_root()
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_files_of_pictures_go_too(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    name = SiteImage.objects.get().file.name
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        clear_demo()
    assert not default_storage.exists(name)


def test_a_page_of_the_site_gets_its_text_of_before_back() -> None:
    clear_demo()
    page = StandardPage.objects.get(slug="privacy")
    text = " ".join(section.text for section in sections(page.body))
    assert "zonder te zeggen wie u bent" in text and "demo" not in text


def test_a_page_of_the_site_gets_the_text_of_the_demo_again_when_that_comes_back(tmp_path: Path) -> None:
    shown = {page.slug: sections(page.body) for page in StandardPage.objects.all()}
    clear_demo()
    assert {page.slug: sections(page.body) for page in StandardPage.objects.all()} != shown
    report = load_demo(content=small_demo(tmp_path))
    assert report.skipped == []
    assert {page.slug: sections(page.body) for page in StandardPage.objects.all()} == shown


def test_nothing_of_the_demo_stays_in_the_history_of_a_page_of_the_site() -> None:
    clear_demo()
    pages = StandardPage.objects.all()
    assert pages
    for page in pages:
        assert page.latest_revision_id == page.live_revision_id == page.revisions.get().pk


def test_a_page_of_the_site_that_a_user_took_offline_stays_offline() -> None:
    for page in StandardPage.objects.all():
        page.unpublish()
    clear_demo()
    assert not StandardPage.objects.filter(live=True).exists()


def test_a_page_of_the_site_that_a_user_edited_since_stays_as_it_is() -> None:
    edit(StandardPage.objects.get(slug="privacy"))
    clear_demo()
    assert StandardPage.objects.get(slug="privacy").title == "Privacy, bewerkt"


def test_an_edited_page_stays_with_what_lies_above_it_and_with_its_picture() -> None:
    edit(ApproachPage.objects.get())
    report = clear_demo()
    assert report.kept == [
        "De belroute, bewerkt: de pagina is bewerkt",
        "Coalitie Zaanstad: er staan pagina's onder",
        "Telefoon: de afbeelding is in gebruik",
    ]
    assert ApproachPage.objects.get().picture == SiteImage.objects.get()
    assert CoalitionPage.objects.get().team.group
    assert not StoryPage.objects.exists()


def test_what_was_kept_can_go_later() -> None:
    edit(ApproachPage.objects.get())
    clear_demo()
    assert clear_demo(force=True).kept == []
    assert not ApproachPage.objects.exists() and not DemoObject.objects.exists()


def test_a_page_that_a_user_wrote_below_an_example_stays() -> None:
    ApproachPageFactory(title="Van mij", parent=CoalitionPage.objects.get())
    report = clear_demo()
    assert report.kept == ["Coalitie Zaanstad: er staan pagina's onder"]
    assert ApproachPage.objects.get().title == "Van mij"


def test_pages_elsewhere_that_refer_to_an_example_stay() -> None:
    StoryPageFactory(title="Van mij", approaches=[ApproachPage.objects.get()])
    clear_demo()
    assert StoryPage.objects.get().title == "Van mij" and not StoryPage.objects.get().approaches.exists()


def test_a_picture_of_an_example_that_a_user_shows_elsewhere_stays() -> None:
    StoryPageFactory(title="Van mij", picture=SiteImage.objects.get())
    assert clear_demo().kept == ["Telefoon: de afbeelding is in gebruik"]
    assert StoryPage.objects.get().picture == SiteImage.objects.get()


def test_a_file_that_a_user_put_with_a_coalition_stays() -> None:
    collection = CoalitionPage.objects.get().team.collection
    SiteDocument.objects.create(title="Van mij", file=ContentFile(pdf_bytes(), "van-mij.pdf"), collection=collection)
    clear_demo()
    assert SiteDocument.objects.get().collection == collection


def test_an_account_that_wrote_comments_is_switched_off_and_they_stay() -> None:
    user = User.objects.get(email="beheer@voorbeeld.test")
    page = StandardPage.objects.get(slug="over-deze-site")
    Comment.objects.create(user=user, page=page, text="Klopt dit?", contentpath="title")
    assert clear_demo().kept == ["beheer@voorbeeld.test: het account schreef opmerkingen; het is uitgezet"]
    user.refresh_from_db()
    assert not user.is_active and not user.is_superuser and not user.has_usable_password()
    assert Comment.objects.count() == 1


def test_what_an_example_account_made_stays() -> None:
    page = StoryPageFactory(title="Van mij", owner=User.objects.get(email="coalitie@voorbeeld.test"))
    clear_demo()
    page.refresh_from_db()
    assert page.owner is None


def test_what_a_user_deleted_before_is_no_problem_and_can_be_loaded_anew(tmp_path: Path) -> None:
    StoryPage.objects.get(slug="ik-nam-op").delete()
    SiteImage.objects.get().delete()
    assert clear_demo().kept == []
    load_demo(content=small_demo(tmp_path))
    assert StoryPage.objects.filter(slug="ik-nam-op").exists()
