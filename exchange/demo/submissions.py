"""Invented submissions in every state, each brought there by the services that people's clicks call."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from coalitions.models import CoalitionPage
from exchange.demo.accounts import DEMO_ACCOUNTS
from exchange.demo.files import CONTENT, BadDemoFile
from exchange.models import DemoObject
from places.models import Municipality, Region, RegionLayer
from stories.consent.choosing import Choice
from stories.danger import signs
from stories.keeping.code import new_key
from stories.models import (
    CoalitionAnswer,
    FocusGroup,
    Outcome,
    Placing,
    Purpose,
    Reply,
    Role,
    Source,
    State,
    StoryIndexPage,
    StoryPage,
    Submission,
)  # fmt: skip
from stories.rules import CHECKLIST
from stories.services import focus_groups, publishing, responding, reviewing, showing, telling, withdrawing
from stories.services.publishing import Placement
from stories.services.responding import Response
from stories.services.reviewing import Edited
from stories.services.telling import Answers, Entry, Start, Told
from themes.models import Theme

__all__ = ["clear_example_submissions", "load_example_submissions", "read_submissions"]

Content = Mapping[str, Any]
DAY: Final = timedelta(days=1)
FILE: Final = "submissions.toml"
YES: Final = (Purpose.READ, Purpose.PUBLISH, Purpose.MONITOR)
LOOKED_AT: Final = dict.fromkeys(CHECKLIST, True)
PUBLISHED: Final = ("gepubliceerd", "niet-op-site", "verlopen", "ingetrokken")
PROPOSED: Final = ("wacht-op-verteller", "aanpassen", "nee", "goedgekeurd", *PUBLISHED)
"""Values of `state` in the file for which editors wrote a text; beside those of State "aanpassen" and "nee"."""
REPLIES: Final = {"aanpassen": Reply.CHANGE, "nee": Reply.NO}


def read_submissions(folder: Path = CONTENT) -> Content:
    """The file submissions.toml of a folder; BadDemoFile when it is not right."""
    try:
        return tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadDemoFile(f"{FILE}: {error}") from None


@transaction.atomic
def load_example_submissions(content: Content) -> int:
    """Make the examples that were never made before; returns how many. None without the two editors of the demo."""
    known = set(DemoObject.objects.values_list("key", flat=True))
    new = [values for values in content.get("submissions", ()) if _key(values) not in known]
    editors = _editors()
    if not new or len(editors) < 2:
        return 0
    places = {place.name: place for place in Municipality.objects.all()}
    regions = {region.name: region for region in Region.objects.filter(layer=RegionLayer.GGD_REGION)}
    around = _Surroundings(editors[0], editors[1], places, Theme.objects.by_slug(), regions)
    for values in content.get("focus_groups", ()):
        around.groups[values["key"]] = _group(values, around)
    for values in new:
        _remember(_key(values), _Example(values, around).make())
    return len(new)


@transaction.atomic
def clear_example_submissions() -> int:
    """Erase the examples that are still there, with their pages; returns how many."""
    removed = 0
    for model in (Submission, FocusGroup):
        rows = DemoObject.objects.filter(content_type=ContentType.objects.get_for_model(model))
        examples: Any = model._default_manager.filter(pk__in=rows.values("object_id"), is_example=True)
        for example in examples:
            removed += 1
            _erase(example)
        rows.delete()
    return removed


def _erase(example: Submission | FocusGroup) -> None:
    if isinstance(example, Submission):
        withdrawing.erase_story(submission=example)
    elif not example.submissions.exists():  # somebody entered a story of their own
        example.delete()


def _key(values: Content) -> str:
    return f"submission:{values['key']}"


@dataclass(frozen=True)
class _Surroundings:
    """Who works in the demo, and what the examples refer to. `reader` is the second pair of eyes."""

    writer: User
    reader: User
    places: Mapping[str, Municipality]
    themes: Mapping[str, Theme]
    regions: Mapping[str, Region]
    groups: dict[str, FocusGroup] = field(default_factory=dict)


class _Example:
    """One submission on its way to its state, each step some time after the one before."""

    def __init__(self, values: Content, around: _Surroundings) -> None:
        self.values, self.around = values, around
        self.state: str = values["state"]
        self.at: datetime = timezone.now() - values["days"] * DAY

    def make(self) -> Submission:
        row = self._told()
        Submission.objects.filter(pk=row.pk).update(is_example=True)
        if self.state not in ("concept", "verstuurd"):
            self._read(row)
        if self.state in PROPOSED:
            self._propose(row)
        if self.state in PUBLISHED:
            self._publish(row)
        return row

    def _told(self) -> Submission:
        values, start = self.values, Start(Role(self.values["role"]), sixteen_or_older=True, keep_draft=True)
        if "source" in values:
            group = self.around.groups.get(values.get("group", ""))
            danger = signs(values["text"])
            entry = Entry(Source(values["source"]), start, self._words(), self._choices(), group, danger)
            return telling.enter_for_teller(key=new_key(), editor=self.around.writer, entry=entry, now=self.at)
        row = telling.start_draft(key=new_key(), start=start, now=self.at)
        telling.save_draft(submission=row, told=self._words(), now=self.at)
        if self.state == "concept":
            return row
        telling.choose_consent(submission=row, choices=self._choices(), now=self.at)
        return telling.send(submission=row, urgency=signs(values["text"]), slow=values.get("slow", False), now=self.at)

    def _words(self) -> Told:
        values = self.values
        place = self._known(self.around.places, values["place"]) if "place" in values else None
        region = self._known(self.around.regions, values["region"]) if "region" in values else None
        answers = Answers(values.get("feelings", ()), values.get("big_role", ""), values.get("should_know", ""))
        return Told(
            title=values.get("title", ""),
            text=values["text"].strip(),
            answers=answers,
            phases=values.get("phases", ()),
            questions=values.get("questions", ()),
            placing=Placing.MUNICIPALITY if place else Placing.REGION if region else Placing.COUNTRY,
            municipality=place,
            region=region,
            name=values.get("name"),
            coalition=self._coalition() if values.get("shared") else None,
        )

    def _choices(self) -> dict[Purpose, Choice]:
        yes = (*YES, Purpose.COALITION) if self.values.get("shared") else YES
        given: dict[Purpose, Choice] = {
            purpose: Choice(purpose in yes) for purpose in Purpose if purpose != Purpose.DRAFT
        }
        return {**given, Purpose.PUBLISH: Choice(True, named="name" in self.values)}

    def _coalition(self) -> CoalitionPage | None:
        """None when a user took it away."""
        found: CoalitionPage | None = CoalitionPage.objects.filter(slug=self.values["coalition"]).first()
        return found

    def _read(self, row: Submission) -> None:
        now = self.at + DAY / 2
        reviewing.open_story(submission=row, editor=self.around.writer, now=now)
        if "question" in self.values:
            reviewing.ask(submission=row, editor=self.around.writer, text=self.values["question"], now=now)
        if "answer" in self.values:
            reviewing.answer(submission=row, text=self.values["answer"], now=now + DAY)
        if "reason" in self.values:
            reason = self.values["reason"]
            reviewing.decide(
                submission=row, editor=self.around.writer, outcome=Outcome.DECLINE, checklist={}, reason=reason, now=now
            )

    def _propose(self, row: Submission) -> None:
        values, around, now = self.values, self.around, self.at + DAY
        text = Edited(values["edited_title"], values["edited"], values.get("edited_summary", ""))
        proposal = reviewing.propose_edit(submission=row, editor=around.writer, edited=text, now=now)
        reply = Reply.YES if self.state in ("goedgekeurd", *PUBLISHED) else REPLIES.get(self.state)
        if reply:
            remark = values.get("remark", "")
            reviewing.answer_proposal(
                submission=row, proposal=proposal.pk, reply=reply, remark=remark, now=now + DAY / 2
            )
        if values.get("eyes") or self.state in PUBLISHED:
            reviewing.open_story(submission=row, editor=around.reader, now=now + DAY / 2)
            reviewing.decide(
                submission=row, editor=around.reader, outcome=Outcome.APPROVE, checklist=LOOKED_AT, now=now + DAY / 2
            )

    def _publish(self, row: Submission) -> None:
        now = self.at + 2 * DAY
        themes = [self._known(self.around.themes, slug) for slug in self.values.get("themes", ())]
        placement = Placement(StoryIndexPage.objects.get(), themes)
        page = publishing.publish(submission=row, editor=self.around.reader, placement=placement, now=now)
        if self.state == "niet-op-site":
            page.unpublish(user=self.around.reader)
            showing.follow_pages(now + DAY)
        elif self.state != "gepubliceerd":
            withdrawing.take_page_down(submission=row, state=State(self.state), now=now + DAY)
        elif "response" in self.values:
            self._respond(page, now + DAY)

    def _respond(self, page: StoryPage, now: datetime) -> None:
        coalition = self._coalition()
        if coalition is None:
            return
        answer = Response(
            CoalitionAnswer(self.values["response"]),
            what=self.values["what"],
            without_approach="Dit beschrijven wij nog.",
        )
        made = responding.respond(story=page, coalition=coalition, author=self.around.writer, response=answer, now=now)
        if self.values["checked"]:
            responding.check_response(response=made, editor=self.around.writer, now=now)

    def _known(self, known: Mapping[str, Any], name: str) -> Any:
        if name not in known:
            raise BadDemoFile(
                f"{FILE}: {self.values['key']}: {name} bestaat niet; draai eerst load_places, load_themes"
            )
        return known[name]


def _editors() -> list[User]:
    """Two who read submissions: the editor of the demo and its administrator."""
    emails = [account.email for account in DEMO_ACCOUNTS if account.role in ("editor", "admin")]
    return list(User.objects.filter(email__in=emails).order_by("-email"))


def _group(values: Content, around: _Surroundings) -> FocusGroup:
    key = f"focusgroup:{values['key']}"
    known = FocusGroup.objects.filter(pk__in=DemoObject.objects.filter(key=key).values("object_id")).first()
    if known is not None:
        return known
    fields = {name: values[name] for name in ("date", "place", "participants", "facilitator")}
    made = FocusGroup(
        municipality=around.places.get(values["municipality"]), theme=around.themes.get(values["theme"]),
        is_example=True, **fields,
    )  # fmt: skip
    focus_groups.record_focus_group(focus_group=made, editor=around.writer)
    _remember(key, made)
    return made


def _remember(key: str, target: Model) -> None:
    kind = ContentType.objects.get_for_model(target)
    DemoObject.objects.update_or_create(key=key, defaults={"content_type": kind, "object_id": target.pk})
