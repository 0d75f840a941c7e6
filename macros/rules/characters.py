"""Family S: what stands in a file is what a reader sees there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from macros.addresses.settings import TAGS
from macros.datafiles.yaml_source import read_yaml
from macros.errors import problem
from macros.library import Library
from macros.markdown.calls import Places
from macros.markdown.confusables import SuspiciousCharacter, suspicious_characters
from macros.model import File, Location, Page, Problem
from macros.rules.registry import Scope, rule

_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31}(?=;));?")
_PUNYCODE = re.compile(r"\bxn--[a-z0-9-]{1,59}", re.IGNORECASE)
"""A part of a host's name with letters beyond ASCII, RFC 5890."""
_AROUND = 60
"""Letters before and behind an entity that may be of its word."""
_TOLD = re.compile("[\n\r]")
_OURS = re.compile("[\ue000-\uf8ff]")


@rule("S109 S110 S111 S112 S113", scope=Scope.TEXTS)
def characters_are_seen(files: Iterable[File]) -> Iterator[Problem]:
    """No character that is unseen, turns the text round, or looks like another."""
    for file in files:
        if not file.text.isascii() or not file.text.isprintable():
            yield from _in_file(file)
        if file.path.endswith(".yml"):
            yield from _escaped(file.text, file.path)
        yield from _hosts(file)


@rule("S109 S110 S111 S112 S113", scope=Scope.LINKED)
def characters_of_pages_are_seen(library: Library) -> Iterator[Problem]:
    """The same of those that a page writes otherwise."""
    for page in library.to_check:
        yield from _escaped(page.header, page.path, 2)
        yield from _entities(page)


def _in_file(file: File) -> Iterator[Problem]:
    places: Places | None = None
    for rare in suspicious_characters(file.text):
        # The engine's own marks on a page its reader refuses.
        if not (file.path.endswith(".md") and "\ue000" <= file.text[rare.start] <= "\uf8ff"):
            places = places or Places(file.text, file.path)
            yield _problem(places.where(rare.start, rare.end), file.text, rare)


def _hosts(file: File) -> Iterator[Problem]:
    """Characters of a host's name as browsers show it."""
    places: Places | None = None
    for found in _PUNYCODE.finditer(file.text):
        try:
            shown = found[0].lower().encode().decode("idna")
        except UnicodeError:  # no browser shows it as letters
            continue
        for rare in suspicious_characters(shown):
            places = places or Places(file.text, file.path)
            yield _problem(places.where(*found.span()), shown, rare)


def _problem(where: Location, text: str, rare: SuspiciousCharacter) -> Problem:
    odd, shown = _odd(text, rare)
    number, name = f"U+{ord(odd):04X}", unicodedata.name(odd, "")
    name = f" {name}" if name else ""
    characters, near = shown[:40], rare.instead[:40]
    match rare.sort:
        case "direction":
            return problem(where, "S109", number=number, name=name)
        case "unseen":
            return problem(where, "S110", number=number, name=name)
        case "control":
            return problem(where, "S111", number=number, name=name)
        case "look-alike":
            return problem(
                where, "S112", characters=characters, number=number, name=name, near=near
            )
    return problem(where, "S113", characters=characters, number=number, name=name, near=near)


def _escaped(text: str, path: str, first_line: int = 1) -> Iterator[Problem]:
    """Characters that YAML writes with a backslash, between double quotation marks."""
    if "\\" not in text:
        return
    places = Places(text, path, first_line)
    document = read_yaml(text, path, "F", tags=TAGS)
    spans = document.spans if document.data is not None else {}
    for steps, (start, end, style) in spans.items():
        if style == '"' and "\\" in text[start:end]:
            value: Any = document.data
            for step in steps:
                value = value[step]
            # A line end is refused where it matters, and P213 tells a page's marks of the engine.
            plain = _TOLD.sub(" ", value)
            plain = _OURS.sub(" ", plain) if path.endswith(".md") else plain
            for rare in suspicious_characters(plain):
                yield _problem(places.where(start, end), plain, rare)


def _entities(page: Page) -> Iterator[Problem]:
    """Characters that a page writes as entities of HTML, each with the word around it."""
    places: Places | None = None
    last = 0
    for found in _ENTITY.finditer(page.body) if "&" in page.body else ():
        if found.start() < last:
            continue
        start, last, word = _spelled(page.body, found)
        # P213 tells the engine's own marks.
        for rare in suspicious_characters(_OURS.sub(" ", word)):
            places = places or Places.of_body(page)
            yield _problem(places.where(start, last), word, rare)


def _spelled(text: str, found: re.Match[str]) -> tuple[int, int, str]:
    """The word with an entity in it: where it begins and ends, and what a browser reads there."""
    start = end = found.start()
    while start > max(0, end - _AROUND) and text[start - 1].isalnum():
        start -= 1
    letters = [text[start:end]]
    while end < len(text) and end < start + _AROUND:
        if entity := _ENTITY.match(text, end):
            letters.append(_decoded(entity))
            end = entity.end()
        elif text[end].isalnum():
            letters.append(text[end])
            end += 1
        else:
            break
    return start, end, "".join(letters)


def _decoded(entity: re.Match[str]) -> str:
    """The character that a browser shows; Python leaves out those that HTML forbids."""
    shown = unescape(entity[0])
    return shown or chr(int(entity[1]) if entity[1] else int(entity[2], 16))


def _odd(text: str, rare: SuspiciousCharacter) -> tuple[str, str]:
    """The character that matters, and all of them where they can be shown."""
    written = text[rare.start : rare.end]
    odd = next((c for c in written if not c.isascii()), written[0])
    return odd, written if written.isprintable() else ""
