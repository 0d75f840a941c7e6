"""Lighthouse as it comes: its phone, its simulated network, all categories."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType
from typing import Any

from benchmarks.site.sites import MODULES, NODE, ROOT, Failed, run

CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "performance": "performance",
        "accessibility": "accessibility",
        "best-practices": "best practices",
        "seo": "SEO",
    }
)
"""Key of the report → name in the table."""
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
"""So that Chromium asks for nothing on its own account."""


@dataclass(frozen=True)
class Score:
    """What Lighthouse says of a page."""

    scores: Mapping[str, int]
    """Category → median, of 100."""
    lost: tuple[str, ...]
    """Audits that cost points in any run, with the category."""
    machine: int
    """How fast Lighthouse found this machine; below about 1000 its performance is not that of the
    page: something else was running."""


def judge(address: str, runs: int) -> Score:
    """The medians of several runs on a page. Raises `Failed` where Lighthouse does."""
    reports = [_report(address) for _ in range(runs)]
    scores = {
        category: round(median(100 * one["categories"][category]["score"] for one in reports))
        for category in CATEGORIES
    }
    machine = round(median(one["environment"]["benchmarkIndex"] for one in reports))
    return Score(scores, tuple(sorted({name for one in reports for name in _lost(one)})), machine)


def _report(address: str) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise Failed("Lighthouse needs Chromium: run `make browser`")
    command = [str(NODE), str(MODULES / "lighthouse" / "cli" / "index.js"), address, "--quiet"]
    command += ["--output=json", f"--chrome-flags={' '.join(FLAGS)}", "--no-enable-error-reporting"]
    report: dict[str, Any] = json.loads(run(command, ROOT, {"CHROME_PATH": chromium}))
    if report.get("runtimeError"):
        raise Failed(f"Lighthouse, {address}: {report['runtimeError']['message']}")
    return report


def _lost(report: dict[str, Any]) -> list[str]:
    """The audits of a report that have a weight and not the full score."""
    lost = []
    for category, name in CATEGORIES.items():
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            score = audit["score"]
            if part["weight"] and score is not None and score < (0.9 if name[0] == "p" else 1):
                lost.append(f"{name}: {part['id']} {audit.get('displayValue', '')}".strip())
    return lost
