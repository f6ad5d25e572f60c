"""The line of the first 1000 days in templates."""

import pytest
from django.template import Context, Template

from themes.models import LifePhase


def rendered(template: str, **context: object) -> str:
    return Template("{% load life_phases %}" + template).render(Context(context))


def test_a_line_fills_the_phases_that_are_covered() -> None:
    html = rendered("{% phase_line slugs %}", slugs=[LifePhase.PREGNANCY])
    assert html.count("<li") == 4
    assert html.count('class="on"') == 1
    assert html.index('<li class="on">') > html.index("<li>")


def test_an_unnamed_line_is_hidden_from_assistive_technology_and_left_out_when_empty() -> None:
    assert 'aria-hidden="true"' in rendered("{% phase_line slugs %}", slugs=["0-2-jaar"])
    assert rendered("{% phase_line slugs %}", slugs=[]).strip() == ""
    assert rendered("{% phase_line slugs %}", slugs=None).strip() == ""


def test_a_named_line_says_in_words_what_is_not_covered() -> None:
    html = rendered("{% phase_line slugs named=True %}", slugs=[LifePhase.BIRTH])
    assert "Geboorte en kraamtijd</li>" in html
    assert html.count("(niet)") == 3


def test_a_line_of_links_leads_to_the_search_for_each_phase() -> None:
    html = rendered("{% phase_line links=True %}")
    assert [f'href="/zoeken/?phase={phase.value}"' in html for phase in LifePhase] == [True] * 4


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        (["geboorte-en-kraamtijd", "zwangerschap"], "zwangerschap, geboorte en kraamtijd"),
        (["preconceptie"], "vóór de zwangerschap"),
        (["0-2-jaar"], "0 tot 2\N{NO-BREAK SPACE}jaar"),
        (["bestaat-niet"], ""),
        (None, ""),
    ],
)
def test_names_follow_the_order_of_a_life(slugs: list[str] | None, words: str) -> None:
    assert rendered("{{ slugs|phase_names }}", slugs=slugs) == words
