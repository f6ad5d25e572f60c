"""Words of danger are seen in the languages of the intake, and the words of a hard but safe story are not."""

from collections.abc import Mapping
from typing import Final

import pytest

from stories.danger import signs
from stories.danger.spelling import beginnings, one_off, sound
from stories.models.choices import Urgency

SAID: Final[Mapping[Urgency, tuple[str, ...]]] = {
    Urgency.SUICIDE: (
        "Ik wil echt\n niet meer  leven",
        "Zelfmoordgedachten had ik.",
        # Any order of the same words, with small words between.
        "Soms wilde ik dood.",
        "dood wilde ik",
        "Dood, dat wou ik.",
        "ik wou dat ik dood was",
        "Ik hoopte elke avond dat ik dood zou gaan.",
        "omdat ik soms echt dood wil",
        "Was ik maar dood!",
        "Ik ben liever dood dan hier.",
        "Ik dacht eraan om dood te gaan. Ik dacht vaak aan doodgaan.",
        "Ik heb eigenlijk altijd dood gewild.",
        "Ik zou willen sterven",
        # What one doesn't want any more.
        "ik wil niet meer leven",
        "Leven wil ik zo niet meer.",
        "Het leven hoeft van mij niet meer. Leven hoef ik niet meer.",
        "Ik heb geen zin meer om te leven",
        "Ik wou dat ik niet meer wakker werd",
        "Ik wou dat ik er niet meer was",
        "Was ik er maar niet meer.",
        "Ik zie het niet meer zitten",
        # Doing it.
        "Toen wilde ik een eind aan mijn leven maken.",
        "een einde maken aan mijn leven",
        "uit het leven stappen",
        "ik sneed vaak in mijn armen",
        "ik wilde voor de trein springen",
        "Ik wilde mezelf soms iets aandoen. Mezelf wat aandoen. Iets aan mezelf.",
        "Iedereen is beter af zonder mij",
        "Het liefst was ik dood",
        "Ik wil dit leven niet meer",
        "ik wilde onder een trein springen",
        # By ear, and with a slip of the pen.
        "ik wil doot",
        "ik wilden nie meer leeven",
        "zelfmoort",
        "zlefmoord",
        "suïside",
    ),
    Urgency.VIOLENCE: (
        "Hij sloeg mij elke avond.",
        "hij slaat mij",
        "Hij heeft mij vorige week weer geslagen.",
        "omdat mijn man mij slaat",
        "Dan sloeg hij me.",
        "ik word geslagen",
        "Vroeger werd ik vaak geslagen",
        "dat ik steeds werd geschopt",
        "Mijn moeder is door hem bont en blauw geslagen.",
        "Mijn man slaat.",
        "Ik kreeg klappen van mijn vriend",
        "Ik word mishandeld. Hij mishandelt ons.",
        "Ik word bedreigd door mijn ex",
        "Hij dreigde mij te slaan",
        "Ik ben bang voor mijn man.",
        "Papa slaat mama",
        "Hij slaat me niet alleen, hij schopt ook",
        "hij slaad me",
        "ik ben geslage",
        "ik wort geslaagen",
        "mishandld",
    ),
    Urgency.CHILD: (
        "Zij schudt onze kleine baby soms.",
        "Hij slaat ons kind",
        "Mijn dochter wordt geslagen",
        "Hij heeft de baby door elkaar geschud",
        "Ik ben bang dat ik mijn baby iets aandoe.",
        "Ik ben bang dat ik mijn kind pijn doe.",
        "Ik ben bang dat ik haar iets aandoe",
        "Mijn kinderen zijn daar niet veilig",
    ),
    Urgency.DANGER: (
        "We zijn thuis niet veilig",
        "Ik voel me niet veilig thuis.",
        "Ik voel me niet veilig bij hem",
        "Hij sluit mij op in huis",
        "Ik word opgesloten",
        "Ik mag van hem het huis niet uit",
        "Hij gaat mij vermoorden",
        "Hij dreigde gisteren met een mes",
        "Help me alsjeblieft",
    ),
}
HARMLESS: Final = (
    "",
    "Ze sloeg het dossier open en keek mij aan.",
    "Onze baby is dood geboren. Het was een zwaar jaar.",
    "Ik was doodmoe en kon niet meer slapen.",
    # Death without a wish for it: a birth that went wrong, grief, a way of speaking.
    "Dood aan de rusttijden, wilde ik roepen.",
    "Ik wil dood hout in de tuin laten liggen.",
    "Ik dacht dat ik doodging tijdens de bevalling.",
    "Ik wil niet dood, dacht ik toen ik zoveel bloed verloor.",
    "Dood wil ik niet, ik wil mijn kind zien opgroeien.",
    "Ons kindje was dood. Wilde ik het vasthouden? Ja.",
    "Ik wilde weten waarom onze zoon dood was.",
    "Ik dacht aan de dood van mijn vader.",
    "Ik wilde die nacht niet meer leven van mijn spaargeld.",
    "We leefden van dag tot dag.",
    "Ik wil niet meer alleen leven.",
    "Ik wilde dood moe naar bed.",
    # Hitting that hurts nobody.
    "Ik ben nooit geslagen.",
    "Hij slaat mij nooit.",
    "Hij slaat mij gelukkig niet.",
    "Ze sloeg haar armen om mij heen.",
    "Dat sloeg me echt nergens op.",
    "Het sloeg mij om het hart.",
    "De baby schopte mij de hele nacht.",
    "Ze schopte tegen mijn buik, onze kleine.",
    "Ik was uit het veld geslagen.",
    "Ik ben geslaagd voor mijn examen en heb niet geslapen.",
    "De leerkracht vermoedt dat ik vermoeid ben, maar ik heb veerkracht.",
    "De stap werd overgeslagen.",
    "Mijn zoon slaat zijn boek open.",
    "Hij sloeg ons aanbod af.",
    "De prik deed mijn kind geen pijn.",
    "Ik voelde me veilig bij haar.",
)


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in SAID.items() for text in texts], ids=lambda value: str(value)
)
def test_danger_is_seen(text: str, kind: Urgency) -> None:
    assert kind in signs(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_hard_story_is_no_danger(text: str) -> None:
    assert signs(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("I want to die and he hits me", (Urgency.SUICIDE, Urgency.VIOLENCE)),
        ("Beni dövüyor", (Urgency.VIOLENCE,)),
        ("chcę umrzeć", (Urgency.SUICIDE,)),
        ("не хочу жити", (Urgency.SUICIDE,)),
        ("كان يضربني", (Urgency.VIOLENCE,)),
        # What ends a word changes how its stem sounds in Dutch: here the "c".
        ("ofiara przemocy", (Urgency.VIOLENCE,)),
        ("przemocy domowej", (Urgency.VIOLENCE,)),
        ("boję się przemocą", (Urgency.VIOLENCE,)),
        # Each apostrophe that a keyboard has.
        *((f"б{apostrophe}є мене", (Urgency.VIOLENCE,)) for apostrophe in "'’ʼ`´"),
        # By its letters, as it sounds like an English word in a Dutch ear.
        ("evde şiddet var, siddete uğradım", (Urgency.VIOLENCE,)),
        ("That is a one-sided story, he sided with her", ()),
    ],
)
def test_it_is_seen_in_other_languages(text: str, kinds: tuple[Urgency, ...]) -> None:
    assert signs(text) == kinds


def test_words_of_two_sentences_say_nothing_together() -> None:
    assert signs("Dood. Wilde ik dat?") == ()


@pytest.mark.parametrize(("word", "heard"), [("wordt", "wort"), ("lijden", "leiden"), ("GESLAGEN", "geslaage")])
def test_what_sounds_the_same_is_the_same_word(word: str, heard: str) -> None:
    assert sound(word) == sound(heard)


def test_a_number_is_another_with_a_figure_more() -> None:
    assert sound("112") != sound("12")


@pytest.mark.parametrize("word", ["przemoc", "przemocy", "przemoch", "vermoord", "vermoorde", "vermoordt"])
def test_a_stem_begins_as_each_word_with_an_ending_sounds(word: str) -> None:
    assert sound(word).startswith(tuple(beginnings("vermoord" if word.startswith("v") else "przemoc")))


@pytest.mark.parametrize(
    ("word", "is_slip"),
    [("abcde", True), ("abde", True), ("abbcde", True), ("abxde", True), ("bacde", True), ("baxde", False)],
)
def test_a_slip_of_the_pen_is_one_letter_or_two_swapped(word: str, is_slip: bool) -> None:
    assert one_off(word, "abcde") is is_slip
