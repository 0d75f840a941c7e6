"""Marks of sources in running text; they lead to the list at the page's end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from macros.macro_registry import macro
from macros.render.context import PageContext
from macros.render.result import Citation, MacroResult, tag

LIST = "figures"
"""An id inside the list: a link to it opens what is folded."""


def entry_id(number: int) -> str:
    """The id of a source in the list at the page's end, by its number."""
    return f"cited-{number}"


def mark_id(number: int, nth: int) -> str:
    """The id of the first, second, … mark of the source with a number."""
    return f"cite-{number}-{nth}"


@macro(
    same_on_all_pages=True,
    appearance=("place",),
    brings_source=True,
    is_mark=True,
    unsearched=("kb-cite-mark",),
)
def cite(context: PageContext, key: str, place: str = "") -> MacroResult:
    """A small mark: the sentence before it rests on this source, at this `place` in it.

    It leads to the list of sources at the page's end, which leads back.
    """
    source = context.library.registry.source(key)
    return MacroResult("", "", anchors=frozenset({LIST}), citation=Citation(source, place))


def with_marks(context: PageContext, pieces: Sequence[MacroResult]) -> list[MacroResult]:
    """The pieces of a page in the order of its text, with the marks among them numbered."""
    numbers: dict[str, int] = {}
    times: Counter[str] = Counter()
    done: list[MacroResult] = []
    for piece in pieces:
        if piece.citation is None:
            done.append(piece)
            continue
        key = piece.citation.source.key
        times[key] += 1
        number = numbers.setdefault(key, len(numbers) + 1)
        label = f"{context.word('source')} {number}"
        link = tag("a", str(number), href=f"#{entry_id(number)}", aria_label=label)
        mark = tag("sup", link, class_="kb-cite-mark", id=mark_id(number, times[key]))
        done.append(piece._replace(html=mark))
    return done
