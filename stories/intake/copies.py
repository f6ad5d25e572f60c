"""Everything that is kept of a story, to take along (AVG 15 and 20)."""

from typing import Any

from django.utils.translation import gettext as _

from stories.intake.overview import Overview

__all__ = ["as_data", "as_text"]


def as_data(seen: Overview) -> dict[str, Any]:
    """As JSON can hold it."""
    row = seen.submission
    return {
        "stand": row.get_state_display(),
        "wie": row.get_role_display(),
        "samen met iemand": row.with_helper,
        "taal": row.get_language_display(),
        "titel": row.title,
        "verhaal": row.text,
        "wat het betekent": row.answers,
        "geeft antwoord op": row.questions,
        "fase": row.phases,
        "gaat over kind of partner": row.about_child_or_partner,
        "die ander weet ervan": row.other_agrees,
        "naam": row.name,
        "contact": row.contact,
        "plaats": _place(seen),
        "gelezen door de redactie": seen.times_read,
        "toestemming": [
            {
                "waarvoor": consent.get_purpose_display(),
                "ja": consent.given,
                "met naam": consent.named,
                "tot en met": consent.until.isoformat() if consent.until else None,
                "versie van de tekst": consent.text_version,
                "wanneer": consent.at.isoformat(),
            }
            for consent in seen.consents
        ],
        "berichten": [
            {
                "van": "verteller" if message.from_teller else "redactie",
                "tekst": message.text,
                "wanneer": message.at.isoformat(),
            }
            for message in seen.messages
        ],
        "waarom niet geplaatst": _why_not(seen),
        "voorgelegde tekst": seen.proposal.text if seen.proposal else None,
        "adres op de site": seen.page.full_url if seen.page else None,
        "gebeurd": [{"wat": str(each.what), "wanneer": each.at.isoformat()} for each in seen.happened],
    }


def as_text(seen: Overview) -> str:
    """The story to read."""
    row = seen.submission
    answers: Any = row.answers
    asked = ((_("Wie speelde een grote rol?"), "big_role"), (_("Wie zou dit moeten weten?"), "should_know"))
    lines = [row.title, row.text, *(f"{question} {answers[key]}" for question, key in asked if answers.get(key))]
    lines += [_why_not(seen) or ""]
    lines += [f"{_('Redactie') if not message.from_teller else _('U')}: {message.text}" for message in seen.messages]
    return "\n\n".join(line for line in lines if line.strip()) + "\n"


def _why_not(seen: Overview) -> str | None:
    refused = seen.why_not
    return f"{refused.words} {refused.reason}".strip() if refused else None


def _place(seen: Overview) -> str:
    row = seen.submission
    return str(row.municipality or row.region or row.get_placing_display())
