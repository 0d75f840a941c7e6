"""What was measured, as tables for a terminal and as JSON."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from statistics import median, quantiles
from typing import Any

from benchmarks.site.lighthouse import CATEGORIES
from benchmarks.site.limits import MEDIAN, Measured, largest_lesson


def lines(results: dict[str, Measured]) -> Iterator[str]:
    """Every table, as far as it was measured."""
    for part in (_weights, _spread, _paints, _scores, _axe):
        yield from part(results)


def _table(title: str, head: list[str], rows: list[list[str]]) -> Iterator[str]:
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    yield f"\n{title}"
    for row in (head, *rows):
        cells = zip(row, widths, strict=True)
        yield "  ".join(f"{cell:<{width}}" for cell, width in cells).rstrip()


def _weights(results: dict[str, Measured]) -> Iterator[str]:
    rows = [
        [name, page, str(visit.requests), f"{visit.size / 1000:.1f}", str(len(visit.elsewhere))]
        for name, one in results.items()
        for page, visit in (*one.first.items(), *one.second.items())
    ]
    head = ["site", "page", "requests", "kB brotli", "other hosts"]
    yield from _table("Visits: the first with an empty cache", head, rows)


def _spread(results: dict[str, Measured]) -> Iterator[str]:
    rows = []
    for name, one in results.items():
        if one.pages:
            largest = max(one.pages, key=lambda page: one.pages[page])
            within = sum(size <= MEDIAN for size in one.pages.values())
            lesson = largest_lesson(one)
            sizes = (
                median(one.pages.values()),
                quantiles(one.pages.values(), n=10)[-1],
                one.pages[largest],
            )
            told = [f"{size / 1000:.1f}" for size in sizes]
            heavy = f"{one.pages[lesson] / 1000:.1f}" if lesson else "–"
            rows.append([name, f"{within} of {len(one.pages)}", *told, largest, heavy, lesson])
    head = ["site", f"≤ {MEDIAN / 1000:g} kB", "median", "90 %", "largest", "which"]
    head += ["largest lesson", "which"]
    yield from _table("A second page: kB of HTML of every page, brotli", head, rows)


def _paints(results: dict[str, Measured]) -> Iterator[str]:
    rows = [
        [name, page, network, f"{it.fcp:.2f}", f"{it.lcp:.2f}", f"{it.load:.2f}", f"{it.cls:.3f}"]
        for name, one in results.items()
        for page, networks in one.paint.items()
        for network, it in networks.items()
    ]
    head = ["site", "page", "network", "FCP s", "LCP s", "load s", "CLS"]
    yield from _table("Paint: 360 px, processor 4 times slower", head, rows)


def _scores(results: dict[str, Measured]) -> Iterator[str]:
    rows = [
        [
            name,
            page,
            *(str(it.scores[key]) for key in CATEGORIES),
            str(it.machine),
            ", ".join(it.lost),
        ]
        for name, one in results.items()
        for page, it in one.lighthouse.items()
    ]
    head = ["site", "page", *CATEGORIES.values(), "machine", "lost"]
    yield from _table("Lighthouse, mobile", head, rows)


def _axe(results: dict[str, Measured]) -> Iterator[str]:
    rows = []
    for name, one in results.items():
        if one.states:
            rules = Counter(found.rule for found in one.axe)
            told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
            looked = [str(len(one.states)), str(sum(one.states.values()))]
            bad = len({found.state for found in one.axe})
            rows.append([name, *looked, str(bad), str(len(rules)), str(len(one.axe)), told])
    head = ["site", "states", "windows", "with faults", "rules", "nodes", "which"]
    title = "axe-core: states, each in widths, schemes and languages"
    yield from _table(title, head, rows)
    for name, one in results.items():
        for state in (*one.skipped, *one.unreached):
            yield f"Not looked at, {name}: {state}"


def as_json(results: dict[str, Measured]) -> dict[str, Any]:
    """All of it as plain values."""
    told = {
        name: dataclasses.asdict(dataclasses.replace(one, axe=[])) for name, one in results.items()
    }
    for name, one in results.items():
        told[name]["axe"] = [
            {"state": str(it.state), "rule": it.rule, "node": it.node, "message": it.message}
            for it in one.axe
        ]
    return told
