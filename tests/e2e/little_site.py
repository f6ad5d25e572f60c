"""A small site with every template in it, and the states that stretch them: much, nothing, long, ticked, stopped."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.utils import timezone

from approaches.confirmation.links import link_for
from approaches.confirmation.services import give_up, open_request, settle
from approaches.marks.services import quote_evidence
from approaches.models import Answer, ApproachPage, BlockRole, BuildingBlock, Maturity, RetirementReason
from approaches.retirement.services import retire
from coalitions.models import CoalitionPage
from pages.models import KnowledgePage
from places.models import MunicipalityFigure
from search.api import build_due
from stories.models import StoryPage
from tests.factories.approaches import ApproachPageFactory, block, pairs, whole_approach
from tests.factories.coalitions import CoalitionPageFactory, editor
from tests.factories.core import ImageFactory
from tests.factories.marks import checked, published, republish, years_ago
from tests.factories.pages import KnowledgePageFactory, StandardPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import RECOGNISED, CoverageFactory, InstrumentFactory, SupportOfferFactory
from themes.models import LifePhase, Theme
from toolbox.models import Instrument

LONG_WORD = "Levensloopbegeleidingsprogrammaverantwoordelijkheid"
PLACES = (
    "Almelo", "Borne", "Coevorden", "Delft", "Emmen", "Hengelo", "Losser", "Oldenzaal", "Tubbergen", "Wierden",
    "Zaanstad", "Zutphen",
)  # fmt: skip
"""More than the ten that a facet shows at once."""
APPROACHES = 3
"""Those about the theme that anybody can see: what was taken away is not among them."""
CROWD = 24
"""More stories than one page of results holds."""

TEXT = [
    ("paragraph", "<h2>Hoe het begon</h2><p>Niemand vroeg naar <b>geldzorgen</b>. <a href='/'>Lees meer</a>.</p>"),
    ("paragraph", "<h3>Wat hielp</h3><ul><li>vraag het gewoon</li><li>bel samen</li></ul>"),
    ("quote", {"text": "Toen kon ik het zeggen.", "attribution": "Moeder"}),
    ("list", ["eerst", "dan"]),
    ("callout", {"title": "Let op", "text": "<p>Bel dezelfde dag.</p>"}),
    ("link_card", {"page": None, "url": "https://voorbeeld.test/", "title": "Elders", "text": "Meer hierover."}),
]


@dataclass(frozen=True)
class LittleSite:
    """What a test wants to visit by name."""

    theme: Theme
    bare_theme: Theme
    coalition: CoalitionPage
    approach: ApproachPage
    stopped: ApproachPage
    story: StoryPage
    knowledge: KnowledgePage
    instrument: Instrument
    bare_instrument: Instrument
    marked: ApproachPage
    retired: ApproachPage
    question: str
    """The address of the page behind the link of a mail; the others of ones that don't work any more."""
    answered: str
    expired: str
    left: str


def build() -> LittleSite:
    """Make it, index and all. The menu, the footer and the overviews are there already."""
    theme = ThemeFactory(
        name="Geldzorgen", introduction="Geld geeft stress. Dat telt.", is_focus=True, colour="accent-2"
    )
    bare_theme = ThemeFactory(name="Vakmanschap", is_focus=True)
    coalition = _coalition()
    approach = _approach(coalition, theme)
    stopped = ApproachPageFactory(
        parent=coalition,
        title=f"Gestopt met {LONG_WORD}",
        maturity=Maturity.STOPPED,
        themes=[theme],
        summary=LONG_WORD,
        stopped_reason="geld-op",
        stopped_explanation=LONG_WORD,
        stopped_on="2024-03",
    )
    story = _stories(coalition, theme, approach)
    knowledge = KnowledgePageFactory(
        title="Factsheet geldzorgen",
        kind="onderzoek",
        source_url="https://voorbeeld.test/factsheet",
        content_date="2023-05",
        body=TEXT,
        themes=[theme],
    )
    _long_page()
    instrument, bare_instrument = _toolbox(theme)
    marked = _marked(coalition)
    retired = published(parent=coalition, title=f"Weg met {LONG_WORD}")
    retire(page=retired, reason=RetirementReason.MERGED, explanation="Wij doen dit nu samen.", successors=[marked])
    questions = _questions(coalition)
    build_due()
    return LittleSite(
        theme, bare_theme, coalition, approach, stopped, story, knowledge, instrument, bare_instrument,
        marked, retired, *questions,
    )  # fmt: skip


def _toolbox(theme: Theme) -> tuple[Instrument, Instrument]:
    """An instrument of which all is known, in more municipalities than are shown at once, and a bare one."""
    instrument = InstrumentFactory(
        name="Nu Niet Zwanger",
        owner="GGD GHOR Nederland",
        description="Een eerlijk gesprek.\n\nAltijd vrijwillig.",
        purposes=["signaleren", "begeleiden"],
        phases=[LifePhase.PRECONCEPTION],
        themes=[theme],
        audience="Mensen met een kinderwens.",
        legal_basis="Geen.",
        url="https://voorbeeld.test/",
        **RECOGNISED,
    )
    for name in PLACES:
        CoverageFactory(instrument=instrument, municipality=MunicipalityFactory(name=name), since="2021-03")
    before = MunicipalityFactory(name=LONG_WORD)
    CoverageFactory(instrument=instrument, municipality=before, until="2020", source_url="https://voorbeeld.test/lijst")
    CoverageFactory(instrument=instrument, municipality=MunicipalityFactory(name="Ede"), is_example=True)
    bare = InstrumentFactory(name=f"Klantroutes {LONG_WORD}", purposes=["inkopen"])
    SupportOfferFactory(organisation="Pharos", description="Meedenken.\n\nLangskomen.")
    SupportOfferFactory(organisation=LONG_WORD, is_example=True, regions=[RegionFactory(name="Overijssel")])
    return instrument, bare


