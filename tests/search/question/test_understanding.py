"""From what somebody types to what is asked: each rule of the question by itself."""

import pytest

from search.analysis.tokens import tokens
from search.question.known import KnownWords
from search.question.model import How, Need, Place, Question
from search.question.reading import read
from search.question.understanding import MAX_WORDS, understand
from search.question.weights import WEIGHTS, rarity
from search.vocabulary.rules import Rules, compiled, parse_names, parse_related, parse_synonyms

KNOWN = KnownWords(dict.fromkeys(tokens("zwanger schulden hulp praten huisbezoek verloskundige ouders"), 0.01))


def rules(synonyms: str = "", related: str = "", names: str = "") -> Rules:
    return compiled(synonyms=parse_synonyms(synonyms), related=parse_related(related), names=parse_names(names))


def ask(text: str, vocabulary: Rules = rules(), known: KnownWords = KNOWN) -> Question:  # noqa: B008 - never changed
    return understand(text, vocabulary, known)


def ways(need: Need, how: How) -> list[str]:
    return [" ".join(clause.tokens) for clause in need.clauses if clause.how == how]


def needs(question: Question) -> list[str]:
    return [need.typed for need in question.needs]


def test_words_that_say_nothing_are_dropped() -> None:
    assert needs(ask("Hoe kan ik praten met ouders die niet zwanger zijn?")) == ["praten", "ouders", "zwanger"]


def test_what_is_a_command_elsewhere_is_no_word_here() -> None:
    assert needs(ask("roken OR drinken")) == ["roken", "drinken"]
    assert needs(ask("rol van de OR")) == ["rol", "OR"]


def test_a_question_of_nothing_else_is_asked_as_it_was_typed() -> None:
    assert needs(ask("wie doet wat")) == ["wie", "doet", "wat"]


def test_within_a_name_every_word_counts() -> None:
    named = ask("hoe werkt nu niet zwanger", rules(names="Nu Niet Zwanger"))
    assert needs(named) == ["werkt", "nu", "niet", "zwanger"]
    assert [clause.tokens for clause in named.extras] == [tuple(tokens("nu niet zwanger"))]
    assert needs(ask("ze is nu even niet zwanger", rules(names="Nu Niet Zwanger"))) == ["zwanger"]


def test_the_small_words_of_a_name_are_asked_and_find_nothing_by_themselves() -> None:
    named = ask("hulp van nu niet zwanger", rules("nu niet zwanger, nnz", names="Nu Niet Zwanger"))
    assert [need.typed for need in named.needs if need.is_small] == ["nu", "niet"]
    assert [" ".join(clause.tokens) for clause in named.admitting] == ["hulp", "zwanger", "nnz"]
    assert [clause.tokens for clause in ask("wie doet wat", rules(names="Wie doet wat")).admitting] == [
        ("wie",),
        tuple(tokens("doet")),
        ("wat",),
    ]


@pytest.mark.parametrize("line", ["names", "synonyms"])
def test_a_term_of_several_words_is_known_as_one_word_too(line: str) -> None:
    vocabulary = rules("nu niet zwanger, nnz", **({"names": "Nu Niet Zwanger"} if line == "names" else {}))
    (need,) = ask("#NuNietZwanger", vocabulary, KnownWords({"nunietzwangere": 0.1})).needs
    assert ways(need, How.SYNONYM) == ["nu niet zwanger", "nnz"]
    assert ways(need, How.CORRECTION) == [], "nobody mistyped it"


def test_the_same_word_counts_once_and_no_more_than_twelve_do() -> None:
    assert needs(ask("ouder ouders OUDER")) == ["ouder"]
    assert len(ask(" ".join(f"woord{number}" for number in range(40))).needs) == MAX_WORDS


def test_words_after_the_twelfth_are_not_corrected() -> None:
    """They don't count, and to correct one costs more than all else."""
    text = " ".join(f"woord{number} de" for number in range(MAX_WORDS - 1)) + " zwagner zwnager woord1 zwagner"
    assert [word.readings for word in read(text, rules(), KNOWN)][-4:] == [
        ("zwagner", "zwanger"),
        ("zwnager",),
        ("woord1",),
        ("zwagner", "zwanger"),
    ]


