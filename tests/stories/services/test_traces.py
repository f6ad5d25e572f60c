"""After a withdrawal nothing is left: a canary in every field, and a sweep of all that we keep."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, CommentReply, Page, PageLogEntry, PageSubscription, Revision

from accounts.models import User
from core.models import SiteImage
from mail.models import Message
from mail.outbox import store
from search.engines.scrubbing import scrub
from search.indexer.build import build_due
from search.known_words import count_words
from search.models import PlacedResult
from stories.gone import ErasedMeanwhile
from stories.keeping.code import code_of, new_key
from stories.models import Reply, Role, StoryPage, Submission, SubmissionFile
from stories.services import pictures, reviewing, telling, withdrawing
from stories.services.changing import Gone
from stories.services.pictures import AboutPicture
from stories.services.telling import Answers, Told
from tests.factories.coalitions import editor as national_editor
from tests.factories.core import ImageFactory
from tests.factories.files import CANARY, tell_tale, upload
from tests.factories.stories import StoryPageFactory
from tests.factories.submissions import ALL_YES, an_editor, published, sent
from tests.stories.sweep import places_of

RAW = "rauwkanarie"
"""In what was told: encrypted, so nowhere to be read, ever."""
SHOWN = "toonkanarie"
"""In what was published: everywhere at first, nowhere in the end."""


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.ERASURE_LOG = tmp_path / "erasure.log"
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.EMAIL_BACKEND = "mail.backend.OutboxBackend"


def told(key: str) -> Submission:
    answers = Answers(big_role=f"{RAW} wie", should_know=f"{RAW} weten")
    row = telling.start_draft(key=key, start=telling.Start(Role.PARENT, sixteen_or_older=True, keep_draft=True))
    pictures.add_picture(
        submission=row,
        upload=upload(tell_tale("JPEG")),
        about=AboutPicture(alt=f"{SHOWN} alt", credit=f"{SHOWN} maker"),
    )
    texts = Told(title=f"{RAW} titel", text=f"{RAW} tekst", answers=answers, contact=f"{RAW}@example.org", name=RAW)
    return sent(key, told=texts, choices=ALL_YES)


def on_the_site(key: str) -> tuple[Submission, StoryPage]:
    """A story with everything around it that Wagtail and we can leave of one."""
    row = told(key)
    editor = an_editor()
    reviewing.ask(submission=row, editor=editor, text=f"{RAW} vraag")
    reviewing.answer(submission=row, text=f"{RAW} antwoord")
    with_picture = {"picture": SubmissionFile.objects.get().pk}
    row, page = published(
        row, title=f"{SHOWN} titel van toen", summary=f"{SHOWN} kort", text=f"{SHOWN} tekst", **with_picture
    )
    page.picture.get_rendition("width-32")
    page.save_revision(user=editor, log_action=True)
    remark(page, editor)
    Redirect.objects.create(old_path=f"/{SHOWN}", redirect_page=page, site=page.get_site())
    page.get_workflow().start(page, editor) if page.get_workflow() else None
    store([EmailMessage("Gelezen", f"Mooi: “{page.title}”", to=["collega@example.org"])])
    Message.objects.filter(subject="Gelezen").update(state=Message.State.SENT)
    store([EmailMessage(f"Over {page.title}", f"Kijk: /verhalen/{page.slug}/", to=["redactie@example.org"])])
    build_due()
    count_words()
    return row, page


def place(page: StoryPage) -> None:
    """Editors hid it for two questions, and threw one of those decisions away."""
    client = Client()
    client.force_login(national_editor(email="zoeken@example.org"))
    for question in ("kanker", page.title):
        said = {"question": question, "address": page.url, "where": "hidden", "position": 1}
        assert client.post(reverse("placement:add"), {**said, "reason": f"{SHOWN} waarom"}).status_code == 302
    thrown = PlacedResult.objects.get(question=page.title)
    assert client.post(reverse("placement:delete", args=[thrown.pk])).status_code == 302
    assert PlacedResult.objects.get().title == page.title


def remark(page: StoryPage, editor: User) -> None:
    """A remark in the editor, which a colleague hears of and answers."""
    colleague = national_editor(email="collega@example.org")
    PageSubscription.objects.create(page=page, user=colleague, comment_notifications=True)
    client, url = Client(), reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(editor)
    said = {"text": f"{SHOWN} opmerking", "contentpath": "themes", "position": ""}
    replies = {"replies-TOTAL_FORMS": 1, "replies-INITIAL_FORMS": 0, "replies-0-text": f"{SHOWN} antwoord"}
    for known, row in ((0, said | {"replies-TOTAL_FORMS": 0, "replies-INITIAL_FORMS": 0}), (1, said | replies)):
        row |= {"id": Comment.objects.get().pk} if known else {}
        data = {f"comments-0-{name}": value for name, value in row.items()}
        assert client.post(url, {"comments-TOTAL_FORMS": 1, "comments-INITIAL_FORMS": known, **data}).status_code == 302
    assert CommentReply.objects.get().comment.page_id == page.pk
    assert Message.objects.filter(text__contains=f"{SHOWN} opmerking").exists()


@pytest.mark.django_db
def test_what_was_told_is_read_nowhere_while_it_is_kept(tmp_path: Path, client: Client) -> None:
    key = new_key()
    row, _page = on_the_site(key)
    assert places_of(SHOWN, tmp_path), "the sweep finds what is there"
    assert [*places_of(RAW, tmp_path), *places_of(CANARY, tmp_path)] == []
    assert places_of(code_of(key), tmp_path) == []
    assert Submission.objects.get(pk=row.pk).text == f"{RAW} tekst"


@pytest.mark.django_db
def test_a_picture_that_is_taken_away_leaves_the_page_and_every_version_of_it(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row, page = on_the_site(new_key())
    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove_picture(submission=row, picture=SubmissionFile.objects.get().pk)
    page = StoryPage.objects.get(pk=page.pk)
    assert (page.live, page.picture, page.picture_alt) == (True, None, "")
    assert {(one.content["picture"], one.content["picture_alt"]) for one in page.revisions.all()} == {(None, "")}
    assert not SiteImage.objects.exists()
    assert [path for folder in ("media", "stories") for path in (tmp_path / folder).rglob("*") if path.is_file()] == []
    build_due()
    assert places_of(f"{SHOWN} alt", tmp_path) == []


@pytest.mark.django_db
def test_after_a_withdrawal_no_trace_is_left(
    tmp_path: Path, client: Client, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any
) -> None:
    row, page = on_the_site(new_key())
    place(page)
    uid, path = row.uid, page.url
    assert list((tmp_path / "stories").iterdir())
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        caplog.clear()
        withdrawing.withdraw(submission=row)
    build_due()
    count_words()
    scrub()
    assert [*places_of(SHOWN, tmp_path), *places_of(page.slug, tmp_path)] == []
    assert list((tmp_path / "stories").iterdir()) == []
    assert [p for p in (tmp_path / "media").rglob("*") if p.is_file()] == []
    assert str(uid) not in (tmp_path / "erasure.log").read_text()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()
    assert not PageLogEntry.objects.filter(page=page.pk).exists()
    assert not PlacedResult.objects.exists()
    for address in (path, f"/{SHOWN}"):
        answer = client.get(address)
        assert (answer.status_code, answer["X-Robots-Tag"]) == (410, "noindex"), address
        assert SHOWN not in answer.content.decode()


@pytest.mark.django_db
def test_an_editor_who_had_it_open_can_not_bring_it_back(client: Client) -> None:
    row, page = on_the_site(new_key())
    opened = StoryPage.objects.get(pk=page.pk)
    withdrawing.withdraw(submission=row)
    for act in (opened.save, opened.save_revision):
        with pytest.raises(ErasedMeanwhile), transaction.atomic():
            act(clean=False)
    client.force_login(an_editor())
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": SHOWN}).status_code == 404
    assert not Page.objects.filter(pk=page.pk).exists()
    assert not Revision.objects.filter(object_id=str(page.pk)).exists()


@pytest.mark.django_db
def test_the_picture_of_a_teller_goes_wherever_else_it_was_put_and_one_of_the_site_stays() -> None:
    row, page = on_the_site(new_key())
    other = StoryPageFactory(picture=page.picture)
    withdrawing.withdraw(submission=row)
    other.refresh_from_db()
    assert other.picture is None
    written, sharing = (StoryPageFactory(picture=picture) for picture in [ImageFactory()] * 2)
    withdrawing.erase_story(page=written)
    sharing.refresh_from_db()
    assert sharing.picture is not None


@pytest.mark.django_db
def test_an_answer_of_the_teller_after_the_withdrawal_changes_nothing() -> None:
    row, _page = on_the_site(new_key())
    stale = Submission.objects.get(pk=row.pk)
    withdrawing.withdraw(submission=row)
    with pytest.raises(Gone):
        reviewing.answer_proposal(submission=stale, proposal=1, reply=Reply.YES)
    assert not Submission.objects.exists()
