"""The team page, the invitation and the choice of mail, in every state: axe finds nothing, and no script is needed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from accounts.services import trust_address
from coalitions.membership import coalitions_of
from coalitions.models import CoalitionPage, Invitation
from tests.coalitions.test_invitations import invited
from tests.e2e.axe import faults
from tests.e2e.conftest import HEIGHT, Open, Reader
from tests.e2e.little_site import LONG_WORD
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor, member_of

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NAME = f"Kansrijke Start {LONG_WORD}"
HEADING = f"Team van {NAME}"
TEAM = "/coalitie/lang/team/"
LOOKS = ((1280, "light"), (1280, "dark"), (640, "light"), (320, "light"))
"""As in test_accessibility: wide, dark, at 200 % and the smallest screen that counts."""


@pytest.fixture(autouse=True)
def _with_outbox(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


@pytest.fixture
def coalition(visitor: Open) -> CoalitionPage:
    return CoalitionPageFactory(title=NAME, slug="lang")


def check_everywhere(someone: Reader) -> None:
    for width, scheme in LOOKS:
        someone.page.set_viewport_size({"width": width, "height": HEIGHT})
        someone.page.emulate_media(color_scheme=scheme)
        assert faults(someone.page) == [], (width, scheme)
        assert someone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, "scrolls sideways")


def test_a_full_team_has_no_faults(coalition: CoalitionPage, as_user: Callable[..., Reader]) -> None:
    user = coordinator_of(coalition, first_name="Nadia", last_name="Brouwer")
    member_of(coalition, email=f"{LONG_WORD.lower()}@voorbeeld.test")
    invited(coalition, user, f"{LONG_WORD.lower()}.nieuw@voorbeeld.test", as_coordinator=True)
    invited(coalition, user, "oud@voorbeeld.test")
    Invitation.objects.filter(email="oud@voorbeeld.test").update(expires=timezone.now() - timedelta(days=1))
    someone = as_user(user)
    someone.visit(TEAM, heading=HEADING)
    check_everywhere(someone)


def test_an_empty_team_has_no_faults(coalition: CoalitionPage, as_user: Callable[..., Reader]) -> None:
    someone = as_user(editor())
    someone.visit(TEAM, heading=HEADING)
    expect(someone.page.get_by_text("Er zit niemand in dit team")).to_be_visible()
    check_everywhere(someone)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_address_is_said_and_a_right_one_is_invited(
    scripts: bool, coalition: CoalitionPage, as_user: Callable[..., Reader]
) -> None:
    someone = as_user(coordinator_of(coalition), scripts=scripts)
    someone.visit(TEAM, heading=HEADING)
    page = someone.page
    page.get_by_label("E-mailadres").fill("geen adres")
    page.get_by_role("button", name="Stuur een uitnodiging").click()
    expect(page).to_have_title(re.compile("^Fout: Team van"))
    expect(page.get_by_label("E-mailadres")).to_have_value("geen adres")
    if scripts:
        expect(page.get_by_role("alert")).to_be_focused()
        check_everywhere(someone)
    page.get_by_label("E-mailadres").fill("nieuw@voorbeeld.test")
    page.get_by_label("Coördinator: ook publiceren en mensen uitnodigen").check()
    page.get_by_role("button", name="Stuur een uitnodiging").click()
    expect(page.get_by_text("De uitnodiging aan nieuw@voorbeeld.test is onderweg.")).to_be_visible()
    if scripts:
        check_everywhere(someone)


def test_somebody_is_taken_out_by_keyboard(coalition: CoalitionPage, as_user: Callable[..., Reader]) -> None:
    member = member_of(coalition, first_name="Samira", last_name="Oudejans")
    someone = as_user(coordinator_of(coalition))
    someone.visit(TEAM, heading=HEADING)
    page = someone.page
    page.get_by_role("link", name="Veranderen van Samira Oudejans").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Samira Oudejans")
    check_everywhere(someone)
    page.get_by_role("button", name="Haal Samira Oudejans uit het team").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Samira Oudejans zit niet meer in het team.")).to_be_visible()
    assert coalitions_of(member) == []


def test_the_only_coordinator_sees_what_leaving_means(coalition: CoalitionPage, as_user: Callable[..., Reader]) -> None:
    user = coordinator_of(coalition, first_name="Nadia", last_name="Brouwer")
    someone = as_user(user)
    someone.visit(f"{TEAM}lid/{user.pk}/", heading="Nadia Brouwer")
    expect(someone.page.get_by_text("U bent de enige coördinator")).to_be_visible()
    check_everywhere(someone)


class TestInvitation:
    @pytest.fixture
    def link(self, coalition: CoalitionPage) -> str:
        return f"/uitnodiging/{invited(coalition, coordinator_of(coalition, first_name='Nadia'))}/"

    def test_a_stranger_sees_whose_it_is_and_where_to_log_in(self, link: str, visitor: Open) -> None:
        someone = visitor()
        someone.visit(link, heading=f"Doe mee met {NAME}")
        check_everywhere(someone)
        someone.page.get_by_role("link", name="Inloggen", exact=True).first.click()
        expect(someone.page.locator("h1")).to_have_text("Inloggen")

    def test_who_it_is_for_joins_without_scripts(
        self, link: str, coalition: CoalitionPage, as_user: Callable[..., Reader]
    ) -> None:
        user = User.objects.create_user("nieuw@voorbeeld.test")
        someone = as_user(user, scripts=False)
        someone.visit(link, heading=f"Doe mee met {NAME}")
        someone.page.get_by_role("button", name="Ik doe mee").click()
        assert coalitions_of(user) == [coalition]

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            ({"revoked": timezone.now()}, 410),
            ({"accepted": timezone.now()}, 410),
            ({"expires": timezone.now() - timedelta(days=1)}, 410),
            ({"token_hash": "een andere"}, 404),
        ],
    )
    def test_one_that_works_no_more_has_no_faults(
        self, change: dict[str, Any], status: int, link: str, visitor: Open
    ) -> None:
        Invitation.objects.update(**change)
        someone = visitor()
        someone.visit(link, heading="Deze uitnodiging werkt niet", status=status)
        check_everywhere(someone)

    def test_anothers_has_no_faults_and_a_way_out(self, link: str, as_user: Callable[..., Reader]) -> None:
        someone = as_user(User.objects.create_user("ander@voorbeeld.test"))
        someone.visit(link, heading="Deze uitnodiging werkt niet", status=403)
        expect(someone.page.get_by_role("button", name="Uitloggen")).to_be_visible()
        check_everywhere(someone)


@pytest.mark.parametrize("waits", [True, False])
def test_the_own_invitations_have_no_faults(
    waits: bool, coalition: CoalitionPage, as_user: Callable[..., Reader]
) -> None:
    user = User.objects.create_user("nieuw@voorbeeld.test")
    trust_address(user=user)
    if waits:
        invited(coalition, coordinator_of(coalition))
    someone = as_user(user)
    someone.visit("/uitnodigingen/", heading="Uw uitnodigingen")
    expect(someone.page.get_by_role("button", name=f"Ik doe mee met {NAME}")).to_have_count(int(waits))
    check_everywhere(someone)


def test_the_choice_of_mail_has_no_faults(coalition: CoalitionPage, as_user: Callable[..., Reader]) -> None:
    someone = as_user(User.objects.create_user("lid@voorbeeld.test"))
    someone.visit("/account/e-mail/", heading="E-mail die u krijgt")
    check_everywhere(someone)
    someone.page.get_by_label("Alleen als ik iets moet doen").check()
    someone.page.get_by_role("button", name="Bewaren").click()
    expect(someone.page.get_by_text("Uw keuze is bewaard.")).to_be_visible()
    check_everywhere(someone)
