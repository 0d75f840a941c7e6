"""Family B: every figure of a finished page is that of its record, or stands in the page's source.

What a page shows of records is made once more from facts.yml and the page's calls, while the site
generator is at work, and compared with what the page has become. What else a page has of figures
must stand in its source, where the rules of family N have judged it, or in what its calls give.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree

from macros.errors import KnowledgeError, problem
from macros.html.document import parse
from macros.html.model import BuiltPage, BuiltSite
from macros.languages.words import word
from macros.library import Library
from macros.markdown.exchange import CALL
from macros.markdown.plain_text import OBJECT
from macros.model import LOCALES, Locale, Page, Problem
from macros.model.document import INLINE_TAGS
from macros.quantities.finder import read_quantities
from macros.quantities.model import Quantity
from macros.render.citations import with_marks
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.render.figures import dated_notice, day_text
from macros.render.page_sources import page_sources, with_short_ids
from macros.render.result import MacroResult

_ENTRY = "#figure-"
_UNREAD = frozenset({"script", "style", "template", "noscript"})
_INLINE = INLINE_TAGS | {"code", "kbd", "samp", "var", "wbr", "bdi", "bdo", "tspan"}
_READ = frozenset({"alt", "title", "aria-label", "placeholder", "label", "summary"})
"""Attributes that readers meet."""
_NUMBERING = frozenset({"kb-cite-mark", "footnote-ref", "footnote-backref", "headerlink"})
"""Classes of what counts notes, marks and ways back."""
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00ad": ""})
_NEAR = 12
"""Characters on one side of a figure that must stand beside it in the source as well."""
_NOTHING_ELSE = re.compile(r"[0-9]+(?:[.,–/-][0-9]+)*")
_SIZE = re.compile(r" ?[kM]B\b")
"""The size of a file of the site itself, which the build measures."""
_DIGIT = re.compile(r"[\d.,]")


class Shown(NamedTuple):
    """What a page shows as the value of a fact."""

    tag: str
    value: str
    text: str
    fact: str


class Expected(NamedTuple):
    """What the sources say that a page may show."""

    figures: Mapping[Shown, int]
    entries: frozenset[tuple[Shown, str]]
    """To which entry of the list at the page's end each of them may lead."""
    lines: frozenset[str]
    """Whole texts of blocks, cells, labels and values of attributes."""
    numbers: Mapping[str, int]
    """Those of them that are nothing but a number, as a year in a table, and how many there are."""
    text: str
    """All of it, one line each."""
    given: frozenset[str]
    """What calls give within a line, and how pages are called that a page links to."""


def expected_of(library: Library, pages: Iterable[Page]) -> Mapping[str, Expected]:
    """What each of these pages may show, by its path below the site's folder. Pages whose calls
    cannot be made are left out: they are never built."""
    given = _Given(library)
    expected = {}
    for page in pages:
        context = PageContext(library, page)
        try:
            expected[context.file(page.key)] = _of_page(context, given)
        except KnowledgeError:
            continue
    return expected


class _Given:
    """What calls give, each made and read once."""

    def __init__(self, library: Library) -> None:
        self.made: dict[object, MacroResult] = {}
        self.titles: dict[Locale, set[str]] = {one: set() for one in LOCALES}
        for (locale, _), (title, _) in library.titles.items():
            if any(read_quantities(title, locale)):
                self.titles[locale].add(_plain(title))

    def results(self, context: PageContext) -> list[MacroResult]:
        """The results of the calls of a page in the order of its text."""
        results = []
        for call in context.page.body_calls:
            key = (
                call.name,
                call.arguments,
                *call.keywords.items(),
                context.page.key,
                context.locale,
            )
            if key not in self.made:
                self.made[key] = evaluate(call, context)
            results.append(self.made[key])
        return with_marks(context, results)


def _of_page(context: PageContext, given: _Given) -> Expected:
    page = context.page
    pieces = given.results(context)
    figures = [figure for piece in pieces for figure in piece.figures]
    citations = [piece.citation for piece in pieces if piece.citation]
    facts = {
        f"#{figure.anchor}": figure.rests_on[0].fact.key if figure.rests_on else ""
        for figure in figures
    }
    html = "\n".join(piece.html for piece in pieces)
    linked = with_short_ids(html, figures)[1]
    ended = page_sources(context, citations, figures, linked)
    html = f"<div>{html}</div><div>{dated_notice(context, figures)}{ended}</div>"
    read = _Reader(parse(html).root, facts.get)
    numbers = {f"#{anchor}": f"{_ENTRY}{number}" for anchor, number in linked.items()}
    all_lines = [line for line, _ in read.lines]
    all_lines += (_plain(one) for one in _of_source(page, context))
    texts = {_plain(piece.text) for piece in pieces if not piece.block}
    lines = texts.union(all_lines)
    return Expected(
        Counter(shown for shown, _ in read.figures),
        frozenset((shown, numbers.get(_entry(node), "")) for shown, node in read.figures),
        frozenset(lines),
        Counter(line for line in all_lines if _NOTHING_ELSE.fullmatch(line)),
        "\n".join(["", *sorted(lines), _plain(CALL.sub(OBJECT, page.document.text)), ""]),
        frozenset(filter(None, texts | given.titles[context.locale])),
    )


