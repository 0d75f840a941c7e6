"""Text of a finished page with little mark-up, which slides and other sheets can write again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from macros.languages.sentences import sentences

_SPACES = re.compile(r"\s+")
_DROPPED = frozenset({"kb-cite-mark", "headerlink", "kb-moved"})


class Style(NamedTuple):
    """How a stretch of text is written."""

    strong: bool = False
    emphasis: bool = False
    fact: str = ""
    """The id of the fact that it shows; "?" where it is a figure whose id the page does not say."""
    lang: str = ""


class Run(NamedTuple):
    """A stretch of text of one style."""

    text: str
    style: Style = Style()


class Line(tuple[Run, ...]):
    """A text on one line."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """Without its mark-up."""
        return "".join(run.text for run in self)

    def part(self, start: int, end: int | None = None) -> Line:
        """What stands between two places of it, without spaces around."""
        whole = self.text
        end = len(whole) if end is None else end
        start += len(whole[start:end]) - len(whole[start:end].lstrip())
        end = start + len(whole[start:end].rstrip())
        at, found = 0, []
        for run in self:
            left, right = max(start, at), min(end, at + len(run.text))
            if left < right:
                found.append(Run(run.text[left - at : right - at], run.style))
            at += len(run.text)
        return Line(found)

    def sentences(self) -> list[Line]:
        """Its sentences, in their order."""
        return [self.part(start, end) for start, end in sentences(self.text)]

    def lead(self) -> Line:
        """The words in bold with which it begins; empty where it begins with others."""
        return Line(self[:1]) if self and self[0].style.strong else Line()


def line(nodes: Iterable[etree._Element | str], facts: dict[str, str] | None = None) -> Line:
    """The text of elements, marks of sources left out; `facts` are the ids of the page's figures by
    the addresses of their entries, such as `#figure-3`."""
    runs = [run for node in nodes for run in _runs(node, Style(), facts or {})]
    joined = [
        Run("".join(run.text for run in same), style)
        for style, same in groupby(runs, key=lambda run: run.style)
    ]
    return _on_one_line(joined)


def _on_one_line(runs: Iterable[Run]) -> Line:
    found: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if not found or found[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            found.append(Run(text, run.style))
    while found and not found[-1].text.rstrip(" "):
        found.pop()
    if found:
        found[-1] = Run(found[-1].text.rstrip(" "), found[-1].style)
    return Line(found)


def _runs(node: etree._Element | str, style: Style, facts: dict[str, str]) -> Iterator[Run]:
    if isinstance(node, str):
        yield Run(node, style)
        return
    if not isinstance(node.tag, str) or not _DROPPED.isdisjoint((node.get("class") or "").split()):
        return
    if node.tag in ("strong", "b"):
        style = style._replace(strong=True)
    elif node.tag in ("em", "i"):
        style = style._replace(emphasis=True)
    style = style._replace(lang=node.get("lang", style.lang))
    if "kb-figure" in (node.get("class") or "").split():
        style = style._replace(fact=_fact(node, facts))
    yield Run(node.text or "", style)
    for part in node:
        yield from _runs(part, style, facts)
        yield Run(part.tail or "", style)


def _fact(figure: etree._Element, facts: dict[str, str]) -> str:
    links = (facts.get(part.get("href", "")) for part in figure.iter("a"))
    return figure.get("data-fact") or next(filter(None, links), "?")
