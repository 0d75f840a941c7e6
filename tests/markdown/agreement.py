"""Random Markdown, and the proof by replacement that each of its characters is placed rightly."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from macros.markdown.calls import parse_calls
from macros.markdown.document import read_document
from macros.markdown.exchange import prepare
from macros.markdown.rendering import Rendering, Text, read_rendering
from macros.model.document import Document

ROOT = Path(__file__).parents[2]
SITE = read_rendering((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
PAGES = {
    path.relative_to(ROOT / "docs").as_posix(): text.split("---\n", 2)[2]
    for path in sorted((ROOT / "docs").rglob("*.md"))
    for text in [path.read_text(encoding="utf-8")]
}
"""The body of each page of this site."""

WORDS = tuple(
    [
        "IOM",
        "world",
        "12",
        "5,149",
        "data",
        "HTML",
        "2024",
        "a",
        "x1",
        "é",
        "—",
        "“so”",
        "No.",
        "7",
        "end.",
        "kata-kata",
        "it's",
        "q?",
    ]
)
PIECES = (
    *WORDS, *WORDS,
    " ", " ", " ", " ", "\n", "\n", "\n\n", "\n\n", "\n    ", "\n  ", "\n\n    ", "\n\n        ",
    "*", "**", "_", "__", "`", "``", "~~", "==", "^", "~",
    "[", "]", "](", ")", "(x.md)", "](a/b.md)",
    "](a.md#c \"title\")", "[text](t.md)", "![alt](p.png)",
    "[ref]", "[text][ref]", "\n\n[ref]: r.md \"Title one\"\n\n", "[^n]", "\n\n[^n]: A note.\n\n",
    "\n- ", "\n* ", "\n\n- ", "\n1. ", "\n\n2. ", "\n    - ", "\n\n    1. ", "\n> ", "\n\n> ",
    "\n> - ",
    "\n# ", "\n\n## ", " {: #id-a }", " {: .big }", "{: #b .c title=\"T t\" }", "\n{: .block }\n",
    "{ #d }",
    "\n=====\n", "\n-----\n", "\n\n---\n\n", "\n\n* * *\n\n",
    "\n\n| a | b |\n|---|---|\n| c | d |\n\n", "\n| e | f | g |", "|", " | ",
    "\n\n```\ncode here\n```\n\n", "\n\n~~~ python title=\"T\"\nx = 1\n~~~\n\n", "\n```",
    "\n\n!!! note\n    ", "\n\n!!! warning \"Title\"\n    ", "\n\n??? tip\n    ",
    "\n\n=== \"Tab\"\n    ",
    "<b>", "</b>", "<br>", "<div>", "</div>", "\n\n<div>\n", "\n</div>\n\n", "<!-- note -->",
    "<span title=\"a b\">", "</span>", "<a href=x.md>", "<https://x.org/a>", "<me@x.org>", "<", ">",
    "&amp;", "&#44;", "&eacute;", "&", "&lt;", "&nbsp;", "\\", "\\*", "\\_", "\\.", "\\[",
    "\n\n*[HTML]: Hyper text\n\n", "\n:   definition", "- [ ] ", "- [x] ", "++ctrl+c++", ":smile:",
    "{", "}", "\"", "'", "!", "#", "\t", "https://x.org/b", "\n/// caption\nText\n///\n",
    "(c)", "  \n",
)  # fmt: skip
CHARACTERS = "ab1 2\n\n  *_`[]()!<>#&;:.,|-+=~^{}\\/\"'\t>é"


def from_pieces(source: random.Random) -> str:
    """A text of pieces of Markdown."""
    return "".join(source.choice(PIECES) for _ in range(source.randint(1, 30)))


def from_characters(source: random.Random) -> str:
    """A text of single characters."""
    return "".join(source.choice(CHARACTERS) for _ in range(source.randint(1, 80)))


def damaged(source: random.Random, pages: Sequence[str]) -> str:
    """A part of a page in which some characters are lost, doubled or in another place."""
    page = source.choice(pages)
    start = source.randrange(max(len(page) - 600, 1))
    text = list(page[start : start + source.randint(50, 600)])
    for _ in range(source.randint(1, 8)):
        at = source.randrange(len(text))
        change = source.randrange(4)
        if change == 0:
            del text[at]
        elif change == 1:
            text.insert(at, source.choice(PIECES))
        elif change == 2:
            text[at] = source.choice(CHARACTERS)
        else:
            other = source.randrange(len(text))
            text[at], text[other] = text[other], text[at]
        if not text:
            break
    return "".join(text)


def visible(text: str, rendering: Rendering) -> str:
    """The text of a rendering, each call in it one character."""
    rendered = rendering.events(prepare(text, parse_calls(text, "").calls).text)
    return "".join(event.text for event in rendered if isinstance(event, Text))


def another(character: str) -> str:
    """A character of the same kind."""
    if character.isdigit():
        return "8" if character != "8" else "3"
    if character.isalpha():
        return "q" if character.lower() != "q" else "w"
    return "," if character != "," else "."


def judge(text: str, source: random.Random, rendering: Rendering = SITE) -> Counter[str]:
    """Replace some placed characters and see that just these change in the result.

    `right`, `wrong`, and `other` where the replacement changes the syntax.
    """
    document = read_document(text, parse_calls(text, "").calls, rendering)
    found: Counter[str] = Counter()
    if any(refusal.sort == "shape" for refusal in document.refusals):
        return Counter(refused=1)
    indices = [
        i
        for i, place in enumerate(document.starts)
        if place >= 0 and not document.text[i].isspace() and document.ends[i] == place + 1
    ]
    for index in source.sample(indices, min(len(indices), 12)):
        found[replaced(text, document, index, rendering)] += 1
    found["unplaced"] += sum(
        c.isalnum() and p < 0 for c, p in zip(document.text, document.starts, strict=True)
    )
    return found


def replaced(text: str, document: Document, index: int, rendering: Rendering) -> str:
    """What a change at the place of one character does."""
    place = document.starts[index]
    if text[place] != document.text[index]:
        return "right" if text[place].casefold() == document.text[index].casefold() else "wrong"
    new = another(text[place])
    shown = visible(text[:place] + new + text[place + 1 :], rendering)
    if len(shown) != len(document.text):
        return "other"
    differing = [i for i, (a, b) in enumerate(zip(shown, document.text, strict=True)) if a != b]
    if differing == [index]:
        return "right"
    return "other" if len(differing) > 1 else "wrong"


def _main(count: int) -> None:
    """Judge many texts of each kind, and print what came of them."""
    bodies = list(PAGES.values())
    total: Counter[str] = Counter()
    for number in range(count):
        source = random.Random(number)
        kind = number % 3
        if kind == 0:
            text = from_pieces(source)
        else:
            text = from_characters(source) if kind == 1 else damaged(source, bodies)
        found = judge(text, source)
        if found["wrong"]:
            print(f"{number}: {text!r}")  # noqa: T201
        total += found
    print(count, dict(total))  # noqa: T201


if __name__ == "__main__":
    _main(int(sys.argv[1]) if sys.argv[1:] else 20_000)
