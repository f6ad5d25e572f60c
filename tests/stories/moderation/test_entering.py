"""What was told by phone, on paper or in a focus group, with the consent as it was given there."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from places.layers import RegionLayer
from stories.consent.choosing import answers_of
from stories.keeping.code import code_of, hash_of_code, new_key, readable
from stories.models import FocusGroup, Purpose, Source, State, Submission
from stories.moderation.queue import PER_PAGE
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.coalitions import editor as national_editor
from tests.factories.places import RegionFactory

pytestmark = pytest.mark.django_db

ENTER = "/redactie/verhalen/invoeren/"
GROUPS = "/redactie/verhalen/focusgroepen/"
GROUP = {"date": "2026-03-04", "place": "Buurthuis", "participants": "6", "facilitator": "Ilse"}


@pytest.fixture(autouse=True)
def editor(client: Client) -> User:
    user = national_editor()
    client.force_login(user)
    return user


def told(**changes: str) -> dict[str, str]:
    answers = {f"consent_{purpose.value}": "nee" for purpose in Purpose if purpose != Purpose.DRAFT}
    return {
        "key": new_key(), "source": "telefoon", "role": "ouder", "sixteen": "on", "language": "nl",
        "text": "Zij belde en vertelde.", "placing": "land", **answers, "consent_lezen": "ja",
        "consent_day": str(timezone.localdate()), **changes,
    }  # fmt: skip


def test_it_waits_like_any_other_and_the_code_is_shown_once(client: Client, editor: User) -> None:
    values = told(
        consent_plaatsen="ja", consent_plaatsen_until="2030-01-01", consent_contact="ja", name="Noor", contact="06"
    )
    text = client.post(ENTER, values).content.decode()
    code = code_of(values["key"])
    assert readable(code) in text
    row = Submission.objects.get(code_hash=hash_of_code(code))
    assert (row.state, row.source, row.entered_by) == (State.SENT, Source.PHONE, editor.pk)
    consent = answers_of(row)
    assert {purpose for purpose, answer in consent.items() if answer.given} == {
        Purpose.DRAFT, Purpose.READ, Purpose.PUBLISH, Purpose.CONTACT,
    }  # fmt: skip
    assert (row.contact, row.name) == ("06", "Noor")
    assert (consent[Purpose.PUBLISH].named, str(consent[Purpose.PUBLISH].until)) == (True, "2030-01-01")


def test_regions_that_are_called_the_same_can_be_told_apart(client: Client) -> None:
    for layer in (RegionLayer.PROVINCE, RegionLayer.ZORGKANTOOR_REGION):
        RegionFactory(name="Drenthe", layer=layer)
    shown = client.get(ENTER).content.decode()
    assert ">Drenthe (Provincie)<" in shown and ">Drenthe (Zorgkantoorregio)<" in shown


def test_what_belongs_to_a_yes_is_not_kept_with_a_no(client: Client) -> None:
    coalition = CoalitionPageFactory()
    client.post(ENTER, told(name="Noor", contact="noor@voorbeeld.test", coalition=str(coalition.pk)))
    row = Submission.objects.get()
    assert (row.name, row.contact, row.coalition) == ("", "", None)


def test_all_that_is_asked_on_the_site_can_be_written_down(client: Client) -> None:
    coalition = CoalitionPageFactory()
    client.post(
        ENTER,
        told(
            feelings=["trots", "moe"], big_role="de verloskundige", should_know="de gemeente",
            questions=["ouders-bereiken"], about_other="ja", other_agrees="nee",
            consent_coalitie="ja", coalition=str(coalition.pk), consent_day="2026-03-04",
        ),
    )  # fmt: skip
    row = Submission.objects.get()
    assert row.answers == {
        "feelings": ["trots", "moe"], "big_role": "de verloskundige", "should_know": "de gemeente",
    }  # fmt: skip
    assert (row.questions, row.about_child_or_partner, row.other_agrees) == (["ouders-bereiken"], True, False)
    assert row.coalition == coalition
    assert timezone.localdate(answers_of(row)[Purpose.READ].at) == date(2026, 3, 4)


def test_a_focus_group_that_is_sent_twice_is_one(client: Client) -> None:
    values = {**GROUP, "once": client.get(GROUPS).context["form"]["once"].value()}
    assert client.post(GROUPS, values)["Location"] == client.post(GROUPS, values)["Location"]
    client.post(GROUPS, {**values, "place": "Bibliotheek"})
    assert FocusGroup.objects.count() == 2


def test_of_many_focus_groups_the_older_ones_are_on_the_next_page(client: Client, editor: User) -> None:
    held = timezone.localdate() - timedelta(days=400)
    people: dict[str, Any] = {"participants": 3, "facilitator": "Noor", "created_by": editor.pk}
    FocusGroup.objects.bulk_create(
        FocusGroup(date=held + timedelta(days=number), place=f"Zaal {number}", **people)
        for number in range(PER_PAGE + 1)
    )
    first, second = (client.get(GROUPS, {"page": number}).content.decode() for number in (1, 2))
    assert "Zaal 0," in second and "Zaal 0," not in first and f"Zaal {PER_PAGE}," in first


@pytest.mark.parametrize(
    ("change", "said"),
    [({"date": "2999-01-01"}, "Deze dag moet nog komen."), ({"participants": "0"}, "Er was minstens één deelnemer.")],
)
def test_a_focus_group_was_held_and_had_somebody_in_it(client: Client, change: Any, said: str) -> None:
    assert said in client.post(GROUPS, {**GROUP, **change}).content.decode()
    assert not FocusGroup.objects.exists()


def test_sent_twice_it_is_one_story(client: Client) -> None:
    values = told()
    assert client.post(ENTER, values).content == client.post(ENTER, values).content
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"consent_lezen": "nee"}, "Zonder dit ja mag u het verhaal niet opschrijven"),
        ({"consent_monitor": ""}, "Is het niet gevraagd?"),
        ({"sixteen": ""}, "Onder de 16 kan dit niet"),
        ({"placing": "gemeente"}, "Kies de gemeente"),
        ({"text": "Een \0 erin"}, "een teken dat we niet kunnen bewaren"),
        ({"text": "   "}, "Schrijf het verhaal op."),
        ({"title": "Een\ntwee"}, "Zet dit op één regel."),
        ({"consent_contact": "ja"}, "Vul in hoe de verteller te bereiken is"),
        ({"consent_plaatsen": "ja", "consent_plaatsen_until": "2020-01-01"}, "Deze dag is al voorbij."),
        ({"consent_day": ""}, "Vul in wanneer de verteller toestemming gaf."),
        ({"consent_day": "2999-01-01"}, "Kijk deze dag na"),
        ({"consent_day": "0001-01-01"}, "Kijk deze dag na"),
    ],
)
def test_what_was_not_asked_or_may_not_be_is_not_written_down(client: Client, change: Any, said: str) -> None:
    text = client.post(ENTER, told(**change)).content.decode()
    assert "<title>Fout: " in text and said in text
    assert not Submission.objects.exists()


def test_no_answer_is_filled_in_beforehand(client: Client) -> None:
    form = client.get(ENTER).context["form"]
    assert {field.value() for field in form.consent_fields} == {None}


def test_words_of_danger_make_it_urgent(client: Client) -> None:
    text = client.post(ENTER, told(text="Hij sloeg mij.")).content.decode()
    assert "woorden die op gevaar wijzen" in text
    assert Submission.objects.get().urgent


def test_a_focus_group_has_many_stories(client: Client, editor: User) -> None:
    answer = client.post(GROUPS, GROUP)
    group = FocusGroup.objects.get()
    assert (answer["Location"], group.created_by) == (f"{GROUPS}{group.pk}/", editor.pk)
    for _ in range(2):
        client.post(answer["Location"], told())
    assert {row.source for row in group.submissions.all()} == {Source.FOCUS_GROUP}
    assert "2 verhalen ingevoerd" in client.get(GROUPS).content.decode()
