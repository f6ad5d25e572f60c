"""Words of danger are seen in the languages of the intake, and the words of a hard but safe story are not."""

import pytest

from stories.danger import signs
from stories.models.choices import Urgency


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ik wil echt\n niet meer  leven", (Urgency.SUICIDE,)),
        ("Zelfmoordgedachten had ik.", (Urgency.SUICIDE,)),
        ("Hij sloeg mij elke avond.", (Urgency.VIOLENCE,)),
        ("Zij schudt onze kleine baby soms.", (Urgency.CHILD,)),
        ("We zijn thuis niet veilig", (Urgency.DANGER,)),
        ("I want to die and he hits me", (Urgency.SUICIDE, Urgency.VIOLENCE)),
        ("Beni dövüyor", (Urgency.VIOLENCE,)),
        ("chcę umrzeć", (Urgency.SUICIDE,)),
        ("не хочу жити", (Urgency.SUICIDE,)),
        ("كان يضربني", (Urgency.VIOLENCE,)),
    ],
)
def test_danger_is_seen(text: str, kinds: tuple[Urgency, ...]) -> None:
    assert signs(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Ze sloeg het dossier open en keek mij aan.",
        "Onze baby is dood geboren. Het was een zwaar jaar.",
        "Ik was doodmoe en kon niet meer slapen.",
        "",
    ],
)
def test_a_hard_story_is_no_danger(text: str) -> None:
    assert signs(text) == ()
