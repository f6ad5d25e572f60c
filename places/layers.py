"""The layers in which the country is divided."""

from django.db import models

__all__ = ["RegionLayer"]


class RegionLayer(models.TextChoices):
    """The ways in which the country is divided. Layers overlap and do not nest."""

    PROVINCE = "province", "Provincie"
    GGD_REGION = "ggd_region", "GGD-regio"
    ZORGKANTOOR_REGION = "zorgkantoor_region", "Zorgkantoorregio"

    @property
    def in_a_sentence(self) -> str:
        """Its name where no sentence begins: with a small letter, unless it begins with an abbreviation."""
        name = str(self.label)
        return name if name[:2].isupper() else name[:1].lower() + name[1:]

    @property
    def path(self) -> str:
        """How an address names this layer: the key of its facet without "_region"."""
        return str(self.value).removesuffix("_region")
