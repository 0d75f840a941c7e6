"""The states of the pages in which axe-core looks at them.

A state is a page, a window and what a reader did there. The pages stand in every width, scheme of
colours and language; what a reader may open or set stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from playwright.sync_api import Page

from benchmarks.site.pages import FOLDERS, PAGES

Act = Callable[[Page], None]
WIDTHS = (360, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass(frozen=True)
class State:
    """What axe-core looks at once."""

    name: str
    path: str
    """Below the site's root."""
    language: str
    width: int = 360
    """Of the window, in CSS pixels."""
    scheme: Scheme = "light"
    media: Literal["screen", "print"] = "screen"
    forced: bool = False
    """Whether the system forces its own colours."""
    locale: str = ""
    """The browser's language where it is not that of the page."""
    act: Act | None = None
    """What the reader does."""
    needs: str = ""
    """A file of the site without which the state cannot be."""

    def __str__(self) -> str:
        return f"{self.name}, {self.language}, {self.width} px, {self.scheme}"


@dataclass(frozen=True)
class Opened:
    """What a reader does on a page."""

    name: str
    page: str
    act: Act
    widths: tuple[int, ...] = WIDTHS
    """Where it can be done."""
    needs: str = ""
    """The file of the site that does it."""


@dataclass(frozen=True)
class Look:
    """How a site is looked at: its pages, and what can be opened in it."""

    pages: Mapping[str, str]
    """Name → path below the folder of the language."""
    opened: tuple[Opened, ...] = ()
    schemes: tuple[Scheme, ...] = SCHEMES
    both: tuple[tuple[str, str], ...] = (("404", "404.html"),)
    """Name → path of pages that speak both languages."""


LARGER = "html { font-size: 250% !important }"
"""Twice the size that our style sheet sets."""


def _opens(button: str, shown: str, words: str = "", found: str = "") -> Act:
    """Press a button and wait for what it shows; type words there and wait for what they find."""

    def act(page: Page) -> None:
        page.locator(button).first.click()
        page.locator(shown).first.wait_for()
        if words:
            page.locator(shown).first.press_sequentially(words)
            page.locator(found).first.wait_for()

    return act


def _types(key: str, field: str, words: str, found: str) -> Act:
    """Press a key that moves the reader to a field, type, and wait for what the words find."""

    def act(page: Page) -> None:
        page.keyboard.press(key)
        page.locator(f"{field}:focus").wait_for()
        page.keyboard.type(words)
        page.locator(found).first.wait_for()

    return act


