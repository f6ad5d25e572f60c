"""Attacks with HTML, for every place that takes text, and what it means that one failed."""

from collections.abc import Mapping
from html.parser import HTMLParser

__all__ = ["BLOCKS", "CORPUS", "RICH_TEXT", "assert_harmless"]

CORPUS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.test></sCrIpT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><style><a id="</style><img src=x onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><img src=x onerror=alert(1)></template>",
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<iframe src=javascript:alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>klik</a>",
    '<a href="JaVaScRiPt:alert(1)">klik</a>',
    '<a href="java\nscript:alert(1)">klik</a>',
    '<a href="java&#09;script:alert(1)">klik</a>',
    '<a href="&#x6A;avascript&colon;alert(1)">klik</a>',
    '<a href=" &#14;  javascript:alert(1)">klik</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">klik</a>',
    "<a href='https://x.nl\"onmouseover=alert(1) x=\"'>klik</a>",
    '<a linktype="page" id="1&quot; onclick=&quot;alert(1)">klik</a>',
    '<p onclick=alert(1) style="background:url(javascript:alert(1))">tekst</p>',
    "<p data-block-key='x\" onclick=\"alert(1)'>tekst</p>",
    "<b/onmouseover=alert(1)>tekst</b>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<meta http-equiv=refresh content=0;url=//evil.test>",
    "<base href=//evil.test/>",
    "<link rel=stylesheet href=//evil.test>",
    "<style>@import '//evil.test'</style>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=1.0?><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "{{constructor.constructor('alert(1)')()}}",
    "<script>alert(1)",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<\u017fcript>alert(1)</\u017fcript>",
)

# Per element the attributes that text of this site may have.
RICH_TEXT = {
    "p": {"data-block-key"}, "h2": {"data-block-key"}, "h3": {"data-block-key"}, "li": {"data-block-key"},
    "a": {"href", "linktype", "id"}, "b": set(), "i": set(), "ul": set(), "ol": set(), "br": set(),
}  # fmt: skip
# The same, with what the templates of the blocks put round it.
BLOCKS = RICH_TEXT | {
    "div": {"class", "role"}, "figure": {"class"}, "blockquote": set(), "figcaption": set(), "span": {"class"},
    "ul": {"class"}, "p": {"class", "data-block-key"}, "picture": set(), "source": {"srcset", "type", "sizes"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
}  # fmt: skip


class _Auditor(HTMLParser):
    """Fails on the first element, attribute or address that isn't in its list."""

    def __init__(self, allowed: Mapping[str, set[str]]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed = allowed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed, f"<{tag}>"
        for name, value in attrs:
            assert name in self.allowed[tag], f"<{tag} {name}>"
            if name in ("href", "src"):
                assert value is not None
                assert value.lower().startswith(("https://", "http://", "mailto:", "tel:", "/", "#")), value
                assert not value.startswith(("//", "/\\")), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"<?{data}>")


def assert_harmless(html: str, allowed: Mapping[str, set[str]] = RICH_TEXT) -> None:
    """Every element, attribute and address is one that the site writes itself."""
    auditor = _Auditor(allowed)
    auditor.feed(html)
    auditor.close()
