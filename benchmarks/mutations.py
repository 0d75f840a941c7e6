"""How surely a slip in facts.yml is noticed: run as `python -m benchmarks.mutations`.

Each mutation changes one thing in the real file. It is refused by the check, with its line; or it
changes just those pages that `kb impact` names, and is told against the base. Changes without a
reason are all told against the base; honest ones, which the same rules must leave alone, all pass.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from macros.authoring.impact import impact
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.library import Earlier, Library
from macros.loading import open_library
from macros.macro_registry import macro_called
from macros.model import NUMERIC, Locale, Page, Problem, Severity
from macros.project_files import FACTS
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.rules.against_base import records_are_kept
from macros.rules.facts import claims_hold, values_are_possible
from macros.rules.macro_calls import make_calls
from macros.site.registration import register

ROOT = Path(__file__).parent.parent
MUTATIONS, UNEXPLAINED, HONEST = 1_000, 300, 200
SEED = 13


class Edit(NamedTuple):
    """A text of a file that was changed in one place."""

    sort: str
    line: int
    before: str
    after: str
    text: str


class Judged(NamedTuple):
    """What became of an edit: what the check refuses, and what is told against the base."""

    edit: Edit
    refused: tuple[Problem, ...]
    told: tuple[Problem, ...]
    pages: frozenset[str]
    """The pages that read otherwise, where nothing was refused."""
    impact: frozenset[str]
    """The pages that `kb impact` says read otherwise."""

    @property
    def noticed(self) -> bool:
        if self.refused:
            return all(problem.where.line > 0 for problem in self.refused)
        return bool(self.told) and self.pages == self.impact


class Site:
    """The real site with its facts, which edits change in memory only."""

    def __init__(self, root: Path = ROOT, today: date | None = None) -> None:
        library = open_library(root, today or date.today())
        self.library, problems = make_calls(library)
        assert not problems
        file = self.library.files[FACTS]
        assert file.text is not None
        self.text = file.text
        self._shown: dict[str, tuple[str, ...]] = {}

    def judge(self, edit: Edit, *, pages: bool = True) -> Judged:
        """Check an edit as `kb check` does with the facts, and against what they were."""
        registry, problems = read_facts(edit.text, FACTS)
        library = self._with(registry, edit.text)
        refused = [
            problem
            for problem in (*problems, *claims_hold(library), *values_are_possible(library))
            if problem.level is Severity.ERROR and not _excepted(problem, edit.text)
        ]
        told = tuple(records_are_kept(library))
        if refused or not pages:
            return Judged(edit, tuple(refused), told, frozenset(), frozenset())
        changed = {
            key
            for key in {**self.library.registry.facts, **registry.facts}
            if self.library.registry.facts.get(key) != registry.facts.get(key)
        }
        some = self._showing(changed)
        part = replace(library, pages=_by_locale(some))
        found = impact(part, self.library.registry)
        return Judged(
            edit,
            (),
            told,
            frozenset(page.path for page in some if self._reads(page, library)),
            frozenset(one.where.path for one in found.sentences),
        )

    def _with(self, registry: Registry, text: str) -> Library:
        files = {**self.library.files, FACTS: self.library.files[FACTS]._replace(text=text)}
        earlier = Earlier({FACTS: self.text}.get, Severity.ERROR)
        return replace(self.library, registry=registry, files=files, earlier=earlier)

    def _showing(self, keys: set[str]) -> list[Page]:
        """The pages that show one of the facts."""
        users = {
            page.path: page
            for (_, key), pages in self.library.usage.items()
            if key in keys
            for page in pages
        }
        return list(users.values())

    def _reads(self, page: Page, library: Library) -> bool:
        """Whether a page reads otherwise than before, call by call."""
        if page.path not in self._shown:
            self._shown[page.path] = _shown(page, self.library)
        return _shown(page, library) != self._shown[page.path]


def _excepted(problem: Problem, text: str) -> bool:
    """Whether the line before a problem excepts its line, as the check sees to by itself."""
    above = text.split("\n")[problem.where.line - 2 : problem.where.line - 1]
    return f"allow: {problem.code}" in "".join(above)


def _shown(page: Page, library: Library) -> tuple[str, ...]:
    context = PageContext(library, page)
    told = []
    for call in page.calls:
        try:
            told.append("" if macro_called(call.name).lists_facts else evaluate(call, context).text)
        except KnowledgeError as error:
            told.append(error.code)
    return tuple(told)


def _by_locale(pages: Sequence[Page]) -> dict[Locale, dict[str, Page]]:
    found: dict[Locale, dict[str, Page]] = {"en": {}, "id": {}}
    for page in pages:
        found[page.locale][page.key] = page
    return found


_NUMBER = re.compile(r"(?<=\{value: )-?[0-9]+(?:\.[0-9]+)?(?=, period: )")
_YEAR = re.compile(r"(?<=, period: )[12][0-9]{3}(?=[,}-])")
_SOURCE = re.compile(r"(?<=, source: )[a-z0-9-]+(?=[,}])")
_UNIT = re.compile(r"(?<=^    unit: )[a-z-]+$")
_FACT = re.compile(r"^  ([a-z0-9.-]+):$")


def _digit(text: str, chance: random.Random) -> str:
    at = chance.choice([n for n, one in enumerate(text) if one.isdigit()])
    return text[:at] + chance.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def _transposed(text: str, chance: random.Random) -> str:
    pairs = [
        n for n in range(len(text) - 1) if text[n] != text[n + 1] and "." not in text[n : n + 2]
    ]
    if not pairs:
        return text
    at = chance.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _shifted(text: str, chance: random.Random) -> str:
    if "." in text:
        return text.replace(".", ".0") if chance.random() < 0.5 else text[:-1]
    return f"{text}0" if chance.random() < 0.5 or not text.endswith("0") else text[:-1]


def _comma(text: str, chance: random.Random) -> str:
    if "." in text:
        return text.replace(".", ",")
    mark = chance.choice(",.")
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", mark, text) if len(text) > 3 else f"{text}{mark}0"


IN_NUMBERS: dict[str, Callable[..., str]] = {
    "digit": _digit,
    "transposition": _transposed,
    "shift": _shifted,
    "sign": lambda text, chance: f"-{text}",
    "comma": _comma,
    "zero": lambda text, chance: f"{text}0" if "." in text else f"{text}.0",
}


def _later(year: str, by: int) -> str:
    return str(int(year) + by)


def _changed(line: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> str:
    return pattern.sub(lambda found: change(found[0]), line, count=1)


class _Lines:
    """The lines of facts.yml, and where they may be changed."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.facts = self.lines.index("facts:")
        self.claims = self.lines.index("claims:")
        names = (_FACT.match(line) for line in self.lines[self.facts : self.claims])
        self.ids = [name[1] for name in names if name]

    def places(self, pattern: re.Pattern[str]) -> list[int]:
        return [n for n in range(self.facts, self.claims) if pattern.search(self.lines[n])]

    def named(self, section: str) -> list[str]:
        """The ids of a section before the facts."""
        start = self.lines.index(f"{section}:") + 1
        found = []
        for line in self.lines[start:]:
            if line and not line.startswith((" ", "#")):
                break
            if name := re.match(r"  ([a-z0-9.-]+):", line):
                found.append(name[1])
        return found

    def edit(
        self, sort: str, line: int, after: str | None, others: dict[int, str] | None = None
    ) -> Edit:
        """The text with a line changed; taken out where `after` is None."""
        lines: list[str | None] = list(self.lines)
        lines[line] = after
        for other, text in (others or {}).items():
            lines[other] = text
        text = "\n".join(one for one in lines if one is not None)
        return Edit(sort, line + 1, self.lines[line].strip(), (after or "").strip(), text)


