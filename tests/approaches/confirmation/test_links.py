"""A link is ours or it is nothing."""

import pytest

from approaches.confirmation.links import BadLink, link_for, read_token
from approaches.confirmation.models import ConfirmationRequest


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_the_link_leads_back_to_its_question(settings: object) -> None:
    settings.BASE_URL = "https://site.test"  # type: ignore[attr-defined]
    request = ConfirmationRequest()
    link = link_for(request)
    assert link.startswith("https://site.test/bevestigen/")
    assert read_token(token_of(link)) == request.nonce


def test_each_question_has_a_link_of_its_own() -> None:
    assert len({ConfirmationRequest().nonce for _ in range(1000)}) == 1000


@pytest.mark.parametrize("token", ["", "x", "x:y", "\x00", "a" * 8000, "nonce:", ":"])
def test_nonsense_is_no_link(token: str) -> None:
    with pytest.raises(BadLink):
        read_token(token)


def test_a_nonce_alone_is_no_link_nor_is_one_that_was_changed() -> None:
    request = ConfirmationRequest()
    token = token_of(link_for(request))
    for changed in (request.nonce, token[:-1], f"x{token[1:]}", token.upper()):
        with pytest.raises(BadLink):
            read_token(changed)


def test_another_key_made_another_link(settings: object) -> None:
    token = token_of(link_for(ConfirmationRequest()))
    settings.SECRET_KEY = "a-different-key-0123456789-0123456789-0123456789-01"  # type: ignore[attr-defined]
    with pytest.raises(BadLink):
        read_token(token)
