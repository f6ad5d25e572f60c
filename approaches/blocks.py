"""The pitfalls of a building block, each paired with the answer that was found."""

from wagtail import blocks

from core.blocks import SentStreamBlock

__all__ = ["PitfallBlock", "PitfallsBlock"]


class PitfallBlock(blocks.StructBlock):
    """A pitfall, with its answer when there is one. Neither is asked for: a pitfall alone is an open question."""

    pitfall = blocks.TextBlock(
        label="Valkuil",
        required=False,
        rows=2,
        help_text="Wat ging er mis, of bijna? Bijvoorbeeld: De kaart bleef in de la.",
    )
    answer = blocks.TextBlock(
        label="Wat hielp",
        required=False,
        rows=2,
        help_text="Nog geen antwoord? Laat dit leeg: dan staat er een vraag aan de lezer. Bijvoorbeeld: "
        "Eén vraag in het dossier die niet over te slaan is.",
    )

    class Meta:
        icon = "warning"
        label = "Valkuil"
        label_format = "{pitfall}"


class PitfallsBlock(SentStreamBlock):
    """Any number of pitfalls, in the order in which a reader should know them."""

    pair = PitfallBlock()
