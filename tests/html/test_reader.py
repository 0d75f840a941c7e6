"""What is read from the HTML of the finished site."""

from __future__ import annotations

from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.html.model import BuiltPage, BuiltSite, Reference
from macros.html.page import read_built
from macros.model import Location
from macros.rules.built import check_built


def page(html: str) -> BuiltPage:
    return read_built(html, "a/index.html", "site")


def test_head() -> None:
    read = page(
        "<!doctype html>\n<html lang=id><head><svg><title>drawing</title></svg>\n"
        "<title> A &amp; B </title><title>second</title>"
        '<meta NAME="Description" content=" D. "><meta name=robots content="noindex, follow">'
        '<link rel=canonical href="https://x.example/a/">'
        '<link rel="alternate" hreflang="en" href="https://x.example/en/a/">'
        '<link rel="alternate" type="application/rss+xml" href="feed.xml">'
    )
    assert (read.lang, read.title, read.description) == ("id", "A & B", "D.")
    assert (read.indexed, read.refresh, read.broken) == (False, None, None)
    assert read.canonical == "https://x.example/a/"
    assert read.alternates == {"en": "https://x.example/en/a/"}
    assert (read.locale, read.url) == ("id", "a/")
    assert read_built("", "en/b.html", "site").url == "en/b.html"
    assert read_built("", "en/b.html", "site").locale == "en"


@pytest.mark.parametrize(
    ("content", "target"),
    [("0; url=../b/", "../b/"), ("5;URL='c'", "c"), ("30", ""), ("x", "")],
)
def test_page_that_sends_its_readers_on(content: str, target: str) -> None:
    read = page(f'<meta http-equiv="Refresh" content="{content}">')
    assert read.refresh == target
    assert [(one.tag, one.address) for one in read.references] == [("a", target)]


@pytest.mark.parametrize(
    ("html", "addresses", "loads"),
    [
        ('<a href=" b/ ">', ["b/"], False),
        ("<a href='b?c&amp;d' href=e>", ["b?c&d"], False),
        ('<a href="https://x.example">', ["https://x.example"], False),
        ('<img src=a.png srcset="b.png 1x, c.png 2x">', ["a.png", "b.png", "c.png"], True),
        ('<link rel="stylesheet" href=x.css>', ["x.css"], True),
        ('<link rel="next" href=x>', ["x"], False),
        ('<form action="/x">', ["/x"], True),
        ('<p style="background: url(a.png)">', ["a.png"], True),
        ("<style>@import 'a.css'; b { src: url(c) }</style>", ["a.css", "c"], True),
        ('<script src="a.js"></script>', ["a.js"], True),
        ('<svg><use xlink:href="#a" /></svg>', ["#a"], True),
        ("<script>'<a href=x>'</script><!-- <a href=x> --><b title='<a href=x>'>", [], None),
    ],
)
def test_addresses(html: str, addresses: list[str], loads: bool | None) -> None:
    read = page(html)
    assert [one.address for one in read.references] == addresses
    assert all(one.loads is loads for one in read.references)


def test_language_of_a_link() -> None:
    (link,) = page('\n <a hreflang="en" rel="Alternate" href="../en/">x</a>').references
    assert link == Reference("a", "href", "../en/", 2, "alternate", "en")


def test_place_of_an_offset() -> None:
    read = page("a\nbc\n<p id=x><p id=x>")
    assert read.place(0) == Location("site/a/index.html", 1, 1)
    assert [read.place(one.at) for one in read.doubled] == [Location("site/a/index.html", 3, 9)]
    assert read.ids == {"x"}


def test_figures_outside_records() -> None:
    figure = '<data class="kb-figure x" data-fact="{}">1</data>'
    read = page(
        figure.format("a") + '<section class="kb-record"><section>' + figure.format("b")
        + '</section><div class="kb-index">' + figure.format("c") + "</div>" + figure.format("d")
        + "</section>" + figure.format("e")
    )  # fmt: skip
    assert [one.fact for one in read.figures] == ["a", "e"]


