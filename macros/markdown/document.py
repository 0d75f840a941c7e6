"""A page as its reader gets it: elements, text and comments, each with its place in the source.

The body is rendered twice: as it is written, which alone decides, and with its letters exchanged,
which says where each of them comes from. Both must be of one shape; where they are not, the page is
refused. The signs between letters are found in the source between their neighbours' places, where
only one answer is possible.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from macros.markdown.exchange import (
    CALL,
    Alphabet,
    Prepared,
    Span,
    alphabet_for,
    exchange,
    prepare,
)
from macros.markdown.rendering import Comment, End, Event, Rendering, Start, Text
from macros.model import Call
from macros.model.document import (
    CLOSING,
    COMMENT,
    DECLARATION,
    GENERATED,
    NOWHERE,
    VOID,
    Attribute,
    Document,
    Node,
    Refusal,
)

_FROM_TEXT = frozenset({"id", "name", "for", "href"})
"""Attributes whose value may be made from the text, or get a number."""
_MADE = frozenset({"id", "name", "for"})
"""Those of them that nobody wrote where their letters are those of the text."""
_TRIES = 3
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def read_document(source: str, calls: Iterable[Call], rendering: Rendering) -> Document:
    """The document of a page's body that `limits` has found safe to render."""
    prepared = prepare(source, calls)
    if not prepared.text.strip():
        return Document(source)
    try:
        alphabet = alphabet_for(prepared.text)
    except ValueError:
        return Document(source, refusals=(Refusal("long", 0, 0),))
    events = rendering.events(prepared.text)
    kept: list[Span] = []
    for _ in range(_TRIES):
        exchanged = exchange(prepared.text, alphabet.letters, kept)
        comparison = _Comparison(prepared.text, alphabet)
        try:
            comparison.follow(events, rendering.events(exchanged))
        except _Differ as differ:
            # A letter that means something was exchanged: no letter is, in these blocks.
            kept.append(_blocks(prepared.text, differ.behind))
            continue
        return _document(source, prepared, comparison, exchanged)
    start, end = kept[0]
    refusal = Refusal("shape", prepared.origins[start], prepared.origins[end])
    return Document(source, refusals=(refusal,))


_DEFINITION = re.compile(
    r"^[ >]*\[[^\^\[\]\n][^\[\]\n]*\]:[^\n]*(?:\n *[\"'(][^\n]*)?", re.MULTILINE
)
_BLANK = re.compile(r"\n\s*\n")


def _blocks(text: str, at: int) -> Span:
    """What stands between empty lines around an offset, and the same behind it."""
    start = text.rfind("\n\n", 0, at + 1) + 2
    behind = _BLANK.search(text, at + 1)
    end = text.find("\n\n", behind.end()) if behind else -1
    return start if start > 1 else 0, end if end >= 0 else len(text)


def _document(source: str, prepared: Prepared, found: _Comparison, exchanged: str) -> Document:
    """The document, its places those of the source."""
    lost = list(found.lost(exchanged))
    shown = set(found.places)
    ends = _Gaps(found).filled()
    origins = [*prepared.origins, NOWHERE]

    def placed(one: Attribute) -> Attribute:
        if one.name in _MADE and one.start in shown:
            return Attribute(one.name, one.value)
        return Attribute(one.name, one.value, origins[one.start], origins[one.end])

    nodes = tuple(
        node._replace(attributes=tuple(map(placed, node.attributes))) if node.attributes else node
        for node in found.nodes
    )
    refusals = [Refusal("lost", origins[start], origins[end]) for start, end in lost]
    if any(node.tag == "div" and node.get("class") == "toc" for node in nodes):
        at = max(source.find("[TOC]"), 0)
        refusals.append(Refusal("contents", at, at + len("[TOC]")))
    return Document(
        source,
        found.text,
        array("l", [origins[place] for place in found.places]),
        array("l", [origins[place] for place in ends]),
        nodes,
        tuple(refusals),
    )


class _Differ(Exception):
    """The renderings differ somewhere behind a place."""

    def __init__(self, behind: int) -> None:
        super().__init__(behind)
        self.behind = behind


