"""How many typed figures the check finds, and how many innocent numbers it leaves: `make
bench-figures`.

The lines of tests/planted are each put on a page of their own and checked against the records
there. A planted line counts as found where any problem of family N is told on it; an innocent one
counts against the precision where any is. Beside ours stand three simple checks, restated here:

    literal    the line holds the text of a value on record, as a page would print it
    digits     the digits of a line and of its twin in the other language differ; where a slip is
               planted in one language alone, the other one has other digits
    structure  headings, items, rows, links and images of a line and of its twin differ in number

`tuned` lines were before the eyes of whoever wrote the rules; the other files say at their heads
how they did before a rule was changed for them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

import macros.render.dispatch  # noqa: F401  It registers the macros.
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.facts.selection import Choice
from macros.library import Library
from macros.markdown.document_cache import DocumentReader
from macros.markdown.page import read_page
from macros.markdown.rendering import read_rendering
from macros.model import LOCALES, Locale, Page, other_locale
from macros.render.context import PageContext
from macros.render.values import FORMS, show
from macros.rules.of_pages.figures.index import Index, index_of
from macros.rules.of_pages.figures.rule import figures_on
from macros.rules.of_pages.figures.suggestion import plain

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "planted"
DOCUMENTS = DocumentReader(read_rendering(Path("mkdocs.yml").read_text(encoding="utf-8")))
PARTS = ("tuned", "untouched", "held-out")
TODAY = date(2026, 11, 22)
RECALL, PRECISION = 0.97, 0.98
"""What the project asks of each part."""


@dataclass(frozen=True)
class Line:
    """A line of the set, and its twin in the other language."""

    part: str
    kind: str
    planted: bool
    codes: tuple[str, ...]
    """What a planted line should be told as."""
    alone: bool
    """Whether the slip is made in this language only, and the twin has other digits."""
    locale: Locale
    page: Page
    twin: Page

    @property
    def text(self) -> str:
        """What the line holds, wherever it stands on the page."""
        return _text(self.page)


def _text(page: Page) -> str:
    return f"{page.meta.title}\n{page.meta.description}\n{page.body}"


def lines(part: str) -> Iterator[Line]:
    """The lines of one part of the set."""
    text = (FOLDER / f"{part}.yml").read_text(encoding="utf-8")
    for group in yaml.load(text, yaml.BaseLoader):
        pages = {locale: [_page(entry, locale) for entry in group[locale]] for locale in LOCALES}
        for locale in LOCALES:
            for page, twin in zip(pages[locale], pages[other_locale(locale)], strict=True):
                yield Line(
                    part,
                    group["kind"],
                    group["planted"] == "yes",
                    tuple(group.get("codes", ())),
                    group.get("alone") == "yes",
                    locale,
                    page,
                    twin,
                )


def _page(entry: str | dict[str, Any], locale: Locale) -> Page:
    fields = {"text": entry} if isinstance(entry, str) else dict(entry)
    body = fields.pop("text", "")
    header = {"title": "A page", "description": "What it holds."} | fields
    written = yaml.safe_dump(header, allow_unicode=True, width=1000).replace("'2022", "2022")
    text = f"---\n{written.replace('-28' + chr(39), '-28')}---\n\n{body}\n"
    page, problems = read_page(text, f"docs/{locale}/page.md", locale, "page.md", DOCUMENTS)
    if page is None:
        raise SystemExit(f"{text}\n{problems}")
    return page


Check = Callable[[Line], "tuple[str, ...]"]
"""The codes that a check tells on a line; any text will do for one that has none."""


def registry() -> Registry:
    """The records of the set. Exits where they cannot be read."""
    found, problems = read_facts((FOLDER / "facts.yml").read_text(encoding="utf-8"), "facts.yml")
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    return found


def checks(records: Registry) -> dict[str, Check]:
    """Ours and the three simple ones."""
    index, values = index_of(records), tuple(_values(records))
    return {
        "ours": lambda line: ours(line, records, index),
        "literal": lambda line: ("x",) if any(v in plain(line.text) for v in values) else (),
        "digits": lambda line: ("x",) if _differ(line) else (),
        "structure": lambda line: ("x",) if _shape(line.page) != _shape(line.twin) else (),
    }


def ours(line: Line, records: Registry, index: Index) -> tuple[str, ...]:
    """The codes that our check tells on a line."""
    pages: dict[Locale, dict[str, Page]] = {line.locale: {line.page.key: line.page}}
    library = Library(records, {}, pages, TODAY)
    return tuple(problem.code for problem in figures_on(line.page, library, index))


def _values(records: Registry) -> Iterator[str]:
    """Every text that a call of any record may give, in both languages."""
    for locale in LOCALES:
        page = _page("", locale)
        context = PageContext(Library(records, {}, {locale: {page.key: page}}, TODAY), page)
        for fact in records.facts.values():
            for observation in fact.observations:
                choice = Choice(fact, observation, observation)
                for form in ("", *(f for f in FORMS[fact.kind] if f in ("full", "bare"))):
                    text = plain(show(context, choice, form))
                    if not re.fullmatch(r"[0-9]{1,2}", text):
                        yield text


def _differ(line: Line) -> bool:
    """Whether the digits of a line differ from those of its twin."""
    here, there = _digits(line.page), _digits(line.twin)
    return here != there or (line.alone and bool(here))


def _digits(page: Page) -> list[str]:
    return sorted(re.findall(r"[0-9]+", re.sub(r"[.,](?=[0-9])", "", _text(page))))


_SHAPES = (r"^#+ ", r"^\s*(?:[-*]|[0-9]+\.) ", r"^\||\|$", r"\]\(", r"!\[", r"^(?:!!!|\?\?\?|===)")


def _shape(page: Page) -> list[int]:
    return [len(re.findall(shape, page.body, re.MULTILINE)) for shape in _SHAPES]


@dataclass
class Score:
    """How a check did on some lines."""

    planted: int = 0
    found: int = 0
    named: int = 0
    """Planted lines that were told with the code that their kind asks for."""
    innocent: int = 0
    accused: int = 0

    def add(self, line: Line, codes: Sequence[str]) -> None:
        """Count one line."""
        if line.planted:
            self.planted += 1
            self.found += bool(codes)
            self.named += any(code in line.codes for code in codes)
        else:
            self.innocent += 1
            self.accused += bool(codes)

    @property
    def recall(self) -> float:
        """The part of the planted lines that is found; 1 where there are none."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The part of what is told that is planted; 1 where nothing is told."""
        told = self.found + self.accused
        return self.found / told if told else 1.0