def _marked(coalition: CoalitionPage) -> ApproachPage:
    """An approach with everything that is known of one: changed since it was checked, two levels, nobody answered."""
    page = published(parent=coalition, title="Moedergroep", at=years_ago(1.5), need=TEXT)
    somebody = editor(email="redactie-klein@voorbeeld.test")
    checked(page, user=somebody)
    republish(page, title="Moedergroep in de wijk", building_blocks=[BuildingBlock(title="Een vaste plek")])
    for level in ("Goed onderbouwd", LONG_WORD):
        quote_evidence(
            page=page, user=somebody, level=level, owner="RIVM", day=date(2024, 3, 3), url="https://voorbeeld.test/"
        )
    then = timezone.now()
    ApproachPage.objects.filter(pk=page.pk).update(last_published_at=years_ago(1))
    give_up(request=open_request(page_id=page.pk, now=then), now=then)
    return ApproachPage.objects.get(pk=page.pk)


def _questions(coalition: CoalitionPage) -> tuple[str, str, str, str]:
    addresses = []
    for name in ("Vraag", "Antwoord", "Verlopen", "Vertrokken"):
        page = published(parent=coalition, title=name, at=years_ago(1.5), contact_email="post@voorbeeld.test")
        moment = years_ago(1) if name == "Verlopen" else timezone.now()
        request = open_request(page_id=page.pk, now=moment)
        if name == "Antwoord":
            settle(nonce=request.nonce, answer=Answer.HOLDS)
        to = "weg@voorbeeld.test" if name == "Vertrokken" else "post@voorbeeld.test"
        addresses.append(urlsplit(link_for(request, to)).path)
    return addresses[0], addresses[1], addresses[2], addresses[3]


def _long_page() -> None:
    """A page about the site with all that an editor can put into it, and too long a word for a phone."""
    StandardPageFactory(title=f"Over {LONG_WORD}", summary="Lang. " * 40, body=[*TEXT, *TEXT])


def _coalition() -> CoalitionPage:
    province = RegionFactory(name="Overijssel")
    municipalities = [
        MunicipalityFactory(
            name=name,
            lat=52.3 + number / 50,
            lon=6.5,
            population=20_000 + number,
            population_year=2025,
            land_area_km2=90,
        )
        for number, name in enumerate(PLACES)
    ]
    MunicipalityFigure.objects.create(municipality=municipalities[-2], indicator="geboorten", year=2021, value="10")
    for municipality in municipalities:
        RegionMembershipFactory(municipality=municipality, region=province)
    return CoalitionPageFactory(
        title="Kansrijke Start Twente",
        stage="bouwen",
        partners=["gemeente", "verloskundigen"],
        ambitions=TEXT,
        municipalities=municipalities,
    )


def _approach(coalition: CoalitionPage, theme: Theme) -> ApproachPage:
    return whole_approach(
        parent=coalition,
        title="Geldzorgen ter sprake bij het eerste consult",
        summary="Verloskundigen vragen elke zwangere naar geldzorgen en bellen ter plekke met de budgetcoach.",
        maturity=Maturity.RUNNING,
        started=2021,
        phases=[LifePhase.PREGNANCY, LifePhase.BIRTH],
        picture=ImageFactory(credit="Tekening van de redactie"),
        picture_alt="Een keukentafel",
        need=TEXT,
        what_we_do=TEXT,
        results=TEXT,
        themes=[theme],
        questions=["ouders-bereiken"],
        municipalities=[coalition.municipalities.get(name="Zaanstad")],
        building_blocks=[
            BuildingBlock(
                title="Warme belroute",
                role=BlockRole.CORE,
                description="De verloskundige belt samen met de ouder over geldzorgen.",
                needs_people="1 budgetcoach",
                needs_agreements="bereikbaar op consulttijden",
                needs_tools="één telefoonnummer",
                works_when="De coach dichtbij zit.",
                works_less_when=LONG_WORD,
                pitfalls=pairs(("De lijn was bezet.", "Een tweede nummer.")),
                help_offered="Een ochtend meelopen.",
            ),
            block("Gesprekskaart", role=BlockRole.FREE, description="Een kaart op tafel.", pitfalls=[["La."]]),
        ],
    )


def _pictures() -> list[tuple[str, object]]:
    """One that says something and one that is there for the eye only."""
    telling, decorative = ImageFactory(), ImageFactory()
    telling.contextual_alt_text, telling.decorative = "Een wieg bij het raam", False
    decorative.contextual_alt_text, decorative.decorative = "", True
    return [
        ("picture", {"image": telling, "caption": "Klaar om te slapen."}),
        ("picture", {"image": decorative, "caption": ""}),
    ]


def _stories(coalition: CoalitionPage, theme: Theme, approach: ApproachPage) -> StoryPage:
    municipalities = list(coalition.municipalities.order_by("name"))
    for number in range(CROWD):
        StoryPageFactory(
            parent=coalition,
            title=f"Verhaal over geldzorgen {number}",
            voice="professional",
            municipalities=[municipalities[number % len(municipalities)]],
        )
    return StoryPageFactory(
        parent=coalition,
        title="“Ik durfde de post niet meer open te maken”",
        voice="ouder",
        how_collected="focusgroep",
        phases=[LifePhase.FIRST_YEARS],
        body=[*TEXT, *_pictures()],
        themes=[theme],
        approaches=[approach],
    )
