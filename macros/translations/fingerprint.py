"""The prose of a section in one line, and the state that `twins.lock` remembers of it.

What is no word never changes a state: line ends and spaces, marks of emphasis and lists, addresses
of links, comments, attributes, and how a call is pinned or formatted. `twins.lock` is only as
lasting as these rules: whoever changes one changes every state on record.
"""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from unicodedata import normalize

from macros.markdown.calls import parse_calls
from macros.model import Call
from macros.text_edits import edited
from macros.translations.call_signature import use_of

_EMPHASIS = re.compile("[*_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
"""Soft hyphens, and characters of no width."""
_ALONE = frozenset({"!!!", "???", "???+"})


def one_line(text: str) -> str:
    """The words of a text with single spaces between them, without marks of Markdown."""
    if "&" in text:
        text = unescape(text)
    if not text.isascii():
        text = _UNSEEN.sub("", normalize("NFC", text))
    text = _EMPHASIS.sub(_emphasis, text.replace("|", " ").replace("`", ""))
    return " ".join([word for word in text.split() if word[0].isalnum() or not _is_mark(word)])


def _emphasis(found: re.Match[str]) -> str:
    """Nothing in place of an asterisk or underscore, but inside a word it stays."""
    before, after = found.start() - 1, found.end()
    inside = found.string[max(before, 0) : before + 1].isalnum()
    return found[0] if inside and found.string[after : after + 1].isalnum() else ""


def _is_mark(word: str) -> bool:
    """Whether a word only marks a heading, an item, a quotation, a row, or an admonition."""
    return word in _ALONE or not word.strip("-+=:#>")


def fingerprint(words: str) -> str:
    """Twelve hexadecimal digits that stand for the prose of a section."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def token(call: Call) -> str:
    """What stands for a call in the prose: its name, and the id that it shows."""
    use = use_of(call)
    return f"{{{use.name}:{use.key}}}"


def without_calls(text: str) -> tuple[str, str]:
    """A text of the front matter with its calls as tokens, and with nothing in their place."""
    calls = parse_calls(text, "").calls
    return (
        edited(text, ((c.start, c.end, token(c)) for c in calls)),
        edited(text, ((c.start, c.end, " ") for c in calls)),
    )
