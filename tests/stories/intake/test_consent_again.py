"""What may be done is chosen anew after sending, at the consent step behind the code."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from coalitions.models import CoalitionPage
from stories.consent.choosing import answers_of
from stories.keeping import retention
from stories.models import Consent, Purpose, Submission
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.submissions import published
from tests.stories.intake.teller import Teller

OWN = "/vertel/mijn-verhaal/"
CONSENT = "/vertel/stap/toestemming/"


class TestTheConsentStepAgain:
    @pytest.mark.parametrize("again", [{"yes-coalitie": ""}, {"coalition": ""}], ids=["no", "which I don't know"])
    def test_a_coalition_is_kept_no_longer_than_it_is_chosen(self, again: dict[str, str], teller: Teller) -> None:
        teller.tell_all()
        chosen = {"yes-coalitie": "on", "coalition": CoalitionPageFactory().pk}
        teller.consent(**chosen)
        assert teller.submission.coalition is not None
        teller.consent(**{**chosen, **again})
        assert teller.submission.coalition is None

    def test_a_coalition_that_is_off_the_site_stays_chosen(self, teller: Teller) -> None:
        teller.tell_all()
        chosen = {"yes-coalitie": "on", "coalition": CoalitionPageFactory().pk}
        teller.consent(**chosen)
        CoalitionPage.objects.get().unpublish()
        assert f'<option value="{chosen["coalition"]}" selected>' in teller.get(CONSENT).content.decode()
        teller.consent(**chosen, **{"yes-monitor": "on"})
        assert teller.submission.coalition is not None

    def test_how_to_reach_somebody_is_asked_as_long_as_it_would_be_kept(self, teller: Teller, settings: Any) -> None:
        said = {"yes-contact": "on", "contact": "noor@example.org"}
        decided = timezone.now() - settings.KEEP_CONTACT
        published(teller.tell_all(), now=decided + timedelta(minutes=1))
        assert 'name="contact"' in teller.get(CONSENT).content.decode()
        Submission.objects.update(decided_at=decided - timedelta(minutes=1))
        assert 'name="contact"' not in teller.get(CONSENT).content.decode()
        teller.consent(**said)
        assert (teller.submission.contact, answers_of(teller.submission)[Purpose.CONTACT].given) == ("", False)

    def test_what_is_not_asked_any_more_stays_until_it_is_cleared_with_its_yes(
        self, teller: Teller, settings: Any
    ) -> None:
        row = teller.tell_all()
        teller.consent(**{"yes-contact": "on", "contact": "noor@example.org"})
        published(row, now=timezone.now() - settings.KEEP_CONTACT - timedelta(minutes=1))
        teller.consent(**{"yes-monitor": "on"})
        assert teller.submission.contact == "noor@example.org"
        assert retention.clear_contact(timezone.now()) == 1
        assert teller.submission.contact == "" and Purpose.CONTACT not in answers_of(teller.submission)

    YEAR: Any = {"until-plaatsen": "1"}

    def last_day(self, teller: Teller) -> date | None:
        return answers_of(teller.submission)[Purpose.PUBLISH].until

    def a_month_ago(self, teller: Teller) -> date:
        """Somebody said yes for a year, a month ago."""
        teller.tell_all()
        teller.consent(**self.YEAR)
        until = timezone.localdate() + timedelta(days=335)
        Consent.objects.filter(purpose=Purpose.PUBLISH, until__isnull=False).update(until=until)
        return until

    def test_an_address_that_is_added_leaves_the_last_day_where_it_is(self, teller: Teller) -> None:
        until = self.a_month_ago(teller)
        shown = teller.get(CONSENT).content.decode()
        assert f"Tot en met {date_format(until, 'j-n-Y')}, zoals u eerder koos" in shown
        assert '<option value="zo" selected>' in shown
        teller.consent(**{"until-plaatsen": "zo", "yes-contact": "on", "contact": "noor@example.org"})
        assert self.last_day(teller) == until

    def test_a_year_that_is_chosen_again_counts_from_today(self, teller: Teller) -> None:
        until = self.a_month_ago(teller)
        teller.consent(**self.YEAR)
        assert self.last_day(teller) > until

    def test_a_yes_that_is_over_is_no_tick(self, teller: Teller) -> None:
        self.a_month_ago(teller)
        Consent.objects.filter(until__isnull=False).update(until=timezone.localdate() - timedelta(days=1))
        assert '<option value="zo"' not in teller.get(CONSENT).content.decode()

    def test_reading_has_no_last_day_and_ends_by_taking_back(self, teller: Teller) -> None:
        teller.tell_all()
        assert 'name="until-lezen"' not in teller.get(CONSENT).content.decode()
        refused = teller.consent(**{"yes-lezen": ""}).content.decode()
        assert "Zonder dit vinkje kunnen we uw verhaal niet houden." in refused
        assert f'href="{OWN}#intrekken"' in refused and 'id="intrekken"' in teller.get(OWN).content.decode()

    def test_a_name_is_asked_as_long_as_editors_can_look_at_it(self, teller: Teller) -> None:
        row = teller.tell_all()
        assert 'name="named"' in teller.get(CONSENT).content.decode()
        published(row)
        assert 'name="named"' not in teller.get(CONSENT).content.decode()
        teller.consent(named="on", name="Noor")
        assert not answers_of(row)[Purpose.PUBLISH].named

    def test_a_name_that_stands_there_is_taken_off_by_its_box(self, teller: Teller) -> None:
        teller.begin()
        teller.tell()
        teller.consent(named="on", name="Noor")
        teller.send()
        _row, page = published(teller.submission)
        assert "Noor" in teller.get(page.url).content.decode()
        shown = teller.get(CONSENT).content.decode()
        assert 'name="named"' in shown and 'name="name"' not in shown
        teller.consent()
        assert "Noor" not in teller.get(page.url).content.decode()

    def test_a_name_that_does_not_fit_is_refused_with_the_number(self, teller: Teller) -> None:
        teller.begin()
        refused = teller.consent(named="on", name="x" * 101).content.decode()
        assert "Deze tekst is te lang: 101 tekens. Er passen er 100." in refused


class TestTheLastDayOnTheSite:
    def ending_in(self, teller: Teller, days: int) -> date:
        published(teller.tell_all())
        until = timezone.localdate() + timedelta(days=days)
        Consent.objects.filter(purpose=Purpose.PUBLISH).update(until=until)
        return until

    def test_it_stands_on_the_page_when_it_is_near_and_leads_to_a_new_one(self, teller: Teller) -> None:
        until = self.ending_in(teller, 20)
        note = f"Uw verhaal staat op de site tot en met {date_format(until, 'j F Y')}."
        shown = teller.get(OWN).content.decode()
        assert note in shown and f'href="{CONSENT}">Kies dan een nieuwe datum' in shown
        teller.consent(**{"until-plaatsen": "1"})
        assert note not in teller.get(OWN).content.decode()

    @pytest.mark.parametrize(
        ("purpose", "words"), [("coalitie", "Delen met mijn coalitie"), ("contact", "Contact met mij opnemen")]
    )
    def test_so_does_that_of_each_other_yes(self, purpose: str, words: str, teller: Teller) -> None:
        teller.tell_all()
        filled_in = {"coalition": CoalitionPageFactory().pk, "contact": "noor@example.org"}
        yes = {"yes-coalitie": "on", "yes-contact": "on", **filled_in}
        teller.consent(**yes)
        until = timezone.localdate() + timedelta(days=20)
        Consent.objects.filter(purpose=purpose, given=True).update(until=until)
        note = f"Uw ja hierop loopt bijna af: {words}, tot en met {date_format(until, 'j F Y')}."
        assert note in teller.get(OWN).content.decode()
        teller.consent(**yes, **{f"until-{purpose}": "1"})
        assert note not in teller.get(OWN).content.decode()

    def test_not_when_it_is_far(self, teller: Teller) -> None:
        self.ending_in(teller, 40)
        assert "Uw verhaal staat op de site tot en met" not in teller.get(OWN).content.decode()
