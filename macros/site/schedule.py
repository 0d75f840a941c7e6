"""The timetable of a training: sections laid into days, with breaks between them.

`overrides/partials/planner/schedule.js` and `address.js` do the same in the browser, and a test
compares them; here stands only what ready plans need. All times are minutes since midnight.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from macros.errors import KnowledgeError
from macros.facts.registry import unknown

BREAKS = ("morning", "lunch", "afternoon")
_DAY = re.compile(r"([01]\d|2[0-3])([0-5]\d)-([01]\d|2[0-3])([0-5]\d)")
_BREAK = re.compile(r"([01]\d|2[0-3])([0-5]\d)-(\d{1,3})")

Courses = Mapping[int, Mapping[str, int]]
"""The minutes of each section of each module, in their order."""


class Day(NamedTuple):
    start: int = 540
    end: int = 960


class Break(NamedTuple):
    name: str
    at: int
    """When it is wished for."""
    minutes: int


class Section(NamedTuple):
    module: int
    id: str
    minutes: int


class Plan(NamedTuple):
    """What a timetable is made of; what an address does not say is as here."""

    sections: tuple[Section, ...]
    days: tuple[Day, ...] = (Day(),)
    breaks: tuple[Break, ...] = (
        Break("morning", 630, 15),
        Break("lunch", 720, 60),
        Break("afternoon", 885, 15),
    )
    opening: int = 15
    closing: int = 15


class Row(NamedTuple):
    """A line of a timetable; `section` is an id, and `name` says which break it is."""

    day: int
    start: int
    end: int
    kind: Literal["opening", "section", "break", "closing"]
    module: int = 0
    section: str = ""
    name: str = ""


class Timetable(NamedTuple):
    rows: tuple[Row, ...]
    over: int
    """The minutes that are missing on the last day for what did not fit."""


def schedule(plan: Plan) -> Timetable:
    """Lay the sections into the days, in their order and each in one piece.

    A break belongs to each day within whose hours it lies. It stands before the section where it
    comes nearest to its wished time, and is not needed where a day's sections end before that.
    """
    rows: list[Row] = []
    rest, room = list(plan.sections), 0
    for number, (start, end) in enumerate(plan.days):
        within = (one for one in plan.breaks if start < one.at and one.at + one.minutes < end)
        due = sorted(within, key=lambda one: one.at)
        room = end - start - plan.opening - plan.closing - sum(one.minutes for one in due)
        here: list[Section] = []
        while rest and rest[0].minutes <= room:
            here.append(rest.pop(0))
            room -= here[-1].minutes
        if here:
            rows += _day(number, start, plan, here, due)
    return Timetable(tuple(rows), sum(one.minutes for one in rest) - room if rest else 0)


def _day(
    day: int, start: int, plan: Plan, sections: Sequence[Section], due: list[Break]
) -> list[Row]:
    rows: list[Row] = []
    time = start
    if plan.opening:
        rows.append(Row(day, time, time := time + plan.opening, "opening"))
    for at, (module, section, minutes) in enumerate(sections):
        last = at == len(sections) - 1
        while due and (due[0].at < time + minutes and (last or 2 * (due[0].at - time) <= minutes)):
            name, _, pause = due.pop(0)
            rows.append(Row(day, time, time := time + pause, "break", name=name))
        rows.append(Row(day, time, time := time + minutes, "section", module, section))
    if plan.closing:
        rows.append(Row(day, time, time := time + plan.closing, "closing"))
    return rows


def read_plan(address: str, courses: Courses) -> Plan:
    """The plan of an address of the planner, such as `modules=1,6&days=0830-1600&lunch=off`.

    Raises `KnowledgeError` P203 where it is not written so, and P204 for a module or a section that
    there is not.
    """
    said: dict[str, list[str]] = {}
    for key, _, text in (part.partition("=") for part in address.split("&")):
        if key in said or key not in (*BREAKS, *_LISTS, *_NUMBERS, "plan"):
            raise _wrong(key)
        said[key] = [part for part in text.split(",") if part]
    changed = dict(_longer(part, courses) for part in said.get("minutes", ()))
    without = {_place(part.split("."), courses) for part in said.get("without", ())}
    sections = [
        Section(module, section, changed.get((module, section), minutes))
        for module in (_module(part, courses) for part in said.get("modules", ()))
        for section, minutes in courses[module].items()
        if (module, section) not in without
    ]
    plan = Plan(tuple(sections))
    days = tuple(map(_hours, said.get("days", ()))) or plan.days
    usual = {one.name: one for one in plan.breaks}
    for name in BREAKS:
        text = "".join(said.get(name, ()))
        if text == "off":
            del usual[name]
        elif text:
            usual[name] = _break(name, text)
    opening, closing = (
        _number(key, "".join(said[key])) if key in said else usually
        for key, usually in (("opening", plan.opening), ("closing", plan.closing))
    )
    return Plan(plan.sections, days, tuple(usual.values()), opening, closing)


_LISTS = ("modules", "days", "without", "minutes")
_NUMBERS = ("opening", "closing")


def _wrong(part: str) -> KnowledgeError:
    known = "modules=1,2&days=0900-1600&lunch=1200-60&opening=15&without=1.story&minutes=1.case.45"
    return KnowledgeError("P203", macro="session_plan", argument=part, why="value", known=known)


def _number(part: str, text: str, least: int = 0, most: int = 120) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise _wrong(part)
    return int(text)


def _hours(text: str) -> Day:
    found = _DAY.fullmatch(text)
    if not found:
        raise _wrong(text)
    hour, minute, hour_after, minute_after = map(int, found.groups())
    day = Day(hour * 60 + minute, hour_after * 60 + minute_after)
    if day.start >= day.end:
        raise _wrong(text)
    return day


def _break(name: str, text: str) -> Break:
    found = _BREAK.fullmatch(text)
    if not found:
        raise _wrong(text)
    hour, minute, minutes = found.groups()
    return Break(name, int(hour) * 60 + int(minute), _number(text, minutes, 5, 240))


def _module(text: str, courses: Courses) -> int:
    known = {str(number): number for number in courses}
    if text not in known:
        raise unknown("module", text, known)
    return known[text]


def _place(parts: Sequence[str], courses: Courses) -> tuple[int, str]:
    module, section, *more = [*parts, ""]
    number = _module(module, courses)
    if section not in courses[number]:
        raise unknown("section", section, courses[number])
    if more[1:]:
        raise _wrong(".".join(parts))
    return number, section


def _longer(text: str, courses: Courses) -> tuple[tuple[int, str], int]:
    place, _, minutes = text.rpartition(".")
    return _place(place.split("."), courses), _number(text, minutes, 5, 240)
