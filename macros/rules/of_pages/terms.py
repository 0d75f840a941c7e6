"""Family G: words that glossary or style avoid, and names that are not in force, in prose.

Page texts are looked at as a reader sees them. A form stays where it belongs to somebody else's
words, to an official name, or to its own time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from macros.errors import KnowledgeError, problem
from macros.glossary.exclusions import Innocence, in_name
from macros.glossary.forms import Found, find, is_acronym, small_letters
from macros.glossary.phrases import Phrase
from macros.library import Library
from macros.markdown.plain_text import PageText
from macros.model import Fact, Problem, Severity
from macros.render.context import PageContext
from macros.rules.of_data.style import avoided_turn, style_problem
from macros.rules.of_pages.termbase import Avoided, Foreign, Name, Names, TermBase, Wanted, names_of
from macros.rules.registry import Scope, rule

_ITALIC = re.compile(r"(?<![\w*_])([*_]{1,3})(?=[^\s*_])[^*_\n]{1,200}\1|\([^()\n]{1,200}\)")
"""What is set apart as a word of another language, or explains one."""


@rule("G101 G102 G103 G104", scope=Scope.PAGES)
def terms_are_those_of_the_glossary(library: Library) -> Iterator[Problem]:
    """No page uses a form that the glossary avoids, or a name that is not in force on its day."""
    for locale, pages in library.pages.items():
        base = TermBase(library, locale)
        for page in pages.values():
            seen = library.text_of(page)
            small = small_letters(seen.text)
            forms = [form for form in base.forms if form.may_stand_in(small)]
            found = list(find(seen.text, small, forms))
            if found:
                yield from _Checker(PageContext(library, page), seen, base).problems(found)


class _Checker:
    """A page on which a form was found."""

    def __init__(self, context: PageContext, seen: PageText, base: TermBase) -> None:
        self.context = context
        self.seen = seen
        self.innocence = Innocence(seen.text, base.official)

    def problems(self, found: Iterable[Found[Wanted]]) -> Iterator[Problem]:
        """What is wrong with the forms that were found."""
        for one in found:
            if self.innocence.holds(one.start, one.end):
                continue
            if isinstance(one.told, Avoided):
                problem = self.avoided(one, one.told)
            elif isinstance(one.told, Foreign):
                problem = self.foreign(one, one.told)
            elif isinstance(one.told, Phrase):
                problem = self.phrase(one, one.told)
            else:
                problem = self.name(one, one.told)
            if problem:
                yield problem

    def avoided(self, found: Found[Wanted], told: Avoided) -> Problem | None:
        """A form that the glossary avoids; None where it belongs to its own time."""
        since, day = told.form.since, self.context.date
        if since and day and day < since.first:
            return None
        if self.innocence.in_law(found.start, found.end, since.year if since else None):
            return None
        if since and self.innocence.was_so(found.start, found.end):
            return None
        term = told.term
        short = term.short if is_acronym(told.form.form) else None
        return problem(
            self.seen.where(found.start, found.end),
            "G101",
            found=self.text(found),
            form=(short or term.form)[self.context.locale],
            call=f'{{{{ term("{term.key}") }}}}',
            note=told.form.why.en,
            note_id=told.form.why.id,
        )

    def name(self, found: Found[Wanted], told: Name) -> Problem | None:
        """A name of another time; None where it is in force, or its change is spoken of."""
        try:
            current = self.context.select(told.fact).observation
        except KnowledgeError:
            return None
        names = names_of(current)
        if told.text in names.values() or self.speaks_of_both(found, told.fact, names):
            return None
        short = told.short and current.short is not None
        form = ', form="short"' if short else ""
        return problem(
            self.seen.where(found.start, found.end),
            "G102",
            found=self.text(found),
            name=names[short, self.context.locale],
            call=f'{{{{ name("{told.fact.key}"{form}) }}}}',
        )

    def speaks_of_both(self, found: Found[Wanted], fact: Fact, names: Names) -> bool:
        """Whether a sentence says the name in force as well, or that the name has changed."""
        first, last = self.innocence.sentence(found.start, found.end)
        if any(name in self.seen.text[first:last] for name in names.values()):
            return True
        calls = (call for at, call in self.seen.calls.items() if first <= at < last)
        if any(call.name == "name" and fact.key in call.arguments for call in calls):
            return True
        return self.innocence.was_so(found.start, found.end)

    def foreign(self, found: Found[Wanted], told: Foreign) -> Problem | None:
        """A term in the other language; None where that is plainly meant, or part of a name."""
        if self.set_apart(found) or in_name(self.seen.text, found.start, found.end):
            return None
        where = self.seen.where(found.start, found.end)
        return problem(
            where,
            "G103",
            Severity.WARNING,
            found=self.text(found),
            form=told.term.form[self.context.locale],
            call=f'{{{{ term("{told.term.key}") }}}}',
        )

    def phrase(self, found: Found[Wanted], told: Phrase) -> Problem | None:
        """A turn of phrase that the language avoids; None where a macro of the page excuses it."""
        turn = avoided_turn(told, found.start, found.end, self.innocence)
        called = {call.name for call in self.seen.calls.values()}
        if turn is None or turn.called in called or self.set_apart(found):
            return None
        where = self.seen.where(found.start, found.end)
        return style_problem(where, self.text(found), told.instead, turn)

    def set_apart(self, found: Found[Wanted]) -> bool:
        """Whether it stands in italics or in brackets."""
        start, end = self.seen.span(found.start, found.end)
        number = bisect_right(self.apart, (start, len(self.seen.source) + 1)) - 1
        return number >= 0 and self.apart[number][1] >= end

    def text(self, found: Found[Wanted]) -> str:
        """What stands on the page, with plain spaces."""
        return " ".join(self.seen.text[found.start : found.end].split())

    @cached_property
    def apart(self) -> list[tuple[int, int]]:
        """Italics and brackets in the source."""
        return [match.span() for match in _ITALIC.finditer(self.seen.source)]
