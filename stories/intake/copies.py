"""Everything that is kept of a story, to take along (AVG 15 and 20). Who of the staff did something is never told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.sharing import absolute
from stories.intake.overview import Overview, Taken
from stories.models import AuditRow, Consent, Decision, Message, Proposal, Submission, Urgency
from stories.rules import CHECKLIST

__all__ = ["as_data", "as_text"]


def as_data(seen: Overview) -> dict[str, Any]:
    """As JSON can hold it. Why a field is called otherwise here, or left out: tests/stories/intake/test_copies.py."""
    row = seen.submission
    return {
        **_told(row, str(seen.prompt)),
        **_kept(row),
        "waarom niet geplaatst": _why_not(seen),
        "adres op de site": absolute(seen.page.url) or None if seen.page else None,
        "gelezen door de redactie": seen.times_read,
        "gelezen door de coalitie": seen.times_read_there,
        "toestemming": [_consent(consent) for consent in row.consents.all()],
        "foto’s": [_picture(taken) for taken in seen.pictures],
        "berichten": [_message(message) for message in row.messages.all()],
        "voorgelegde teksten": [_proposal(proposal) for proposal in row.proposals.select_related("picture")],
        "besluiten": [_decision(decision) for decision in row.decisions.all()],
        "open in browsers tot": [_at(session.ends_at) for session in row.sessions.order_by("pk")],
        "gebeurd": [{"wat": str(each.what), "wanneer": _at(each.at)} for each in seen.happened],
        "wat de redactie deed": _acts(row),
    }


def _told(row: Submission, prompt: str) -> dict[str, Any]:
    """What somebody filled in."""
    return {
        "wie": row.get_role_display(),
        "samen met iemand": row.with_helper,
        "taal": row.get_language_display(),
        "gekozen vraag": prompt,
        "titel": row.title,
        "verhaal": row.text,
        "wat het betekent": row.answers,
        "geeft antwoord op": row.questions,
        "fase": row.phases,
        "gaat over kind of partner": row.about_child_or_partner,
        "die ander weet ervan": row.other_agrees,
        "naam": row.name,
        "contact": row.contact,
        "hoe precies": row.get_placing_display(),
        "plaats": str(row.municipality or row.region or row.get_placing_display()),
        "coalitie": row.coalition.title if row.coalition else None,
    }


def _kept(row: Submission) -> dict[str, Any]:
    """What we wrote down about it."""
    return {
        "stand": row.get_state_display(),
        "nummer bij ons": str(row.uid),
        "hoe binnengekomen": row.get_source_display(),
        "focusgroep": str(row.focus_group) if row.focus_group else None,
        "ingevoerd door de redactie": row.entered_by is not None,
        "dringend": row.urgent,
        "waarom dringend": [str(Urgency(reason).label) for reason in row.urgency],
        "wordt later gelezen": row.slow,
        "verzonnen voorbeeld": row.is_example,
        "keer veranderd": row.version,
        **{
            name: _at(at)
            for name, at in (
                ("begonnen", row.created_at),
                ("bewaard", row.saved_at),
                ("verstuurd", row.sent_at),
                ("besloten", row.decided_at),
                ("geplaatst", row.published_at),
            )
        },
    }


def _consent(consent: Consent) -> dict[str, Any]:
    """Earlier answers too: those have a moment at which they ended."""
    return {
        "waarvoor": consent.get_purpose_display(),
        "ja": consent.given,
        "met naam": consent.named,
        "tot en met": consent.until.isoformat() if consent.until else None,
        "versie van de tekst": consent.text_version,
        "wanneer": _at(consent.at),
        "vervangen": _at(consent.withdrawn_at),
        "gewaarschuwd dat het afloopt": _at(consent.warned_at),
    }


def _picture(taken: Taken) -> dict[str, Any]:
    """The picture itself is taken along by a link of its own, under this name."""
    picture = taken.picture
    return {
        "bestand": taken.name,
        "nummer bij ons": str(picture.uid),
        "soort": picture.extension,
        "grootte in bytes": picture.size,
        "wat er te zien is": picture.alt,
        "maker": picture.credit,
        "mensen": picture.get_people_display(),
        "een kind is te herkennen": picture.child,
        "wanneer": _at(picture.at),
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "van": "verteller" if message.from_teller else "redactie",
        "tekst": message.text,
        "wanneer": _at(message.at),
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "titel": proposal.title,
        "in het kort": proposal.summary,
        "verhaal": proposal.text,
        "foto": str(proposal.picture.uid) if proposal.picture else "",
        "taal": proposal.get_language_display(),
        "wanneer": _at(proposal.at),
        "antwoord voor": _at(proposal.deadline),
        "antwoord": proposal.get_reply_display(),
        "wat de verteller anders wil": proposal.remark,
        "beantwoord": _at(proposal.replied_at),
        "achterhaald": proposal.overtaken,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    checked: Any = decision.checklist
    return {
        "besluit": decision.get_outcome_display(),
        "over een voorgelegde tekst": decision.proposal.title if decision.proposal else None,
        "reden": decision.reason,
        "nagekeken": [words for key, words in CHECKLIST.items() if checked.get(key)],
        "wanneer": _at(decision.at),
    }


def _acts(row: Submission) -> list[dict[str, Any]]:
    acts: Iterable[AuditRow] = AuditRow.objects.filter(submission=row.uid).order_by("pk")
    return [{"wat": act.get_action_display(), "wanneer": _at(act.at)} for act in acts]


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


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
