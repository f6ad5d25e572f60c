"""What a site of any size holds, from a seed: coalitions, approaches with building blocks, stories and knowledge.

Pure: knows the kinds and the facets of the site, not its database. The text of item n is the same whatever the size of
the site, so that a site of 1,000 documents is the beginning of one of 100,000; only the coalitions differ in number.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from approaches.models import FundingSource, Maturity
from approaches.models.choices import BlockRole, Involvement
from coalitions.models import CoalitionStage
from coalitions.rules import PARTNERS
from devtools.bench.words import Writer
from pages.models import KnowledgeKind
from stories.models import HowCollected, Voice
from themes.models import LifePhase, Situation, StandingQuestion

SEED = "kansrijke-start-1"

MOST_COALITIONS = 340
"""As many as the programme has."""
PER_COALITION = 30
"""Documents of one coalition, while there are fewer coalitions than that."""

# Documents of a site that has been in use for a while; a block is a document of its own.
_CYCLE = (("approach", 2), ("story", 0), ("approach", 1), ("story", 0), ("approach", 1), ("knowledge", 0))

ANSWERING = 0.2
"""Share of the pages that help to answer a standing question."""

LETTERS = {"coalition": 900, "approach": 1_900, "block": 400, "story": 1_900, "knowledge": 1_300}
"""Letters of the text of each kind, on average: those of the examples, approaches somewhat shorter."""


@dataclass(frozen=True)
class Names:
    """What items refer to, in a fixed order: slugs of themes and instruments, codes of municipalities."""

    themes: Sequence[str]
    instruments: Sequence[str]
    municipalities: Sequence[str]


@dataclass(frozen=True)
class Item:
    """One page. `streams` are texts by field, `coalition` the number of the one that it lies below (None: it is one).

    `documents` counts the page and its blocks.
    """

    kind: str
    number: int
    title: str
    values: Mapping[str, Any]
    streams: Mapping[str, Sequence[str]]
    themes: Sequence[str] = ()
    municipalities: Sequence[str] = ()
    instruments: Sequence[str] = ()
    tags: Sequence[str] = ()
    blocks: Sequence[Mapping[str, Any]] = ()
    funding: Sequence[str] = ()
    coalition: int | None = None

    @property
    def documents(self) -> int:
        return 1 + len(self.blocks)


def coalitions_of(documents: int) -> int:
    """How many coalitions share so many documents."""
    return max(1, min(MOST_COALITIONS, documents // PER_COALITION))


def items(documents: int, names: Names, seed: str = SEED) -> Iterator[Item]:
    """Coalitions first, then the rest, together exactly so many documents."""
    coalitions = coalitions_of(documents)
    for number in range(coalitions):
        yield _Maker(seed, "coalition", number, names).coalition()
    left, number = documents - coalitions, 0
    while left > 0:
        kind, blocks = _CYCLE[number % len(_CYCLE)]
        item = _Maker(seed, kind, number, names).contribution(blocks=min(blocks, left - 1), coalitions=coalitions)
        yield item
        left, number = left - item.documents, number + 1


@dataclass
class _Maker:
    """Makes one item, from a source of chance that nothing else draws from."""

    seed: str
    kind: str
    number: int
    names: Names
    chance: random.Random = field(init=False)
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.seed}:{self.kind}:{self.number}")
        self.writer = Writer(self.chance)

    def coalition(self) -> Item:
        place = self.names.municipalities[self.number % len(self.names.municipalities)]
        return Item(
            kind="coalition",
            number=self.number,
            title=f"Kansrijke Start {self.writer.word().capitalize()}",
            values={
                "summary": self._summary(),
                "stage": self.chance.choice(CoalitionStage.values),
                "partners": self._some([partner.slug for partner in PARTNERS], 8),
            },
            streams={"ambitions": self._paragraphs(0.6), "trying_now": self._paragraphs(0.4)},
            municipalities=(place,),
        )

    def contribution(self, *, blocks: int, coalitions: int) -> Item:
        special, streams = {"approach": self._approach, "story": self._story, "knowledge": self._knowledge}[self.kind]()
        is_approach = self.kind == "approach"
        return Item(
            kind=self.kind,
            number=self.number,
            title=self.writer.title(),
            values={
                "summary": self._summary(),
                "content_date": f"{self.chance.randint(2016, 2026)}-{self.chance.randint(1, 12):02}",
                "phases": self._some(LifePhase.values, 2),
                "questions": self._some(StandingQuestion.values, 1) if self.chance.random() < ANSWERING else [],
                **special,
            },
            streams=streams,
            themes=self._some(self.names.themes, 3),
            municipalities=self._some(self.names.municipalities, 3),
            instruments=self._some(self.names.instruments, 2) if is_approach else (),
            tags=[self.writer.word() for _ in range(2)],
            blocks=[self._block(place) for place in range(blocks)],
            funding=self._some(FundingSource.values, 2) if is_approach else (),
            coalition=self.number % coalitions,
        )

    def _approach(self) -> tuple[dict[str, Any], dict[str, Sequence[str]]]:
        values = {
            "situations": self._some(Situation.values, 2),
            "partners": self._some([partner.slug for partner in PARTNERS], 6),
            "maturity": self.chance.choice([value for value in Maturity.values if value != Maturity.STOPPED]),
            "started": self.chance.randint(2016, 2026),
            "involvement_design": self.chance.choice(Involvement.values),
            "costs": self.writer.sentence(),
            "reach": self.writer.sentence(),
        }
        return values, {
            "need": self._paragraphs(0.25),
            "what_we_do": self._paragraphs(0.5),
            "results": self._paragraphs(0.25),
        }

    def _story(self) -> tuple[dict[str, Any], dict[str, Sequence[str]]]:
        values = {"voice": self.chance.choice(Voice.values), "how_collected": self.chance.choice(HowCollected.values)}
        return values, {"body": self._paragraphs(1)}

    def _knowledge(self) -> tuple[dict[str, Any], dict[str, Sequence[str]]]:
        values = {"kind": self.chance.choice(KnowledgeKind.values), "source_url": "https://voorbeeld.test/bron"}
        return values, {"body": self._paragraphs(1)}

    def _block(self, place: int) -> dict[str, Any]:
        letters = LETTERS["block"] // 2
        return {
            "title": self.writer.title(),
            "slug": f"bouwsteen-{place + 1}",
            "role": self.chance.choice(BlockRole.values),
            "description": self.writer.text(letters),
            "needs_people": self.writer.sentence(),
            "works_when": self.writer.text(letters // 2),
        }

    def _summary(self) -> str:
        return self.writer.sentence()[:300]

    def _paragraphs(self, share: float) -> list[str]:
        """This share of the text of the kind, two paragraphs."""
        return [self.writer.text(int(LETTERS[self.kind] * share / 2)) for _ in range(2)]

    def _some(self, of: Sequence[str], most: int) -> list[str]:
        """One to `most` of these."""
        return self.chance.sample(list(of), self.chance.randint(1, min(most, len(of))))
