"""A template can ask whether the site holds examples, and pays for it only then."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from exchange.context_processors import example_notice
from exchange.models import DemoObject

pytestmark = pytest.mark.django_db


def test_it_is_false_without_examples_and_true_with_one() -> None:
    request = RequestFactory().get("/")
    assert not example_notice(request)["example_notice"]
    DemoObject.objects.create(key="page:x", content_type=ContentType.objects.get_for_model(DemoObject), object_id=1)
    assert example_notice(request)["example_notice"]


def test_it_costs_one_query_and_only_when_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        context = example_notice(RequestFactory().get("/"))
    with django_assert_num_queries(1):
        assert [bool(context["example_notice"]) for _ in range(3)] == [False] * 3