def mutations(text: str, count: int, seed: int = SEED) -> Iterator[Edit]:
    """So many slips, of each sort about as many, each in a place of its own choice."""
    lines, chance = _Lines(text), random.Random(seed)
    numbers, years = lines.places(_NUMBER), lines.places(_YEAR)
    sources, units = lines.places(_SOURCE), lines.places(_UNIT)
    known = {"sources": lines.named("sources"), "units": lines.named("units")}
    sorts = (*IN_NUMBERS, "unit", "id", "source", "deleted", "period")
    made = 0
    while made < count:
        sort = sorts[made % len(sorts)]
        if sort in IN_NUMBERS:
            at = chance.choice(numbers)
            after = _changed(lines.lines[at], _NUMBER, partial(IN_NUMBERS[sort], chance=chance))
        elif sort == "unit":
            at = chance.choice(units)
            after = _UNIT.sub(chance.choice(known["units"]), lines.lines[at])
        elif sort == "source":
            at = chance.choice(sources)
            after = _SOURCE.sub(chance.choice(known["sources"]), lines.lines[at])
        elif sort == "period":
            at = chance.choice(years)
            by = chance.choice((-1, 1))
            after = _changed(lines.lines[at], _YEAR, partial(_later, by=by))
        elif sort == "deleted":
            at = chance.choice(lines.places(re.compile(r"^      - \{value: ")))
            yield lines.edit(sort, at, None)
            made += 1
            continue
        else:
            one, two = chance.sample(lines.ids, 2)
            at, other = lines.lines.index(f"  {one}:"), lines.lines.index(f"  {two}:")
            yield lines.edit(sort, at, f"  {two}:", {other: f"  {one}:"})
            made += 1
            continue
        if after != lines.lines[at]:
            yield lines.edit(sort, at, after)
            made += 1


