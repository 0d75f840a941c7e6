"""YAML text → plain text, lists and mappings, each with its place in the file.

YAML is read at the level of its events, so that no scalar is guessed at (`NO`, `004`, `3.60` and
`08:30` stay text), no alias can be expanded, and a duplicate key is seen where it stands.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.tokens import ScalarToken

from macros.errors import KnowledgeError
from macros.model import Location, PlacedMapping, Problem

Path: TypeAlias = tuple[str | int, ...]
Family: TypeAlias = Literal["F", "P"]

LARGEST = 2_000_000
"""Characters: a larger file is refused before it is parsed."""
DEEPEST = 20
"""Levels of nesting: deeper ones could exhaust the stack."""
_TOLD = 1_000
"""Problems of a file after which no repeated key is told: more help nobody, and take long."""

_ODD_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_COMMENT = re.compile(r"(?:^|(?<=\s))(?P<mark>#)(?P<text>[^\n]*)", re.MULTILINE)
CONFLICT = r"(?:(?:<{7}|>{7}|\|{7})(?![<>|]).*|={7}[ \t]*|>{4} ORIGINAL.*|={4} (?:THEIRS|YOURS).*)$"
"""The rest of a line that git, other version control or editors leave around two versions that they
cannot merge."""
_CONFLICT = re.compile(rf"^[ \t]*{CONFLICT}", re.MULTILINE)
_NEVER_CLOSED = "found unexpected end of stream"
"""As YAML tells of a quotation mark that is opened and never closed."""
_BEGINS = re.compile(r"[ ]*(?:- |[\w.-]+:(?:[ ]|$))")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """A YAML document as text, lists and mappings, with the place of every key and value."""

    path: str
    family: Family
    data: Any = None
    places: dict[Path, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    spans: dict[Path, tuple[int, int, str]] = field(default_factory=dict)
    """Where each scalar begins and ends in the text, and its quotes as YAML names them."""
    broken: dict[Path, Location] = field(default_factory=dict)
    """The entries that cannot be used, and the place of what is wrong with each."""

    def where(self, path: Path) -> Location:
        """The place of the value at `path`, or of the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Location(self.path))

    def texts(self) -> dict[Path, str]:
        """Every text that stands as a value, or in a list, by its path."""
        return dict(_texts(self.data, ()))

    def refuse(self, path: Path, error: KnowledgeError) -> None:
        """Note a refusal at the value at `path`."""
        self.problems.append(error.at(self.where(path), family=self.family))


