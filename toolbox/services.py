"""Actions on the toolbox: bringing in the instruments and support offers of the files."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from core.loading import LoadReport, bring_in, fingerprint
from places.models import Region
from themes.models import Theme
from toolbox.models import Instrument, SupportOffer
from toolbox.reference import InstrumentFacts, OfferFacts

__all__ = ["load_instruments", "load_offers"]


@transaction.atomic
def load_instruments(*, instruments: Sequence[InstrumentFacts]) -> LoadReport:
    """Create the instruments that are missing; bring those that nobody touched up to date (core.loading)."""
    themes = Theme.objects.by_slug()
    return bring_in(
        facts=[facts.with_themes_of(themes) for facts in instruments],
        existing={instrument.slug: instrument for instrument in Instrument.objects.prefetch_related("themes")},
        values_of=lambda instrument: _facts(instrument).values(),
        write=lambda instrument, facts: _fill(instrument or Instrument(slug=facts.slug), facts, themes),
    )


@transaction.atomic
def load_offers(*, offers: Sequence[OfferFacts]) -> int:
    """Create the offers of organisations that have none yet; returns how many. What editors have stays."""
    known = set(SupportOffer.objects.values_list("organisation", flat=True))
    missing = [facts for facts in offers if facts.organisation not in known]
    for facts in missing:
        offer = SupportOffer(
            organisation=facts.organisation, title=facts.title, description=facts.description, url=facts.url
        )
        offer.full_clean()
        offer.save()
        offer.regions.set(_regions(facts.regions))
    return len(missing)


def _regions(pairs: Sequence[tuple[str, str]]) -> Sequence[Region]:
    """The regions with these layers and slugs; Region.DoesNotExist when one is missing."""
    return [Region.objects.get(Q(layer=layer), Q(slug=slug)) for layer, slug in pairs]


def _fill(instrument: Instrument, facts: InstrumentFacts, themes: dict[str, Theme]) -> None:
    for name, value in facts.texts().items():
        setattr(instrument, name, value)
    instrument.purposes, instrument.phases = list(facts.purposes), list(facts.phases)
    instrument.loaded_fingerprint = fingerprint(facts.values())
    instrument.themes.set([themes[slug] for slug in facts.themes])
    instrument.full_clean()
    instrument.save()


def _facts(instrument: Instrument) -> InstrumentFacts:
    """The instrument in the form in which the file gives it."""
    return InstrumentFacts(
        slug=instrument.slug,
        name=instrument.name,
        owner=instrument.owner,
        summary=instrument.summary,
        description=instrument.description,
        audience=instrument.audience,
        languages=instrument.languages,
        costs=instrument.costs,
        legal_basis=instrument.legal_basis,
        url=instrument.url,
        synonyms=instrument.synonyms,
        purposes=tuple(instrument.purposes),
        phases=tuple(instrument.phases),
        themes=instrument.theme_slugs,
        recognition_level=instrument.recognition_level,
        recognition_owner=instrument.recognition_owner,
        recognition_date=instrument.recognition_date,
        recognition_url=instrument.recognition_url,
    )