class _Comparison:
    """Follows both renderings; places are offsets in the text that was rendered."""

    def __init__(self, source: str, alphabet: Alphabet) -> None:
        self.source = source
        self.place_of = alphabet.offsets.get
        self.calls = {found[0]: found.start() for found in CALL.finditer(source)}
        self.text = ""
        self.places: list[int] = []
        self.nodes: list[Node] = []
        self.attributes: list[Span] = []
        """Spans of the source that are attributes or comments."""
        self.flows: list[tuple[int, int, int]] = []
        """Pieces of the text in the order of the source: their flow, start and end."""
        self._texts: list[str] = []
        self._open: list[tuple[int, str, int]] = []
        self._flow = 0
        self._shown: set[str] = set()
        self._latest = 0

    def follow(self, events: Sequence[Event], others: Sequence[Event]) -> None:
        """Note what both say. Raises `_Differ` where they are not of one shape."""
        for event, other in zip(events, others, strict=False):
            if isinstance(event, Text) and isinstance(other, Text):
                self._characters(event.text, other.text)
            elif isinstance(event, Start) and isinstance(other, Start):
                self._start(event, other)
            elif isinstance(event, End) and event == other:
                self._end(event.tag)
            elif isinstance(event, Comment) and isinstance(other, Comment):
                self._comment(event, other)
            else:
                raise _Differ(self._latest)
        if len(events) != len(others):
            raise _Differ(self._latest)
        self._end("")
        self.text = "".join(self._texts)

    def lost(self, exchanged: str) -> Iterator[Span]:
        """Where words stand that were exchanged and are shown nowhere."""
        unseen = set(exchanged) - self._shown - (set(self.source) - self.calls.keys())
        if not unseen:
            return
        start = end = NOWHERE
        # What nothing refers to is how authors write comments.
        held = [found.span() for found in _DEFINITION.finditer(self.source)]
        for at, letter in enumerate(exchanged):
            if letter not in unseen or any(first <= at < last for first, last in held):
                continue
            if start >= 0 and self.source[end:at].strip(" .,'-"):
                yield start, end
                start = NOWHERE
            start, end = (at if start < 0 else start), at + 1
        if start >= 0:
            yield start, end

    def _decoded(self, written: str, exchanged: str) -> list[int]:
        """The place of each character, -1 for those that were not exchanged."""
        calls = not self.calls.keys().isdisjoint(exchanged)
        if written == exchanged and not calls:
            return [NOWHERE] * len(written)
        place_of, source = self.place_of, self.source
        places = [place_of(letter, NOWHERE) for letter in exchanged]
        if calls:
            places = [self.calls.get(c, p) for c, p in zip(exchanged, places, strict=True)]
        self._latest = max(*places, self._latest)
        decoded = "".join(
            [source[p] if p >= 0 else c for p, c in zip(places, exchanged, strict=True)]
        )
        # Classes and default titles of boxes are put in other letters.
        if decoded != written and decoded.casefold() != written.casefold():
            raise _Differ(self._latest)
        if len(decoded) != len(written):
            raise _Differ(self._latest)
        return places

    def _characters(self, written: str, exchanged: str) -> None:
        places = self._decoded(written, exchanged)
        self._shown.update(exchanged)
        start = len(self.places)
        if self._is_generated():
            places = [NOWHERE] * len(places)
        else:
            self.flows.append((self._flow, start, start + len(places)))
        self._texts.append(written)
        self.places += places

    def _is_generated(self) -> bool:
        """Whether the text here is nobody's, such as the number of a footnote."""
        if not self._open or self._open[-1][1] != "a":
            return False
        return not GENERATED.isdisjoint(self.nodes[self._open[-1][0]].classes)

    def _start(self, event: Start, other: Start) -> None:
        if event.tag != other.tag or len(event.attributes) != len(other.attributes):
            raise _Differ(self._latest)
        attributes = tuple(
            self._attribute(name, value, *there)
            for (name, value), there in zip(event.attributes, other.attributes, strict=True)
        )
        number, here = len(self.nodes), len(self.places)
        parent = self._open[-1][0] if self._open else NOWHERE
        node = Node(event.tag, attributes, parent, here, here, number + 1)
        self.nodes.append(node)
        if event.tag not in VOID:
            self._open.append((number, event.tag, self._flow))
        if event.tag == "li" and node.get("id").startswith("fn:"):
            self._flow = number

    def _end(self, wanted: str) -> None:
        """Close an element; an end without a start is nothing, and a start without an end is void.

        To a browser that element would go on to the end of the block, or of the page.
        """
        if wanted and not any(tag == wanted for _, tag, _ in self._open):
            self._closing(wanted)
            return
        while self._open:
            number, tag, self._flow = self._open.pop()
            if tag == wanted:
                here = len(self.places)
                self.nodes[number] = self.nodes[number]._replace(end=here, last=len(self.nodes))
                break

    def _closing(self, tag: str) -> None:
        found = re.compile(rf"</{re.escape(tag)}[^<>]*>", re.I).search(self.source, self._latest)
        if found:
            number, here = len(self.nodes), len(self.places)
            parent = self._open[-1][0] if self._open else NOWHERE
            text = Attribute("", tag, *found.span())
            self.nodes.append(Node(CLOSING, (text,), parent, here, here, number + 1))

    def _attribute(self, name: str, value: str, other: str, exchanged: str) -> Attribute:
        if name != other:
            raise _Differ(self._latest)
        self._shown.update(exchanged)
        latest = self._latest
        try:
            places = self._decoded(value, exchanged)
        except _Differ:
            if name not in _FROM_TEXT:
                raise
            places = [self.place_of(letter, NOWHERE) for letter in exchanged]
        self._latest = latest
        span = self._grown(exchanged, places)
        if span is None:
            return Attribute(name, value)
        self.attributes.append(span)
        return Attribute(name, value, *span)

    def _grown(self, exchanged: str, places: list[int]) -> Span | None:
        """From the first to the last letter of an attribute, with the signs that cling to them."""
        placed = [at for at, place in enumerate(places) if place >= 0]
        if not placed:
            return None
        first, last = placed[0], placed[-1]
        start, end = places[first], places[last] + 1
        while first and start:
            width = self._width(exchanged[first - 1], start)
            if not width:
                break
            first, start = first - 1, start - width
        while exchanged[last + 1 : last + 2] == self.source[end : end + 1] != "":
            last, end = last + 1, end + 1
        return (start, end) if start < end else None

    def _width(self, shown: str, end: int) -> int:
        """How much of the source before a place is written for a character; 0 where it is not."""
        if self.source[end - 1] == shown:
            return 1
        entity = ENTITY.match(self.source, max(self.source.rfind("&", 0, end), 0), end)
        return (
            len(entity[0]) if entity and entity.end() == end and unescape(entity[0]) == shown else 0
        )

    def _comment(self, event: Comment, other: Comment) -> None:
        if event.declaration != other.declaration:
            raise _Differ(self._latest)
        self._shown.update(other.text)
        places = self._decoded(event.text, other.text)
        placed = [place for place in places if place >= 0]
        span = (NOWHERE, NOWHERE)
        if placed:
            start = max(self.source.rfind("<", 0, placed[0]), 0)
            end = self.source.find(">", placed[-1]) + 1
            span = start, end or len(self.source)
        elif (start := self.source.find(f"<!--{event.text}-->", self._latest)) >= 0:
            span = start, start + len(event.text) + len("<!---->")
        if span[0] >= 0:
            self.attributes.append(span)
        number, here = len(self.nodes), len(self.places)
        parent = self._open[-1][0] if self._open else NOWHERE
        tag = DECLARATION if event.declaration else COMMENT
        text = Attribute("", event.text, *span)
        self.nodes.append(Node(tag, (text,), parent, here, here, number + 1))


