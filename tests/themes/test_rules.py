from themes.rules import fingerprint, lines


def test_lines_are_trimmed_and_stand_once() -> None:
    assert lines(" armoede \r\n\r\nschulden\narmoede\n") == ("armoede", "schulden")


def test_a_fingerprint_depends_on_values_not_on_their_order() -> None:
    assert fingerprint({"name": "Geldzorgen", "position": 1}) == fingerprint({"position": 1, "name": "Geldzorgen"})
    assert fingerprint({"name": "Geldzorgen", "position": 1}) != fingerprint({"name": "Geldzorgen", "position": 2})
