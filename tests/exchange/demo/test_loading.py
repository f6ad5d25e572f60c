"""The examples appear as if somebody wrote them, once, and what users did stays."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageLogEntry

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionIndexPage, CoalitionPage, NationalPage
from core.models import SiteImage
from core.text import sections
from exchange.demo.accounts import DEMO_ACCOUNTS
from exchange.demo.files import BadDemoFile, DemoContent
from exchange.demo.loading import LoadReport, load_demo
from exchange.models import DemoObject
from pages.models import KnowledgePage, StandardPage
from stories.models import StoryIndexPage, StoryPage
from tests.exchange.demo.small import small_demo
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(tmp_path: Path) -> DemoContent:
    """A small demo, and what it refers to."""
    return with_what_it_refers_to(tmp_path)


@pytest.fixture
def loaded(content: DemoContent) -> LoadReport:
    return load_demo(content=content)


@pytest.fixture(scope="class")
def _shown(class_content: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    load_demo(content=with_what_it_refers_to(tmp_path_factory.mktemp("demo")))


def with_what_it_refers_to(folder: Path) -> DemoContent:
    ThemeFactory(name="Geldzorgen")
    MunicipalityFactory(name="Zaanstad")
    return small_demo(folder)


def plain(stream: Any) -> str:
    return " ".join(section.text for section in sections(stream))


@pytest.mark.usefixtures("_shown")
class TestWhatAppears:
    """Everything that the files say, as a user would have made it."""

    def test_pages_stand_where_they_belong(self) -> None:
        approach, story = ApproachPage.objects.get(), StoryPage.objects.get(slug="ik-nam-op")
        zaanstad = CoalitionPage.objects.get(slug="zaanstad")
        assert Page.objects.parent_of(approach).get().pk == zaanstad.pk
        assert Page.objects.parent_of(story).get().pk == zaanstad.pk
        assert Page.objects.parent_of(zaanstad).get().specific == CoalitionIndexPage.objects.get()
        assert StoryPage.objects.get(slug="zonder-plaats").get_parent().specific == StoryIndexPage.objects.get()
        assert KnowledgePage.objects.get().get_parent().specific == NationalPage.objects.get()
        assert Page.find_problems() == ([], [], [], [], [])

    def test_an_approach_has_all_that_its_file_says(self) -> None:
        page = ApproachPage.objects.get()
        assert (page.summary, page.phases, page.started, page.maturity) == (
            "Wie belt wie.",
            ["zwangerschap"],
            2021,
            "loopt",
        )
        assert page.theme_slugs == ("geldzorgen",) and page.municipality_names == ("Zaanstad",)
        assert [tag.name for tag in page.tags.all()] == ["schulden"]
        assert [(block.title, block.role) for block in page.building_blocks.all()] == [
            ("Vast nummer", "core"),
            ("Kaart", "free"),
        ]
        assert [block.pitfall_pairs for block in page.building_blocks.all()] == [
            (("Bezet", "Tweede nummer"), ("Vakantie", "")),
            (),
        ]
        assert (page.situations, page.partners, page.hours, page.involvement_design) == (
            ["geldzorgen"],
            ["verloskundigen"],
            "Vier uur",
            "meedenken",
        )
        funding, source = page.funding.get(), page.sources.get()
        assert (funding.source, funding.amount, funding.duration) == ("wmo", "€ 1.000 tot € 2.000", "structureel")
        assert (source.title, source.year, source.is_evaluation) == ("Telling", 2024, True)
        assert [block.block_type for block in page.what_we_do] == ["paragraph", "list", "quote", "picture"]
        assert [list(block.value) for block in page.what_we_do if block.block_type == "list"] == [["Een", "Twee"]]
        assert plain(page.results) == "Wie A & B zegt < C."
        assert set(StoryPage.objects.get(slug="ik-nam-op").approaches.all()) == {page}

    def test_a_picture_lies_with_its_coalition_and_is_said_in_words(self) -> None:
        image = SiteImage.objects.get()
        page = ApproachPage.objects.get()
        assert page.picture == image and page.picture_text == "Een telefoon op tafel."
        assert image.description == "Een telefoon op tafel." and image.credit
        assert image.collection == CoalitionPage.objects.get().team.collection
        block = page.what_we_do[3].value
        assert block["image"].pk == image.pk and block["image"].contextual_alt_text == "Nog eens de telefoon."

    def test_examples_are_marked_and_facts_are_not(self) -> None:
        pages = Page.objects.filter(depth__gte=3).specific()
        marked = {page.slug for page in pages if page.is_example}
        assert marked == {"zaanstad", "belroute", "ik-nam-op", "zonder-plaats"}

    def test_a_page_of_facts_names_its_source(self) -> None:
        assert plain(KnowledgePage.objects.get().body).endswith("Bron: Zesde rapportage, nieuwsbrief.")

    def test_pages_were_published_long_ago_and_have_a_history(self) -> None:
        page = ApproachPage.objects.get()
        assert page.live and not page.has_unpublished_changes
        assert page.first_published_at and page.first_published_at.date() < date(2025, 12, 1)
        assert page.revisions.get().created_at == page.first_published_at == page.latest_revision_created_at
        assert {entry.timestamp for entry in PageLogEntry.objects.filter(page=page.pk)} == {page.first_published_at}
        assert page.search_date and page.search_date.year == page.first_published_at.year

    def test_everybody_can_log_in_and_has_a_role(self) -> None:
        for account in DEMO_ACCOUNTS:
            assert authenticate(username=account.email, password=account.password), account.email
        users = (User.objects.get(email=account.email) for account in DEMO_ACCOUNTS)
        coordinator, member, professional, editor, admin = users
        zaanstad = CoalitionPage.objects.get()
        assert zaanstad.permissions_for_user(coordinator).can_publish()
        assert zaanstad.permissions_for_user(member).can_edit()
        assert not zaanstad.permissions_for_user(member).can_publish()
        assert not NationalPage.objects.get().permissions_for_user(coordinator).can_add_subpage()
        assert NationalPage.objects.get().permissions_for_user(editor).can_add_subpage()
        assert not editor.is_superuser and admin.is_superuser
        assert not professional.has_perm("wagtailadmin.access_admin") and member.has_perm("wagtailadmin.access_admin")

    def test_a_page_of_the_site_gets_the_text_of_the_demo_and_can_go_back(self) -> None:
        page = StandardPage.objects.get(slug="privacy")
        assert plain(page.body) == "Dit is de tekst van de demo."
        assert page.revisions.count() == 2


def test_the_second_time_nothing_is_made_in_a_few_queries(
    content: DemoContent, loaded: LoadReport, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert loaded.made == 6 + 1 + len(DEMO_ACCOUNTS)
    with django_assert_num_queries(1):
        assert load_demo(content=content) == LoadReport()


def test_what_a_user_edited_stays_and_what_a_user_deleted_stays_away(content: DemoContent, loaded: LoadReport) -> None:
    approach = ApproachPage.objects.get()
    approach.title = "Van mij"
    approach.save_revision().publish()
    StoryPage.objects.get(slug="ik-nam-op").delete()
    User.objects.get(email="redactie@voorbeeld.test").delete()
    SiteImage.objects.get().delete()
    assert load_demo(content=content).made == 0
    assert ApproachPage.objects.get().title == "Van mij"
    assert not StoryPage.objects.filter(slug="ik-nam-op").exists()
    assert not User.objects.filter(email="redactie@voorbeeld.test").exists()


def test_what_is_new_in_the_files_comes_in_below_what_is_there(
    content: DemoContent, loaded: LoadReport, tmp_path: Path
) -> None:
    text = (tmp_path / "approaches" / "belroute.toml").read_text()
    (tmp_path / "approaches" / "nieuw.toml").write_text(
        text.replace("belroute", "nieuw").replace("De belroute", "Nieuw")
    )
    assert load_demo(content=small_demo(tmp_path)).made == 1
    assert ApproachPage.objects.count() == 2 and SiteImage.objects.count() == 1


def test_nothing_is_made_below_a_coalition_that_a_user_deleted(content: DemoContent, loaded: LoadReport) -> None:
    CoalitionPage.objects.get().delete()
    DemoObject.objects.filter(key="approach:belroute").delete()
    report = load_demo(content=content)
    assert (report.made, report.skipped) == (0, ["De belroute: de pagina erboven is verwijderd"])


def test_a_page_that_a_user_made_at_the_same_address_is_left_alone(content: DemoContent) -> None:
    CoalitionPageFactory(title="Onze coalitie", slug="zaanstad")
    report = load_demo(content=content)
    assert "Coalitie Zaanstad: er staat al een pagina op dit adres" in report.skipped
    assert CoalitionPage.objects.get().title == "Onze coalitie"
    assert not ApproachPage.objects.exists()


def test_an_account_that_a_user_made_is_left_alone(content: DemoContent) -> None:
    user = User.objects.create_user("Beheer@voorbeeld.test", "eigen-wachtwoord-van-iemand")
    assert "beheer@voorbeeld.test: dit adres heeft al een account" in load_demo(content=content).skipped
    user.refresh_from_db()
    assert user.check_password("eigen-wachtwoord-van-iemand") and not user.is_superuser


def test_a_page_of_the_site_that_somebody_wrote_is_left_alone(content: DemoContent) -> None:
    page = StandardPage.objects.get(slug="privacy")
    page.title = "Onze privacy"
    page.save_revision(user=User.objects.create_user("redacteur@voorbeeld.test")).publish()
    assert "Privacy: er is al in geschreven" in load_demo(content=content).skipped
    assert StandardPage.objects.get(slug="privacy").title == "Onze privacy"


def test_without_themes_and_places_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        BadDemoFile,
        match="gemeente Zaanstad bestaat niet; draai eerst manage.py load_places, load_themes en load_instruments",
    ):
        load_demo(content=small_demo(tmp_path))
    assert not DemoObject.objects.exists()
