"""What was measured of a site, and where ours passes a limit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from benchmarks.site.axe import Violation
from benchmarks.site.lighthouse import CATEGORIES, Score
from benchmarks.site.visits import Paint, Visit

FIRST = 30_000
"""Bytes of a first visit, brotli."""
REQUESTS = 6
"""Of a first visit."""
MEDIAN, LESSON = 8_000, 12_000
"""Bytes of the HTML of a page, brotli: of the middle one of all pages, and of the largest lesson.
A second page asks for nothing else."""
LESSONS = "emm/modules/"
"""In the addresses of lessons."""
LCP = 2.6
"""Seconds until the largest paint on slow 3G."""
STATES = 32
"""In which axe-core looks, at least; counted by name, not by width, scheme and language."""


@dataclass
class Measured:
    """All that was measured of one site. Keys are a language and a kind of page: `id module`."""

    first: dict[str, Visit] = field(default_factory=dict)
    second: dict[str, Visit] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    """Address of every page → bytes of its HTML, brotli."""
    paint: dict[str, dict[str, Paint]] = field(default_factory=dict)
    """Key → network → times."""
    lighthouse: dict[str, Score] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    """Name of a state → in how many windows, schemes and languages axe-core looked at it."""
    skipped: list[str] = field(default_factory=list)
    """States that cannot be yet."""
    unreached: list[str] = field(default_factory=list)
    """States that the page did not come to."""
    axe: list[Violation] = field(default_factory=list)


def broken(one: Measured) -> Iterator[str]:
    """Where a site passes a limit."""
    yield from _weight(one)
    for page, networks in one.paint.items():
        if networks["slow 3G"].lcp > LCP:
            yield f"{page}: largest paint after {networks['slow 3G'].lcp:.2f} s on slow 3G"
    for page, score in one.lighthouse.items():
        for category, value in score.scores.items():
            if value < 100:
                yield f"{page}: {value} of 100 for {CATEGORIES[category]} in Lighthouse"
    if one.states and len(one.states) < STATES:
        yield f"axe-core looked at {len(one.states)} states, {STATES} wanted"
    yield from (f"axe-core could not look, {state}" for state in one.unreached)
    yield from (f"axe-core, {found}" for found in one.axe)


def largest_lesson(one: Measured) -> str:
    """The address of the lesson with the most bytes; empty where there is none."""
    lessons = (page for page in one.pages if LESSONS in page)
    return max(lessons, key=lambda page: one.pages[page], default="")


def _weight(one: Measured) -> Iterator[str]:
    for page, visit in one.first.items():
        if visit.size > FIRST:
            yield f"{page}: {visit.size} bytes at the first visit, {FIRST} allowed"
        if visit.requests > REQUESTS:
            yield f"{page}: {visit.requests} requests at the first visit, {REQUESTS} allowed"
    if one.pages:
        middle, page = median(one.pages.values()), largest_lesson(one)
        if middle > MEDIAN:
            yield f"half of the pages have more than {middle:.0f} bytes, {MEDIAN} allowed"
        if page and one.pages[page] > LESSON:
            yield f"{page}: {one.pages[page]} bytes as second page, {LESSON} allowed for a lesson"
    for page, visit in (*one.first.items(), *one.second.items()):
        for address in visit.elsewhere:
            yield f"{page}: asks another host, {address}"
