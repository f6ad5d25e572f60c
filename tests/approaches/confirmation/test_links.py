"""A link is ours or it is nothing."""

import pytest

from approaches.confirmation.links import BadLink, link_for, read_token
from approaches.confirmation.models import ConfirmationRequest

WHO = "wie@voorbeeld.test"


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_the_link_leads_back_to_its_question(settings: object) -> None:
    settings.BASE_URL = "https://site.test"  # type: ignore[attr-defined]
    request = ConfirmationRequest()
    link = link_for(request, WHO)
    assert link.startswith("https://site.test/bevestigen/")
    assert read_token(token_of(link)).nonce == request.nonce


def test_it_is_of_who_was_asked_however_they_spell_their_address_and_says_not_who_that_is() -> None:
    request = ConfirmationRequest()
    link = link_for(request, WHO)
    token = read_token(token_of(link))
    assert token.is_for(["ander@voorbeeld.test", "Wie@Voorbeeld.test"])
    assert not token.is_for(["ander@voorbeeld.test"]) and not token.is_for([])
    assert "wie" not in link and "voorbeeld" not in link.removeprefix("https://voorbeeld.test")


def test_what_was_sent_to_one_person_in_two_years_looks_like_two_people() -> None:
    tokens = {read_token(token_of(link_for(ConfirmationRequest(), WHO))).asked for _ in range(2)}
    assert len(tokens) == 2


def test_each_question_has_a_link_of_its_own() -> None:
    assert len({ConfirmationRequest().nonce for _ in range(1000)}) == 1000


@pytest.mark.parametrize("token", ["", "x", "x:y", "\x00", "a" * 8000, "nonce:", ":"])
def test_nonsense_is_no_link(token: str) -> None:
    with pytest.raises(BadLink):
        read_token(token)


def test_a_nonce_alone_is_no_link_nor_is_one_that_was_changed() -> None:
    request = ConfirmationRequest()
    token = token_of(link_for(request, WHO))
    for changed in (request.nonce, token[:-1], f"x{token[1:]}", token.upper()):
        with pytest.raises(BadLink):
            read_token(changed)


def test_another_key_made_another_link(settings: object) -> None:
    token = token_of(link_for(ConfirmationRequest(), WHO))
    settings.SECRET_KEY = "a-different-key-0123456789-0123456789-0123456789-01"  # type: ignore[attr-defined]
    with pytest.raises(BadLink):
        read_token(token)
