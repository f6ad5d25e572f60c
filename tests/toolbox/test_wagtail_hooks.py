"""The toolbox in the admin: editors write it, coalitions only use it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, editor, member_of
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.toolbox import RECOGNISED, CoverageFactory, InstrumentFactory, SupportOfferFactory
from toolbox.models import Coverage, Instrument, SupportOffer
from toolbox.reference import read_instruments, read_offers
from toolbox.usage import reasons_to_keep

pytestmark = pytest.mark.django_db
MODELS = ("instrument", "coverage", "supportoffer")
FORM = {
    "name": "Nu Niet Zwanger", "summary": "Een gesprek over kinderwens.", "description": "", "owner": "",
    "url": "", "purposes": ["begeleiden"], "audience": "", "languages": "", "costs": "", "legal_basis": "",
    "themes": [], "phases": ["preconceptie"], "recognition_level": "", "recognition_owner": "",
    "recognition_date": "", "recognition_url": "", "synonyms": "nnz", "is_listed": "on",
}  # fmt: skip


def address(model: str, view: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_toolbox_{model}:{view}", args=args)


@pytest.fixture
def redactie(client: Client) -> Client:
    client.force_login(editor())
    return client


@pytest.fixture
def lid(client: Client) -> Client:
    client.force_login(member_of(CoalitionPageFactory()))
    return client


def page(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_an_editor_makes_an_instrument_in_one_form(redactie: Client) -> None:
    assert redactie.post(address("instrument", "add"), FORM).status_code == 302
    instrument = Instrument.objects.get()
    assert (instrument.slug, instrument.purposes, instrument.synonym_list) == (
        "nu-niet-zwanger", ["begeleiden"], ("nnz",),
    )  # fmt: skip


def test_half_a_recognition_is_refused_beside_its_fields(redactie: Client) -> None:
    form = {**FORM, **RECOGNISED, "recognition_owner": ""}
    response = redactie.post(address("instrument", "add"), form)
    assert "Vul bij een erkenning alles in" in response.content.decode()
    assert not Instrument.objects.exists()


def test_the_address_of_an_instrument_cannot_be_typed_over(redactie: Client) -> None:
    instrument = InstrumentFactory(name="Nu Niet Zwanger")
    redactie.post(address("instrument", "edit", instrument.pk), {**FORM, "name": "NNZ", "slug": "kapot"})
    instrument.refresh_from_db()
    assert (instrument.name, instrument.slug) == ("NNZ", "nu-niet-zwanger")


def test_an_editor_dates_where_an_instrument_is(redactie: Client) -> None:
    instrument, place = InstrumentFactory(), MunicipalityFactory()
    form = {"instrument": instrument.pk, "municipality": place.pk, "since": "2021-03", "until": "", "source_url": ""}
    assert redactie.post(address("coverage", "add"), form).status_code == 302
    assert Coverage.objects.get().period == "sinds maart 2021"
    again = redactie.post(address("coverage", "add"), {**form, "since": "2022"}).content.decode()
    assert "Voor deze gemeente staat er al dat het instrument er is." in again
    wrong = redactie.post(address("coverage", "add"), {**form, "since": "2021", "until": "2020"}).content.decode()
    assert "De einddatum ligt niet na de begindatum." in wrong
    assert Coverage.objects.count() == 1


def test_an_editor_offers_support_in_regions_that_are_told_apart(redactie: Client) -> None:
    province = RegionFactory(name="Utrecht")
    RegionFactory(name="Utrecht", layer="zorgkantoor_region")
    shown = page(redactie, address("supportoffer", "add"))
    assert "Utrecht (Provincie)" in shown and "Utrecht (Zorgkantoorregio)" in shown
    form = {
        "organisation": "Pharos", "title": "Advies", "description": "", "url": "https://p.example",
        "regions": [province.pk], "is_listed": "on",
    }  # fmt: skip
    assert redactie.post(address("supportoffer", "add"), form).status_code == 302
    assert list(SupportOffer.objects.get().regions.all()) == [province]
    refused = redactie.post(address("supportoffer", "add"), {**form, "title": "Bel jan@p.example"}).content.decode()
    assert "Zet hier geen e-mailadres" in refused


def test_the_lists_show_filter_and_search(redactie: Client) -> None:
    InstrumentFactory(name="VoorZorg", owner="NCJ", purposes=["begeleiden"], **RECOGNISED)
    InstrumentFactory(name="Klantroutes", is_listed=False)
    shown = page(redactie, address("instrument", "list"))
    for part in ("VoorZorg", "NCJ", "Begeleiden", "Niveau 2", "Klantroutes"):
        assert part in shown
    assert "True" not in shown and "False" not in shown
    hidden = page(redactie, f"{address('instrument', 'list')}?is_listed=false")
    assert "Klantroutes" in hidden and "VoorZorg" not in hidden
    assert "VoorZorg" not in page(redactie, f"{address('instrument', 'list')}?q=klant")


def test_the_list_of_coverage_asks_as_much_for_many_as_for_few(
    redactie: Client, django_assert_max_num_queries: object
) -> None:
    instrument = InstrumentFactory(name="NNZ")
    for _ in range(20):
        CoverageFactory(instrument=instrument, municipality=MunicipalityFactory())
    page(redactie, address("coverage", "list"))
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        page(redactie, address("coverage", "list"))


def test_the_search_of_coverage_looks_at_names(redactie: Client) -> None:
    CoverageFactory(municipality__name="Zwolle", since="2021")
    CoverageFactory(municipality__name="Breda", since="2019")
    shown = page(redactie, f"{address('coverage', 'list')}?q=zwol")
    assert "sinds 2021" in shown and "sinds 2019" not in shown


def test_an_instrument_that_is_in_use_is_not_deleted_and_the_editor_hears_why(redactie: Client) -> None:
    instrument = InstrumentFactory(name="NNZ")
    CoverageFactory(instrument=instrument, since="2018", until="2020", municipality__name="Zwolle")
    CoverageFactory(instrument=instrument, since="2021", municipality__name="Zwolle")
    response = redactie.post(address("instrument", "delete", instrument.pk), follow=True)
    assert "“NNZ” is in gebruik: 1 gemeente. Verwijderen kan niet." in response.content.decode()
    assert Instrument.objects.exists()


def test_nor_is_it_deleted_among_others(redactie: Client) -> None:
    used, free = InstrumentFactory(name="NNZ"), InstrumentFactory(name="Vrij")
    CoverageFactory(instrument=used)
    bulk = reverse("wagtail_bulk_action", args=["toolbox", "instrument", "delete"])
    response = redactie.post(f"{bulk}?id={used.pk}&id={free.pk}", follow=True)
    assert "“NNZ” is in gebruik" in response.content.decode()
    assert Instrument.objects.count() == 2


def test_one_that_nobody_uses_can_go(redactie: Client) -> None:
    instrument = InstrumentFactory()
    redactie.post(address("instrument", "delete", instrument.pk))
    assert not Instrument.objects.exists()


def test_drafts_of_approaches_keep_an_instrument_too() -> None:
    instrument = InstrumentFactory()
    ApproachPageFactory(live=False, instruments=[instrument])
    assert reasons_to_keep(instrument) == ("1 aanpak",)


def test_a_draft_beside_what_is_on_the_site_keeps_one_too() -> None:
    instrument, page = InstrumentFactory(), ApproachPageFactory()
    page.instruments = [instrument]
    page.save_revision()
    assert reasons_to_keep(instrument) == ("1 aanpak",)


def test_what_the_next_release_would_bring_back_stays(redactie: Client) -> None:
    organisation = read_offers()[0].organisation
    listed = InstrumentFactory(slug=read_instruments()[0].slug), SupportOfferFactory(organisation=organisation)
    for model, item in zip(("instrument", "supportoffer"), listed, strict=True):
        told = redactie.post(address(model, "delete", item.pk), follow=True).content.decode()
        assert "bij de volgende versie komt het terug" in told
        assert type(item).objects.filter(pk=item.pk).exists()


def test_one_of_two_offers_of_an_organisation_can_go(redactie: Client) -> None:
    organisation = read_offers()[0].organisation
    going = SupportOfferFactory(organisation=organisation)
    SupportOfferFactory(organisation=organisation, title="Scholing")
    redactie.post(address("supportoffer", "delete", going.pk))
    assert SupportOffer.objects.count() == 1


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("view", ["list", "add", "edit", "delete", "usage", "history"])
def test_a_member_of_a_coalition_edits_nothing_here(lid: Client, model: str, view: str) -> None:
    made = {"instrument": InstrumentFactory, "coverage": CoverageFactory, "supportoffer": SupportOfferFactory}[model]()
    path = address(model, view, *([] if view in ("list", "add") else [made.pk]))
    for response in (lid.get(path), lid.post(path, FORM)):
        assert response.status_code in (302, 403, 404, 405), (view, response.status_code)
    assert type(made).objects.filter(pk=made.pk).exists()
    assert type(made).objects.count() == 1


def test_a_member_has_no_menu_for_it_and_an_editor_does(client: Client) -> None:
    client.force_login(member_of(CoalitionPageFactory()))
    assert address("instrument", "list") not in page(client, reverse("wagtailadmin_home"))
    client.force_login(editor())
    assert address("instrument", "list") in page(client, reverse("wagtailadmin_home"))
