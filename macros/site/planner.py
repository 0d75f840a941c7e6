"""The session planner: what its script knows of the modules, and ready plans for those without it.

The minutes are those of the modules' front matter, so that no sum can grow old.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from macros.errors import KnowledgeError
from macros.languages.words import word
from macros.macro_registry import macro
from macros.model import LOCALES, Locale, Page
from macros.render.context import PageContext
from macros.render.result import MacroResult, block, escape, tag
from macros.site.profile import EXERCISES, ModuleMeta
from macros.site.schedule import Row, Timetable, read_plan, schedule
from macros.site.training import modules, total_minutes
from macros.site_profile import profile

_PLANNER = "trainers/planner.md"
"""The page of the planner, which reads a plan from the end of its address."""
_WHOLE = "whole"
"""Stands for the one section of a module that gives no minutes of its sections."""


@macro()
def session_planner(context: PageContext) -> MacroResult:
    """The place of the session planner, with what it knows of the modules.

    Without its script it says where the ready plans are.
    """
    course = json.dumps(
        [_known(context, module, page) for module, page in modules(context)],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    inside = tag("p", escape(context.word("without-planner")))
    return block(tag("div", inside, class_="kb-planner", data_course=course))


def _known(context: PageContext, module: ModuleMeta, page: Page) -> dict[str, Any]:
    titles = context.library.titles
    names = {locale: titles.get((locale, page.key), (page.meta.title, ""))[0] for locale in LOCALES}
    notes = _notes(context, module)
    return {
        "number": module.number,
        "title": names,
        "path": context.path(page.key),
        "notes": context.path(notes.key) if notes else "",
        "needs": module.prerequisites,
        "sections": [
            {
                "id": section,
                "minutes": minutes,
                "exercise": section.startswith(EXERCISES),
                "title": {locale: _name(context, locale, page, section) for locale in LOCALES},
                "notes": _place(notes, section),
            }
            for section, minutes in _sections(module).items()
        ],
    }


def _sections(module: ModuleMeta) -> dict[str, int]:
    return dict(module.sections) or {_WHOLE: module.minutes}


def _name(context: PageContext, locale: Locale, page: Page, section: str) -> str:
    """A section as its page calls it; of a story, also that it is one."""
    there = context.library.pages[locale].get(page.key, page)
    if section == _WHOLE:
        return context.library.titles.get((locale, page.key), (there.meta.title, ""))[0]
    heading = next((one.text for one in there.headings if one.anchor == section), section)
    return f"{word('story', locale)}: {heading}" if section == "story" else heading


def _notes(context: PageContext, module: ModuleMeta) -> Page | None:
    course = profile().course
    return context.pages().get(course.notes.format(number=module.number)) if course else None


def _place(notes: Page | None, section: str) -> str:
    """Where the notes speak of a section: of a case its answers, else the steps of the session."""
    anchors = {heading.anchor for heading in notes.headings} if notes else set()
    return next((one for one in (f"{section}-answers", section, "steps") if one in anchors), "")


@macro()
def session_plan(context: PageContext, plan: str) -> MacroResult:
    """A timetable as the session planner makes it, of the end of its address.

    Raises `KnowledgeError` P203 and P204 for what an address cannot say, and P225 where the plan
    does not fit its days.
    """
    made = _fitting(context, plan)
    days = [list(rows) for _, rows in groupby(made.rows, key=lambda row: row.day)]
    tables = "".join(_table(context, rows, several=len(days) > 1) for rows in days)
    total = tag("p", escape(_total(context, made)))
    return block(tag("div", tables + total, class_="kb-plan", data_plan=plan))


def _fitting(context: PageContext, plan: str) -> Timetable:
    courses = {module.number: _sections(module) for module, _ in modules(context)}
    made = schedule(read_plan(plan, courses))
    if made.over:
        raise KnowledgeError("P225", minutes=str(made.over))
    return made


@macro()
def planned_minutes(context: PageContext, parts: str, *, days: str) -> MacroResult:
    """What `total_minutes` tells of modules and sections, and a link that opens them as a plan.

    `days` are the hours of each day, as an address of the planner has them. Raises `KnowledgeError`
    P204 for a module or a section that there is not, P225 where the parts do not fit the days.
    """
    told = total_minutes(context, parts).text
    taken = dict.fromkeys(part.partition(".")[0] for part in parts.split())
    left = [
        f"{module.number}.{section}"
        for module, _ in modules(context)
        if (number := str(module.number)) in taken and number not in parts.split()
        for section in _sections(module)
        if f"{number}.{section}" not in parts.split()
    ]
    plan = f"modules={','.join(taken)}&days={days}" + (f"&without={','.join(left)}" if left else "")
    _fitting(context, plan)
    words = context.word("see-timetable")
    link = tag("a", escape(words), href=context.href(_PLANNER, f"plan=1&{plan}"))
    text = f"{told}, {words}"
    return MacroResult(f"{escape(told)}, {link}", text, escape(text))


def _table(context: PageContext, rows: list[Row], *, several: bool) -> str:
    heads = "".join(
        tag("th", escape(context.word(f"planner-{name}")), scope="col")
        for name in ("time", "section", "minutes")
    )
    day = context.word("planner-day").format(n=rows[0].day + 1)
    caption = tag("caption", escape(day)) if several else ""
    seen: set[int] = set()
    body = "".join(_line(context, row, seen) for row in rows)
    return tag("table", caption + tag("thead", tag("tr", heads)) + tag("tbody", body))


def _line(context: PageContext, row: Row, seen: set[int]) -> str:
    """`seen` are the modules that the day has had, each of which is named once."""
    time = f"{clock(context, row.start)}–{clock(context, row.end)}"
    cells = (tag("th", time, scope="row"), tag("td", _what(context, row, seen)))
    return tag("tr", "".join(cells) + tag("td", str(row.end - row.start)), class_=_class(row))


def _class(row: Row) -> str | None:
    return None if row.kind == "section" else "kb-plan__pause"


def _what(context: PageContext, row: Row, seen: set[int]) -> str:
    if row.kind != "section":
        return escape(context.word(f"planner-{row.name or row.kind}"))
    module, page = next(pair for pair in modules(context) if pair[0].number == row.module)
    anchor = "" if row.section == _WHOLE else row.section
    name = escape(_name(context, context.locale, page, row.section))
    number = context.word("planner-module").format(n=row.module)
    told = escape(number if row.module in seen else f"{number}: {context.title(page)}")
    seen.add(row.module)
    notes = _notes(context, module)
    link = ""
    if notes:
        words = escape(context.word("planner-notes"))
        link = f" · {tag('a', words, href=context.href(notes.key, _place(notes, row.section)))}"
    return f"{tag('a', name, href=context.href(page.key, anchor))} {tag('small', told + link)}"


def clock(context: PageContext, time: int) -> str:
    """A time of day as the language writes it: 09:00, and 09.00 in Indonesian."""
    return f"{time // 60:02}{':' if context.locale == 'en' else '.'}{time % 60:02}"


def _total(context: PageContext, made: Timetable) -> str:
    return context.word("planner-total").format(**dict(_sums(made)))


def _sums(made: Timetable) -> Iterator[tuple[str, int]]:
    """The minutes of each kind, and of all."""
    taken = [(row, row.end - row.start) for row in made.rows]
    exercises = sum(m for row, m in taken if row.section.startswith(EXERCISES))
    sections = sum(m for row, m in taken if row.kind == "section")
    breaks = sum(m for row, m in taken if row.kind == "break")
    yield "all", sum(m for _, m in taken)
    yield "input", sections - exercises
    yield "exercises", exercises
    yield "breaks", breaks
    yield "frame", sum(m for _, m in taken) - sections - breaks
