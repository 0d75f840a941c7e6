"""A page section by section: what twins must share, and the state of the prose.

A section is the text under a heading that has an id. The lead is the section without a name: it
holds the title and the description, too, and whatever other text the front matter has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from macros.model import Call, Heading, Page
from macros.site_profile import profile
from macros.translations.blocks import read_blocks
from macros.translations.fingerprint import (
    Change,
    changed,
    fingerprint,
    one_line,
    token,
    without_calls,
)
from macros.translations.inline import read_inline
from macros.translations.masking import Span, mask
from macros.translations.parts import Part

_NO_PROSE = re.compile(r"https?://\S+|&#\w+;|\{[{%#][^{}\n]*\}")
"""Addresses, characters by number, and what was meant as a call and could not be read as one."""
_NUMBER = re.compile("[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class Section:
    """A section of a page as its author wrote it."""

    anchor: str
    heading: Heading | None
    """The lead has none."""
    line: int
    state: str
    """Equal as long as no word of the prose changes; see `prose`."""
    words: str = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    calls: tuple[Call, ...] = field(repr=False)


@dataclass
class _Draft:
    """A section while its page is read."""

    heading: Heading | None
    start: int
    texts: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)

    def section(self, page: Page) -> Section:
        words = one_line("\n".join(self.texts))
        return Section(
            self.heading.anchor if self.heading else "",
            self.heading,
            self.heading.where.line if self.heading else 1,
            fingerprint(words),
            words,
            tuple(self.parts),
            tuple(self.calls),
        )


def read_sections(page: Page) -> tuple[Section, ...]:
    """The sections of a page in the order of its text, the lead first."""
    drafts = _drafts(page)
    starts = [draft.start for draft in drafts]
    calls = [call for call in page.calls if call.where.line >= page.body_line]
    parts, changes = _read_body(page, calls)
    drafts[0].calls += page.calls[: len(page.calls) - len(calls)]
    for call in calls:
        drafts[bisect_right(starts, call.start) - 1].calls.append(call)
    _front_matter(page, drafts)
    for part in parts:
        drafts[bisect_right(starts, part.at) - 1].parts.append(part)
    shared: list[list[Change]] = [[] for _ in drafts]
    for change in changes:
        shared[bisect_right(starts, change[0]) - 1].append(change)
    for draft, end, own in zip(drafts, (*starts[1:], len(page.body)), shared, strict=True):
        draft.texts.append(changed(page.body, draft.start, end, own))
    return tuple(draft.section(page) for draft in drafts)


def _drafts(page: Page) -> list[_Draft]:
    """A draft for each heading with an id of its own, and one for the lead."""
    starts = [0, *accumulate(len(line) + 1 for line in page.body.split("\n"))]
    drafts = [_Draft(None, 0)]
    seen = {""}
    for heading in page.headings:
        if heading.anchor not in seen:
            seen.add(heading.anchor)
            drafts.append(_Draft(heading, starts[heading.where.line - page.body_line]))
    return drafts


def _read_body(page: Page, calls: list[Call]) -> tuple[list[Part], list[Change]]:
    """The parts of the text, and what is put in place of its marks, both in order."""
    masked = mask(page.body, calls)
    inline, blocks = read_inline(masked.text), read_blocks(masked.text)
    parts = [*inline.parts, *blocks.parts]
    parts += (Part("code", fence.info, fence.start) for fence in masked.fences)
    unseen = sorted([*inline.marks, *inline.tags, *blocks.markers])
    parts += (Part("number", *number) for number in _numbers(masked.text, unseen))
    changes = [(call.start, call.end, token(call)) for call in calls]
    changes += [(start, end, "") for start, end in inline.marks]
    changes += [(start, end, " ") for start, end in masked.comments]
    return sorted(parts, key=lambda part: part.at), sorted(changes)


def _front_matter(page: Page, drafts: list[_Draft]) -> None:
    """Give the texts of the front matter to the lead, or to the section that prints them."""
    _add(drafts[0], (page.meta.title, page.meta.description))
    for kind in profile().kinds:
        entry = kind.of(page)
        for field_, macro in kind.texts.items() if entry else ():
            _add(_printing(macro, drafts), getattr(entry, field_))


def _printing(macro: str, drafts: list[_Draft]) -> _Draft:
    return next((d for d in drafts for call in d.calls if call.name == macro), drafts[0])


def _add(draft: _Draft, texts: Iterable[str]) -> None:
    for text in texts:
        prose, rest = without_calls(text)
        draft.texts.append(prose)
        draft.parts += (Part("number", digits, -1) for digits, _ in _numbers(rest, []))


def _numbers(text: str, unseen: list[Span]) -> Iterator[tuple[str, int]]:
    """The digits of each number, and where it stands; 3.6 and 3,6 are 3 and 6 in both languages.

    Digits behind a letter are part of a name, which one language may say oftener: EMM2.0. Only
    Indonesian money is written so, too: Rp5.000. `unseen` are spans that do not count, in order.
    """
    if any(mark in text for mark in ("://", "&#", "{{", "{%", "{#")):
        unseen = sorted([*unseen, *(found.span() for found in _NO_PROSE.finditer(text))])
    for found in _NUMBER.finditer(text):
        at = found.start()
        span = bisect_right(unseen, (at, len(text))) - 1
        if span >= 0 and at < unseen[span][1]:
            continue
        if not text[max(at - 1, 0) : at].isalpha() or text[max(at - 2, 0) : at] == "Rp":
            yield from ((digits, at) for digits in re.split("[.,]", found[0]))
