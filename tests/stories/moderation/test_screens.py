"""The screens of editors: who sees them, what stands in the list, and what becomes of what is typed."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from editorial.desk import editors_desk
from stories.consent.choosing import Choice
from stories.models import (
    AuditAction,
    AuditRow,
    Outcome,
    Purpose,
    Reply,
    State,
    StoryPage,
    Submission,
    Urgency,
)
from stories.moderation.forms import NO_SUMMARY, NO_THEME
from stories.services import reviewing, telling, withdrawing
from stories.services.showing import follow_pages
from stories.services.telling import Answers, Told
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.places import MunicipalityFactory
from tests.factories.submissions import ALL_YES, CHECKED, approved, draft, proposed, published, sent
from tests.factories.themes import ThemeFactory
from tests.stories.moderation.screens import (
    act,
    approve,
    declined,
    edit,
    in_review,
    only_shared,
    page,
    publish,
    published_and_read,
    quietly_declined,
)

pytestmark = pytest.mark.django_db

QUEUE = "/redactie/verhalen/"
NEW = "de verteller schreef iets sinds de redactie dit voor het laatst las"


class TestWhoSeesThem:
    def addresses(self) -> Iterator[str]:
        row = sent()
        yield QUEUE
        yield from (f"{QUEUE}{rest}/" for rest in (row.uid, "invoeren", "focusgroepen", "reacties"))

    def test_a_stranger_is_sent_to_the_login(self, client: Client) -> None:
        for address in self.addresses():
            assert client.get(address)["Location"].startswith("/inloggen/"), address

    def test_whoever_may_not_read_submissions_is_refused(self, client: Client) -> None:
        client.force_login(coordinator_of(CoalitionPageFactory()))
        assert {client.get(address).status_code for address in self.addresses()} == {403}
        assert not AuditRow.objects.filter(action=AuditAction.OPENED).exists()

    def test_without_the_second_factor_an_editor_is_a_stranger(
        self, client: Client, editor: User, settings: Any
    ) -> None:
        settings.REQUIRE_MFA = True
        assert client.get(QUEUE)["Location"].startswith("/inloggen/")

    def test_no_cache_keeps_them(self, client: Client, editor: User) -> None:
        assert {client.get(address)["Cache-Control"] for address in self.addresses()} == {"no-store"}


def test_what_may_soon_stand_on_the_site_no_longer_is_on_the_desk_and_on_a_shelf_with_its_day(
    client: Client, editor: User
) -> None:
    until = timezone.localdate() + timedelta(days=12)
    row, _page = published(sent(choices={**ALL_YES, Purpose.PUBLISH: Choice(True, until=until)}))
    published()
    (panel,) = [waiting for waiting in editors_desk(editor) if waiting.key == "ending"]
    assert (panel.total, panel.entries[0].note) == (1, f"Mag op de site tot en met {until:%d-%m-%Y}")
    listed = client.get(panel.all_url).content.decode()
    assert f"Mag op de site tot en met {date_format(until, 'j F Y')}." in listed
    assert re.findall(r'href="/redactie/verhalen/([0-9a-f-]{36})/"', listed) == [str(row.uid)]
    assert 'aria-current="true">Een toestemming loopt af <span class="chip__of">1</span>' in listed


def test_what_a_coalition_may_soon_read_no_longer_is_there_too_and_the_first_day_of_several(
    client: Client, editor: User
) -> None:
    first, later = (Choice(True, until=timezone.localdate() + timedelta(days=days)) for days in (9, 12))
    yes = {**ALL_YES, Purpose.COALITION: first, Purpose.PUBLISH: later}
    published(sent(told=Told(text="Iets.", coalition=CoalitionPageFactory()), choices=yes))
    (panel,) = [waiting for waiting in editors_desk(editor) if waiting.key == "ending"]
    assert panel.entries[0].note == f"Mag naar de coalitie tot en met {first.until:%d-%m-%Y}"
    assert "Mag naar de coalitie tot en met" in client.get(panel.all_url).content.decode()


class TestQueue:
    def test_the_urgent_first_and_the_slower_line_last(self, client: Client, editor: User) -> None:
        plain = sent()
        slow, urgent = draft(), draft()
        for row, options in ((slow, {"slow": True}), (urgent, {"urgency": [Urgency.DANGER]})):
            telling.save_draft(submission=row, told=Told(text="Iets."))
            telling.choose_consent(submission=row, choices=ALL_YES)
            telling.send(submission=row, **options)
        listed = client.get(QUEUE).context["rows"]
        assert [item.submission for item in listed] == [urgent, plain, slow]
        assert [item.submission for item in client.get(f"{QUEUE}?stand=dringend").context["rows"]] == [urgent]

    def test_not_a_word_of_a_story_and_no_drafts(self, client: Client, editor: User) -> None:
        ThemeFactory(name="Geldzorgen", synonyms="schulden")
        sent(told=Told(title="KANARIE", text="KANARIE had schulden.", name="KANARIE", contact="KANARIE"))
        telling.save_draft(submission=draft(), told=Told(text="KANARIE"))
        text = client.get(QUEUE).content.decode()
        assert "KANARIE" not in text
        assert "Misschien over: geldzorgen" in " ".join(text.split())
        assert text.count("queue__item") == 1

    def test_a_state_is_filtered_by_and_counted(self, client: Client, editor: User) -> None:
        row, _ = proposed()
        sent()
        answer = client.get(f"{QUEUE}?stand=wacht-op-verteller")
        assert [item.submission for item in answer.context["rows"]] == [row]
        counts = {shelf.key: shelf.total for shelf in answer.context["shelves"]}
        assert (counts["open"], counts["verstuurd"], counts["wacht-op-verteller"]) == (2, 1, 1)

    @pytest.mark.parametrize("decided", [declined, lambda: published()[0]], ids=["declined", "published"])
    def test_a_cry_after_the_decision_waits_as_the_rest_does(
        self, client: Client, editor: User, decided: Callable[[], Submission]
    ) -> None:
        row = decided()
        assert not client.get(QUEUE).context["rows"], "decided on: nothing to do"
        reviewing.answer(submission=row, text="Ik wou dat ik dood was.", urgency=[Urgency.SUICIDE])
        for shelf in ("open", "dringend"):
            answer = client.get(f"{QUEUE}?stand={shelf}")
            assert [item.submission for item in answer.context["rows"]] == [row]
            assert {each.key: each.total for each in answer.context["shelves"]}[shelf] == 1
        (told,) = [panel for panel in editors_desk(editor) if panel.key == "told"]
        assert (told.heading, told.total) == ("Verteld aan ons, waarvan 1 dringend", 1)
        assert "Dit is dringend</button>" in act(client, row, "dringend", **{"dringend-urgent": "nee"}).content.decode()
        assert not client.get(QUEUE).context["rows"]

    @pytest.mark.parametrize("stands", [in_review, only_shared, published_and_read, quietly_declined])
    def test_what_a_teller_writes_waits_until_an_editor_opens_it_whatever_was_decided(
        self, client: Client, editor: User, stands: Callable[[], Submission]
    ) -> None:
        row = stands()
        assert not client.get(f"{QUEUE}?stand=nieuw").context["rows"]
        reviewing.answer(submission=row, text="Haal het weg, mijn ex vond het.")
        for shelf in ("open", "nieuw", row.state):
            answer = client.get(f"{QUEUE}?stand={shelf}")
            assert [item.submission for item in answer.context["rows"]] == [row]
            assert '<strong class="state">Nieuw bericht</strong>' in answer.content.decode()
            assert {each.key: each.total for each in answer.context["shelves"]}[shelf] == 1
        (told,) = [panel for panel in editors_desk(editor) if panel.key == "told"]
        assert (told.heading, told.total) == ("Verteld aan ons, waarvan 1 met een nieuw bericht", 1)
        assert told.entries[0].note.endswith(", nieuw bericht")
        assert [NEW in page(client, row) for _ in range(2)] == [True, False], "it was read"
        assert not client.get(f"{QUEUE}?stand=nieuw").context["rows"]

    def test_so_does_what_was_written_with_a_no_to_the_text(self, client: Client, editor: User) -> None:
        row, proposal = proposed()
        reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=Reply.NO, remark="Mijn zus las mee.")
        assert [item.submission for item in client.get(QUEUE).context["rows"]] == [row]
        text = page(client, row)
        assert NEW in text and "Mijn zus las mee." in text
        assert not client.get(QUEUE).context["rows"]

    def test_what_was_written_comes_after_the_urgent_and_before_the_rest(self, client: Client, editor: User) -> None:
        plain, written, urgent = sent(), sent(), sent()
        reviewing.heed(submission=urgent, urgency=[Urgency.DANGER])
        reviewing.answer(submission=written, text="Nog iets.")
        assert [item.submission for item in client.get(QUEUE).context["rows"]] == [urgent, written, plain]

    def test_a_page_that_was_taken_offline_waits_until_it_is_put_back_or_taken_off(
        self, client: Client, editor: User
    ) -> None:
        row, story = published()
        story.unpublish()
        follow_pages()
        assert [item.submission for item in client.get(QUEUE).context["rows"]] == [row]
        text = page(client, row)
        assert "Bekijk het verhaal op de site" not in text, "it isn't there"
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[story.pk])}"' in text

    def test_nothing_that_waits_is_said(self, client: Client, editor: User) -> None:
        assert "Hier wacht niets" in client.get(QUEUE).content.decode()

    def test_its_queries_do_not_grow_with_it(
        self, client: Client, editor: User, django_assert_max_num_queries: Any
    ) -> None:
        for _ in range(6):
            sent()
        with django_assert_max_num_queries(14):
            client.get(QUEUE)


class TestOneSubmission:
    def test_every_look_is_noted_and_shown(self, client: Client, editor: User) -> None:
        row = sent()
        page(client, row)
        text = page(client, row)
        assert AuditRow.objects.read_by_staff(row.uid) == 1, "once, and looked at again"
        assert text.count(f"gelezen door {editor}") == 2
        row.refresh_from_db()
        assert row.state == State.IN_REVIEW

    def test_a_draft_is_nobodys(self, client: Client, editor: User) -> None:
        row = draft()
        assert client.get(reverse("moderation:case", args=[row.uid])).status_code == 404
        assert not AuditRow.objects.exists()

    def test_what_leads_to_a_person_is_marked_and_the_text_is_whole(self, client: Client, editor: User) -> None:
        text = page(client, sent(told=Told(text="Bel <b>06-12345678</b>.\n\nNu.")))
        marked = text.partition('class="told"')[2].partition("</div>")[0]
        assert "telefoonnummer:) </span>06-12345678</mark>" in marked
        assert "Bel &lt;b&gt;<mark" in marked and "&lt;/b&gt;.\n\nNu." in marked

    def test_contact_and_name_are_shown_as_far_as_was_agreed(self, client: Client, editor: User) -> None:
        told = Told(text="Iets.", name="NAAM", contact="CONTACT")
        text = page(client, sent(told=told, choices={**ALL_YES, Purpose.CONTACT: Choice(False)}))
        assert "NAAM" not in text and "CONTACT" not in text
        text = page(client, sent(told=told, choices={**ALL_YES, Purpose.PUBLISH: Choice(True, named=True)}))
        assert "NAAM" in text and "CONTACT" in text

    def test_whether_another_knows_of_it_is_said_also_when_that_was_not_answered(
        self, client: Client, editor: User
    ) -> None:
        row = sent()
        Submission.objects.filter(pk=row.pk).update(about_child_or_partner=True, other_agrees=None)
        assert "ja, niet gezegd of die het weet" in page(client, row)

    def test_what_the_computer_does_not_see_in_another_language_is_said(self, client: Client, editor: User) -> None:
        warning = "In deze taal ziet hij namen en plaatsen vaak niet."
        assert warning not in page(client, sent())
        assert warning in page(client, sent(language="ar"))

    def test_a_country_has_its_capital(self, client: Client, editor: User) -> None:
        assert "<dd>Alleen Nederland</dd>" in page(client, sent())

    def test_one_is_made_urgent_and_back_with_a_button(self, client: Client, editor: User) -> None:
        row = sent()
        assert "Dit is dringend</button>" in page(client, row)
        for said, urgent in (("ja", True), ("nee", False)):
            text = act(client, row, "dringend", **{"dringend-urgent": said}).content.decode()
            row.refresh_from_db()
            assert row.urgent is urgent is ("Dit is niet meer dringend</button>" in text)
            assert ("De redactie vindt dit dringend" in text) is urgent
            assert "kreeg te zien waar hulp is" not in text, "no words of danger: the teller saw none"

    def test_a_question_reaches_the_teller(self, client: Client, editor: User) -> None:
        row = sent()
        assert "Uw vraag staat klaar" in act(client, row, "vraag", **{"vraag-text": "Mag dit?"}).content.decode()
        assert [message.text for message in row.messages.all()] == ["Mag dit?"]

    def test_looking_at_the_own_text_keeps_nothing(self, client: Client, editor: User) -> None:
        row = sent()
        text = edit(client, row, text="Ik heet Jan.", **{}).content.decode()
        assert row.proposals.count() == 1
        row.refresh_from_db()
        values = {"tekst-title": "T", "tekst-text": "Bel 06-12345678", "tekst-version": row.version, "kijk": "1"}
        text = act(client, row, "voorstel", **values).content.decode()
        assert row.proposals.count() == 1
        assert "In uw tekst valt nog op" in text and "Bel 06-12345678</textarea>" in text

    def test_what_stands_out_is_sought_in_the_title_and_in_short_too(self, client: Client, editor: User) -> None:
        row = sent()
        page(client, row)
        row.refresh_from_db()
        values = {"title": "Bel 0612345678", "summary": "Van noor@example.org", "text": "Niets."}
        sent_along = {f"tekst-{name}": value for name, value in values.items()}
        text = act(client, row, "voorstel", **sent_along, **{"tekst-version": row.version, "kijk": "1"})
        found = re.findall(r'<mark class="trace">([^<]*)</mark>', text.content.decode())
        assert found == ["0612345678", "noor@example.org"]

    def test_and_in_all_that_was_told_in_own_words(self, client: Client, editor: User) -> None:
        answers = Answers(big_role="mevrouw De Vries", should_know="Bel 0612345678")
        row = sent(told=Told(title="Van noor@example.org", text="Ik woon in een klein dorp.", answers=answers))
        text = page(client, row)
        assert "Wat opvalt (3)" in text
        words = ("noor@example.org", "mevrouw De Vries", "0612345678")
        assert [word for word in words if f">{word}</mark>" not in text] == []

    def test_a_town_stands_out_that_says_more_than_the_teller_lets_be_named(self, client: Client, editor: User) -> None:
        MunicipalityFactory(name="Zutphen")
        text = page(client, sent(told=Told(text="We woonden in Zutphen.")))
        assert '>Zutphen</mark> <span class="small">plaatsnaam.' in text

    def test_what_was_typed_survives_a_change_by_another(self, client: Client, editor: User) -> None:
        row = sent()
        page(client, row)
        row.refresh_from_db()
        telling.change_sent(submission=row, told=Told(text="De verteller schreef dit om."))
        text = edit(client, row, text="Mijn werk.").content.decode()
        assert "veranderde deze inzending terwijl u bezig was" in text
        assert "Mijn werk.</textarea>" in text and "De verteller schreef dit om." in text
        assert not row.proposals.exists()
        row.refresh_from_db()
        edit(client, row, text="Mijn werk.")
        assert row.proposals.get().text == "Mijn werk."

    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("vraag", {"vraag-text": "Mag de plaats erbij?"}),
            ("voorstel", {"tekst-title": "Een nacht", "tekst-text": "Mijn werk."}),
            ("afwijzen", {"niet-reason": "Een ander is te herkennen."}),
        ],
    )
    def test_what_was_typed_can_be_copied_when_its_form_is_gone(
        self, name: str, values: dict[str, str], client: Client, editor: User
    ) -> None:
        row = sent()
        page(client, row)
        row.refresh_from_db()
        before = row.version
        declined = {"outcome": Outcome.DECLINE, "checklist": {}, "reason": "Nee."}
        reviewing.decide(submission=row, editor=editor, **declined)
        versions = {f"{prefix}-version": before for prefix in ("tekst", "niet")}
        text = act(client, row, name, **versions, **values).content.decode()
        assert "Wat u typte" in text
        assert [said for said in values.values() if f"readonly>{said}</textarea>" not in text] == []

    def test_so_can_a_text_that_comes_after_it_with_the_version_of_now(self, client: Client, editor: User) -> None:
        row = sent()
        reviewing.decide(submission=row, editor=editor, outcome=Outcome.DECLINE, checklist={}, reason="Nee.")
        row.refresh_from_db()
        text = edit(client, row, text="Mijn werk.").content.decode()
        assert "Dat kan nu niet meer" in text and "readonly>Mijn werk.</textarea>" in text

    def test_what_was_withdrawn_meanwhile_is_said(self, client: Client, editor: User) -> None:
        row = sent()
        values = {"tekst-title": "T", "tekst-text": "X", "tekst-version": row.version}
        address = reverse("moderation:act", args=[row.uid, "voorstel"])
        withdrawing.withdraw(submission=row)
        assert "trok het verhaal in" in client.post(address, values, follow=True).content.decode()
        assert not Submission.objects.exists()

    def test_declining_asks_for_a_reason(self, client: Client, editor: User) -> None:
        row = sent()
        answer = act(client, row, "afwijzen", **{"niet-version": row.version, "niet-reason": ""})
        assert "<title>Fout: Inzending" in answer.content.decode()
        row.refresh_from_db()
        act(client, row, "afwijzen", **{"niet-version": row.version, "niet-reason": "Dit gaat over een ander."})
        row.refresh_from_db()
        assert row.state == State.DECLINED
        assert row.decisions.get().reason == "Dit gaat over een ander."


class TestTwoPairsOfEyes:
    def test_who_made_the_text_does_not_approve_it(self, client: Client, editor: User) -> None:
        row = sent()
        edit(client, row)
        row.refresh_from_db()
        assert "vier ogen zien meer dan twee" in approve(client, row).content.decode()
        assert not row.decisions.exists()

    def test_what_was_not_looked_at_is_named(self, client: Client, editor: User) -> None:
        row, _ = proposed()
        answer = approve(client, row, checked=["namen", "data"])
        assert "Kijk ook hiernaar: Leeftijden zijn weg" in answer.content.decode()
        assert answer.context["forms"]["goedkeuren"]["checked"].value() == ["namen", "data"]

    def test_the_checklist_is_kept_with_the_yes(self, client: Client, editor: User) -> None:
        row, _ = proposed()
        approve(client, row)
        assert row.decisions.get().checklist == dict(CHECKED)
        assert row.decisions.get().outcome == Outcome.APPROVE


class TestPublishing:
    def test_one_action_makes_the_page(self, client: Client, editor: User) -> None:
        theme = ThemeFactory(name="Geldzorgen")
        row = approved(text="Over geldzorgen.")
        assert 'name="plaatsen-parent"' in page(client, row)
        answer = publish(client, row, themes=[theme.pk])
        assert "Het verhaal staat op de site" in answer.content.decode()
        story = StoryPage.objects.public().get()
        assert (story.submission, list(story.themes.all())) == (row, [theme])

    @pytest.mark.parametrize(
        ("summary", "with_theme", "lacking"),
        [
            ("", False, [NO_THEME, NO_SUMMARY]),
            ("Kort.", False, [NO_THEME]),
            ("", True, [NO_SUMMARY]),
            ("Kort.", True, []),
        ],
    )
    def test_what_readers_lack_is_said_once(
        self, summary: str, with_theme: bool, lacking: list[str], client: Client, editor: User
    ) -> None:
        row = approved(summary=summary)
        chosen = {"themes": [ThemeFactory().pk]} if with_theme else {}
        assert 'name="plaatsen-anyway"' not in page(client, row)
        text = publish(client, row, **chosen, anyway="").content.decode()
        assert [said for said in (NO_THEME, NO_SUMMARY) if said in text] == lacking
        assert ('name="plaatsen-anyway"' in text, StoryPage.objects.exists()) == (bool(lacking), not lacking)
        publish(client, row, **chosen)
        assert StoryPage.objects.public().exists()

    def test_once_the_teller_said_yes_that_comes_first_and_the_text_is_closed(
        self, client: Client, editor: User
    ) -> None:
        row = approved()
        text = page(client, row)
        assert text.index("Zet op de site") < text.index("Zoals verteld") < text.index("Tekst toch wijzigen")
        assert re.findall(r'<button class="button" type="submit"[^>]*>([^<]*)', text) == ["Zet op de site"]
        assert '<details class="stack">\n          <summary>Tekst toch wijzigen' in text
        wrong = edit(client, row, title="").content.decode()
        assert '<details class="stack" open>\n          <summary>Tekst toch wijzigen' in wrong

    def test_before_that_the_text_stands_open(self, client: Client, editor: User) -> None:
        text = page(client, sent())
        assert "Tekst toch wijzigen" not in text and '<button class="button" type="submit">Leg voor' in text

    def test_below_a_coalition_only_with_the_municipality(self, client: Client, editor: User) -> None:
        place = MunicipalityFactory()
        coalition = CoalitionPageFactory(municipalities=[place])
        assert coalition.title not in page(client, approved())
        row = approved(sent(told=Told(text="Iets.", placing="gemeente", municipality=place)))
        publish(client, row, parent=coalition.pk)
        assert StoryPage.objects.child_of(coalition).public().exists()

    def test_not_before_both_said_yes(self, client: Client, editor: User) -> None:
        row, proposal = proposed()
        row = reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=Reply.YES)
        text = publish(client, row).content.decode()
        assert "Dit kan pas als de verteller én een tweede redacteur ja zeiden" in text
        assert not StoryPage.objects.exists()

    @pytest.mark.parametrize("urgency", [[Urgency.SUICIDE], []], ids=["cried out", "written"])
    def test_not_before_what_was_said_meanwhile_is_read(
        self, client: Client, editor: User, urgency: list[Urgency]
    ) -> None:
        row = approved()
        reviewing.answer(submission=row, text="Ik kan niet meer.", urgency=urgency)
        text = publish(client, row).content.decode()
        assert "veranderde deze inzending terwijl u bezig was" in text and "Ik kan niet meer." in text
        row.refresh_from_db()
        assert (row.state, row.urgent) == (State.APPROVED, bool(urgency))


def test_a_story_that_can_not_be_taken_off_now_stays_with_the_reason_that_was_typed(
    client: Client, editor: User, settings: Any, tmp_path: Path
) -> None:
    row, story = published()
    (tmp_path / "vol").touch()
    settings.ERASURE_LOG = tmp_path / "vol" / "erasure.log"
    answer = act(client, row, "weghalen", **{"weg-version": row.version, "weg-reason": "Een ander is te herkennen."})
    text = answer.content.decode()
    assert "<title>Fout: Inzending" in text and "Het verhaal staat nog op de site" in text
    assert "Een ander is te herkennen.</textarea>" in text
    assert list(StoryPage.objects.public()) == [story] and not row.decisions.filter(outcome=Outcome.DECLINE).exists()


def test_a_theme_or_approach_that_cant_be_is_refused(client: Client, editor: User) -> None:
    row = approved()
    for name in ("themes", "approaches"):
        assert "Fout" in publish(client, row, **{name: ["9" * 30]}).content.decode()
    assert not StoryPage.objects.exists()