def test_synonyms_find_and_related_words_only_add() -> None:
    (need,) = ask("schulden", rules("schulden, schuldenproblematiek", "schulden -> budgetcoach")).needs
    assert ways(need, How.SYNONYM) == tokens("schuldenproblematiek")
    assert ways(need, How.RELATED) == tokens("budgetcoach")
    admitting = ask("schulden", rules(related="schulden -> budgetcoach")).admitting
    assert [clause.tokens for clause in admitting] == [tuple(tokens("schulden"))]


def test_a_synonym_of_several_words_stands_for_each_of_them() -> None:
    question = ask("hulp bij schulden", rules("hulp bij schulden, schuldhulp"))
    assert needs(question) == ["hulp", "schulden"]
    assert all(ways(need, How.SYNONYM) == tokens("schuldhulp") for need in question.needs)


def test_everyday_words_are_found_in_any_order_and_with_other_small_words_between() -> None:
    vocabulary = rules("huur niet betalen => schulden")
    for text in ("ik kan de huur niet betalen", "betaal jij de huur", "huur betalen"):
        assert all(ways(need, How.MEANING) == tokens("schulden") for need in ask(text, vocabulary).needs), text
    assert ways(ask("huur en ook eten betalen", vocabulary).needs[0], How.MEANING) == []


def test_what_everyday_words_mean_brings_its_synonyms() -> None:
    (need,) = ask("pil", rules("pil => anticonceptie\nanticonceptie, contraceptie")).needs
    assert ways(need, How.MEANING) == tokens("anticonceptie contraceptie")


def test_a_word_that_nobody_knows_stands_for_its_neighbours_and_what_they_mean() -> None:
    question = ask("nu niet zwagner", rules("nu niet zwanger, nnz", names="nu niet zwanger"))
    assert needs(question) == ["nu", "niet", "zwagner"]
    assert ways(question.needs[2], How.CORRECTION) == ["zwanger"]
    assert all(ways(need, How.SYNONYM) == ["nnz"] for need in question.needs)


@pytest.mark.parametrize("right", ["zwanger", "rondkomen", "verloskundigenhulp"])
def test_known_words_words_of_the_vocabulary_and_new_compounds_are_right(right: str) -> None:
    known = KnownWords({**KNOWN.words, "zwangr": 0.1, "verloskundigenhul": 0.1, "rondkom": 0.1, "rondkomt": 0.1})
    (need,) = ask(right, rules("rondkomen => schulden"), known).needs
    assert ways(need, How.CORRECTION) == []


def test_the_name_of_a_place_is_right_and_says_nothing_by_its_letters() -> None:
    woerden = Place("municipality", "woerden", "Woerden", "woerden")
    known = KnownWords({"woord": 0.1, "achterhoud": 0.1})
    asked = understand("Woerden", rules(), known, (woerden,))
    assert (ways(asked.needs[0], How.CORRECTION), asked.grams, asked.needs[0].places) == ([], (), (woerden,))
    nowhere = understand("achterhoek", rules(), known, (Place("", "", "", "achterhoek"),))
    assert (ways(nowhere.needs[0], How.CORRECTION), nowhere.places, nowhere.needs[0].places) == ([], (), ())


@pytest.mark.parametrize("mark", ["", "'", "‘", "’"])
def test_a_letter_that_is_left_of_an_article_is_no_word_of_a_name(mark: str) -> None:
    town = Place("municipality", "s-hertogenbosch", "'s-Hertogenbosch", "s-hertogenbosch")
    asked = understand(f"{mark}s-Hertogenbosch", rules(), KnownWords({"s": 0.1}), (town,))
    assert [(need.typed, need.places) for need in asked.needs] == [("Hertogenbosch", (town,))]


