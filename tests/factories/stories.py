"""Stories for tests."""

import factory

from stories.models import StoryIndexPage, StoryPage
from tests.factories.pages import PageFactory


class StoryPageFactory(PageFactory):
    """A national story, unless `parent` is a coalition."""

    class Meta:
        model = StoryPage

    title = factory.Sequence(lambda number: f"Verhaal {number}")
    parent = factory.LazyFunction(lambda: StoryIndexPage.objects.get())
