"""Families M and T: a question with options can be answered, and in both languages alike."""

from __future__ import annotations

from collections.abc import Iterator

from macros.errors import KnowledgeError, problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.markdown.questions import Option, Question, read_questions
from macros.model import LOCALES, Location, Page, Problem, other_locale
from macros.model.document import NOWHERE
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.rules.registry import Scope, rule

_LEAST = 2
"""Options of a question, and right ones where several are."""


@rule("M107 M108 M109", scope=Scope.PAGES)
def questions_can_be_answered(library: Library) -> Iterator[Problem]:
    """Each question has options with one reason each, as many right ones as it asks for, and no
    two that read the same."""
    for page in library.every_page:
        for question in read_questions(page.document):
            reading = _Reading(page)
            yield from reading.options(question)
            yield from reading.question(question)
            yield from reading.same(question, library)


@rule("T119", scope=Scope.PAGES)
def right_options_match(library: Library) -> Iterator[Problem]:
    """The right options of a question are the same in its twin."""
    for locale in LOCALES:
        there = library.pages.get(other_locale(locale), {})
        for key, page in library.pages.get(locale, {}).items():
            mine = list(read_questions(page.document))
            if not mine or key not in there:
                continue
            theirs = list(read_questions(there[key].document))
            if [len(one.options) for one in mine] != [len(one.options) for one in theirs]:
                continue  # That a question or an option is missing is told already.
            here, other = _Reading(page), _Reading(there[key])
            for question, its in zip(mine, theirs, strict=True):
                for at in sorted({*question.right} - {*its.right}):
                    where = here.of_option(question.options[at])
                    twin = other.of_option(its.options[at]).row
                    yield problem(where, "T119", letter=chr(ord("A") + at), twin=twin)


class _Reading:
    """A page with questions, and the places of what stands in them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.document = page.document
        self.places = Places.of_body(page)

    def question(self, one: Question) -> Iterator[Problem]:
        """What is wrong with a question as a whole; an option without a box may be its cause."""
        where = self.of_node(one.title)
        if len(one.options) < _LEAST:
            yield problem(where, "M107", lacks="options", supply="options")
        elif one.beside:
            yield problem(self.of_node(one.beside[0]), "M107", lacks="beside", supply="beside")
        elif one.numbered:
            yield problem(where, "M107", lacks="numbered", supply="numbered")
        elif any(option.ticked is None for option in one.options):
            return
        elif one.several and len(one.right) < _LEAST:
            yield problem(where, "M107", lacks="several", supply="several")
        elif not one.right:
            yield problem(where, "M107", lacks="right", supply="right")
        elif not one.several and len(one.right) > 1:
            second = one.options[one.right[1]]
            yield problem(self.of_option(second), "M107", lacks="one", supply="one")

    def options(self, one: Question) -> Iterator[Problem]:
        """The options that are none, or do not say why."""
        for option in one.options:
            where = self.of_option(option)
            if option.ticked is None:
                yield problem(where, "M108", misses="box", give="box")
            elif not option.reasons:
                yield problem(where, "M108", misses="reason", give="reason")
            elif len(option.reasons) > 1:
                second = self.of_node(option.reasons[1])
                yield problem(second, "M108", misses="single", give="single")

    def same(self, one: Question, library: Library) -> Iterator[Problem]:
        """The first option that reads as one before it, with the figures of today."""
        context = PageContext(library.site or library, self.page)
        try:
            texts = [self.text(option, context) for option in one.options]
        except KnowledgeError:  # It is told of the call.
            return
        for at, text in enumerate(texts):
            if text in texts[:at]:
                letter = chr(ord("A") + texts.index(text))
                yield problem(self.of_option(one.options[at]), "M109", letter=letter)
                return

    def text(self, option: Option, context: PageContext) -> str:
        """What an option says, without the differences that readers overlook."""
        calls = {call.start: call for call in self.page.body_calls}
        start = self.document.nodes[option.number].start
        parts = (
            evaluate(calls[at], context).text if at in calls else letter
            for letter, at in zip(
                self.document.text[start : option.end],
                self.document.starts[start : option.end],
                strict=True,
            )
        )
        return " ".join("".join(parts).casefold().split()).rstrip(".")

    def of_option(self, option: Option) -> Location:
        """The place of the text of an option."""
        return self.where(self.document.nodes[option.number].start, option.end)

    def of_node(self, number: int) -> Location:
        """The place of an element's text."""
        node = self.document.nodes[number]
        return self.where(node.start, node.end)

    def where(self, start: int, end: int) -> Location:
        """The place of a piece of the document's text, blanks at its ends left out."""
        document = self.document
        seen = [
            at
            for at in range(start, end)
            if document.starts[at] != NOWHERE and not document.text[at].isspace()
        ]
        if not seen:
            place = document.end_before(start)
            return self.places.where(place, place)
        return self.places.where(document.starts[seen[0]], document.ends[seen[-1]])