def test_every_word_of_the_name_of_a_place_is_met_by_the_place() -> None:
    bergen = Place("municipality", "bergen-op-zoom", "Bergen op Zoom", "bergen-op-zoom")
    asked = understand("Rouw in Bergen op Zoom?", rules(), KnownWords(), (bergen,))
    assert [(need.typed, need.places) for need in asked.needs] == [
        ("Rouw", ()),
        ("Bergen", (bergen,)),
        ("Zoom", (bergen,)),
    ]
    assert asked.admitting_places == (bergen,)
    assert understand("“Bergen op Zoom”", rules(), KnownWords(), (bergen,)).admitting_places == ()


def test_a_compound_is_met_by_itself_or_by_all_its_parts_and_a_common_part_finds_nothing() -> None:
    known = KnownWords({"schuld": 0.01, "hulp": 0.5, "verlening": 0.02, "verlen": 0.02})
    (need,) = ask("schuldhulpverlening", known=known).needs
    parts = {clause.tokens[0]: clause.admits for clause in need.clauses if clause.how == How.PART}
    assert need.all_parts == tuple(parts)
    assert parts["schuld"] and not parts["hulp"]
    assert [clause.tokens for clause in need.meets] == [(need.token,)]


def test_a_name_of_one_word_is_not_taken_apart_and_its_letters_are_right() -> None:
    known = KnownWords(dict.fromkeys(tokens("boek start boekstaf"), 0.01))
    (need,) = ask("BoekStart", rules(names="BoekStart"), known).needs
    assert (need.all_parts, [clause.tokens for clause in need.clauses]) == ((), [(need.token,)])
    assert ask("BoekStart", rules(), known).needs[0].all_parts == ("boek", "start")


def test_of_a_compound_that_nobody_knows_what_is_a_compound_itself_finds_however_common_it_is() -> None:
    common = KnownWords(dict.fromkeys(tokens("baby sterfte babysterfte sterftecijfers cijfers"), 0.5))

    def finds(known: KnownWords, vocabulary: Rules) -> list[str]:
        (need,) = ask("babysterftecijfers", vocabulary, known).needs
        return [part for clause in need.clauses if clause.how == How.PART and clause.admits for part in clause.tokens]

    assert finds(common, rules()) == tokens("babysterfte sterftecijfers")
    assert finds(KnownWords({**common.words, tokens("babysterftecijfers")[0]: 0.01}), rules()) == []
    assert finds(common, rules("babysterftecijfers, sterftetabel")) == []


def test_what_stands_for_a_part_of_a_compound_adds_unless_the_vocabulary_explains_the_whole() -> None:
    lines = "vluchteling => statushouder\nvrouw, dame\nkraamzorg, kraamhulp\nzorg => verpleging"
    (need,) = ask("vluchtelingenvrouwen", rules(lines)).needs
    assert ways(need, How.RELATED) == [" ".join(tokens(other)) for other in ("dame", "statushouder")]
    assert not any(clause.admits for clause in need.clauses if clause.how == How.RELATED)
    (of_two_the_longer,) = ask("kraamzorguren", rules(lines)).needs
    assert ways(of_two_the_longer, How.RELATED) == tokens("kraamhulp")
    (explained,) = ask("vluchtelingenvrouwen", rules(f"{lines}\nvluchtelingenvrouwen => migratie")).needs
    assert ways(explained, How.RELATED) == []


@pytest.mark.parametrize("line", ["verloskundige, vroedvrouw", "verloskundige => vroedvrouw"])
def test_what_says_the_same_is_worth_no_more_than_the_word_however_rare_it_is(line: str) -> None:
    known = KnownWords({tokens("verloskundige")[0]: 0.4, tokens("vroedvrouw")[0]: 0.01})
    word, other = ask("verloskundige", rules(line), known).needs[0].clauses
    assert other.weight * rarity(other.share) <= word.weight * rarity(word.share)
    (word, other) = ask("vroedvrouw", rules("verloskundige, vroedvrouw"), known).needs[0].clauses
    assert other.weight == WEIGHTS[How.SYNONYM], "what is more common needs no bound"


