"""The call that replaces a typed figure, and whether it may be put there unasked."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from macros.errors import KnowledgeError
from macros.facts.selection import Choice
from macros.markdown.plain_text import PageText
from macros.model import DATED, Fix, Locale
from macros.quantities.comparisons import limit_before
from macros.quantities.vocabulary import LIMITS
from macros.render.context import PageContext
from macros.render.values import FORMS, show
from macros.rules.of_pages.figures.index import RecordedValue

_SPACE = re.compile(r"\s")
_SPACES = re.compile(r"\s+")
_TAG = re.compile("<[A-Za-z/]")
_ORDER = (
    "",
    "unit",
    "bare",
    "full",
    "compact",
    "words",
    "ordinal",
    "start",
    "end",
    "month",
    "year",
)
"""The forms that are tried, the plainest first."""
_FIXED_IN = frozenset(("paragraph", "heading", "item", "cell", "footnote"))
"""The blocks in which a call may take a figure's place unasked."""
_LONGEST = 30
"""Characters that a word of bound or of unit may take beside the figure."""


class Written(NamedTuple):
    """A call, and the part of the text that it gives again; no part where none is the same."""

    call: str
    start: int = -1
    end: int = -1


def call_for(
    context: PageContext, known: RecordedValue, form: str = "", *, capital: bool = False
) -> str:
    """The call that gives this value on this page, pinned where the page would show another."""
    arguments = [f'"{known.fact.key}"', *_pins(context, known)]
    if form:
        arguments.append(f'form="{form}"')
    if capital:
        arguments.append('capital="yes"')
    return f"{{{{ fact({', '.join(arguments)}) }}}}"


def _pins(context: PageContext, known: RecordedValue) -> list[str]:
    if known.is_shown(context):
        return []
    observation, pins = known.observation, list[str]()
    if observation.period and known.fact.kind not in DATED:
        pins.append(f'period="{observation.period.iso}"')
    if observation.edition:
        pins.append(f'edition="{observation.edition.key}"')
    return pins


def shown(context: PageContext, known: RecordedValue, form: str = "") -> str:
    """The value as this page would show it; empty where it has no such form."""
    try:
        return show(context, Choice.alone(known.fact, known.observation), form)
    except KnowledgeError:
        return ""


def written(context: PageContext, known: RecordedValue, text: str, start: int, end: int) -> Written:
    """The call that gives `text[start:end]` again, with the words of bound and unit around it.

    Where no form of the value is what stands there, the plain call.
    """
    kind = known.fact.kind
    for form in (f for f in _ORDER if not f or f in FORMS[kind]):
        value = plain(shown(context, known, form))
        for capital in (False, True) if value[:1].islower() else (False,):
            wanted = value[:1].upper() + value[1:] if capital else value
            span = _around(text, start, end, wanted)
            if span and not _is_bounded(known, text, span[0], context.locale):
                return Written(call_for(context, known, form, capital=capital), *span)
    return Written(call_for(context, known))


def _around(text: str, start: int, end: int, wanted: str) -> tuple[int, int] | None:
    """The span around a figure that holds just these characters; spaces are all the same."""
    low = max(0, start - _LONGEST)
    for found in re.finditer(f"(?={re.escape(wanted)})", plain_same(text[low : end + _LONGEST])):
        first = low + found.start()
        if first <= start and first + len(wanted) >= end:
            return first, first + len(wanted)
    return None


def plain(text: str) -> str:
    """The text with every run of spaces as one ordinary space."""
    return _SPACES.sub(" ", text)


def plain_same(text: str) -> str:
    """The text with every space as an ordinary one, and no shorter."""
    return _SPACE.sub(" ", text)


def _is_bounded(known: RecordedValue, text: str, start: int, locale: Locale) -> bool:
    """Whether a bound stands before the span that the record knows nothing of."""
    if known.observation.qualifier in ("over", "at-least", "under"):
        return False
    bound = limit_before(locale).search(plain_same(text[max(0, start - _LONGEST) : start]))
    return bound is not None and LIMITS[locale][bound["limit"].lower()] in ("over", "under")


def fix_for(seen: PageText, replacement: Written) -> Fix | None:
    """The replacement as a fix; None where a call cannot stand there, or would break a mark."""
    if replacement.start < 0:
        return None
    block = seen.block_at(replacement.start)
    first, last = seen.span(replacement.start, replacement.end)
    begin, _ = seen.span(block.start, block.end)
    stands = seen.text[replacement.start : replacement.end]
    lead = seen.source[begin:first]
    if block.kind not in _FIXED_IN or plain(unescape(seen.source[first:last])) != plain(stands):
        return None
    if lead.count("[") != lead.count("]") or _TAG.search(seen.source, begin, first):
        return None
    start, stop = seen.places.where(first), seen.places.where(last)
    return Fix(start.line, start.column, stop.line, stop.column, replacement.call)