_ENDING = frozenset(".,;?%’”…")
"""Right behind something shown, these are never marks of Markdown."""


class _Token(NamedTuple):
    """What a piece of the source may be shown as."""

    shown: str
    start: int
    end: int


class _Gaps:
    """Places for the characters between letters: signs, blanks, and letters that were kept."""

    def __init__(self, found: _Comparison) -> None:
        self.text = found.text
        self.source = found.source
        self.places = found.places
        self.ends = [place + 1 if place >= 0 else NOWHERE for place in self.places]
        self.flows = found.flows
        self.between = [
            start
            for _, start, end in self.flows
            if self.text[start:end] == "\n" and "\n" not in self.text[start - 1 : end + 1 : 2]
        ]
        """Single line ends that Markdown made between two blocks: an empty line parts them in the
        source, or something that is no text."""
        self.placed = sorted(set(self.places) - {NOWHERE})
        self.used = bytearray(len(self.source) + 1)
        for place in self.placed:
            self.used[place] = 1
        for start, end in found.attributes:
            # The address of an autolink is its own text.
            if not self.used[start] and not self.used[end - 1]:
                self.used[start:end] = b"\1" * (end - start)

    def filled(self) -> list[int]:
        """The end of each character's place; the starts are filled where they are."""
        by_flow: dict[int, list[int]] = {}
        for flow, start, end in self.flows:
            by_flow.setdefault(flow, []).extend(range(start, end))
        # The main text last: what footnotes take is no longer there for it.
        for flow in sorted(by_flow, reverse=True):
            self._flow(by_flow[flow], is_note=flow > 0)
        return self.ends

    def _flow(self, characters: list[int], *, is_note: bool) -> None:
        run: list[int] = []
        low = NOWHERE
        for index in characters:
            place = self.places[index]
            if place < 0:
                run.append(index)
                continue
            if run:
                # A note is in one piece; other text may go on where a note has ended.
                first = self._behind(place) if is_note else 0
                self._fill(run, low + 1 if low >= 0 else first, place, behind=low >= 0)
                run = []
            low = place
        if run:
            behind = bisect_right(self.placed, low) if low >= 0 else len(self.placed)
            high = self.placed[behind] if behind < len(self.placed) else len(self.source)
            self._fill(run, low + 1, high, behind=low >= 0)

    def _behind(self, high: int) -> int:
        """The end of the last letter before a place, whichever flow it is of."""
        before = bisect_left(self.placed, high)
        return self.placed[before - 1] + 1 if before else 0

    def _fill(self, run: list[int], low: int, high: int, *, behind: bool) -> None:
        """Place the characters of `run`, which stand somewhere between two places.

        `behind`: the first of these places is that of the character right before them.
        """
        if high - low == len(run) and "".join([self.text[i] for i in run]) == self.source[low:high]:
            for place, index in enumerate(run, start=low):
                self._put(index, place, place + 1)
            return
        while behind and run and low < high and self.text[run[0]] == self.source[low] in _ENDING:
            self._put(run[0], low, low + 1)
            run, low = run[1:], low + 1
        wanted = [index for index in run if not self.text[index].isspace()]
        if not wanted or low >= high:
            return
        if self._stands_there(wanted, low, high):
            return
        tokens = list(self._tokens(low, high))
        first = self._embedded(wanted, tokens)
        last = self._embedded(wanted[::-1], tokens[::-1])[::-1]
        if len(first) == len(last) == len(wanted):
            for index, one, other in zip(wanted, first, last, strict=True):
                if one == other:
                    self._put(index, one.start, one.end)

    def _stands_there(self, wanted: list[int], low: int, high: int) -> bool:
        """Place several characters that stand there as they are, once; whether they do."""
        literal = self.text[wanted[0] : wanted[-1] + 1]
        # What stands between two blocks may read as the second one does: `{: … }` below the first.
        parted = bisect_left(self.between, wanted[0]) < bisect_left(self.between, wanted[-1])
        found = self.source.find(literal, low, high)
        if (
            len(wanted) == 1
            or parted
            or found < 0
            or self.source.find(literal, found + 1, high) >= 0
        ):
            return False
        shift = found - wanted[0]
        if any(self.used[index + shift] for index in wanted):
            return False
        for index in wanted:
            self._put(index, index + shift, index + shift + 1)
        return True

    def _embedded(self, wanted: list[int], tokens: list[_Token]) -> list[_Token]:
        """The first tokens that show the wanted characters one after the other."""
        following = iter(tokens)
        found = (next((t for t in following if t.shown == self.text[i]), None) for i in wanted)
        return [token for token in found if token]

    def _tokens(self, low: int, high: int) -> Iterator[_Token]:
        """What may be shown between two places; an entity is one character."""
        at = low
        while at < high:
            entity = ENTITY.match(self.source, at, high) if self.source[at] == "&" else None
            shown = unescape(entity[0]) if entity else self.source[at]
            end = at + 1
            if entity and shown != entity[0]:
                end = entity.end()
            else:
                shown = self.source[at]
            if not self.used[at] and not shown.isspace():
                yield _Token(shown, at, end)
            at = end

    def _put(self, index: int, start: int, end: int) -> None:
        self.places[index], self.ends[index] = start, end
        self.used[start] = 1
