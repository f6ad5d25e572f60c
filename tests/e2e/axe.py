"""What axe has against a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.right > width + 1 || box.left < -1)
    .map(([element]) => element)
    .map((element) => element.outerHTML.slice(0, 120));
}"""


def faults(page: Page, within: str = "html") -> list[str]:
    """The violations on the page as it stands (WCAG 2.2 AA and axe's best practices, contrast included).

    That it has to be scrolled sideways is a fault too, which axe doesn't look for. `within`: of a screen of the admin
    our part alone, not the frame that Wagtail puts around it.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    answer = page.evaluate("([within, rules]) => axe.run(within, rules)", [within, RULES])
    found = [
        f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:300]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]
    return found + [f"steekt buiten beeld: {html}" for html in page.evaluate(TOO_WIDE)]
