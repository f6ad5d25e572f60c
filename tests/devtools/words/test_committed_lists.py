"""The committed lists follow from what stands in devtools/words/data: whoever changes that must make them anew."""

import gzip

from devtools.words.build import Lists, encode
from devtools.words.lemmas import OwnLemmas
from devtools.words.own import own_lemmas, own_parts, place_names
from devtools.words.verbs import strong
from search.analysis import lists
from search.analysis.tokens import fold, token

OWN: OwnLemmas = own_lemmas()
SPLITTER = lists.splitter()


def test_irregular_forms_meet() -> None:
    for line in OWN.irregular:
        assert len({token(form) for form in line.split()}) == 1, line


def test_words_that_stay_apart_meet_their_own_forms_only() -> None:
    heads = [line.split() for line in OWN.apart]
    for forms in heads:
        assert len({token(form) for form in forms}) == 1, forms
    assert len({token(forms[0]) for forms in heads}) == len(heads)


def test_the_present_of_a_strong_verb_goes_with_its_infinitive() -> None:
    for verb in strong(OWN.strong, ()):
        for form in verb.present:
            assert token(form) == token(verb.infinitive), form


def test_what_is_listed_as_whole_is_never_split() -> None:
    assert {word for word in own_parts().whole if SPLITTER.split(word)} == set()


def test_names_of_places_are_never_split() -> None:
    own = own_parts()
    split = {name for name in place_names() if SPLITTER.split(name)}
    assert split <= own.parts | SPLITTER.last


def test_listed_parts_are_parts_and_listed_affixes_are_not() -> None:
    own = own_parts()
    assert own.parts - own.not_first <= SPLITTER.first
    assert own.parts - own.not_last <= SPLITTER.last
    assert own.short_first - own.not_first <= SPLITTER.first
    assert own.short_last - own.not_last <= SPLITTER.last
    assert not own.not_first & SPLITTER.first
    assert not own.not_last & SPLITTER.last


def test_no_other_short_word_is_a_part() -> None:
    own = own_parts()
    short = {word for word in SPLITTER.first | SPLITTER.last if len(word) < 4}
    assert short <= own.short_first | own.short_last | own.parts


def test_every_listed_form_needs_its_line() -> None:
    assert all(fold(form) == form for form in lists.lemmas())
    assert all(token(form) == expected for form, expected in lists.lemmas().items())


def test_the_files_are_as_the_builder_writes_them() -> None:
    for name, text in encode(Lists(lists.lemmas(), SPLITTER)).items():
        assert gzip.decompress((lists.FOLDER / name).read_bytes()).decode() == text, name
