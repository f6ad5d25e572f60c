"""Names of before: themes and free tags (trefwoorden) that went up in another one, and where they lead now."""

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from taggit.models import Tag

if TYPE_CHECKING:
    from themes.models import Theme  # noqa: F401 (ruff does not read the annotation as a type)

__all__ = ["FormerTag", "FormerTheme", "tag_key"]

NAME_LENGTH = 100


def tag_key(name: str) -> str:
    """What two spellings of one tag have in common."""
    return " ".join(name.split()).casefold()


class MergeRecord(models.Model):
    """When, and by whom."""

    merged_at = models.DateTimeField("samengevoegd op", default=timezone.now, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        abstract = True


class FormerThemeQuerySet(models.QuerySet["FormerTheme"]):
    """Reads of themes that went up in another one."""

    def successors(self, slugs: Collection[str]) -> Mapping[str, str]:
        """The slug of today for slugs of before, of those that there were. One query."""
        return dict(self.filter(slug__in=slugs).values_list("slug", "theme__slug"))


class FormerTheme(MergeRecord):
    """A theme that went up in another one. Its slug stays taken: addresses and imports still use it."""

    slug = models.SlugField("webnaam", max_length=NAME_LENGTH, unique=True)
    name = models.CharField("naam", max_length=NAME_LENGTH)
    theme = models.ForeignKey("themes.Theme", models.CASCADE, related_name="former_names", verbose_name="nu")

    objects = FormerThemeQuerySet.as_manager()

    class Meta:
        verbose_name = "voormalig thema"
        verbose_name_plural = "voormalige thema's"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class FormerTagQuerySet(models.QuerySet["FormerTag"]):
    """Reads of tags that went up in another one."""

    def current(self, names: Iterable[str]) -> list[str]:
        """These names as they are today, each once and in their order. One query, none for no names."""
        given = list(names)
        if not given:
            return []
        found = self.filter(key__in={tag_key(name) for name in given}).values_list("key", "tag__name")
        today = dict(found)
        return list(dict.fromkeys(today.get(tag_key(name), name) for name in given))


class FormerTag(MergeRecord):
    """A tag that went up in another one: whoever uses its name again gets the other."""

    key = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    name = models.CharField("naam", max_length=NAME_LENGTH)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="former_names", verbose_name="nu")

    objects = FormerTagQuerySet.as_manager()

    class Meta:
        verbose_name = "voormalig trefwoord"
        verbose_name_plural = "voormalige trefwoorden"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
