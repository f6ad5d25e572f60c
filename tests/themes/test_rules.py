from themes.rules import lines, longest_named


def test_lines_are_trimmed_and_stand_once() -> None:
    assert lines(" armoede \r\n\r\nschulden\narmoede\n") == ("armoede", "schulden")


def test_a_question_names_words_only_as_a_whole_whatever_accents_and_punctuation() -> None:
    words = ("schulden", "hulp bij schulden", "financiële zorgen", "---")
    assert longest_named("Wie geeft HULP bij schulden?", words) == len("hulp-bij-schulden")
    assert longest_named("financiele-zorgen", words) == len("financiele-zorgen")
    assert longest_named("schuldenvrij, zorgen", words) == 0
    assert longest_named("", words) == 0
