"""Approaches and building blocks as they are found."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from approaches.models import ApproachPage, BuildingBlock
from approaches.search_document import ApproachDocument, BuildingBlockDocument
from coalitions.rules import PARTNERS
from search.api import Document
from search.facets import Facet
from search.registry import facets, facets_of
from tests.factories.approaches import ApproachPageFactory, block, whole_approach
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory

pytestmark = pytest.mark.django_db


def paragraph(html: str) -> str:
    return json.dumps([{"type": "paragraph", "value": html}])


@pytest.fixture
def approach() -> ApproachPage:
    municipality = MunicipalityFactory(name="West Betuwe", aliases=["Geldermalsen e.o."])
    RegionMembershipFactory(municipality=municipality, region=RegionFactory(name="Gelderland"))
    return ApproachPageFactory(
        parent=CoalitionPageFactory(title="Kansrijke Start Rivierenland", slug="rivierenland"),
        title="Eén loket",
        slug="een-loket",
        summary="Eén plek voor alle vragen.",
        content_date="2022-05",
        phases=["zwangerschap"],
        maturity="loopt",
        started=2021,
        themes=[ThemeFactory(name="Geldzorgen", synonyms="schulden\narmoede")],
        municipalities=[municipality],
        tags=["inloopspreekuur"],
        need=paragraph("<p>Ouders liepen vast.</p><h2>Cijfers</h2><p>Een op de tien.</p>"),
        what_we_do=paragraph("<p>We openen een loket.</p>"),
        building_blocks=[block("Intake", description="Een gesprek.", role="free", pitfalls=[("Te laat", "Bel zelf")])],
        contact_name="Kanarie Contact",
        contact_email="kanarie@voorbeeld.test",
    )


def built(kind: Any) -> Document:
    document = kind()
    return document.build(document.queryset().get())


class TestApproach:
    def test_it_has_its_text_under_the_names_of_its_fields(self, approach: ApproachPage) -> None:
        document = built(ApproachDocument)
        assert (document.title, document.url) == ("Eén loket", "/coalities/rivierenland/een-loket/")
        assert document.summary == "Eén plek voor alle vragen."
        assert [(section.heading, section.text) for section in document.sections] == [
            ("Aanleiding", "Ouders liepen vast."),
            ("Cijfers", "Een op de tien."),
            ("Wat we doen", "We openen een loket."),
        ]

    def test_it_is_found_by_words_that_stand_nowhere_in_it(self, approach: ApproachPage) -> None:
        expected = {"Geldzorgen", "schulden", "armoede", "West Betuwe", "Geldermalsen e.o.", "inloopspreekuur"}
        assert set(built(ApproachDocument).keywords) == {*expected, "Kansrijke Start Rivierenland"}

    def test_its_date_is_as_precise_as_given(self, approach: ApproachPage) -> None:
        assert str(built(ApproachDocument).date) == "2022-05"

    def test_a_hit_shows(self, approach: ApproachPage) -> None:
        assert built(ApproachDocument).display == {
            "coalition": "Kansrijke Start Rivierenland",
            "themes": ["Geldzorgen"],
            "phases": ["zwangerschap"],
            "date": "mei 2022",
            "example": False,
            "municipalities": ["West Betuwe"],
            "municipalities_more": 0,
            "maturity": "Loopt",
            "started": 2021,
            "blocks": 1,
            "marks": [
                {"icon": "open", "is_open": True, "short": "niet gecontroleerd"},
                {"icon": "trap", "is_open": True, "short": "geen bewijsniveau"},
                {"icon": "open", "is_open": True, "short": "niet bevestigd"},
            ],
        }

    def test_an_empty_approach_is_a_document_too(self) -> None:
        ApproachPageFactory(title="Kaal", summary="", first_published_at=None)
        document = built(ApproachDocument)
        assert (document.sections, document.keywords, document.date) == ((), (), None)


class TestBlock:
    def test_it_names_and_links_its_approach(self, approach: ApproachPage) -> None:
        document = built(BuildingBlockDocument)
        assert document.url == "/coalities/rivierenland/een-loket/bouwsteen/intake/"
        assert document.parent is not None
        assert document.parent.key == f"approach:{approach.pk}"
        assert (document.parent.title, document.parent.url) == ("Eén loket", "/coalities/rivierenland/een-loket/")

    def test_it_has_its_own_text_and_the_keywords_of_its_approach_but_no_synonyms(self, approach: ApproachPage) -> None:
        document = built(BuildingBlockDocument)
        assert document.summary == "Een gesprek."
        assert [(section.heading, section.text) for section in document.sections] == [
            ("Valkuil", "Te laat"),
            ("Wat hielp", "Bel zelf"),
        ]
        only_of_the_whole = set(built(ApproachDocument).keywords) - set(document.keywords)
        assert only_of_the_whole == {"schulden", "armoede"}
        assert (document.display["role"], document.display["role_label"]) == ("free", "Mag anders")

    def test_it_has_the_facets_of_its_approach(self, approach: ApproachPage) -> None:
        item = BuildingBlockDocument().queryset().get()
        values = {facet.key: list(facet.values(item)) for facet in facets_of(BuildingBlock) if facet.key != "type"}
        assert (
            values.items()
            >= {
                "theme": ["geldzorgen"],
                "phase": ["zwangerschap"],
                "municipality": ["west-betuwe"],
                "province": ["gelderland"],
                "coalition": ["rivierenland"],
            }.items()
        )

    @pytest.mark.parametrize("hide", ["unpublish", "restrict"])
    def test_it_is_as_public_as_its_approach(self, approach: ApproachPage, hide: str) -> None:
        if hide == "unpublish":
            approach.unpublish()
        else:
            PageViewRestriction.objects.create(page=approach, restriction_type=PageViewRestriction.LOGIN)
        assert not BuildingBlockDocument().queryset().exists()
        assert not ApproachDocument().queryset().exists()


@pytest.mark.parametrize("kind", [ApproachDocument, BuildingBlockDocument])
class TestBoth:
    def test_nobody_to_contact_is_in_it(self, kind: Any, approach: ApproachPage) -> None:
        assert "kanarie" not in repr(built(kind)).lower()

    def test_building_runs_no_query_however_many_there_are(self, kind: Any, approach: ApproachPage) -> None:
        document = kind()
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as fetching:
                items = list(document.queryset())
            with CaptureQueriesContext(connection) as building:
                for item in items:
                    document.build(item)
                    for facet in facets_of(document.model):
                        list(facet.values(item))
            assert len(building) == 0
            counts.append(len(fetching))
            self.more(approach)
        assert counts[0] == counts[1]

    @staticmethod
    def more(approach: ApproachPage) -> None:
        for number in range(5):
            ApproachPageFactory(
                parent=approach.get_parent(),
                themes=list(approach.themes.all()),
                municipalities=[MunicipalityFactory(), *approach.municipalities.all()],
                tags=["inloopspreekuur", f"woord {number}"],
                building_blocks=[block("Een"), block("Twee")],
            )

    def test_it_goes_stale_with_its_own_theme_place_and_coalition_alone(
        self, kind: Any, approach: ApproachPage
    ) -> None:
        ApproachPageFactory(building_blocks=[block()])
        document = kind()
        mine = document.model.objects.get(**{"pk": approach.pk} if kind is ApproachDocument else {"page": approach})
        for changed in (approach.themes.get(), approach.municipalities.get(), approach.coalition):
            assert list(document.model.objects.filter(document.affected(changed))) == [mine]
        for other in (ThemeFactory(), MunicipalityFactory(), CoalitionPageFactory()):
            assert not document.model.objects.filter(document.affected(other)).exists()


class TestWholeApproach:
    """All that was told is found, under the name of its field, at the cost of a fixed number of queries."""

    def test_the_approach_is_found_by_all_of_its_text(self) -> None:
        shown, hidden = InstrumentFactory(name="Nu Niet Zwanger"), InstrumentFactory(name="Kanarie", is_listed=False)
        whole_approach(instruments=[shown, hidden])
        told = {section.heading: section.text for section in built(ApproachDocument).sections}
        assert told["Voor wie"] == "Geldzorgen; Licht verstandelijke beperking"
        assert told["Instrumenten"] == "Nu Niet Zwanger"
        assert told["Wie betaalt"] == "Wmo: Uren"
        assert told["Bronnen"] == "Verslag"
        assert told["Afspraken tussen bestuurders"] == "Het college betaalt tot 2027."
        assert told["Lastig volgens ouders"] == "Het duurde lang."
        assert told["Of het blijft"] == "Tot 2027."

    def test_a_block_is_found_by_all_of_its_text(self) -> None:
        page = whole_approach()
        block_document = BuildingBlockDocument()
        found = block_document.build(block_document.queryset().get(slug="warme-belroute"))
        assert found.url == f"{page.url}bouwsteen/warme-belroute/"
        assert [(section.heading, section.text) for section in found.sections] == [
            ("Welke mensen zijn nodig", "Eén coach."),
            ("Welke afspraken zijn nodig", "Overdag bereikbaar."),
            ("Welke middelen zijn nodig", "Eén nummer."),
            ("Werkt als", "De coach dichtbij zit."),
            ("Werkt minder als", "Elke praktijk een eigen coach heeft."),
            ("Valkuil", "De lijn was bezet."),
            ("Wat hielp", "Een tweede nummer."),
            ("Valkuil", "De kaart bleef in de la."),
            ("Waarmee de makers helpen", "Een ochtend meelopen."),
        ]

    @pytest.mark.parametrize("kind", [ApproachDocument, BuildingBlockDocument])
    def test_approach_and_blocks_have_the_facets_of_a_reuser(self, kind: Any) -> None:
        whole_approach(instruments=[InstrumentFactory(name="Nu Niet Zwanger")])
        item = kind().queryset().first()
        values = {facet.key: tuple(facet.values(item)) for facet in facets_of(kind.model)}
        assert values["situation"] == ("geldzorgen", "lvb")
        assert values["partner"] == ("verloskundigen", "wijkteam")
        assert values["maturity"] == ("loopt",)
        assert values["instrument"] == ("nu-niet-zwanger",)
        assert values["funding"] == ("wmo",)

    @pytest.mark.parametrize("kind", [ApproachDocument, BuildingBlockDocument])
    def test_it_works_without_the_partners_that_were_not_ticked(self, kind: Any) -> None:
        whole_approach(partners=["verloskundigen", "wijkteam"])
        item = kind().queryset().first()
        (facet,) = (facet for facet in facets_of(kind.model) if facet.key == "without_partner")
        found = tuple(facet.values(item))
        assert {"gemeente", "jgz"} < set(found)
        assert not {"verloskundigen", "wijkteam"} & set(found)
        assert len(found) == len(PARTNERS) - 2

    def test_while_nobody_said_who_takes_part_nothing_is_said_of_who_does_not(self) -> None:
        whole_approach(partners=[])
        (facet,) = (facet for facet in facets_of(ApproachPage) if facet.key == "without_partner")
        assert list(facet.values(ApproachDocument().queryset().first())) == []

    def test_names_of_values_are_in_the_order_of_their_list(self) -> None:
        names = {facet.key: list(facet.labels(given).values()) for facet, given in asked()}
        assert names == {
            "situation": ["Geldzorgen", "Verslaving"],
            "partner": ["Gemeente", "Jeugdgezondheidszorg (JGZ)"],
            "maturity": ["Idee", "Gestopt"],
            "funding": ["IZA", "Wmo"],
            "without_partner": ["Gemeente", "Jeugdgezondheidszorg (JGZ)"],
        }

    @pytest.mark.parametrize("kind", [ApproachDocument, BuildingBlockDocument])
    def test_a_change_of_an_instrument_touches_what_uses_it_only(self, kind: Any) -> None:
        instrument = InstrumentFactory()
        page = whole_approach(instruments=[instrument])
        whole_approach()
        affected = kind().queryset().filter(kind().affected(instrument))
        assert {getattr(item, "page_id", item.pk) for item in affected} == {page.pk}

    @pytest.mark.parametrize("kind", [ApproachDocument, BuildingBlockDocument])
    def test_the_number_of_queries_does_not_depend_on_how_many_there_are(self, kind: Any) -> None:
        counts = []
        for _ in range(2):
            whole_approach()
            whole_approach()
            document = kind()
            with CaptureQueriesContext(connection) as queries:
                for item in document.queryset():
                    document.build(item)
                    for facet in facets_of(kind.model):
                        list(facet.values(item))
            counts.append(len(queries))
        assert counts[0] == counts[1]


def asked() -> list[tuple[Facet, list[str]]]:
    """The facets of a reuser, each with two values out of order and one that doesn't exist."""
    values = {
        "situation": ["verslaving", "geldzorgen", "x"],
        "partner": ["jgz", "gemeente", "x"],
        "without_partner": ["jgz", "gemeente", "x"],
        "maturity": ["gestopt", "idee", "x"],
        "funding": ["wmo", "iza", "x"],
    }
    return [(facet, values[facet.key]) for facet in facets() if facet.key in values]
