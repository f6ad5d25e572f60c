"""Words of a question that say nothing of its subject.

"Hoe betrek je ouders bij een coalitie" is about betrekken, ouders and coalitie. These words are dropped from questions
only, never from the index: "Nu Niet Zwanger" is a name, and so is "Stevig in de wieg". Which words of a question belong
to such a name is for the query to know.
"""

_ARTICLES_AND_PRONOUNS = """
de het een der des den ik je jij jou jouw u uw hij zij ze wij we jullie hen hun haar hem zijn mij mijn me ons onze men
zich zichzelf elkaar iemand iets niemand niets die dat deze dit zulke zo er hier daar
"""
_SHORTENED = """
s t n
"""
"""What is left of "des", "het" and "een" in "'s-Hertogenbosch", "'t" and "'n"."""

_QUESTIONS = """
hoe wat wie welk welke waar wanneer waarom waarmee waarvoor waarbij waarin waaraan waarop waarover waaruit waarvan
waartoe hoeveel hoelang hoezo wiens
"""
_PREPOSITIONS = """
aan als achter af bij binnen boven buiten dankzij door gedurende in langs met na naar naast om omtrent onder op over
per rond rondom sinds te tegen ten ter tijdens toe tot tussen uit van vanaf vanuit vanwege via volgens voor voorbij
wegens
"""
_CONJUNCTIONS = """
en of maar want dus dan doordat omdat opdat terwijl toen tenzij mits zodat zodra zoals hoewel ofwel noch voordat nadat
"""
_ADVERBS_AND_QUANTITIES = """
ook al nog eens even heel hele erg zeer wel juist toch zelf steeds vaak soms ooit altijd weer meer meest meeste
meesten veel vele velen weinig enkele sommige sommigen alle alles allemaal elk elke ieder iedere beide ander andere
anderen anders eigenlijk gewoon graag misschien hierbij hiervoor daarbij daarmee daarvoor daarna eraan erbij erin
ermee erop erover ervan ervoor
"""
_AUXILIARIES = """
ben bent is was waren geweest zijnde word wordt worden werd werden geworden heb hebt heeft hebben had hadden gehad kan
kun kunt kunnen kon konden moet moeten moest moesten mag mogen mocht mochten wil wilt willen wilde wilden zal zult
zullen zou zouden wou ga gaat gaan ging gingen gegaan doe doet doen deed deden gedaan laat laten liet lieten blijf
blijft blijven bleef bleven gebleven hoef hoeft hoeven hoefde hoefden komt kom komen kwam kwamen gekomen krijg krijgt
krijgen kreeg kregen gekregen lukt lukken lukte gelukt gekund zit zitten zat zaten gezeten
"""
_ASKING = """
weten weet wist wisten vertel zoek zoekt zoeken zocht zochten gezocht vinden vind vindt vond vonden gevonden precies
belangrijk belangrijke nodig betekent
"""
"""What one does with a search engine, not what one looks for."""

FUNCTION_WORDS = frozenset(
    "".join(
        (
            _ARTICLES_AND_PRONOUNS,
            _SHORTENED,
            _QUESTIONS,
            _PREPOSITIONS,
            _CONJUNCTIONS,
            _ADVERBS_AND_QUANTITIES,
            _AUXILIARIES,
            _ASKING,
        )
    ).split()
)
"""Folded forms. Without geen, zonder, niet and nu: they turn a subject round, or are part of a name."""

DROPPED = FUNCTION_WORDS | {"geen", "niet", "nu", "zonder"}
"""Folded forms of what a question drops, unless it belongs to a name. What is denied is still what a text is about:
"zonder oordeel" is about oordelen. Nearly every text has these: no other word may be a form of one (tokens.stem)."""
