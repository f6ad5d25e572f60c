"""The picture of a teller: seen by editors, part of what is said yes to, on the site only with that."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from stories.models import (
    AuditAction,
    AuditRow,
    Reply,
    StoryPage,
    Submission,
    SubmissionFile,
)
from stories.services import pictures, reviewing
from stories.services.pictures import AboutPicture
from tests.factories.coalitions import editor as national_editor
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import approved, sent
from tests.stories.moderation.screens import (
    approve,
    edit,
    page,
    publish,
)

pytestmark = pytest.mark.django_db


@contextmanager
def lost(picture: SubmissionFile) -> Iterator[None]:
    """The picture isn't on the disk: a backup of the database alone was put back."""
    path = Path(settings.STORY_FILES_ROOT) / f"{picture.uid}.enc"
    kept = path.read_bytes()
    path.unlink()
    yield
    path.write_bytes(kept)


def with_picture() -> tuple[Submission, SubmissionFile]:
    row = sent()
    about = AboutPicture(alt="Een wieg.", credit="Zelf")
    return row, pictures.add_picture(submission=row, upload=upload(picture_bytes()), about=about)


class TestPictures:
    def test_without_one_nothing_is_asked_about_it(self, client: Client, editor: User) -> None:
        row, _ = with_picture()
        assert "Foto bij het verhaal" in page(client, row)
        assert "Foto bij het verhaal" not in page(client, sent())

    def test_one_is_looked_at_by_editors(self, client: Client, editor: User) -> None:
        row, picture = with_picture()
        address = reverse("moderation:picture", args=[row.uid, picture.pk])
        answer = client.get(address)
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "no-store")
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
        assert AuditRow.objects.filter(action=AuditAction.FILE_OPENED, staff_id=editor.pk).exists()
        assert client.get(reverse("moderation:picture", args=[sent().uid, picture.pk])).status_code == 404

    def test_one_goes_along_as_part_of_what_is_said_yes_to(self, client: Client, editor: User) -> None:
        row, picture = with_picture()
        edit(client, row, picture=picture.pk)
        row.refresh_from_db()
        proposal = row.proposals.get()
        assert proposal.picture == picture
        reviewing.answer_proposal(submission=row, proposal=proposal.pk, reply=Reply.YES)
        row.refresh_from_db()
        assert "U maakte deze tekst zelf" in approve(client, row).content.decode()
        client.force_login(national_editor())
        assert f"Kijk ook naar foto {picture.pk}" in page(client, row)
        approve(client, row)
        row.refresh_from_db()
        with lost(picture):
            assert "De foto is er niet meer. Leg de tekst opnieuw voor" in publish(client, row).content.decode()
        publish(client, row)
        assert StoryPage.objects.get().picture_alt == "Een wieg."

    def test_one_that_nobody_said_yes_to_stays_behind(self, client: Client, editor: User) -> None:
        row = approved()
        pictures.add_picture(submission=row, upload=upload(picture_bytes()), about=AboutPicture())
        publish(client, row)
        assert StoryPage.objects.get().picture is None

    def test_one_of_another_story_cant_be_chosen(self, client: Client, editor: User) -> None:
        (row, _own), (_other, picture) = with_picture(), with_picture()
        assert "Fout" in edit(client, row, picture=picture.pk).content.decode()
        assert not row.proposals.exists()
