"""A disk that takes nothing: no half file, no row, and nothing erased that the list doesn't know."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.checks import run_checks

from stories.keeping import erasure_log
from stories.models import StoryPage, Submission, SubmissionFile
from stories.services.changing import NotNow
from stories.services.pictures import AboutPicture, TooManyPictures, add_picture
from stories.services.withdrawing import withdraw
from tests.factories.files import picture_bytes, upload
from tests.factories.submissions import draft, published
from tests.rights import as_nobody

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


def test_a_list_that_the_site_has_no_right_to_is_known_before_somebody_takes_a_story_back(settings: Any) -> None:
    with as_nobody(), TemporaryDirectory() as folder:
        path = settings.ERASURE_LOG = Path(folder) / "map" / "erasure.log"
        assert erasure_log.is_writable(), "it can be begun"
        path.parent.mkdir()
        path.touch()
        assert erasure_log.is_writable()
        path.chmod(0o400)
        assert not erasure_log.is_writable()
        path.unlink()
        path.parent.chmod(0o500)
        assert not erasure_log.is_writable()


def test_and_so_by_the_check_of_a_real_site(full: Path, settings: Any, tmp_path: Path) -> None:
    def found() -> list[str]:
        messages = run_checks(tags=["security"], include_deployment_checks=True)
        return [message.id for message in messages if message.id == "stories.E003"]

    settings.ERASURE_LOG = tmp_path / "erasure.log"
    assert found() == []
    settings.ERASURE_LOG = full / "erasure.log"
    assert found() == ["stories.E003"]
