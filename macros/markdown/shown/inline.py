"""What stands inside a block → its characters, each with the place that it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from macros.markdown.shown import marks
from macros.markdown.shown.marks import OBJECT, Bit
from macros.model import Call


class Inline:
    """Reads the blocks of one source, one after the other, each in time linear in its length."""

    def __init__(self, source: str, calls: Mapping[int, Call], names: frozenset[str]) -> None:
        self.source = source
        self.calls = calls
        self.names = names
        self.comments: list[tuple[int, int]] = []
        self.bits: list[Bit] = []
        self.asides: list[tuple[str, list[Bit]]] = []
        """Texts that stand beside the block: of its images, links and tags."""
        self.end = 0
        self.openers: dict[str, list[list[int]]] = {}
        """For a mark of emphasis, where it may begin: the index of its bit, and how many."""
        self.brackets: list[int] = []
        self.hopeless: set[str] = set()
        """What nothing in the block ends."""
        self.runs: dict[int, int] | None = None
        """Where code between backticks begins and ends."""

    def read(self, start: int, end: int) -> list[Bit]:
        """The characters of a block of Markdown; what belongs beside it stands in `asides`."""
        self.bits, self.asides, self.brackets, self.end = [], [], [], end
        self.openers = {"*": [], "_": []}
        self.hopeless, self.runs = set(), None
        self.scan(start, marks.SPECIAL, _MARKDOWN)
        for mark, openers in self.openers.items():
            for index, count in openers:
                self.bits[index] = self.bits[index]._replace(text=mark * count)
        return self.bits

    def read_plain(self, start: int, end: int) -> list[Bit]:
        """The characters of an attribute, in which nothing but entities and calls is read."""
        bits, self.bits = self.bits, []
        until, self.end = self.end, end
        self.scan(start, marks.PLAIN, _PLAIN)
        bits, self.bits = self.bits, bits
        self.end = until
        return bits

    def scan(self, at: int, special: re.Pattern[str], readers: Mapping[str, Reader]) -> None:
        while found := special.search(self.source, at, self.end):
            here = found.start()
            if here > at:
                self.put(self.source[at:here], at, here)
            at = readers.get(found[0], Inline.drop)(self, here)
        if at < self.end:
            self.put(self.source[at : self.end], at, self.end)

    def put(self, text: str, start: int, end: int) -> int:
        self.bits.append(Bit(text, start, end))
        return end

    def literal(self, at: int) -> int:
        return self.put(self.source[at], at, at + 1)

    def drop(self, at: int) -> int:
        """A character that is not seen."""
        return at + 1

    def escape(self, at: int) -> int:
        if at + 1 < self.end and self.source[at + 1] in marks.ESCAPED:
            return self.put(self.source[at + 1], at, at + 2)
        return self.literal(at)

    def line_break(self, at: int) -> int:
        found = marks.BREAK.match(self.source, at, self.end)
        return self.put(" ", at, found.end() if found else at + 1)

    def entity(self, at: int) -> int:
        found = marks.ENTITY.match(self.source, at, self.end)
        shown = marks.character(found[0]) if found else None
        if found is None or shown is None:
            return self.literal(at)
        return self.put(shown, at, found.end())

    def brace(self, at: int) -> int:
        """A call, or attributes of what stands before them."""
        if call := self.calls.get(at):
            return self.put(OBJECT, at, at + call.end - call.start)
        found = marks.REFUSED.match(self.source, at, self.end)
        if found:
            return self.put(OBJECT, at, found.end())
        found = marks.ATTRIBUTES.match(self.source, at, self.end)
        if not found:
            return self.literal(at)
        self.attributes(at, found.end())
        return found.end()

    def attributes(self, start: int, end: int) -> None:
        for found in marks.NAMED.finditer(self.source, start, end):
            if found[1].lower() in marks.SHOWN:
                span = found.span(2 if found[2] is not None else 3)
                self.asides.append(("attribute", self.read_plain(*span)))

    def code(self, at: int) -> int:
        if self.runs is None:
            self.runs = marks.code_spans(self.source, at, self.end)
        if at in self.runs:
            return self.put(OBJECT, at, self.runs[at])
        run = marks.RUN.match(self.source, at, self.end)
        return self.put(run[0], at, run.end()) if run else self.literal(at)

    def emphasis(self, at: int) -> int:
        """A run of asterisks or underscores: as many as find their counterpart are marks."""
        mark = self.source[at]
        end = at
        while end < self.end and self.source[end] == mark:
            end += 1
        before = self.source[at - 1] if at else " "
        after = self.source[end] if end < self.end else " "
        opens, closes = not after.isspace(), not before.isspace()
        if mark == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        count, openers = end - at, self.openers[mark]
        while closes and count and openers:
            taken = min(count, openers[-1][1])
            count -= taken
            openers[-1][1] -= taken
            if not openers[-1][1]:
                openers.pop()
        if count and opens:
            openers.append([len(self.bits), count])
        return self.put("" if opens else mark * count, at, end)

    def angle(self, at: int) -> int:
        """A comment, an address or a tag of HTML."""
        if self.source.startswith("<!--", at) and "-->" not in self.hopeless:
            end = self.source.find("-->", at, self.end)
            if end >= 0:
                self.comments.append((at, end + 3))
                return end + 3
            self.hopeless.add("-->")
        if found := marks.AUTOLINK.match(self.source, at, self.end):
            return self.put(OBJECT, at, found.end())
        found = marks.TAG.match(self.source, at, self.end)
        return self.tag(found) if found else self.literal(at)

    def tag(self, found: re.Match[str]) -> int:
        closing, name, end = found[1], found[2].lower(), found.end()
        self.attributes(*found.span(3))
        if name in marks.CODE_TAGS and not closing and name not in self.hopeless:
            after = marks.closing_tag(self.source, name, end, self.end)
            if after:
                return self.put(OBJECT, found.start(), after)
            self.hopeless.add(name)
        if name not in marks.FLOWING:
            self.put(marks.APART.get(name, "\n\n"), found.start(), end)
        return end

    def image(self, at: int) -> int:
        if not self.source.startswith("[", at + 1):
            return self.literal(at)
        self.brackets.append(len(self.bits))
        return self.put("![", at, at + 2)

    def bracket(self, at: int) -> int:
        if found := marks.FOOTNOTE.match(self.source, at, self.end):
            return found.end()
        self.brackets.append(len(self.bits))
        return self.literal(at)

    def close(self, at: int) -> int:
        """The end of a link or an image; elsewhere a bracket is a bracket."""
        if not self.brackets:
            return self.literal(at)
        index = self.brackets.pop()
        target = marks.TARGET.match(self.source, at + 1, self.end)
        end = target.end() if target else self.named(index, at)
        if not end:
            return self.literal(at)
        opening = self.bits[index]
        if opening.text == "[":
            self.bits[index] = opening._replace(text="")
        else:
            self.asides.append(("alt", self.bits[index + 1 :]))
            self.forget(index)
            self.put(OBJECT, opening.start, end)
        if target and target.lastindex:
            hint = self.read_plain(*target.span(target.lastindex))
            self.asides.append(("hint", hint))
        return end

    def named(self, index: int, at: int) -> int:
        """Where a link ends whose target is defined elsewhere; 0 where none is."""
        found = marks.NAME.match(self.source, at + 1, self.end) if self.names else None
        if found and found[1].casefold() in self.names:
            return found.end()
        start = self.bits[index].end
        if at - start > marks.LONGEST_NAME or self.source[start:at].casefold() not in self.names:
            return 0
        return found.end() if found and not found[1] else at + 1

    def address(self, at: int) -> int:
        """An address of the web or of a mailbox that stands in the text."""
        url = self.source[at] == ":"
        before = (marks.SCHEME if url else marks.MAILBOX).search(self.source, max(0, at - 64), at)
        after = (marks.ADDRESS if url else marks.HOST).match(self.source, at, self.end)
        last = self.bits[-1] if self.bits else Bit("", at, at)
        start = max(before.start(), last.start) if before else at
        if not after or start == at or len(last.text) != last.end - last.start:
            return self.literal(at)
        self.bits[-1] = last._replace(text=last.text[: start - last.start], end=start)
        end = at + len(after[0].rstrip(".,;:!?)*_'"))
        return self.put(OBJECT, start, end)

    def forget(self, index: int) -> None:
        """Take the bits from `index` on out of the block, and the marks among them."""
        del self.bits[index:]
        for openers in self.openers.values():
            while openers and openers[-1][0] >= index:
                openers.pop()


Reader: TypeAlias = Callable[[Inline, int], int]
"""Reads what stands at an offset, and gives the offset behind it."""

_PLAIN: Mapping[str, Reader] = {
    "&": Inline.entity,
    "{": Inline.brace,
    "\n": Inline.line_break,
}
_MARKDOWN: Mapping[str, Reader] = {
    **_PLAIN,
    "\\": Inline.escape,
    "`": Inline.code,
    "*": Inline.emphasis,
    "_": Inline.emphasis,
    "<": Inline.angle,
    "!": Inline.image,
    "[": Inline.bracket,
    "]": Inline.close,
    "@": Inline.address,
    ":": Inline.address,
}