@pytest.mark.parametrize(
    ("html", "active"),
    [
        ("<script>x</script>", []),
        ("<article><script>x</script></article>", ["<script>"]),
        ("<article><article></article><script>x</script></article>", ["<script>"]),
        ("<article></article><script>x</script>", []),
        ("<iframe src=a></iframe>", ["<iframe>"]),
        ("<base>", ["<base>"]),
        ("<iFrame>", ["<iframe>"]),
        ("<article><SCRIPT>x</SCRIPT></article>", ["<script>"]),
        ("<p ONCLICK=x>", ["onclick"]),
        ("<body\nonload='x'>", ["onload"]),
        ('<a href="JavaScript:x">', ["JavaScript:x"]),
        ('<a href="java&#115;cript:x">', ["javascript:x"]),
    ],
)
def test_what_acts(html: str, active: list[str]) -> None:
    assert [one.text for one in page(html).active] == active


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>{{ x }}</p>", ["{{"]),
        ("<p>a } b { c</p>", []),
        ("<code>{{ x }}</code>", []),
        ("<code><code>{{</code>{{</code>}}", ["}}"]),
        ("<pre>\ue000</pre>", ["\ue000"]),
        ("<pre>\uffe5</pre>", []),
        ("<script>{{</script>", []),
        ("<script>\ue000</script>", ["\ue000"]),
        ("<script>{{</script>{{", ["{{"]),
        ("<title>{% x %}</title>", ["{%"]),
        ('<img alt="{# x #}" data-x="{{">', ["{#"]),
        ("<p>[object Object]</p>", ["[object Object]"]),
        ("<p>\ufffd</p>", ["\ufffd"]),
    ],
)
def test_leftovers(html: str, left: list[str]) -> None:
    assert [one.text for one in page(html).leftovers] == left


@pytest.mark.parametrize(
    ("html", "at"),
    [
        ("<", 0),
        ("a<b", 1),
        ("<b <i>", 0),
        ('<b x="y>', 0),
        ('<b x"y">', 0),
        ("<script>", 0),
        ("<title><b></b>", 0),
        ("<!-- a", 0),
        ("<p>a</p\n<p>", 4),
        ('<p class="x>a</p><p>b</p>', 0),
        ("<p title='<'>", 0),
        ("<?xml?>", 0),
        ("<![CDATA[x]]>", 0),
    ],
)
def test_what_is_no_plain_html(html: str, at: int) -> None:
    read = page(html)
    assert read.broken
    assert (read.broken.at, read.broken.text) == (at, html[at:].partition("\n")[0])


class _Parser(HTMLParser):
    """What the parser of the standard library reads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, str] = {}
        for name, value in attrs:
            given.setdefault(name, value or "")
        self.ids += [given["id"]] if "id" in given else []
        self.addresses += [given["href"].strip()] if tag == "a" and "href" in given else []


WORDS = st.text(st.sampled_from("ab <>&\"'=/-!\n\u00e9;#"), max_size=8)
VALUES = WORDS.map(lambda text: f'"{escape(text)}"') | WORDS.map(
    lambda text: "'" + text.replace("'", "").replace("<", "") + "'"
)
ATTRIBUTES = st.tuples(st.sampled_from(["id", "href", "class", "data-x", "HREF"]), VALUES)
TAGS = st.tuples(
    st.sampled_from(["a", "p", "h1", "b-c", "/a", "/p"]), st.lists(ATTRIBUTES, max_size=3)
).map(lambda tag: f"<{tag[0]}" + "".join(f" {name}={value}" for name, value in tag[1]) + ">")
PIECES = st.one_of(
    TAGS,
    WORDS.map(escape),
    WORDS.map(lambda text: f"<!-- {text.replace('-', '')} -->"),
    WORDS.map(lambda text: f"<script>{text.replace('<', '')}</script>"),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_plain_html_is_read_as_by_a_parser(html: str) -> None:
    read, other = page(html), _Parser(html)
    assert read.broken is None
    assert read.ids == set(other.ids)
    assert [one.address for one in read.references] == other.addresses


@settings(max_examples=100, deadline=None)
@given(st.text() | st.lists(st.sampled_from("<>/='\"!-{}ab &;\ue000")).map("".join))
def test_any_text_is_read(text: str) -> None:
    read = page(f"<html lang=id>{text}")
    assert len(read.text) >= len(text)
    check_built(BuiltSite("site", {read.path: read}, frozenset({read.path})))


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "part", ["<a ", "<!--", "<title>", "<a b='", "<", "<script>", "{{", "<a>", "<b>{{"]
)
def test_time_grows_with_the_text(part: str) -> None:
    """A reading that took quadratic time would not end here."""
    read = page("{{" + part * 100_000)
    assert read.broken or len(read.text) == len(part) * 100_000 + 2
    assert read.leftovers


def test_the_places_of_many_problems_take_no_longer_than_their_number() -> None:
    """Counting lines from the start for each would not end here."""
    many = 20_000
    read = page("<p id=x>\n" * many)
    assert read.place(read.doubled[-1].at) == Location("site/a/index.html", many, 1)
    site = BuiltSite("site", {read.path: read}, frozenset({read.path}))
    assert sum(problem.code == "B105" for problem in check_built(site)) == many - 1


def test_entities_in_values() -> None:
    (link,) = page(f'<a href="{escape("a?b&c")}">').references
    assert link.address == unescape("a?b&amp;c")


def test_elements_of_few_pages_are_kept() -> None:
    first, *others = [read_built(f"<p>{number}</p>", "a.html", "site") for number in range(100)]
    root = first.document.root
    assert first.document.root is root
    assert all(page.article is None for page in others)
    assert first.document.root is not root
