"""Slides as small pages of their own, for reveal.js and for browsers without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from posixpath import relpath

from lxml import etree

from macros.course.lessons import Course, Lesson
from macros.course.lines import Line, Style, line
from macros.course.packages import package_file
from macros.course.paths import slides_path
from macros.course.questions import Question, letter
from macros.course.slide_model import (
    Badges,
    Chart,
    Code,
    Drawing,
    Note,
    Options,
    Part,
    Points,
    Prose,
    Slide,
    Table,
    Tile,
    Tiles,
)
from macros.course.slide_sizes import sizes
from macros.course.slides import Deck
from macros.languages.words import word
from macros.model import Locale, other_locale
from macros.render.result import escape, tag

_PACKAGES = {
    "assets/npm/reveal.js": "reveal.js/dist/reveal.js",
    "assets/npm/reveal.css": "reveal.js/dist/reveal.css",
    "assets/npm/notes.js": "reveal.js/dist/plugin/notes.js",
    "assets/npm/LICENSE-reveal.txt": "reveal.js/LICENSE",
}
"""What the slides take from npm, by its place in the site. It comes as its makers minified it."""
_LONG = 9
"""Characters of a figure beyond which it is written smaller."""
_STYLE, _SCRIPT = "assets/slides.css", "assets/slides.js"


def slide_files(course: Course, decks: Sequence[Deck]) -> Iterator[tuple[str, bytes]]:
    """The slides of every lesson, and what they load; none where the theme cannot show them."""
    if not course.site.files.issuperset({_STYLE, _SCRIPT}):
        return
    for one in decks:
        path = slides_path(one.lesson.locale, one.lesson.number)
        yield path, _page(course, one).encode()
    if decks:
        for path, package in _PACKAGES.items():
            yield path, package_file(course.root, package).read_bytes()


def _page(course: Course, made: Deck) -> str:
    lesson = made.lesson
    locale, path = lesson.locale, slides_path(lesson.locale, lesson.number)
    page = _Page(course, path)
    version = _version(course)
    title = word("deck-of", locale).format(title=lesson.title)
    slides = "\n".join(page.slide(one, locale) for one in made.slides)
    scripts = "".join(
        tag("script", defer="", src=page.to(one) + version)
        for one in ("assets/npm/reveal.js", _SCRIPT)
    )
    # Paper has the slides below one another, as a browser without a script.
    styles = "".join(
        f'<link rel="stylesheet" href="{page.to(one)}{version}"{media}>'
        for one, media in (("assets/npm/reveal.css", ' media="screen"'), (_STYLE, ""))
    )
    notes = page.to("assets/npm/notes.js") + version
    return (
        f'<!doctype html>\n<html lang="{locale}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)} – {escape(word('site-name', locale))}</title>\n"
        f'<meta name="robots" content="noindex">\n{styles}\n'
        f'<link rel="icon" href="{page.to("assets/mark.svg")}">\n{scripts}\n</head>\n<body>\n'
        f'<div class="deck" data-notes="{notes}">\n<main>\n{slides}\n</main>\n</div>\n'
        f"{_tools(page, lesson)}\n</body>\n</html>\n"
    )


def _tools(page: _Page, lesson: Lesson) -> str:
    """Below the slides: the page of the module and the other language; the script adds buttons."""
    locale, other = lesson.locale, other_locale(lesson.locale)
    twin = page.to(slides_path(other, lesson.number).removesuffix("index.html"))
    links = (
        tag(
            "a",
            escape(page.course.label(lesson)),
            href=page.to(lesson.page.url),
        ),
        tag("a", escape(word("language-name", other)), href=twin, hreflang=other, lang=other),
    )
    return tag("nav", " ".join(links), class_="tools", aria_label=word("deck-tools", locale))


def _version(course: Course) -> str:
    """The query that the pages of the site add to addresses of scripts and styles."""
    home = course.site.pages.get("index.html")
    found = (one.address for one in home.references) if home else ()
    return next((one[one.index("?") :] for one in found if "assets/kb.js?" in one), "")


class _Page:
    """What writes slides for one page, and knows the way from there to all other files."""

    def __init__(self, course: Course, path: str) -> None:
        self.course, self.folder = course, path.rpartition("/")[0]

    def to(self, path: str) -> str:
        """The address of a file or a folder of the site, as this page names it."""
        way = relpath(path or ".", self.folder)
        return f"{way}/" if path.endswith("/") or not path else way

    def slide(self, slide: Slide, locale: Locale) -> str:
        level = "h1" if slide.kind == "title" else "h2"
        kicker = tag("p", escape(slide.kicker), class_="kicker") if slide.kicker else ""
        head = tag("header", kicker + tag(level, escape(slide.title)))
        parts = "".join(self.part(one, locale) for one in slide.parts)
        body = tag("div", parts, class_="body") if parts else ""
        tall = any(isinstance(one, Drawing) and one.tall for one in slide.parts)
        shape = "tall" if tall else ""
        classes = " ".join(filter(None, (slide.kind, shape, *sizes(slide))))
        notes = "".join(map(_note, slide.notes))
        aside = f'<aside class="notes">{notes}</aside>' if notes else ""
        return f'<section id="{slide.id}" class="{classes}">{head}{body}{aside}</section>'

    def part(self, part: Part, locale: Locale) -> str:
        match part:
            case Points(items, ordered, start):
                listed = "".join(
                    tag("li", tag("p", _html(one.text)) + _small(one.more)) for one in items
                )
                numbered = {"start": str(start)} if ordered and start > 1 else {}
                return tag("ol" if ordered else "ul", listed, class_="points", **numbered)
            case Prose(lines):
                return "".join(tag("p", _html(one), class_="prose") for one in lines)
            case Tiles(tiles):
                long = " long" if max(len(one.value) for one in tiles) > _LONG else ""
                kind = f"tiles tiles-{len(tiles)}{long}"
                return tag("ul", "".join(map(_tile, tiles)), class_=kind)
            case Chart(svg, source):
                told = tag("figcaption", escape(source)) if source else ""
                return tag("figure", _svg(svg) + told)
            case Drawing():
                return self.drawing(part)
            case Table(head, rows):
                return _table(head, rows)
            case Badges(pairs):
                each = (tag("dt", escape(name)) + tag("dd", _html(said)) for name, said in pairs)
                return tag("dl", "".join(tag("div", one) for one in each), class_="badges")
            case Options(question):
                return _options(question, locale)
            case Code(picture, address):
                image = (
                    f'<img src="{self.to(picture)}" width="200" height="200" alt="" loading="lazy">'
                )
                told = tag("small", escape(word("deck-scan", locale)))
                return tag("div", image + tag("p", told + tag("b", _soft(address))), class_="code")

    def drawing(self, drawing: Drawing) -> str:
        """The picture, or its two halves beside each other."""
        path, title, wide, high, cut = drawing
        size = {"width": str(wide), "height": str(high)}
        if not cut:
            image = f'<img src="{self.to(path)}" width="{wide}" height="{high}"'
            return tag("figure", f'{image} alt="{escape(title)}" loading="lazy">')
        room = max(cut, high - cut)
        halves = (
            tag(
                "svg",
                # The inner one shows nothing beyond the place where the picture is parted.
                tag(
                    "svg",
                    tag("image", href=self.to(path), y=str(-start), **size),
                    width=str(wide),
                    height=str(end - start),
                ),
                viewBox=f"0 0 {wide} {room}",
                role="img",
                aria_label=title if not start else None,
                aria_hidden="true" if start else None,
            )
            for start, end in ((0, cut), (cut, high))
        )
        return tag("figure", "".join(halves), class_="halves")


def _html(text: Line) -> str:
    return "".join(_run(run.text, run.style) for run in text)


def _run(text: str, style: Style) -> str:
    html = escape(text)
    if style.fact:
        fact = None if style.fact == "?" else style.fact
        html = tag("span", html, class_="figure", data_fact=fact)
    if style.emphasis:
        html = tag("em", html)
    if style.strong:
        html = tag("strong", html)
    return tag("span", html, lang=style.lang) if style.lang else html


def _small(text: Line) -> str:
    return tag("p", _html(text), class_="more") if text else ""


def _tile(tile: Tile) -> str:
    figure = tag("b", escape(tile.value), class_="figure", data_fact=tile.fact)
    told = tag("span", escape(tile.label))
    told += tag("small", escape(tile.period)) if tile.period else ""
    return tag("li", figure + told)


def _svg(svg: etree._Element) -> str:
    return str(etree.tostring(svg, encoding="unicode", method="html", with_tail=False))


def _table(head: tuple[Line, ...], rows: tuple[tuple[Line, ...], ...]) -> str:
    """On narrow screens each cell stands below the one before, with the words of its column."""
    heads = "".join(tag("th", _html(cell), scope="col") for cell in head)
    top = tag("thead", tag("tr", heads)) if head else ""
    names = [cell.text for cell in head]
    written = "".join(
        tag(
            "tr",
            "".join(
                tag("td", _html(cell), data_label=names[at] if 0 < at < len(names) else None)
                for at, cell in enumerate(row)
            ),
        )
        for row in rows
    )
    return tag("table", top + tag("tbody", written))


def _options(question: Question, locale: Locale) -> str:
    """The options; those that are right are marked one step later, each with its reason."""
    items, reasons = [], []
    for at, option in enumerate(question.options):
        mark = letter(at)
        shown = tag("b", mark, class_="letter") + tag("span", _html(line([option.shown])))
        if option.right:
            right = escape(word("question-right", locale).rstrip("."))
            badge = tag("b", right, class_="right fragment", data_fragment_index="0")
            items.append(tag("li", shown + badge, class_="is-right"))
            reason = tag("b", mark, class_="letter") + _html(line([option.explained]))
            reasons.append(tag("p", reason))
        else:
            items.append(tag("li", shown))
    told = tag("div", "".join(reasons), class_="reasons fragment", data_fragment_index="0")
    return tag("ol", "".join(items), class_="options") + told


def _note(note: Note) -> str:
    title = tag("p", tag("strong", escape(note.title))) if note.title else ""
    return title + "".join(tag("p", _html(one)) for one in note.lines)


def _soft(address: str) -> str:
    """An address that may be parted after its slashes."""
    return re.sub(r"([/#])", r"\1<wbr>", escape(address))
