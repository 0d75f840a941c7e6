"""Handouts: each lesson on paper, in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from macros.course.content import Content, shown_address
from macros.course.lessons import Course, Lesson, article, blocks, text
from macros.course.pdf import PdfMaker
from macros.languages.words import word
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.short.qr import qr_svg
from macros.render.short_urls import short_path
from macros.site_profile import profile

Files = Iterator[tuple[str, bytes]]
_SHEET_WORDS = ("room", "answers", "terms", "sources", "page")


def handouts(course: Course, maker: PdfMaker) -> Files:
    """The handout of each lesson in each language."""
    for locale in LOCALES:
        for lesson in course.lessons[locale]:
            values, files = handout(course, lesson)
            made = maker.make("handout.typ", values, files, page=lesson.page.path)
            yield handout_path(lesson), made


def handout_path(lesson: Lesson) -> str:
    """Where the handout of a lesson stands below the site's folder."""
    return f"{FOLDERS[lesson.locale]}handouts/{name(lesson)}.pdf"


def name(lesson: Lesson) -> str:
    """By what files of a lesson are called, such as `module-3`."""
    course = profile().course
    assert course
    return f"{course.kind.name}-{lesson.number}"


def handout(course: Course, lesson: Lesson) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The values of a handout, and its pictures."""
    content = Content(course, wanted=for_learners)
    locale = lesson.locale
    values = {
        **sheet(course, locale, word("handout", locale), lesson.title),
        **opening(content, lesson),
        "body": content.xml(lesson.page, body(lesson)),
        "answers": content.answers(),
        "terms": terms(content, locale),
        "sources": [one._asdict() for one in content.sources.values()],
    }
    address = course.address + short_path(course.library, lesson.source.key)
    return {
        **values,
        "href": address,
        "address": shown_address(address),
        "words": {**words(locale), "code": word("handout-code", locale).format(address=address)},
    }, {**content.files, "qr.svg": qr_svg(address).encode(), "mark.svg": mark()}


def sheet(course: Course, locale: Locale, kind: str, title: str) -> dict[str, Any]:
    """What every sheet says of itself: see `sheet` in content.typ."""
    site = word("site-name", locale)
    makers = word("contributors", locale)
    return {
        "lang": locale,
        "site": site,
        "kind": kind,
        "title": title,
        "document": f"{title} \N{EN DASH} {kind} \N{EN DASH} {site}",
        "running": title,
        "foot": f"{kind} \N{MIDDLE DOT} CC BY 4.0",
        "words": words(locale),
        "licence": _plain(
            word("handout-licence", locale).format(contributors=makers), _disclaimer(locale)
        ),
    }


def words(locale: Locale) -> dict[str, str]:
    return {key: word(f"handout-{key}", locale) for key in _SHEET_WORDS}


def opening(content: Content, lesson: Lesson) -> dict[str, Any]:
    """What stands on top of a lesson: its number, its facts, what it is about."""
    locale, page = lesson.locale, lesson.page
    box = next((one for one in blocks(page) if one.tag == "dl"), etree.Element("dl"))
    facts = [
        (text(name), content.xml(page, [value]))
        for name, value in zip(box.iter("dt"), box.iter("dd"), strict=True)
    ]
    stamp = article(page).find(".//div[@id='figures']/p")
    return {
        "module": f"{facts[0][0]} {text(next(box.iter('dd')))}" if facts else "",
        "facts": facts[1:],
        "lead": content.xml(page, (one for one in _first(lesson) if one.tag == "p")),
        "stamp": "" if stamp is None else text(stamp),
        "lang": locale,
    }


def body(lesson: Lesson) -> list[etree._Element]:
    """All that stands below the opening of a lesson."""
    found = list(blocks(lesson.page))
    starts = (at for at, one in enumerate(found) if one.tag == "h2")
    return found[next(starts, len(found)) :]


def for_learners(node: etree._Element) -> bool:
    """Whether learners get a part of a lesson on paper: its facilitator has the answers."""
    if node.tag != "details":
        return True
    classes = (node.get("class") or "").split()
    return "success" not in classes and not ("note" in classes and section_of(node) == "case")


def section_of(node: etree._Element) -> str:
    """The id of the last heading of level 2 before an element of an article."""
    return next((one.get("id", "") for one in node.itersiblings("h2", preceding=True)), "")


def terms(content: Content, locale: Locale) -> list[Mapping[str, str]]:
    """The terms of a content with their meanings, in the order of the alphabet."""
    found = [
        {
            "name": term.form[locale],
            "meaning": term.definition[locale],
            "label": f"{content.prefix}term-{key}",
        }
        for key, term in content.terms.items()
    ]
    return sorted(found, key=lambda one: one["name"].casefold())


def mark() -> bytes:
    """The site's mark, or nothing to be seen."""
    file = profile().mark
    if file is None:
        return b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    return file.read_bytes()


def _first(lesson: Lesson) -> Iterable[etree._Element]:
    """What stands above the first heading of level 2."""
    for one in blocks(lesson.page):
        if one.tag == "h2":
            return
        yield one


def _disclaimer(locale: Locale) -> str:
    said = profile().disclaimer
    return said[locale] if said else ""


def _plain(*said: str) -> str:
    root = etree.Element("content")
    for one in filter(None, said):
        etree.SubElement(root, "p").text = one
    return str(etree.tostring(root, encoding="unicode"))
