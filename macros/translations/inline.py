"""Links, images and footnotes in a page's masked text, and the marks that are no words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote

from macros.translations.masking import Span
from macros.translations.parts import Part, PartKind

# Each branch begins with a plain character, so that the search skips everything else at once.
_TOKEN = re.compile(r"\\.|\[|!\[|\]|<[A-Za-z/][^<>]*>|\{:[^{}\n]*\}|\n[ \t]*(?=\n)")
_TARGET = re.compile(
    r"""\([ \t\n]*(<[^<>\n]*>|(?:[^\s()\\<]|\\.|\([^\s()]*\))*)"""
    r"""(?:[ \t\n]+("[^"\n]*"|'[^'\n]*'))?[ \t\n]*\)"""
)
_REFERENCE = re.compile(r" ?\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*(\S+)", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>")
_ELEMENT = re.compile(r"<(?:a|img)\s", re.IGNORECASE)
_LONGEST = 200
"""Characters of a label: longer texts in brackets are not looked up."""


@dataclass
class Inline:
    """What stands in the lines of a text, and where."""

    parts: list[Part] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)
    """What a reader does not see: brackets and addresses of links, lists of attributes."""
    tags: list[Span] = field(default_factory=list)
    """Elements of HTML."""


def read_inline(text: str) -> Inline:
    """The links, images and footnotes of a masked text."""
    reader = _Reader(text)
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() >= end:
            end = reader.see(token)
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Inline()
        self.opened: list[re.Match[str]] = []
        self.definitions: dict[str, str] = {}
        self.ends: dict[int, int] = {}
        """Where a definition of an address ends, by where its bracket begins."""
        if "]:" in text:
            for defined in _DEFINITION.finditer(text):
                self.definitions.setdefault(_label(defined[1]), defined[2].strip("<>"))
                self.ends[defined.start(1) - 1] = defined.end()

    def see(self, token: re.Match[str]) -> int:
        """Note a token, and give where the next one may begin."""
        mark = token[0]
        if mark in ("[", "!["):
            return self.opening(token)
        if mark == "]":
            return self.closing(token)
        if mark[0] == "<":
            self.element(token)
        elif mark[0] == "{":
            self.found.marks.append(token.span())
        elif mark[0] == "\n":
            self.opened.clear()
        return token.end()

    def opening(self, token: re.Match[str]) -> int:
        start = token.end() - 1
        if start in self.ends:
            self.found.marks.append((start, self.ends[start]))
            return self.ends[start]
        note = _NOTE.match(self.text, start)
        if note is None:
            self.opened.append(token)
            return token.end()
        self.found.marks.append(note.span())
        self.found.parts.append(Part("footnote", note[1], start))
        return note.end()

    def closing(self, token: re.Match[str]) -> int:
        if not self.opened:
            return token.end()
        opened = self.opened.pop()
        target = _TARGET.match(self.text, token.end())
        if target:
            self.note(opened, target[1].strip("<>"))
            self.close(token.start(), target)
            return target.end()
        reference = _REFERENCE.match(self.text, token.end()) if self.definitions else None
        known = self.definitions.get(self.label(opened, token, reference))
        if known is None:
            return token.end()
        end = reference.end() if reference else token.end()
        self.note(opened, known)
        self.found.marks.append((token.start(), end))
        return end

    def label(
        self, opened: re.Match[str], token: re.Match[str], reference: re.Match[str] | None
    ) -> str:
        """The label that a link goes by: its second brackets, or else its own text."""
        if reference and reference[1]:
            return _label(reference[1])
        short = token.start() - opened.end() <= _LONGEST
        return _label(self.text[opened.end() : token.start()]) if short else ""

    def note(self, opened: re.Match[str], to: str) -> None:
        kind: PartKind = "image" if opened[0] == "![" else "link"
        self.found.marks.append(opened.span())
        self.found.parts.append(Part(kind, address(to), opened.start()))

    def close(self, start: int, target: re.Match[str]) -> None:
        """A link's title is seen by readers, and so no mark; nor is the blank before it."""
        title = target.span(2)
        spans = [(start, title[0] - 1), (title[1], target.end())] if target[2] else []
        self.found.marks.extend(spans or [(start, target.end())])

    def element(self, token: re.Match[str]) -> None:
        self.found.tags.append(token.span())
        plain = _AUTOLINK.fullmatch(token[0])
        if plain:
            self.found.parts.append(Part("link", plain[1], token.start()))
        elif _ELEMENT.match(token[0]):
            tag = _Tag()
            tag.feed(token[0])
            self.found.parts.extend(Part(kind, to, token.start()) for kind, to in tag.found)


class _Tag(HTMLParser):
    """The address in one start tag."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[PartKind, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href") is not None:
            self.found.append(("link", address(given["href"] or "")))
        elif tag == "img":
            self.found.append(("image", address(given.get("src") or "")))


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def address(written: str) -> str:
    """An address in one way of writing: `./a.md#b` is `a.md#b`, `a%20b.md` is `a b.md`.

    Where there is none, `#`: it leads to the page itself.
    """
    if ":" in written.partition("/")[0] or written.startswith("//"):
        return written
    path, mark, anchor = written.partition("#")
    return (normpath(unquote(path)) if path else "") + mark + anchor or "#"
