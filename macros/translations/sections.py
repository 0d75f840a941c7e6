"""A page section by section: what twins must share, and the state of the prose.

A section is the text under a heading that has an id. The lead is the section without a name: it
holds the title and the description, too, and whatever other text the front matter has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from macros.model import Call, Heading, Page
from macros.site_profile import profile
from macros.text_edits import Edit, edited
from macros.translations.elements import Element, Elements, numbers
from macros.translations.fingerprint import fingerprint, one_line, token, without_calls
from macros.translations.small_edits import words_of


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
    parts: tuple[Element, ...] = field(repr=False)
    calls: tuple[Call, ...] = field(repr=False)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words, in lower case."""
        return frozenset(words_of(self.words))


@dataclass
class _Draft:
    """A section while its page is read."""

    heading: Heading | None
    start: int
    texts: list[str] = field(default_factory=list)
    parts: list[Element] = field(default_factory=list)
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
    calls = page.body_calls
    parts, changes = _read_body(page)
    drafts[0].calls += page.calls[: len(page.calls) - len(calls)]
    for call in calls:
        drafts[bisect_right(starts, call.start) - 1].calls.append(call)
    _front_matter(page, drafts)
    for part in parts:
        drafts[bisect_right(starts, part.at) - 1].parts.append(part)
    shared: list[list[Edit]] = [[] for _ in drafts]
    for change in changes:
        shared[bisect_right(starts, change[0]) - 1].append(change)
    for draft, end, own in zip(drafts, (*starts[1:], len(page.body)), shared, strict=True):
        draft.texts.append(edited(page.body, own, draft.start, end))
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


def _read_body(page: Page) -> tuple[list[Element], list[Edit]]:
    """The elements of the text, and what is put in place of its marks, both in order."""
    read = Elements(page.document)
    changes = [(call.start, call.end, token(call)) for call in page.body_calls]
    changes += [(start, end, "") for start, end in read.marks()]
    changes += [(start, end, " ") for start, end in read.comments()]
    return read.elements(), sorted(changes)


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
        draft.parts += (Element("number", digits, -1) for digits, _ in numbers(rest))
