"""Family S: what stands in a file is what a reader sees there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from macros.library import Library
from macros.markdown.calls import Places
from macros.markdown.confusables import SuspiciousCharacter, suspicious_characters
from macros.model import File, Problem
from macros.rules.registry import rule

_CODES = {
    "direction": "S109",
    "unseen": "S110",
    "control": "S111",
    "look-alike": "S112",
    "digit": "S113",
}


@rule("S109 S110 S111 S112 S113")
def characters_are_seen(library: Library) -> Iterator[Problem]:
    """No character that is unseen, turns the text round, or looks like another."""
    for file in library.files.values():
        if not file.text.isascii() or not file.text.isprintable():
            yield from _in_file(file)


def _in_file(file: File) -> Iterator[Problem]:
    places: Places | None = None
    for rare in suspicious_characters(file.text):
        if not _is_told_elsewhere(file, rare):
            places = places or Places(file.text, file.path)
            code = _CODES[rare.sort]
            odd, shown = _odd(file.text, rare)
            name = unicodedata.name(odd, "")
            values = {
                "characters": shown[:40],
                "number": f"U+{ord(odd):04X}",
                "name": f" {name}" if name else "",
                "near": rare.instead[:40],
            }
            yield Problem(places.where(rare.start, rare.end), code, values)


def _is_told_elsewhere(file: File, rare: SuspiciousCharacter) -> bool:
    """The engine's own marks on a page, which its reader refuses."""
    first = file.text[rare.start]
    return file.path.endswith(".md") and "\ue000" <= first <= "\uf8ff"


def _odd(text: str, rare: SuspiciousCharacter) -> tuple[str, str]:
    """The character that matters, and all of them where they can be shown."""
    written = text[rare.start : rare.end]
    odd = next((c for c in written if not c.isascii()), written[0])
    return odd, written if written.isprintable() else ""
