"""What results can be narrowed by, as far as stories go: whose voice it is."""

from search.api import Facet, choice_labels, register
from stories.models import StoryPage, Voice

register(
    Facet(
        key="voice",
        label="Wie vertelt",
        applies_to=StoryPage,
        values=lambda story: [story.voice] if story.voice else [],
        labels=choice_labels(Voice),
        sort="given",
        position=52,
        folded=True,
    )
)