def _of_source(page: Page, context: PageContext) -> Iterator[str]:
    """The texts of the source, with `OBJECT` for each call."""
    yield context.title(page)
    yield context.description(page)
    yield day_text(context)
    document = page.document
    yield from CALL.sub(OBJECT, document.text).split("\n")
    for node in document.nodes:
        yield from (CALL.sub(OBJECT, one.value) for one in node.attributes if one.name in _READ)


class Checked(NamedTuple):
    """What was found on the pages that were looked at."""

    problems: Sequence[Problem]
    by_others: frozenset[str]
    """The paths of pages of which something is right only because another page says it."""


def check_figures(
    site: BuiltSite, expected: Mapping[str, Expected], others: Collection[str] = ()
) -> Checked:
    """What of the figures of the pages in `expected` is not what the sources say.

    A page may repeat what one of those says, or one of the paths `others`.
    """
    problems: list[Problem] = []
    doubtful: list[_Doubtful] = []
    for path, wanted in expected.items():
        page = site.pages.get(path)
        if page and not page.broken and page.article is not None:
            read = _Reader(page.article, dict(_listed(page.article)).get)
            places = dict(zip(page.document.nodes, page.document.places, strict=False))
            for shown, near, node in _unlike(read, wanted):
                where = page.place(places[node])
                problems.append(
                    problem(where, "B130", fact=shown.fact, shown=shown.text, near=near)
                )
            for line, figure, node in _untraced(page, read, wanted):
                doubtful.append(_Doubtful(page, line, figure, places[node]))
    said = _Said(site, {*expected, *others})
    problems += (
        problem(one.page.place(one.at), "B131", figure=one.figure)
        for one in doubtful
        if not said.elsewhere(one)
    )
    return Checked(problems, frozenset(one.page.path for one in doubtful))


class _Doubtful(NamedTuple):
    """A figure that neither the source of its page nor the calls there account for."""

    page: BuiltPage
    line: str
    figure: str
    at: int


def _unlike(read: _Reader, wanted: Expected) -> Iterator[tuple[Shown, str, etree._Element]]:
    """The figures that are not those of the records, with what the fact should show."""
    left = Counter(wanted.figures)
    for shown, node in read.figures:
        left[shown] -= 1
        entry = _entry(node)
        if left[shown] < 0 or (entry and (shown, entry) not in wanted.entries):
            near = next((one.text for one in wanted.figures if one.fact == shown.fact), "")
            yield shown, near, node


def _untraced(
    page: BuiltPage, read: _Reader, wanted: Expected
) -> Iterator[tuple[str, str, etree._Element]]:
    """The lines and their figures that are not accounted for."""
    heads = ((one, page.document.root) for one in _of_head(page))
    left = Counter(wanted.numbers)
    for whole, node in (*heads, *read.lines):
        if _NOTHING_ELSE.fullmatch(whole):
            left[whole] -= 1
            if left[whole] < 0:
                yield whole, whole, node
        elif whole not in wanted.lines:
            line = _part(page.locale).sub("", whole)
            for quantity in read_quantities(line, page.locale):
                if not quantity.is_prose and not _is_traced(quantity, line, wanted):
                    yield line, line[quantity.start : quantity.end], node


class _Said:
    """What the pages say in questions, which one of them repeats in plain words as a test."""

    def __init__(self, site: BuiltSite, paths: Collection[str]) -> None:
        self.pages = [site.pages[path] for path in paths if path in site.pages]
        self.texts: dict[Locale, list[tuple[BuiltPage, str]]] = {}

    def elsewhere(self, one: _Doubtful) -> bool:
        """Whether another page of the language says the whole line, with figures of records."""
        if OBJECT in one.line:
            return False
        known = self.texts.get(one.page.locale)
        if known is None:
            asking = (p for p in self.pages if p.locale == one.page.locale and "<legend" in p.text)
            known = [(page, _whole_text(page)) for page in asking]
            self.texts[one.page.locale] = known
        return any(one.line in text for page, text in known if page is not one.page)


def _whole_text(page: BuiltPage) -> str:
    article = page.article
    assert article is not None
    return _plain("".join(article.itertext()))


