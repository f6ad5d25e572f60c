"""Our hints among Wagtail's content checks: the preview holds them as a list, and each kind of hint is a rule."""

from typing import Any, ClassVar, Final

from wagtail.admin.userbar import ContentCheckerItem

from core.plain_language import HintKind

__all__ = ["PlainLanguageItem", "rule_id"]

HELP: Final = {
    HintKind.JARGON: "Niet iedereen kent dit woord. De lijst onder de pagina zegt wat u kunt schrijven.",
    HintKind.SENTENCE: "Korte zinnen lezen makkelijker.",
    HintKind.LONG_WORD: "Lange woorden houden lezers op.",
    HintKind.PASSIVE: "Zeg wie iets doet.",
    HintKind.LINK: "De woorden van een link zeggen waar hij heen gaat.",
    HintKind.ALT: "Wie de afbeelding niet ziet, mist haar.",
    HintKind.CREDIT: "Een maker heeft recht op zijn naam.",
    HintKind.CONSENT: "Wie herkenbaar is, moet het goed vinden.",
    HintKind.SAME_NAME: "Een lezer weet niet welke u bedoelt.",
}


def rule_id(kind: HintKind) -> str:
    """The name of the rule for a kind of hint."""
    return f"kansrijke-start-{kind.slug}"


class PlainLanguageItem(ContentCheckerItem):
    """Wagtail's checks, and a rule for each kind of hint.

    Wagtail can't be given checks of our own, so a rule uses one of axe that is there: it fails on each element of
    the list of hints, since each has a title.
    """

    axe_run_only: ClassVar[list[str]] = [*ContentCheckerItem.axe_run_only, *(rule_id(kind) for kind in HintKind)]
    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": rule_id(kind),
                "impact": "minor",
                "selector": f'[data-hint="{kind.slug}"]',
                "tags": ["best-practice"],
                "none": [{"id": "non-empty-title", "options": {"attribute": "title"}}],
                "enabled": True,
            }
            for kind in HintKind
        ),
    ]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        **{rule_id(kind): {"error_name": kind.label, "help_text": HELP[kind]} for kind in HintKind},
    }
