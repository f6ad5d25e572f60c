"""A demo of a few small files, so that a test needn't load all of the real one."""

from pathlib import Path

from PIL import Image

from exchange.demo.files import DemoContent, read

COALITION = """
title = "Coalitie Zaanstad"
slug = "zaanstad"
summary = "Wie hier samenwerken."
municipalities = ["Zaanstad"]
stage = "bouwen"
partners = ["gemeente", "jgz"]
contact_name = "Naam"
contact_email = "coalitie@voorbeeld.test"
[[ambitions]]
type = "paragraph"
html = "<p>Wat we willen.</p>"
"""

APPROACH = """
title = "De belroute"
slug = "belroute"
coalition = "zaanstad"
summary = "Wie belt wie."
themes = ["geldzorgen"]
phases = ["zwangerschap"]
municipalities = ["Zaanstad"]
started = 2021
maturity = "loopt"
situations = ["geldzorgen"]
partners = ["verloskundigen"]
hours = "Vier uur"
involvement_design = "meedenken"
tags = ["schulden"]
picture = "telefoon.png"
picture_alt = "Een telefoon op tafel."
[[what_we_do]]
type = "paragraph"
html = "<p>De verloskundige belt.</p>"
[[what_we_do]]
type = "list"
items = ["Een", "Twee"]
[[what_we_do]]
type = "quote"
text = "Vier minuten."
attribution = "Verloskundige"
[[what_we_do]]
type = "picture"
image = "telefoon.png"
alt = "Nog eens de telefoon."
caption = "De telefoon"
[[results]]
type = "callout"
title = "Let op"
text = "Wie A & B zegt < C."
[[funding]]
source = "wmo"
amount_from = 1000
amount_to = 2000
is_structural = true
[[sources]]
title = "Telling"
year = 2024
is_evaluation = true
[[building_blocks]]
title = "Vast nummer"
description = "Altijd bereikbaar."
role = "core"
[[building_blocks.pitfalls]]
pitfall = "Bezet"
answer = "Tweede nummer"
[[building_blocks.pitfalls]]
pitfall = "Vakantie"
[[building_blocks]]
title = "Kaart"
role = "free"
"""

STORY = """
title = "Ik nam op"
slug = "ik-nam-op"
coalition = "zaanstad"
summary = "Een ouder vertelt."
voice = "ouder"
how_collected = "interview"
themes = ["geldzorgen"]
approaches = ["belroute"]
[[body]]
type = "paragraph"
html = "<p>De telefoon ging.</p>"
"""

NATIONAL_STORY = """
title = "Zonder plaats"
slug = "zonder-plaats"
coalition = ""
summary = "Een verhaal dat van geen coalitie is."
voice = "professional"
approaches = []
picture = ""
[[body]]
type = "paragraph"
html = "<p>Ergens in het land.</p>"
"""

KNOWLEDGE = """
type = "knowledge"
is_example = false
title = "De rapportage"
slug = "rapportage"
kind = "beleid"
source = "nieuwsbrief"
source_detail = "Zesde rapportage"
[[body]]
type = "paragraph"
html = "<p>Wat erin staat.</p>"
"""

PRIVACY = """
type = "standard"
title = "Privacy"
slug = "privacy"
summary = "Wat we bewaren in de demo."
[[body]]
type = "paragraph"
html = "<p>Dit is de tekst van de demo.</p>"
"""


def small_demo(folder: Path) -> DemoContent:
    """Write the files and read them."""
    files = {
        "coalitions/zaanstad": COALITION,
        "approaches/belroute": APPROACH,
        "stories/ik-nam-op": STORY,
        "stories/zonder-plaats": NATIONAL_STORY,
        "pages/rapportage": KNOWLEDGE,
        "pages/privacy": PRIVACY,
    }
    for name, text in files.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "pictures").mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), "teal").save(folder / "pictures" / "telefoon.png")
    return read(folder)
