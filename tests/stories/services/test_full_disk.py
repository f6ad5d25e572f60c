"""A disk that takes nothing any more: no half file, no row, and nothing erased that the list doesn't know."""

from pathlib import Path
from typing import Any

import pytest

from stories.models import StoryPage, Submission, SubmissionFile
from stories.services.changing import NotNow
from stories.services.pictures import AboutPicture, TooManyPictures, add_picture
from stories.services.withdrawing import withdraw
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Where nothing can be written: a file stands in the place of the folder."""
    (tmp_path / "vol").touch()
    return tmp_path / "vol" / "map"


def test_a_picture_is_kept_whole_or_not_at_all(full: Path, settings: Any) -> None:
    settings.STORY_FILES_ROOT = full
    with pytest.raises(OSError, match="Not a directory|Geen map"):
        add_picture(submission=draft(), upload=upload(picture_bytes()), about=AboutPicture())
    assert not SubmissionFile.objects.exists()


def test_a_picture_that_is_not_taken_leaves_no_file(tmp_path: Path, settings: Any) -> None:
    settings.STORY_FILES_ROOT = tmp_path / "stories"
    row = draft()
    for _ in range(3):
        add_picture(submission=row, upload=upload(picture_bytes()), about=AboutPicture())
    with pytest.raises(TooManyPictures):
        add_picture(submission=row, upload=upload(picture_bytes()), about=AboutPicture())
    with pytest.raises(NotNow):
        add_picture(submission=published()[0], upload=upload(picture_bytes()), about=AboutPicture())
    assert len(list((tmp_path / "stories").iterdir())) == 3


def test_what_the_list_can_not_take_is_not_erased(full: Path, settings: Any) -> None:
    row, page = published()
    settings.ERASURE_LOG = full / "erasure.log"
    with pytest.raises(OSError, match="vol"):
        withdraw(submission=row)
    assert list(Submission.objects.all()) == [row]
    assert list(StoryPage.objects.public()) == [page]
