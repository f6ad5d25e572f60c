"""Somebody who tells a story by the forms of the pages, as a browser without scripts sends them."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from stories.intake.visitors import _cookie_name
from stories.keeping.code import new_key
from stories.models import Submission
from stories.services import door

__all__ = ["STORY", "Teller"]

STORY = "/vertel/stap/verhaal/"
HIDDEN = re.compile(r'name="key" value="([\w-]+)"')


class Teller:
    """Holds the browser. Each method is what somebody does on a page."""

    def __init__(self, **client: Any) -> None:
        self.client = Client(**client)

    def get(self, path: str) -> HttpResponse:
        return self.client.get(path)

    def post(self, address: str, /, **fields: Any) -> HttpResponse:
        return self.client.post(address, fields)

    def key(self) -> str:
        """The key in the form of a first screen."""
        found = HIDDEN.search(self.get("/vertel/").content.decode())
        assert found
        return found[1]

    def begin(self, **fields: Any) -> HttpResponse:
        answers = {"role": "ouder", "age": "ja", "keep_draft": "on", "language": "nl", "key": new_key()}
        return self.post("/vertel/", **{**answers, **fields})

    def tell(self, text: str = "Het was een lange nacht.", **fields: Any) -> HttpResponse:
        return self.post(STORY, text=text, **fields)

    def consent(self, **fields: Any) -> HttpResponse:
        return self.post("/vertel/stap/toestemming/", **{"yes-lezen": "on", "yes-plaatsen": "on", **fields})

    def send(self) -> HttpResponse:
        return self.post("/vertel/nakijken/", version=self.submission.version)

    def tell_all(self) -> Submission:
        """From the first screen to the receipt."""
        self.begin()
        self.tell()
        self.consent()
        self.send()
        return self.submission

    @property
    def cookie(self) -> str:
        return self.client.cookies[_cookie_name()].value

    @property
    def submission(self) -> Submission:
        """What is open in this browser, as it is kept."""
        found = door.submission_of(key=self.cookie)
        assert found
        return found

    def code(self) -> str:
        return door.code_for(key=self.cookie, submission=self.submission)
