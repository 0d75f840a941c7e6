"""WCAG 2.2 AA as far as axe-core can tell; `make bench-site` looks at every state, this at half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from benchmarks.site import axe
from benchmarks.site.states import LARGER, OURS, WIDTHS, State, half, states, styled

pytestmark = pytest.mark.browser

Look = Callable[[State], list[axe.Violation]]
HEAVY = ("certificate", "facts", "planner", "results", "test", "timeline", "visual system")
"""Left to `make bench-site`: what they are made of stands on other pages too, or is looked at when
a reader has done something there."""
WIDTH = {
    one.name: WIDTHS[place % 2]
    for place, one in enumerate(OURS.opened)
    if set(one.widths) == set(WIDTHS)
}
"""What can be opened in both widths is looked at in one, in each language and each scheme."""
LOOKED_AT = [
    state
    for state in half(states(OURS))
    if state.name not in HEAVY and WIDTH.get(state.name, state.width) == state.width
]


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    assert axe.SCRIPT.is_file(), "axe-core is missing: run `make node_modules/.ready`"


@pytest.mark.parametrize("state", LOOKED_AT, ids=str)
def test_axe_finds_nothing(look: Look, site_folder: Path, state: State) -> None:
    if state.needs and not (site_folder / state.needs).is_file():
        pytest.skip(f"the site has no {state.needs} yet")
    assert [str(found) for found in look(state)] == []


@pytest.mark.parametrize("path", [*OURS.pages.values(), "m/5/"])
def test_nothing_runs_off_the_screen_with_text_at_200_percent(
    open_page: Callable[..., Page], path: str
) -> None:
    page = open_page(path)
    styled(page, LARGER)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator("html").evaluate("html => html.scrollWidth") <= width


def test_the_states_are_enough() -> None:
    assert len({state.name for state in states(OURS)}) >= 32
    for one, other in (("language", "width"), ("language", "scheme"), ("width", "scheme")):
        for page in OURS.pages.keys() - set(HEAVY):
            pairs = Counter(
                (getattr(state, one), getattr(state, other))
                for state in LOOKED_AT
                if state.name == page
            )
            assert len(pairs) == 4, (page, one, other)


def test_a_fault_is_found(look: Look) -> None:
    state = State(
        "planted",
        "",
        "id",
        act=lambda page: page.evaluate("document.querySelector('.kb-menu').ariaLabel = ''"),
    )
    assert [found.rule for found in look(state)] == ["button-name"]
