"""What all that is printed of lessons has in common: opening, terms, sources, foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from macros.course.content import Content, shown_address
from macros.course.lessons import LICENCE, Course, Lesson, article, blocks, text
from macros.html.model import BuiltPage
from macros.languages.dates import format_date
from macros.languages.words import word
from macros.model import Locale
from macros.publish.short.qr import qr_svg
from macros.render.short_urls import short_path
from macros.site_profile import profile

_WORDS = ("room", "answers", "terms", "sources", "page", "contents")


def sheet(course: Course, locale: Locale, kind: str, title: str) -> dict[str, Any]:
    """What every sheet says of itself: see `sheet` in content.typ."""
    site, makers = word("site-name", locale), word("contributors", locale)
    newest = course.newest
    about = profile().disclaimer
    said = (
        word("handout-licence", locale).format(contributors=makers),
        about[locale] if about else "",
    )
    imprint = etree.Element("content")
    for one in filter(None, said):
        etree.SubElement(imprint, "p").text = one
    return {
        "lang": locale,
        "site": site,
        "kind": kind,
        "title": title,
        "document": " \N{EN DASH} ".join(dict.fromkeys((title, kind, site))),
        "foot": f"{kind} \N{MIDDLE DOT} {LICENCE}",
        "known": f"{word('as-known-on', locale)} {format_date(newest, locale)}" if newest else "",
        "words": {key: word(f"handout-{key}", locale) for key in _WORDS},
        "imprint": str(etree.tostring(imprint, encoding="unicode")),
        "href": course.address,
        "address": shown_address(course.address),
    }


def opening(content: Content, lesson: Lesson, page: BuiltPage, key: str) -> dict[str, Any]:
    """What stands on top of a lesson: its number, its facts, what it is about, the way to a page.

    `page` tells of what age the figures are, and `key` is that of the page that the code leads to.
    """
    course, locale = content.course, lesson.locale
    box = next((one for one in blocks(lesson.page) if one.tag == "dl"), etree.Element("dl"))
    names, values = list(box.iter("dt")), list(box.iter("dd"))
    facts = [
        (text(name), content.xml(lesson.page, [value]))
        for name, value in zip(names, values, strict=True)
    ]
    stamp = article(page).find(".//div[@id='figures']/p")
    address = course.address + short_path(course.library, key)
    code = f"qr-{content.prefix}{lesson.number}.svg"
    content.files[code] = qr_svg(address).encode()
    return {
        "lang": locale,
        "label": f"{content.prefix}lesson-{lesson.number}",
        "title": lesson.title,
        "number": lesson.number,
        "module": f"{text(names[0])} {text(values[0])}" if facts else "",
        "facts": facts[1:],
        "lead": content.xml(page, (one for one in before_sections(page) if one.tag == "p")),
        "stamp": "" if stamp is None else text(stamp),
        "href": address,
        "address": shown_address(address),
        "code": code,
        "told": word("handout-code", locale).format(address=shown_address(address)),
    }


def before_sections(page: BuiltPage) -> Iterator[etree._Element]:
    """What stands above the first heading of level 2."""
    for one in blocks(page):
        if one.tag == "h2":
            return
        yield one


def body(page: BuiltPage) -> list[etree._Element]:
    """All from the first heading of level 2."""
    return list(blocks(page))[len(list(before_sections(page))) :]


def for_learners(node: etree._Element) -> bool:
    """Whether learners get a part of a lesson on paper: its facilitator has the answers."""
    if node.tag != "details":
        return True
    classes = (node.get("class") or "").split()
    return "success" not in classes and not ("note" in classes and section_of(node) == "case")


def section_of(node: etree._Element) -> str:
    """The id of the last heading of level 2 before an element of an article."""
    return next((one.get("id", "") for one in node.itersiblings("h2", preceding=True)), "")


def source_list(content: Content) -> list[dict[str, Any]]:
    """The sources of a content as its template lists them."""
    return [one._asdict() for one in content.sources.values()]


def term_list(content: Content, locale: Locale, keys: Iterable[str] = ()) -> list[dict[str, str]]:
    """The terms of a content with their meanings: those of the keys, or all by the alphabet."""
    terms = content.course.library.terms
    ordered = keys or sorted(content.terms, key=lambda key: terms[key].form[locale].casefold())
    return [
        {
            "name": terms[key].form[locale],
            "meaning": terms[key].definition[locale],
            "label": f"{content.prefix}term-{key}",
        }
        for key in ordered
    ]


def mark() -> bytes:
    """The site's mark, or nothing to be seen."""
    file = profile().mark
    if file is None:
        return b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    return file.read_bytes()
