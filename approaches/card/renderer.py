"""The process that makes one PDF: HTML pages as JSON on its input, the PDF on its output. Knows nothing of the site.

`python -m approaches.card.renderer`. It fetches nothing: only what stands in the page itself (data:) is shown.
"""

import json
import sys
from pathlib import Path

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

__all__ = ["STYLESHEET", "main", "pdf_of"]

STYLESHEET = Path(__file__).with_name("sheet.css")
SHEETS = 1


def main() -> None:
    sys.stdout.buffer.write(pdf_of(json.load(sys.stdin.buffer)))


def pdf_of(variants: list[str]) -> bytes:
    """The first variant that fits; of the last one, whatever fits."""
    document = next((laid for laid in map(_lay_out, variants[:-1]) if len(laid.pages) <= SHEETS), None)
    document = document or _lay_out(variants[-1])
    pdf: bytes = document.copy(document.pages[:SHEETS]).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return pdf


def _lay_out(html: str) -> Document:
    fonts = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=["data"])
    sheet = CSS(string=STYLESHEET.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=fetcher)
    document: Document = HTML(string=html, url_fetcher=fetcher).render(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )
    return document


if __name__ == "__main__":
    main()
