"""A Markdown file as text → `Page`, with everything that is wrong with its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from macros.datafiles.validation import validate
from macros.datafiles.yaml_source import Document, Path, read_yaml
from macros.errors import KnowledgeError, problem
from macros.markdown.calls import Places, parse_calls
from macros.markdown.conflicts import conflicts
from macros.markdown.document_cache import DocumentReader
from macros.markdown.headings import read_headings, unfit
from macros.markdown.html_policy import reserved
from macros.markdown.limits import beyond_limits
from macros.model import Call, Locale, Page, PageMeta, Problem, Written
from macros.model.document import UNREAD, Refusal
from macros.site_profile import profile

_SHOWN = ("title", "description")
"""Keys of the front matter whose texts every page shows; kinds of pages name those of theirs."""


def read_page(
    text: str, path: str, locale: Locale, key: str, documents: DocumentReader
) -> tuple[Page | None, tuple[Problem, ...]]:
    """The page of `text`, and its problems.

    No page where its front matter cannot be used, or where its body cannot be rendered, or not be
    placed: then only that is told.
    """
    if left := tuple(conflicts(text, path)):
        return None, left
    header, body, body_line = _split(text)
    if excess := tuple(beyond_limits(body, path, body_line)):
        return None, excess
    document = _front_matter(header, path)
    problems = document.problems
    parsed = parse_calls(body, path, body_line)
    problems.extend(parsed.problems)
    problems.extend(_reserved(text, path))
    meta = None
    if isinstance(document.data, dict):
        meta = validate(document, (), profile().front_matter, document.data)
    if meta is None:
        return None, tuple(problems)
    titles = _title_calls(document, meta, problems)
    in_body = sorted((*parsed.calls, *parsed.unread), key=lambda call: call.start)
    calls = (*titles, *in_body)
    read = documents.read(body, in_body)
    problems.extend(_refused(read.refusals, Places(body, path, body_line)))
    if any(refusal.sort in UNREAD for refusal in read.refusals):
        return None, tuple(problems)
    headings = tuple(read_headings(read, in_body, path, body_line))
    problems.extend(unfit(headings))
    # Only a backslash can write a character as something else.
    if "\\" in text and not any(problem.code == "P213" for problem in problems):
        problems.extend(_disguised(document, meta, calls))
    written = tuple(_written(document))
    page = Page(
        key, locale, path, meta, calls, headings, body, body_line, header or "", written, read
    )
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
        document.refuse((), KnowledgeError("P102"))
        return document
    document = read_yaml(header, path, "P", first_line=2)
    if not document.problems and not isinstance(document.data, dict):
        document.refuse((), KnowledgeError("P102"))
    return document


def _title_calls(document: Document, meta: PageMeta, problems: list[Problem]) -> list[Call]:
    """The calls in title and description, placed at their key."""
    calls: list[Call] = []
    for key in ("title", "description"):
        parsed = parse_calls(getattr(meta, key), document.path)
        where = document.where((key,))
        problems.extend(replace(one, where=where) for one in parsed.problems)
        calls.extend(
            Call(c.name, c.arguments, c.keywords, where, c.start, c.end)
            for c in (*parsed.calls, *parsed.unread)
        )
    return calls


def _written(document: Document) -> Iterator[Written]:
    """The texts of the front matter that a reader sees, in the order of the file."""
    for path, (start, end, style) in document.spans.items():
        if key := _shown(path):
            value: Any = document.data
            for step in path:
                value = value[step]
            yield Written(key, value, start, end, style)


def _shown(path: Path) -> str:
    """The key whose text stands at a place of the front matter; empty where a page shows none."""
    if path[0] in _SHOWN:
        return str(path[0])
    texts = next((kind.texts for kind in profile().kinds if kind.name == path[0]), {})
    return str(path[1]) if len(path) > 1 and path[1] in texts else ""


def _refused(refusals: Iterable[Refusal], places: Places) -> Iterator[Problem]:
    """What of a page is not as it looks, or is seen by no reader."""
    for refusal in refusals:
        where = places.where(refusal.start, refusal.end)
        if refusal.sort == "lost":
            words = places.text[refusal.start : refusal.end]
            yield problem(where, "P223", words=" ".join(words.split())[:60])
        else:
            yield problem(where, "P222", unread=refusal.sort)


def _reserved(text: str, path: str) -> Iterator[Problem]:
    for start, end, character in reserved(text):
        where = Places(text, path).where(start, end)
        yield problem(where, "P213", character=f"U+{ord(character):04X}")


def _disguised(document: Document, meta: PageMeta, calls: Iterable[Call]) -> Iterator[Problem]:
    """Reserved characters that are written as an escape, in the front matter or in a call."""
    texts = [(document.where((key,)), getattr(meta, key)) for key in ("title", "description")]
    for kind in profile().kinds:
        entry, where = getattr(meta, kind.name), document.where((kind.name,))
        for field in kind.texts if entry else ():
            texts.extend((where, text) for text in getattr(entry, field))
    for call in calls:
        texts.extend((call.where, text) for text in (*call.arguments, *call.keywords.values()))
    for where, text in texts:
        for _, _, character in islice(reserved(text), 1):
            yield problem(where, "P213", character=f"U+{ord(character):04X}")