def answers(chosen: Sequence[Line]) -> dict[str, list[tuple[str, ...]]]:
    """What each check tells on each of the lines, in their order."""
    every = checks(registry())
    return {name: [check(line) for line in chosen] for name, check in every.items()}


def scores(chosen: Sequence[Line], told: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Score]:
    """The scores by part, language and kind; ("", …) stands for all of them."""
    found: dict[tuple[str, ...], Score] = {}
    for line, codes in zip(chosen, told, strict=True):
        mark = "planted" if line.planted else "innocent"
        for key in (
            (line.part, line.locale, f"{mark}: {line.kind}"),
            (line.part, line.locale, ""),
            (line.part, "", ""),
            ("", "", ""),
        ):
            found.setdefault(key, Score()).add(line, codes)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where recall or precision of a part is too low."""
    parser = argparse.ArgumentParser(description="Recall and precision of family N.")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part")
    parser.add_argument("--misses", action="store_true", help="show each line that went wrong")
    options = parser.parse_args(arguments)
    chosen = [line for part in options.part or PARTS for line in lines(part)]
    told = answers(chosen)
    print_tables(chosen, told)
    if options.misses:
        _print_misses(chosen, told["ours"])
    return 1 if low(chosen, told["ours"]) else 0


def low(chosen: Sequence[Line], told: Sequence[tuple[str, ...]]) -> list[Score]:
    """The scores of those parts in which recall or precision is too low."""
    table = scores(chosen, told)
    totals = [table[part, "", ""] for part in dict.fromkeys(line.part for line in chosen)]
    return [s for s in totals if s.recall < RECALL or s.precision < PRECISION]


def print_tables(chosen: Sequence[Line], told: dict[str, list[tuple[str, ...]]]) -> None:
    """The scores of ours by kind, then those of all checks by part and language."""
    tables = {name: scores(chosen, codes) for name, codes in told.items()}
    _print_kinds(tables["ours"])
    _print_totals(tables, list(dict.fromkeys(line.part for line in chosen)))


def _print_kinds(table: dict[tuple[str, ...], Score]) -> None:
    print(f"{'part':<10} {'lang':<4} {'kind':<46} {'lines':>5} {'told':>5} {'named':>5}")
    for (part, locale, kind), score in table.items():
        if kind:
            count, told = score.planted + score.innocent, score.found + score.accused
            named = f"{score.named:>5}" if score.planted else ""
            print(f"{part:<10} {locale:<4} {kind:<46} {count:>5} {told:>5} {named}")


def _print_totals(tables: dict[str, dict[tuple[str, ...], Score]], parts: Sequence[str]) -> None:
    print(f"\n{'check':<10} {'part':<10} {'lang':<4} {'planted':>8} {'innocent':>9} ", end="")
    print(f"{'recall':>7} {'precision':>10} {'named':>6}")
    for name, table in tables.items():
        for part in (*parts, ""):
            for locale in (*LOCALES, "") if part else ("",):
                s = table[part, locale, ""]
                lead = f"{name:<10} {part or 'all':<10} {locale:<4}"
                named = f"{s.named / s.planted:>6.3f}" if name == "ours" else ""
                print(f"{lead} {s.planted:>8} {s.innocent:>9} ", end="")
                print(f"{s.recall:>7.3f} {s.precision:>10.3f} {named}")


def _print_misses(chosen: Sequence[Line], told: Sequence[tuple[str, ...]]) -> None:
    print()
    for line, codes in zip(chosen, told, strict=True):
        right = any(c in line.codes for c in codes) if line.planted else not codes
        if not right:
            said = ", ".join(codes) or "nothing"
            print(f"{line.part} {line.locale} {line.kind}: {said}\n    {line.text!r}")


if __name__ == "__main__":
    sys.exit(main())
