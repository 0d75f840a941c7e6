"""axe-core in the states of a site: what it finds, by rule and node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.site.states import State

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_RUN = """([tags, rules]) => axe
  .run({ runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] })
  .then(result => result.violations)"""
_STYLED = """() => [...document.querySelectorAll("link[rel=stylesheet]")]
  .every(link => link.media === "print" || link.sheet)"""


@dataclass(frozen=True)
class Violation:
    """A rule that a node of a state breaks."""

    state: State
    rule: str
    impact: str
    node: str
    """CSS selector."""
    message: str

    def __str__(self) -> str:
        return f"{self.state}: {self.rule} ({self.impact}) {self.node}: {self.message}"


def look(browser: Browser, address: str, states: Iterable[State]) -> Iterator[Violation]:
    """What axe-core finds in each state of the site at an address, which ends with a slash."""
    for state in states:
        context = browser.new_context(locale=locale(state))
        try:
            yield from looked_at(show(context.new_page(), address, state), state)
        finally:
            context.close()


def locale(state: State) -> str:
    """The language of the browser in a state."""
    return state.locale or {"both": "id"}.get(state.language, state.language)


def show(page: Page, address: str, state: State) -> Page:
    """Bring a page, which has the browser's language, into a state."""
    page.set_viewport_size({"width": state.width, "height": 800})
    page.emulate_media(
        media="screen",
        color_scheme=state.scheme,
        forced_colors="active" if state.forced else "none",
        reduced_motion="reduce",  # what still moves has no colour that could be judged
    )
    page.goto(address + state.path, wait_until="load")
    if state.act:
        state.act(page)
    page.emulate_media(media=state.media)
    page.wait_for_function(_STYLED)
    return page


def looked_at(page: Page, state: State) -> Iterator[Violation]:
    """What axe-core finds on a page as it is."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    # In forced colours axe reads `-webkit-text-fill-color`, where Chromium tells the colour of the
    # page though it draws that of the system.
    rules = {"color-contrast": {"enabled": not state.forced}}
    found: list[dict[str, Any]] = page.evaluate(_RUN, [list(TAGS), rules])
    for rule in found:
        for node in rule["nodes"]:
            message = " ".join(str(node.get("failureSummary", "")).split())
            target = " ".join(str(part) for part in node["target"])
            yield Violation(state, rule["id"], str(rule["impact"]), target, message)