def test_a_word_that_nearly_all_documents_have_weighs_less_than_one_of_many() -> None:
    known = KnownWords({"coalitie": 0.9, "ouder": 0.4, "gezin": 0.01})
    weights = [ask(word, known=known).needs[0].clauses[0].weight for word in ("coalitie", "ouder", "gezin")]
    assert weights[0] < weights[1] == weights[2] == WEIGHTS[How.WORD]


def test_with_its_small_words_a_term_is_rarer_and_what_it_says_is_worth_as_much() -> None:
    known = KnownWords({"huis": 0.4, "geen": 0.2, "dakloos": 0.01, tokens("dakloos")[0]: 0.01})
    (_, alone) = ask("huis", rules("huis => dakloos"), known).needs[0].clauses
    (_, denied) = ask("geen huis", rules("geen huis => dakloos"), known).needs[0].clauses
    assert alone.weight < denied.weight <= WEIGHTS[How.MEANING]
    assert denied.weight * rarity(denied.share) <= rarity(0.4 * 0.2)


@pytest.mark.parametrize(("line", "typed"), [("geen huis", "zonder huis"), ("zonder papieren", "geen papieren")])
def test_without_is_the_same_denial_as_none(line: str, typed: str) -> None:
    (need,) = ask(f"mensen {typed}", rules(f"{line} => schulden")).needs[1:]
    assert ways(need, How.MEANING) == tokens("schulden")
    assert ways(ask(typed.split()[1], rules(f"{line} => schulden")).needs[0], How.MEANING) == []


@pytest.mark.parametrize(
    ("line", "typed"), [("kind afpakken", "baby afpakken"), ("blij met de baby", "blij met je kind")]
)
def test_within_a_term_a_baby_is_a_child_and_alone_it_is_not(line: str, typed: str) -> None:
    assert all(ways(need, How.MEANING) == ["pleegzorg"] for need in ask(typed, rules(f"{line} => pleegzorg")).needs)
    assert ways(ask("baby", rules("kind => peuter")).needs[0], How.MEANING) == []


def test_only_what_words_come_down_to_counts_as_a_whole_word_alone() -> None:
    (need,) = ask("pil", rules("pil => anticonceptie\npil, tablet")).needs
    assert {clause.tokens[0]: clause.whole for clause in need.clauses} == {
        "pil": False,
        tokens("tablet")[0]: False,
        tokens("anticonceptie")[0]: True,
    }


def test_parts_that_are_all_common_find_together() -> None:
    question = ask("schuldhulp", known=KnownWords({"schuld": 0.5, "hulp": 0.5}))
    assert question.admitting_together == (("schuld", "hulp"),)


def test_two_words_that_are_one_elsewhere_are_asked_as_one_too() -> None:
    question = ask("huis bezoek", rules("huisbezoek, thuisbezoek"))
    assert all(tokens("huisbezoek")[0] in ways(need, How.SYNONYM) for need in question.needs)
    assert all(tokens("thuisbezoek")[0] in ways(need, How.SYNONYM) for need in question.needs)


def test_what_stands_between_quotes_is_kept_as_a_phrase_and_its_words_are_asked() -> None:
    question = ask("“hulp bij” schulden")
    assert question.phrases == (("hulp", "bij"),)
    assert needs(question) == ["hulp", "schulden"]
    assert ask('"" hulp').phrases == ()


def test_what_meets_two_words_counts_for_both_and_stands_there_once() -> None:
    known = KnownWords({**KNOWN.words, tokens("schuldhulp")[0]: 0.01})
    question = ask("hulp bij schulden", rules("hulp bij schulden, schuldhulp"), known)
    (once,) = [clause for clause in question.scoring if clause.tokens == tuple(tokens("schuldhulp"))]
    assert once.weight == pytest.approx(1.6)


def test_letters_alike_are_of_the_words_that_count() -> None:
    assert ask("de ouders").grams == ()
    assert ask("zwanger").grams == ("zwang", "wange", "anger")


def test_something_typed_without_words_is_nonsense_and_nothing_typed_is_not() -> None:
    assert ask("???").nonsense
    assert not ask("").nonsense