@cache
def _part(locale: Locale) -> re.Pattern[str]:
    """Which question of how many one is."""
    pattern = re.escape(word("question-of", locale))
    return re.compile(re.sub(r"\\\{\w+\\\}", "[0-9]+", pattern) + " ?")


def _of_head(page: BuiltPage) -> Iterator[str]:
    yield _plain(page.description)
    for meta in page.document.root.iter("meta"):
        names = (meta.get("property", ""), meta.get("name", ""))
        if any(name.endswith((":title", ":description", ":alt")) for name in names):
            yield _plain(meta.get("content", ""))


def _listed(article: etree._Element) -> Iterator[tuple[str, str]]:
    """The facts of the entries in the list at a page's end, by the addresses of the entries."""
    for item in article.iter("li"):
        name = item.get("id", "")
        if name.startswith(_ENTRY[1:]):
            links = (one.get("href", "").rpartition("#") for one in item.iter("a"))
            # The other links lead back into the text, or to a source.
            found = (fact for _, mark, fact in links if mark and not fact.startswith("__"))
            yield f"#{name}", next(found, "")


def _is_traced(quantity: Quantity, line: str, wanted: Expected) -> bool:
    """Whether the figure stands in the source with what is on one side of it, or a call gave it."""
    start, end = quantity.start, quantity.end
    if _SIZE.match(line, end):
        return True
    if start > 0 and _stands(wanted.text, line[max(start - _NEAR, 0) : end], after=True):
        return True
    if end < len(line) and _stands(wanted.text, line[start : end + _NEAR], after=False):
        return True
    covering = (one for one in wanted.given if line[start:end] in one)
    return any(at <= start and end <= at + len(one) for one in covering for at in _all(line, one))


def _all(line: str, text: str) -> Iterator[int]:
    at = line.find(text)
    while at >= 0:
        yield at
        at = line.find(text, at + 1)


def _stands(text: str, window: str, *, after: bool) -> bool:
    """Whether a window of a line stands in a text, and no further digit beside its figure."""
    for at in _all(text, window):
        beside = text[at + len(window)] if after else text[at - 1]
        if not _DIGIT.match(beside) or (beside in ".," and after):
            return True
    return False


def _plain(text: str) -> str:
    return " ".join((text if text.isascii() else text.translate(_QUOTES)).split())


class _Reader:
    """The lines of a piece of HTML, with `OBJECT` for each figure of a record, and the figures."""

    def __init__(self, root: etree._Element, fact_of: Callable[[str], str | None]) -> None:
        self.fact_of = fact_of
        self.lines: list[tuple[str, etree._Element]] = []
        self.figures: list[tuple[Shown, etree._Element]] = []
        self.line: list[str] = []
        nodes = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, node in nodes:
            if event != "comment" and node.tag not in _INLINE:
                self.flush(node)
            if event == "start":
                if node.tag in _UNREAD or (node.attrib and self.is_told(node)):
                    nodes.skip_subtree()
                elif node.text:
                    self.line.append(node.text)
            elif node.tail and node is not root:
                self.line.append(node.tail)
        self.flush(root)

    def flush(self, node: etree._Element) -> None:
        """The end of a line."""
        if self.line:
            if text := _plain("".join(self.line)):
                self.lines.append((text, node))
            self.line.clear()

    def is_told(self, node: etree._Element) -> bool:
        """Whether the attributes of an element tell what its text means; they are read as well."""
        classes = node.get("class") or ""
        if not classes.startswith("kb-table"):  # The heads of a table stand in it as well.
            for key in _READ.intersection(node.attrib):
                self.lines.append((_plain(node.get(key) or ""), node))
        shown = _shown(node, classes, self.fact_of)
        if shown:
            self.figures.append((shown, node))
            self.line.append(OBJECT)
        return shown is not None or not _NUMBERING.isdisjoint(classes.split())


def _entry(node: etree._Element) -> str:
    """The address of the entry to which a figure leads; empty where no link can stand."""
    links = (one.get("href") or "" for one in node.iter("a"))
    return next((one for one in links if one.startswith(_ENTRY)), "")


def _shown(
    node: etree._Element, classes: str, fact_of: Callable[[str], str | None]
) -> Shown | None:
    """The figure of a record that an element is; a claim is nothing but the link to its entry."""
    if "kb-figure" in classes:
        links = (fact_of(one.get("href") or "") for one in node.iter("a"))
        fact = node.get("data-fact") or next(filter(None, links), "")
        value = node.get("datetime") or node.get("value") or ""
        return Shown(node.tag, value, " ".join("".join(node.itertext()).split()), fact)
    href = node.get("href") or ""
    if node.tag == "a" and href.startswith(_ENTRY):
        return Shown("a", "", _plain("".join(node.itertext())), fact_of(href) or "")
    return None
