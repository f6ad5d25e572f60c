"""Whatever is asked, the API answers as its own description says, and never breaks (schemathesis)."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.endpoints import api
from approaches.models import ApproachPage
from core.models import Throttle

pytestmark = pytest.mark.django_db

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
EXAMPLES = 25
"""Per address; eight addresses. The same ones each time, so that a failure is one that anybody can repeat."""


@pytest.fixture(autouse=True)
def _connection_stays_open() -> Iterator[None]:
    """A request closes old connections when it begins and ends, and the test's own is one: as in Django's client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", sorted(api.get_openapi_schema()["paths"]))
def test_every_answer_is_one_that_was_described(path: str, published: ApproachPage) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())

    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        Throttle.objects.all().delete()  # that too many are refused is shown elsewhere
        # The client of WSGI unpacks nothing.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()
