"""Elements and their places, as the parser of the standard library reads them too."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.html.document import COMMENT, parse, start_tag_end, walk
from macros.mkdocs_adapter.sanitizer import sanitise

PARTS = [
    "<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>", "<b>", "</b>", "<a href='x'>", "</a>",
    '<a title="a > b" href=y>', "<br>", "<img src=a alt='<>'>", "<table>", "<tr>", "<td>",
    "</table>",
    "<h2 id=a>", "</h2>", "<pre>", "</pre>", "<code>", "</code>", "<details open>", "<summary>",
    "</details>", "<div class=\"x 'y'\">", "</div>", "<!-- c -->", "<", ">", "&", "&amp;",
    "&lt;b>",
    "\n", " ", "text", "\u00e9", "\"", "'", "{{", "<script>a</script>", "<svg><path d='M0'/></svg>",
]  # fmt: skip


class _Tags(HTMLParser):
    """The start tags of a text with their offsets, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self.tags: list[tuple[str, int, int]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        line, column = self.getpos()
        start = sum(len(one) + 1 for one in self.html.split("\n")[: line - 1]) + column
        self.tags.append((tag, start, start + len(self.get_starttag_text() or "")))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += f"&{name};"

    def handle_charref(self, name: str) -> None:
        self.text += f"&#{name};"


@pytest.mark.slow
@example("<div><h2 id=a><p></div><")
@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_what_the_sanitiser_gives_is_read_with_every_place(written: str) -> None:
    html = sanitise(written)
    document, other = parse(html), _Tags(html)
    assert document.broken is None
    read = [
        (node.tag, at, start_tag_end(html, at))
        for node, at in zip(document.nodes, document.places, strict=True)
        if html[at + 1 :].startswith(str(node.tag))
    ]
    assert read == other.tags
    texts = (html[start:end] for _, _, start, end in walk(html, document, document.root))
    assert "".join(texts) == other.text


@pytest.mark.parametrize(
    ("html", "places"),
    [
        ("", [("html", 0)]),
        ("a", [("html", 1), ("body", 1)]),
        (
            "<!DOCTYPE html><!-- a < b --><html><body>c</body></html><!-- d -->",
            [("!--", 15), ("html", 29), ("body", 35), ("!--", 56)],
        ),
        ("<title>a &lt; b</title>", [("html", 0), ("head", 0), ("title", 0)]),
        (
            "<p><svg><linearGradient id=a></linearGradient><path/></svg>",
            [("html", 0), ("body", 0), ("p", 0), ("svg", 3), ("lineargradient", 8), ("path", 46)],
        ),
    ],
)
def test_places(html: str, places: list[tuple[str, int]]) -> None:
    document = parse(html)
    names = ["!--" if node.tag is COMMENT else node.tag for node in document.nodes]
    assert document.broken is None
    found = list(zip(names, document.places, strict=True))
    assert [one for one in found if one[0] not in ("html", "head", "body")] == [
        one for one in places if one[0] not in ("html", "head", "body")
    ]


def test_texts_between_tags_stand_at_their_places() -> None:
    html = "a<p>b<br>c<!-- x -->d</P >e<script>'<p>'</script>f"
    document = parse(html)
    texts = [html[start:end] for _, _, start, end in walk(html, document, document.root)]
    assert [text for text in texts if text] == ["a", "b", "c", "d", "e", "'<p>'", "f"]