def _texts(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    elif node is not None:
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts(inner, (*path, key))


def refuse_conflict(text: str) -> None:
    """Raise `KnowledgeError` F105 for the line where two versions of the text meet unmerged."""
    found = _CONFLICT.search(text)
    if found:
        error = KnowledgeError("F105", reason="conflict", mark=found[0].strip()[:40])
        error.line = text.count("\n", 0, found.start()) + 1
        raise error


def decode(raw: bytes) -> str:
    """Bytes → text. Raises `KnowledgeError` F103 for the line where UTF-8 breaks."""
    encoding = _other_encoding(raw)
    if encoding:
        raise KnowledgeError("F103", line="1", byte=f"0x{raw[0]:02X}", encoding=encoding)
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
        return text.replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as broken:
        before = raw[: broken.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line, byte = before.count(b"\n") + 1, f"0x{raw[broken.start]:02X}"
        error = KnowledgeError("F103", line=str(line), byte=byte)
        error.line = line
        raise error from broken


def _other_encoding(raw: bytes) -> str:
    """The encoding of a file that is surely saved otherwise than as UTF-8; empty for any other."""
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    # Every other byte of a text in Latin letters is zero there.
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw[:400].count(0) * 3 > len(
        raw[:400]
    ):
        return "UTF-16"
    return ""


def read_yaml(
    text: str,
    path: str,
    family: Family,
    first_line: int = 1,
    *,
    tags: frozenset[str] = frozenset(),
) -> Document:
    """YAML text → `Document`; what is wrong with it stands in its `problems`.

    `family` begins the codes of the problems: F for a data file, P for a page. `first_line` is
    the line of the file on which the text begins (front matter has one of 2). Of `tags`, such as
    `!ENV`, nothing is made; any other tag is refused.
    """
    document = Document(path, family)
    if len(text) > LARGEST:
        document.refuse((), KnowledgeError("F104", limit=f"{LARGEST:,}"))
        return document
    builder = _Builder(document, first_line - 1, text, tags)
    try:
        document.data = builder.build(iter(_LOADER(text).get_event, None))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = builder.at(mark) if mark else Location(path, first_line)
        lines, index = text.split("\n"), where.line - first_line
        told = _told("".join(lines[index : index + 1]), error.problem or "")
        opened = _open_quote(text, error)
        if opened:
            told, where = KnowledgeError("F105", reason=_NEVER_CLOSED), builder.at(opened)
        elif _left_open(error, lines, index):
            behind = max(n for n in range(index) if lines[n].strip())
            where = Location(path, behind + first_line, len(lines[behind]) + 1)
        document.problems.append(told.at(where, family=family))
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here.
        line = text.encode()[: error.position].count(b"\n") + first_line
        told = KnowledgeError("F105", reason=error.reason)
        document.problems.append(told.at(Location(path, line), family=family))
    except KnowledgeError as error:
        document.problems.append(error.at(builder.place_of(builder.last), family=family))
    return document


def _open_quote(text: str, error: yaml.MarkedYAMLError) -> Any:
    """The mark of a quotation mark that nothing closes, or only another one some lines below."""
    if error.problem == _NEVER_CLOSED:
        return error.context_mark
    last: Any = None
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER):
            if token.start_mark.index >= getattr(error.problem_mark, "index", 0):
                break
            last = token if isinstance(token, ScalarToken) else last
    far = last and last.style in ('"', "'") and last.start_mark.line < last.end_mark.line
    return last.start_mark if far else None


def _left_open(error: yaml.MarkedYAMLError, lines: Sequence[str], index: int) -> bool:
    """Whether a bracket was to be closed above the line: a key or an item begins there."""
    flow = "flow" in (error.context or "") and error.context_mark
    begins = index < len(lines) and _BEGINS.match(lines[index])
    return bool(flow and begins and any(line.strip() for line in lines[:index]))


def _told(line: str, reason: str) -> KnowledgeError:
    """Why YAML gives up at a line, more plainly than it says itself where the line tells more."""
    if re.match(r" *\t", line):
        return KnowledgeError("F105", reason="tab", tab="yes")
    curly = re.search("[“”„‘’]", line)
    if curly:
        return KnowledgeError("F105", reason=reason, curly=curly[0])
    return KnowledgeError("F105", reason=reason)


class YamlComment(NamedTuple):
    """A comment: its text behind the `#`, its place, and whether its line holds nothing else."""

    text: str
    line: int
    column: int
    alone: bool


def yaml_comments(text: str) -> Iterator[YamlComment]:
    """The comments of a YAML text, which its parser passes over; none of an unreadable one."""
    try:
        tokens: list[Any] = list(yaml.scan(text, Loader=_LOADER))
    except yaml.YAMLError:
        return
    scalars = [token for token in tokens if isinstance(token, ScalarToken)]
    spans = [(token.start_mark.index, token.end_mark.index) for token in scalars]
    starts = [start for start, _ in spans]
    lines = [0, *(end.end() for end in re.finditer("\n", text))]
    for found in _COMMENT.finditer(text):
        at = found.start("mark")
        before = bisect_right(starts, at) - 1
        if before < 0 or spans[before][1] <= at:
            line = bisect_right(lines, at)
            begin = lines[line - 1]
            alone = not text[begin:at].strip()
            yield YamlComment(found["text"], line, at - begin + 1, alone)


class _Builder:
    last: Event
    """The event that was read last."""

    def __init__(self, document: Document, shift: int, text: str, tags: frozenset[str]) -> None:
        odd = _ODD_LINE_ENDS.search(text)
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))] if odd else []
        self.document = document
        self.tags = tags
        self.shift = shift

    def place_of(self, event: Event) -> Location:
        return self.at(event.start_mark, event.end_mark)

    def at(self, mark: Any, end: Any = None) -> Location:
        line, column = self.place(mark)
        last, stop = self.place(end) if end is not None else (-1, 0)
        return Location(
            self.document.path,
            line + 1 + self.shift,
            column + 1,
            stop + 1 if last == line else None,
        )

    def place(self, mark: Any) -> tuple[int, int]:
        """Line and column from 0, as an editor counts them: YAML ends lines at more characters."""
        if not self.starts:
            return mark.line, mark.column
        line = bisect_right(self.starts, mark.index) - 1
        return line, mark.index - self.starts[line]

    def build(self, events: Iterator[Event]) -> Any:
        documents: list[Any] = []
        for event in events:
            self.last = event
            if isinstance(event, DocumentStartEvent) and documents:
                raise KnowledgeError("F106", what="second-document")
            if isinstance(event, NodeEvent):
                documents.append(self.node(event, events, ()))
        return documents[0] if documents else None

    def node(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        self.last = event
        if isinstance(event, AliasEvent):
            raise KnowledgeError("F106", what="alias")
        if getattr(event, "anchor", None):
            raise KnowledgeError("F106", what="anchor")
        if (getattr(event, "tag", None) or None) not in (None, *self.tags):
            raise KnowledgeError("F106", what="tag")
        if len(path) > DEEPEST:
            raise KnowledgeError("F106", what="depth")
        if path not in self.document.places:
            self.document.places[path] = self.place_of(event)
        if isinstance(event, MappingStartEvent):
            return self.mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(events, path)
        assert isinstance(event, ScalarEvent)
        start: Any = event.start_mark
        end: Any = event.end_mark
        self.document.spans[path] = (start.index, end.index, event.style or "")
        return event.value

    def sequence(self, events: Iterator[Event], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[Event], path: Path) -> dict[str, Any]:
        entries = PlacedMapping()
        entries.key, entries.where = str(path[-1]) if path else "", self.document.places[path]
        while not isinstance(event := next(events), MappingEndEvent):
            key = self.key(event)
            below = (*path, key)
            where = self.place_of(event)
            if key in entries:
                if len(self.document.problems) < _TOLD:
                    first = self.document.places[below]
                    error = KnowledgeError("F107", key=key, line=str(first.line))
                    self.document.problems.append(error.at(where, family=self.document.family))
                if isinstance(entries[key], dict | list):
                    self.forget(below)
            else:
                self.document.places[below] = where
            entries[key] = self.node(next(events), events, below)
        return entries

    def forget(self, path: Path) -> None:
        """Drop the places below a value that another one replaces."""
        below = len(path)
        tables: tuple[dict[Path, Any], ...] = (self.document.places, self.document.spans)
        for table in tables:
            for known in [p for p in table if len(p) > below and p[:below] == path]:
                del table[known]

    def key(self, event: Event) -> str:
        self.last = event
        if not isinstance(event, ScalarEvent):
            raise KnowledgeError("F106", what="alias" if isinstance(event, AliasEvent) else "key")
        if event.anchor or event.tag:
            raise KnowledgeError("F106", what="anchor" if event.anchor else "tag")
        return str(event.value)
