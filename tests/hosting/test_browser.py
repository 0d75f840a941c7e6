"""Chromium meets nothing that the policies stop, with what nginx is told of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from benchmarks.site.states import OURS
from macros.html.model import BuiltSite
from tests.browser.test_offline import save
from tests.hosting.conftest import Server, running

pytestmark = pytest.mark.browser

_WATCH = """addEventListener("securitypolicyviolation", (event) =>
  console.error("POLICY", event.violatedDirective, event.blockedURI, event.sample))"""


@pytest.fixture(scope="module")
def nginx(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from running("nginx", public, tmp_path_factory.mktemp("nginx"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    context.add_init_script(_WATCH)
    yield context
    context.close()


@pytest.fixture
def told(context: BrowserContext) -> list[str]:
    """What pages complain of, with their addresses: only that a page is not there is meant."""
    found: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        expected = "404 (Not Found)" in message.text and "/nope/" in message.location["url"]
        if message.type in ("error", "warning") and not expected:
            found.append(f"{message.page.url if message.page else ''}: {message.text}")

    context.on("console", heard)
    context.on("weberror", lambda error: found.append(f"{error.error}"))
    return found


def test_what_is_no_part_of_the_site_does_not_run(
    nginx: Server, context: BrowserContext, told: list[str]
) -> None:
    page = context.new_page()
    page.goto(f"{nginx.url}/en/")
    page.evaluate(
        """() => {
          const put = (html) => document.body.insertAdjacentHTML("beforeend", html);
          put('<img src="x" onerror="window.ran = 1"><p style="color:red" id="red">x</p>');
          const script = document.createElement("script");
          script.text = "window.ran = 2";
          document.body.append(script);
          put('<iframe srcdoc="<script>parent.ran = 3</script>"></iframe>');
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(red).color") != "rgb(255, 0, 0)"
    assert len([one for one in told if "POLICY" in one]) >= 3


def test_every_kind_of_page(
    nginx: Server, context: BrowserContext, told: list[str], built: BuiltSite
) -> None:
    kinds: dict[tuple[str, ...], str] = {}
    for path, page in built.pages.items():
        folder = path.removeprefix("en/").split("/")[0]
        kinds[page.policy, folder if folder in ("slides", "use", "embed") else ""] = page.url
    assert len(kinds) > 20
    window = context.new_page()
    for url in (*kinds.values(), "nope/", "m/3/", "en/nope/"):
        window.goto(f"{nginx.url}/{url}", wait_until="load")
    window.wait_for_timeout(200)
    assert told == []


def test_what_readers_open(nginx: Server, context: BrowserContext, told: list[str]) -> None:
    window = context.new_page()
    for opened in OURS.opened:
        window.set_viewport_size({"width": opened.widths[0], "height": 800})
        window.goto(f"{nginx.url}/en/{OURS.pages[opened.page]}")
        opened.act(window)
    window.set_viewport_size({"width": 1280, "height": 800})
    window.goto(f"{nginx.url}/en/emm/")
    window.locator(".kb-share").first.click()
    window.get_by_role("button", name=re.compile("QR")).click()
    expect(window.get_by_role("img").last).to_be_visible()
    assert told == []


def test_the_window_for_speakers(nginx: Server, context: BrowserContext, told: list[str]) -> None:
    window = context.new_page()
    window.goto(f"{nginx.url}/en/slides/3/")
    window.locator(".reveal.ready").wait_for()
    with context.expect_page() as opened:
        window.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("iframe")).to_have_count(2)
    expect(speaker.frame_locator("iframe").first.locator("h1").first).to_be_visible()
    window.keyboard.press("ArrowRight")
    expect(speaker.locator(".speaker-controls-notes .value")).not_to_be_empty()
    assert told == []


def test_a_language_is_saved_and_opens_without_the_server(
    context: BrowserContext, told: list[str], public: Path, tmp_path: Path
) -> None:
    window = context.new_page()
    for server in running("nginx", public, tmp_path):
        save(window, server.url, "English")
        address = server.url
    before = len(told)
    window.goto(f"{address}/en/emm/")
    expect(window.locator("h1")).to_be_visible()
    window.goto(f"{address}/emm/")
    expect(window.locator("h1")).to_contain_text("This page is not saved")
    assert [one for one in told[:before] if "POLICY" in one] == []
    assert [one for one in told[before:] if "POLICY" in one] == []


def test_other_sites_show_charts_and_no_pages(
    nginx: Server,
    context: BrowserContext,
    told: list[str],
    tmp_path: Path,
    serve: Callable[[Path], AbstractContextManager[str]],
) -> None:
    frames = "".join(
        f'<iframe src="{nginx.url}/{path}"></iframe>'
        for path in ("en/embed/migrants.world/", "en/")
    )
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{frames}")
    (tmp_path / "favicon.ico").write_bytes(b"")
    window: Page = context.new_page()
    with serve(tmp_path) as other:
        window.goto(f"{other.replace('127.0.0.1', 'localhost')}/")
        chart = window.frame_locator("iframe").first
        expect(chart.locator("svg").first).to_be_visible()
        window.wait_for_timeout(200)
    assert [one for one in told if "frame-ancestors" not in one and "'deny'" not in one] == []
    assert any("frame-ancestors" in one or "'deny'" in one for one in told)


def test_a_paper_is_shown(nginx: Server, public: Path) -> None:
    """No policy goes with what a browser shows in a viewer of its own."""
    paper = next(public.glob("en/slides/*.pdf")).relative_to(public)
    answer = nginx.get(f"/{paper}")
    assert (answer.policy, answer.headers["content-type"]) == ("", "application/pdf")
