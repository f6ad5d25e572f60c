from themes.rules import lines, named


def test_lines_are_trimmed_and_stand_once() -> None:
    assert lines(" armoede \r\n\r\nschulden\narmoede\n") == ("armoede", "schulden")


def test_a_question_names_words_only_as_a_whole_whatever_accents_and_punctuation() -> None:
    words = ("schulden", "hulp bij schulden", "financiële zorgen", "---")
    things = [(word, "", word) for word in words]
    assert named("Wie geeft HULP bij schulden?", things) == [(words[1], words[1]), (words[0], words[0])]
    assert named("financiele-zorgen", things) == [(words[2], words[2])]
    assert named("schuldenvrij, zorgen", things) == []
    assert named("", things) == []
