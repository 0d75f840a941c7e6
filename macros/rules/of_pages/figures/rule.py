"""The rule of family N: every quantity that a page types by hand is told, with what replaces it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice, pairwise
from typing import Literal

from macros.errors import problem
from macros.library import Library
from macros.macro_registry import macro_called
from macros.markdown.plain_text import Block, PageText
from macros.model import Call, Claim, Kind, Location, Page, Problem
from macros.model.document import HEADINGS
from macros.quantities.classes import AGES, CLASS, RANGE
from macros.quantities.finder import read_quantities
from macros.quantities.label_words import label
from macros.quantities.model import Form, Quantity
from macros.render.context import PageContext
from macros.render.values import period_text
from macros.rules.of_pages.figures.dates_and_claims import (
    claim_match,
    date_match,
    is_subject,
    phrases,
)
from macros.rules.of_pages.figures.in_code import says
from macros.rules.of_pages.figures.index import Index, index_of
from macros.rules.of_pages.figures.match import Match, Verdict, match
from macros.rules.of_pages.figures.sentence import around, paragraph
from macros.rules.of_pages.figures.suggestion import call_for, fix_for, plain, shown, written
from macros.rules.of_pages.figures.torn import (
    list_starts,
    numbers_as_marks,
    scales_behind_calls,
)
from macros.rules.of_pages.figures.years_and_shares import is_of_shares, kinds_of_calls, misdated
from macros.rules.registry import Scope, rule
from macros.site_profile import profile

_MOST = 1_000
"""Typed figures of a page that are looked up: nobody reads of more."""
_WITHOUT_RECORD: Mapping[Verdict, Literal["N107", "N111", "N112", "N113"]] = {
    Verdict.PERCENT: "N107",
    Verdict.NO_DATE: "N111",
    Verdict.UNKNOWN: "N112",
    Verdict.DOUBTFUL: "N113",
}


@rule("N101 N102 N103 N104 N105 N106 N107 N108 N109 N110 N111 N112 N113 N114", scope=Scope.PAGES)
def figures_are_called(library: Library) -> Iterator[Problem]:
    """No page types a figure, a date or a claim that a record holds, or should hold."""
    if not library.registry.readable:
        return
    index = index_of(library.registry)
    for page in library.every_page:
        yield from islice(figures_on(page, library, index), _MOST)


def figures_on(page: Page, library: Library, index: Index) -> Iterator[Problem]:
    """What one page types by hand."""
    text = library.text_of(page)
    checker = _Checker(page, library, index, text)
    yield from checker.years()
    yield from checker.torn()
    for quantity in read_quantities(text.text, page.locale):
        if told := checker.check(quantity):
            yield told
    yield from checker.phrases()
    if text.code:
        checker = _Checker(page, library, index, text.code)
        for quantity in read_quantities(text.code.text, page.locale):
            if says(text.code, quantity) and (told := checker.check(quantity)):
                yield told


class _Checker:
    def __init__(self, page: Page, library: Library, index: Index, seen: PageText) -> None:
        self.page = page
        self.context = PageContext(library, page)
        self.index = index
        self.seen = seen

    @cached_property
    def kinds(self) -> dict[int, Kind]:
        """The kinds of the facts that are called, by the offset of the call."""
        return kinds_of_calls(self.seen, self.context)

    @cached_property
    def invented(self) -> tuple[range, ...]:
        """The parts of the body that tell their readers that what they hold is made up."""
        told = (c for c in self.page.body_calls if macro_called(c.name).tells_invention)
        # One in an attribute or a comment tells readers nothing.
        return tuple(self.part_around(c) for c in told if c.start in self.page.document.starts)

    def part_around(self, call: Call) -> range:
        """The box that a call stands in, or else its section, as offsets in the body."""
        document = self.page.document
        at = document.starts.index(call.start)
        boxes = [
            number
            for number, node in enumerate(document.nodes)
            if node.start <= at < node.end
            and (node.tag == "details" or "admonition" in node.classes)
        ]
        if boxes:
            return range(*document.place(boxes[-1]))
        nodes = enumerate(document.nodes)
        heads = [document.place(number)[0] for number, node in nodes if node.tag in HEADINGS]
        edges = pairwise([0, *heads, len(self.page.body) + 1])
        return next(range(*edge) for edge in edges if call.start in range(*edge))

    def years(self) -> Iterator[Problem]:
        """The years that disagree with the figure beside them."""
        for wrong in misdated(self.seen, self.context):
            where = self.seen.where(wrong.start, wrong.end)
            period = period_text(wrong.observation, self.page.locale)
            fact = wrong.call.arguments[0]
            yield problem(where, "N106", year=wrong.year, fact=fact, period=period)

    def torn(self) -> Iterator[Problem]:
        """The figures that a call or the mark of a list tears apart."""
        for call, size in scales_behind_calls(self.seen):
            yield problem(
                call.where,
                "N114",
                fact=call.arguments[0] if call.arguments else call.name,
                size=size,
            )
        marks = {where.line: (where, text) for where, text in list_starts(self.page, self.seen)}
        marks |= {where.line: (where, text) for where, text in numbers_as_marks(self.seen)}
        for where, text in marks.values():
            yield problem(where, "N112", figure=plain(text))

    def phrases(self) -> Iterator[Problem]:
        """The words of claims that state no number, where they are typed of the same thing."""
        for start, end, claim in phrases(self.seen.text, self.index, self.page.locale):
            words = around(self.seen, start, end, self.page.locale)
            if is_subject(claim, words, self.context):
                yield _typed_claim(self.seen.where(start, end), self.seen.text[start:end], claim)

    def check(self, quantity: Quantity) -> Problem | None:
        """What is wrong with a quantity; None where nothing is."""
        where = self.seen.where(quantity.start, quantity.end)
        if quantity.form in (Form.MULTIPLE, Form.PART):
            words = paragraph(self.seen, quantity.start, quantity.end, self.page.locale)
            claim = claim_match(quantity, words, self.index, self.context)
            if claim is None and self.is_invented(quantity):
                return None
            return _typed_claim(where, self.text(quantity), claim)
        block = self.seen.block_at(quantity.start)
        if self.names_a_row(quantity, block) or self.counts_items(quantity, block):
            return None
        found = self.match(quantity)
        if found is None or (not _is_of_a_record(found) and self.is_invented(quantity)):
            return None
        return self.told(quantity, found)

    def is_invented(self, quantity: Quantity) -> bool:
        """Whether it stands in such a part. The body is the end of what was read."""
        begin = len(self.seen.source) - len(self.page.body)
        at = self.seen.span(quantity.start, quantity.end)[0] - begin
        return any(at in part for part in self.invented)

    def names_a_row(self, quantity: Quantity, block: Block) -> bool:
        """Whether a cell at the head of a row or a column only says which one it is: a number, a
        thing of many, or a class of ages."""
        if block.table < 0 or quantity.form is not Form.NUMBER or (block.column and block.row):
            return False
        text = _cell(block, self.seen)
        head = _cell(self.seen.cells.get((block.table, 0, 0)), self.seen)
        counts = quantity.value == block.row or label(profile().labels).fullmatch(head) is not None
        if counts and not block.column and text.strip(" .") == quantity.digits:
            return True
        found = CLASS.fullmatch(text)
        classes = self.classes[block.table, block.row > 0]
        return bool(found and (found["age"] or AGES.fullmatch(head) or classes > 1))

    def counts_items(self, quantity: Quantity, block: Block) -> bool:
        """Whether items of a list are nothing but one number after the other, as in an example."""
        if (
            block.kind != "item"
            or quantity.value is None
            or _cell(block, self.seen) != quantity.digits
        ):
            return False
        at = self.seen.blocks.index(block)
        beside = self.seen.blocks[max(at - 1, 0) : at + 2]
        texts = {_cell(one, self.seen) for one in beside if one.kind == "item"}
        return bool(texts & {str(quantity.value - 1), str(quantity.value + 1)})

    @cached_property
    def classes(self) -> Mapping[tuple[int, bool], int]:
        """How many cells at the heads of the rows, and of the columns, of a table name a range."""
        return Counter(
            (table, row > 0)
            for (table, row, column), block in self.seen.cells.items()
            if (row == 0) != (column == 0) and RANGE.search(_cell(block, self.seen))
        )

    def match(self, quantity: Quantity) -> Match | None:
        """What a number or a date has to do with the records."""
        words = around(self.seen, quantity.start, quantity.end, self.page.locale)
        if quantity.form in (Form.DATE, Form.YEARS):
            return date_match(quantity, words, self.index, self.context)
        found = match(quantity, words, self.index, self.context)
        plain = found and found.verdict in (Verdict.PRESENT, Verdict.FORMER) and found.sure
        if found and not plain and is_of_shares(quantity, words, self.kinds):
            return Match(Verdict.PERCENT)
        return found

    def told(self, quantity: Quantity, found: Match) -> Problem:
        """The problem of a number or a date, with the record that it is about."""
        where, figure = self.seen.where(quantity.start, quantity.end), self.text(quantity)
        known, verdict = found.known, found.verdict
        if known is None:
            return problem(where, _WITHOUT_RECORD[verdict], figure=figure)
        fact = known.fact.key
        if verdict in (Verdict.PRESENT, Verdict.DATE):
            text = written(self.context, known, self.seen.text, quantity.start, quantity.end)
            sure = _is_of_a_record(found) and quantity.form is not Form.ORDINAL
            return problem(
                where,
                "N101" if verdict is Verdict.PRESENT else "N110",
                figure=figure,
                fact=fact,
                call=text.call,
                also=str(found.others or ""),
                fix=fix_for(self.seen, text) if sure else None,
            )
        call = call_for(self.context, known)
        if verdict is Verdict.FORMER:
            return problem(where, "N102", figure=figure, fact=fact, call=call)
        if verdict is Verdict.DOUBTFUL:
            return problem(where, "N113", figure=figure, fact=fact, call=call)
        value = shown(self.context, known)
        if verdict is Verdict.FOREIGN:
            return problem(where, "N105", figure=figure, fact=fact, call=call, shown=value)
        return problem(
            where,
            "N103" if verdict is Verdict.NEARLY else "N104",
            figure=figure,
            fact=fact,
            call=call,
            shown=value,
            way=found.way,
        )

    def text(self, quantity: Quantity) -> str:
        return plain(self.seen.text[quantity.start : quantity.end])


def _is_of_a_record(found: Match) -> bool:
    """Whether it is surely the figure of a record, and no other that looks like one."""
    return found.verdict in (Verdict.PRESENT, Verdict.DATE) and found.fit and not found.others


def _typed_claim(where: Location, figure: str, known: Claim | None) -> Problem:
    """The problem of a claim in words."""
    if known is None:
        return problem(where, "N109", figure=figure)
    call = f'{{{{ claim("{known.key}") }}}}'
    return problem(where, "N108", figure=figure, claim=known.key, call=call)


def _cell(block: Block | None, seen: PageText) -> str:
    return seen.text[block.start : block.end].strip() if block else ""
