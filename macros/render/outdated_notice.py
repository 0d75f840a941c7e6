"""The note that tells a reader which sections are newer in the other language."""

from __future__ import annotations

from html import escape

from macros.errors import KnowledgeError
from macros.languages.words import word
from macros.model import other_locale
from macros.render.context import PageContext
from macros.render.dispatch import plain
from macros.render.result import items, tag
from macros.translations.fingerprint import one_line
from macros.translations.sections import Section
from macros.translations.status import SectionPair


def behind_notice(context: PageContext) -> str:
    """The sections of a page that its twin has left behind, as HTML; empty where there are none."""
    twins = context.library.twins_of(context.page.key)
    behind = [pair for pair in twins.pairs if pair.standing.behind == context.locale]
    if not behind:
        return ""
    other = PageContext(context.library, twins.pages[other_locale(context.locale)])
    told = tag("p", escape(context.word("behind")))
    links = items(_links(context, other, pair) for pair in behind)
    return tag("div", told + links, class_="kb-behind", role="note")


def _links(context: PageContext, other: PageContext, pair: SectionPair) -> str:
    """A section by its name in the page's language, and the way to it in the other one."""
    own, newer = _name(context, pair), _name(other, pair)
    here = tag("a", escape(own), href=f"#{pair.anchor}") if pair.anchor else escape(own)
    there = tag(
        "a",
        escape(newer),
        href=context.twin_href(pair.anchor),
        lang=other.locale,
        hreflang=other.locale,
    )
    return f"{here} – {there}"


def _name(context: PageContext, pair: SectionPair) -> str:
    section: Section | None = pair[context.locale]
    if section is None or section.heading is None:
        return word("lead", context.locale)
    try:
        return one_line(plain(section.heading.text, context))
    except KnowledgeError:
        return section.heading.text
