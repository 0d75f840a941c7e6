"""A Markdown file as text → `Page`, with everything that is wrong with its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from macros.datafiles.schema_types import checked
from macros.datafiles.yaml_source import Document, read_yaml
from macros.markdown.calls import Places, parse_calls
from macros.markdown.front_matter import FrontMatter
from macros.markdown.html_policy import reserved
from macros.model import Call, Heading, Locale, Location, Page, Problem, Written

_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_FENCE_END = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*")
_HEADING = re.compile(
    r"(#{1,6})[ \t]*(.*?)[ \t]*#*[ \t]*(?:\{:[ \t]*#([A-Za-z][\w.-]*)[ \t]*\})?[ \t]*"
)
_CONTAINER = re.compile(r"(?:!!!|\?\?\?|[-*+][ \t]|[0-9]+\.[ \t])")
"""What begins a block whose lines are indented; elsewhere an indented line is code."""
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_SHOWN = ("title", "description", "outcomes", "questions")
"""The keys of the front matter whose texts a page shows; the last two are a module's."""


def read_page(
    text: str, path: str, locale: Locale, key: str
) -> tuple[Page | None, tuple[Problem, ...]]:
    """The page of `text`, and its problems; no page where its front matter cannot be used."""
    header, body, body_line = _split(text)
    document = _front_matter(header, path)
    problems = document.problems
    parsed = parse_calls(body, path, body_line)
    problems.extend(parsed.problems)
    problems.extend(_reserved(text, path))
    entry = None
    if isinstance(document.data, dict):
        entry = checked(document, (), FrontMatter, document.data)
    if entry is None:
        return None, tuple(problems)
    titles = _title_calls(document, entry, problems)
    headings = tuple(_headings(body, path, body_line))
    problems.extend(_unfit(headings))
    calls = (*titles, *parsed.calls)
    # Only a backslash can write a character as something else.
    if "\\" in text and not any(problem.code == "P213" for problem in problems):
        problems.extend(_disguised(document, entry, calls))
    written = tuple(_written(document))
    meta = entry.meta()
    page = Page(key, locale, path, meta, calls, headings, body, body_line, header or "", written)
    return page, tuple(problems)


def _split(text: str) -> tuple[str | None, str, int]:
    """Front matter, body and the body's first line; no front matter where it is not closed."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def _front_matter(header: str | None, path: str) -> Document:
    if header is None:
        document = Document(path, "P")
        document.refuse((), "102")
        return document
    document = read_yaml(header, path, "P", first_line=2)
    if not document.problems and not isinstance(document.data, dict):
        document.refuse((), "102")
    return document


def _title_calls(document: Document, entry: FrontMatter, problems: list[Problem]) -> list[Call]:
    """The calls in title and description, placed at their key."""
    calls: list[Call] = []
    for key in ("title", "description"):
        parsed = parse_calls(getattr(entry, key), document.path)
        where = document.where((key,))
        problems.extend(Problem(where, p.code, p.values, p.level) for p in parsed.problems)
        calls.extend(
            Call(c.name, c.arguments, c.keywords, where, c.start, c.end) for c in parsed.calls
        )
    return calls


def _written(document: Document) -> Iterator[Written]:
    """The texts of the front matter that a reader sees, in the order of the file."""
    for path, (start, end, style) in document.spans.items():
        keys = [str(step) for step in path[:2] if step in _SHOWN]
        if keys and path[0] in (keys[0], "module"):
            value: Any = document.data
            for step in path:
                value = value[step]
            yield Written(keys[0], value, start, end, style)


def _headings(body: str, path: str, first_line: int) -> Iterator[Heading]:
    lines = body.split("\n")
    # Most lines hold none of these marks, and no pattern needs to look at them.
    last = {end[1][0]: n for n, line in enumerate(lines) if (end := _end(line))}
    fence = before = ""
    container = False
    for index, written in enumerate(lines):
        if written[:1].strip():
            container = bool(_CONTAINER.match(written))
        line = _inner(written, container)
        mark, end = (_FENCE.match(written), _end(written)) if last else (None, None)
        if fence:
            fence = "" if end and end[1].startswith(fence) else fence
        elif mark and last.get(mark[1][0], 0) > index:
            fence = mark[1]
        elif line[:1] == "#" and (found := _HEADING.fullmatch(line)):
            yield Heading(
                len(found[1]), found[2], found[3] or "", Location(path, index + first_line)
            )
            line = ""
        elif line[:1] in ("=", "-") and _underlines(line, before):
            level = 1 if "=" in line else 2
            yield Heading(level, before.strip(), "", Location(path, index + first_line - 1))
        before = line


def _end(line: str) -> re.Match[str] | None:
    """The mark that a line gives to end fenced code, where it holds nothing else."""
    return _FENCE_END.fullmatch(line) if "```" in line or "~~~" in line else None


def _underlines(line: str, before: str) -> bool:
    return bool(_UNDERLINE.fullmatch(line) and before.strip()) and "|" not in before


def _inner(line: str, container: bool) -> str:
    """A line without the indent of the block that it stands in, and without marks of quotation."""
    if container:
        line = line.removeprefix("    ")
    while line.startswith(">"):
        line = line[1:].removeprefix(" ")
    return line


def _unfit(headings: tuple[Heading, ...]) -> Iterator[Problem]:
    """Headings that have no id, an id used twice, or the level of the page's own title."""
    seen: set[str] = set()
    for heading in headings:
        if heading.level == 1:
            yield Problem(heading.where, "P211", {"heading": heading.text})
        elif not heading.anchor:
            yield Problem(heading.where, "P210", {"heading": heading.text})
        elif heading.anchor in seen:
            yield Problem(heading.where, "P212", {"anchor": heading.anchor})
        seen.add(heading.anchor)


def _reserved(text: str, path: str) -> Iterator[Problem]:
    for start, end, character in reserved(text):
        where = Places(text, path).where(start, end)
        yield Problem(where, "P213", {"character": f"U+{ord(character):04X}"})


def _disguised(document: Document, entry: FrontMatter, calls: Iterable[Call]) -> Iterator[Problem]:
    """Reserved characters that are written as an escape, in the front matter or in a call."""
    texts = [(document.where((key,)), getattr(entry, key)) for key in ("title", "description")]
    if entry.module:
        shown = (*entry.module.outcomes, *entry.module.questions)
        texts.extend((document.where(("module",)), text) for text in shown)
    for call in calls:
        texts.extend((call.where, text) for text in (*call.arguments, *call.keywords.values()))
    for where, text in texts:
        for _, _, character in islice(reserved(text), 1):
            yield Problem(where, "P213", {"character": f"U+{ord(character):04X}"})