def unexplained(text: str, count: int, seed: int = SEED) -> Iterator[Edit]:
    """Changes that could be read, and of which nothing says why."""
    for edit in mutations(text, count * 20, seed + 1):
        registry, problems = read_facts(edit.text, FACTS)
        if registry.readable and not any(p.level is Severity.ERROR for p in problems):
            yield edit
            count -= 1
            if not count:
                return


def honest(text: str, count: int, seed: int = SEED) -> Iterator[Edit]:
    """Changes as editors make them: what is new beside what was, what was wrong with its reason."""
    lines, chance = _Lines(text), random.Random(seed)
    registry, _ = read_facts(text, FACTS)
    why = (
        "corrected: {day: 2026-11-20, why: {en: Two digits were swapped., id: Dua angka tertukar.}}"
    )
    new = [
        "  new-report:",
        "    title: {en: The new report, id: Laporan baru}",
        "    publisher: IOM",
        "    published: 2026-10-01",
        "    accessed: 2026-11-01",
        "    url: https://example.org/new-report",
    ]
    start = lines.lines.index("sources:")
    source = "\n".join(("sources:", *new))
    edition = (
        "editions:\n  new-series: {title: {en: The new series, id: Seri baru}, published: 2026-10}"
    )
    editions = lines.lines.index("editions:")
    flow = re.compile(r"^      - \{value: [0-9.]+, period: ([0-9]{4}),.*\}$")
    places = [
        n
        for n in lines.places(flow)
        if not lines.lines[n + 1].startswith("      - ") and " corrected:" not in lines.lines[n]
    ]
    for made in range(count):
        at = chance.choice(places)
        line = lines.lines[at]
        key = next(m[1] for one in reversed(lines.lines[:at]) if (m := _FACT.match(one)))
        fact = registry.facts[key]
        assert fact.kind in NUMERIC
        value = _NUMBER.search(line)
        assert value
        later = f"      - {{value: {value[0]}, period: 2026-10, source: new-report}}"
        sort = ("observation", "correction", "edition", "source", "label", "note")[made % 6]
        if sort == "observation":
            yield lines.edit(sort, at, f"{line}\n{later}", {start: source})
        elif sort == "correction":
            swapped = value[0][:-1] + ("3" if value[0][-1] != "3" else "2")
            after = line.replace(f"value: {value[0]}", f"value: {swapped}")
            yield lines.edit(sort, at, f"{after[:-1]}, {why}}}")
        elif sort == "edition":
            after = later.replace("source:", "edition: new-series, source:")
            yield lines.edit(sort, at, f"{line}\n{after}", {start: source, editions: edition})
        elif sort == "source":
            other = re.sub(r"source: [a-z0-9-]+", "source: new-report", line)
            yield lines.edit(sort, at, f"{line}\n{other}", {start: source})
        elif sort == "label":
            label = next(
                n for n in range(at, 0, -1) if lines.lines[n].startswith("    label: {en: ")
            )
            yield lines.edit(
                sort, label, re.sub(r'(?<=\{en: )"?', r"\g<0>The ", lines.lines[label], count=1)
            )
        else:
            after = f"{line[:-1]}, note: {{en: Rounded., id: Dibulatkan.}}}}"
            yield lines.edit(sort, at, after if " note:" not in line else f"{line} # looked up")


def main(arguments: Sequence[str]) -> int:
    """Print the counts; 1 where anything went by unnoticed, or an honest change was refused."""
    register()
    site = Site()
    count = int(arguments[0]) if arguments else MUTATIONS
    told: Counter[tuple[str, str]] = Counter()
    failed = 0
    for edit in mutations(site.text, count):
        judged = site.judge(edit)
        outcome = "refused" if judged.refused else f"told, {bool(judged.pages)} pages"
        told[edit.sort, outcome if judged.noticed else "UNNOTICED"] += 1
        if not judged.noticed:
            failed += 1
            print(edit[:4], [p.code for p in judged.told], judged.pages ^ judged.impact)
    for (sort, outcome), number in sorted(told.items()):
        print(f"{sort:14} {outcome:18} {number}")
    for edit in unexplained(site.text, UNEXPLAINED * count // MUTATIONS):
        if not any(p.level is Severity.ERROR for p in site.judge(edit, pages=False).told):
            failed += 1
            print("unexplained, not told:", edit[:4])
    for edit in honest(site.text, HONEST * count // MUTATIONS):
        judged = site.judge(edit, pages=False)
        # Which claims a value no longer bears out is another matter.
        of_claims = ("F114", "F115", "F118")
        found = (p for p in (*judged.refused, *judged.told) if p.code not in of_claims)
        if wrong := [p for p in found if p.level is Severity.ERROR]:
            failed += 1
            print("honest, refused:", edit[:4], [(p.code, dict(p.values)) for p in wrong])
    print(f"{failed} failures of {count} mutations, unexplained and honest changes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