def styled(page: Page, css: str) -> None:
    """Rules for a page, which its policy lets through: no element of it holds them."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets.push(sheet) }",
        css,
    )


def _larger(page: Page) -> None:
    """Text at 200 %: the size of the root, which all others follow, is doubled."""
    styled(page, LARGER)


def _unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")


def _answer(page: Page) -> None:
    """A question answered wrongly, another one of which something is ticked."""
    page.locator(".kb-check").first.scroll_into_view_if_needed()
    page.locator(".kb-choices input").first.check()
    page.locator(".kb-check:not(.kb-several) summary").first.click()
    page.locator(".kb-chosen").first.wait_for()


def _plan(page: Page) -> None:
    """A plan in both languages that does not fit, with the sections of its modules in sight."""
    page.evaluate("location.hash = 'plan=1&modules=1,6&days=0900-1200&labels=both'")
    page.locator(".kb-planner__over").wait_for()
    _unfold(page)
    # Where it rests: while it floats, it covers some choices, which a reader scrolls to.
    styled(page, ".kb-planner__bar { position: static !important }")


def _finished(page: Page) -> None:
    """Half of the second test answered, and finished all the same."""
    page.locator("[name=when][value=post]").check()
    for group in page.locator(".kb-test__questions fieldset").all()[::2]:
        group.locator("input").first.check()
    for _ in "12":
        page.locator(".kb-test__end button").click()
    page.locator(".kb-test__result").wait_for()


def _certified(page: Page) -> None:
    page.locator("[name=names]").fill("Siti Aminah\nBudi Santoso")
    page.locator("[name=module]").first.check()
    page.locator("[name=signer]").fill("Endang Lestari")
    page.locator(".kb-form [role=status]:not(:empty)").wait_for()
    page.evaluate("scrollTo(0, 0)")  # no box to tick stands halfway below the bar


def _filtered(words: str) -> Act:
    return lambda page: page.get_by_role("searchbox").first.fill(words)


PHONE = WIDTHS[:1]
OURS = Look(
    MappingProxyType(
        {
            **PAGES,
            "glossary": "glossary/",
            "facts": "data/facts/",
            "map": "emm/map/",
            "downloads": "data/downloads/",
            "objectives": "gcm/objectives/",
            "help": "help/",
            "results": "about/results/",
            "timeline": "about/timeline/",
            "visual system": "contribute/visual-system/",
            "planner": "trainers/planner/",
            "test": "trainers/test/",
            "certificate": "trainers/certificate/",
            "chart to use": "use/migrants/",
            "chart to embed": "embed/migrants.world/",
        }
    ),
    (
        Opened("menu", "module", _opens(".kb-menu", "dialog[open] nav a"), PHONE),
        Opened(
            "search",
            "home",
            _opens(".kb-search", "dialog[open] input", "migran", "dialog[open] li a"),
            needs="assets/search.js",
        ),
        Opened("share", "module", _opens(".kb-share", "dialog[open]"), needs="assets/share.js"),
        Opened(
            "nothing found by the search",
            "home",
            _opens(
                ".kb-search", "dialog[open] input", "qqqq", "dialog[open] [role=status]:not(:empty)"
            ),
        ),
        Opened("figure card", "module", _opens(".kb-figure > a", "[role=dialog]")),
        Opened("source card", "module", _opens(".kb-cite-mark > a", "[role=dialog]"), PHONE),
        Opened("term card", "module", _opens(".kb-term", "[role=dialog]"), PHONE),
        Opened("offline", "home", _opens(".kb-offline", "dialog[open]"), PHONE),
        Opened("card of a figure", "module", _opens(".kb-figure > a", ".kb-note")),
        Opened("card of a source", "module", _opens(".kb-cite-mark > a", ".kb-note"), PHONE),
        Opened("card of a term", "module", _opens(".kb-term", ".kb-note"), PHONE),
        Opened("details open", "module", _unfold),
        Opened("question answered", "module", _answer, needs="assets/questions.js"),
        Opened("plan", "planner", _plan, needs="assets/planner.js"),
        Opened("filtered", "facts", _filtered("mig")),
        Opened("nothing found", "glossary", _filtered("qqq"), PHONE),
        Opened("test finished", "test", _finished),
        Opened("certificate filled in", "certificate", _certified),
        Opened("text at 200 %", "module", _larger),
    ),
    both=(("404", "404.html"), ("short address", "m/5/")),
)
MATERIAL = Look(
    PAGES,
    (
        Opened("menu", "module", _opens("[for=__drawer].md-icon", ".md-nav--primary a"), PHONE),
        Opened(
            "search", "home", _types("/", ".md-search__input", "migran", ".md-search-result__link")
        ),
    ),
    ("light",),  # the stock theme has a dark scheme only where it is set up
)
STARLIGHT = Look(
    PAGES,
    (
        Opened("menu", "module", _opens(".sl-menu-button", "nav.sidebar a"), PHONE),
        Opened(
            "search",
            "home",
            _opens("[data-open-modal]", "dialog[open] input", "migran", "dialog[open] li a"),
        ),
    ),
)


def states(look: Look) -> Iterator[State]:
    """Every state of a site."""
    for language, folder in FOLDERS.items():
        paths = {name: folder + path for name, path in look.pages.items()}
        for scheme in look.schemes:
            for name, path in paths.items():
                for width in WIDTHS:
                    yield State(name, path, language, width, scheme)
            for it in look.opened:
                for width in it.widths:
                    at = paths[it.page]
                    yield State(it.name, at, language, width, scheme, act=it.act, needs=it.needs)
        yield from _set_up(paths, language)
    for scheme in look.schemes:
        for width in WIDTHS:
            for name, path in look.both:
                yield State(name, path, "both", width, scheme)


def _set_up(paths: Mapping[str, str], language: str) -> Iterator[State]:
    """What a reader's device makes of the pages."""
    other = next(one for one in FOLDERS if one != language)
    for page in ("module", "record"):
        yield State(f"{page} on paper", paths[page], language, 794, media="print")
        yield State(f"{page} in forced colours", paths[page], language, 1280, forced=True)
        yield State(f"{page} at 320 px", paths[page], language, 320)
    yield State("other language offered", paths["home"], language, locale=other)


def half(every: Iterable[State]) -> Iterator[State]:
    """Half of the states: every two of language, width and scheme still meet on every page."""
    for state in every:
        english, narrow, dark = state.language == "en", state.width == 360, state.scheme == "dark"
        if english ^ narrow ^ dark or state.width not in WIDTHS:
            yield state
