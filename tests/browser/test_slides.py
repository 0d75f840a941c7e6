"""Slides in a browser: they fit, they are led by keys, and they are there without a script."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from benchmarks.site import axe
from benchmarks.site.server import served
from benchmarks.site.states import State
from macros.model import FOLDERS, LOCALES, Locale

pytestmark = pytest.mark.browser

SCREENS = {"16:9": (1280, 720), "4:3": (1024, 768), "phone": (360, 640)}
FIRST_SLIDE = 150_000
"""Bytes over the network until the first slide stands."""
ROOM = 1.5
"""Pixels that a border or a rounded number may take."""
CLIPPED = """async (room) => {
  const deck = document.querySelector(".deck").getBoundingClientRect();
  await Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode();
  }));
  const found = [];
  for (let at = 0; at < Reveal.getTotalSlides(); at++) {
    Reveal.slide(at);
    const slide = Reveal.getCurrentSlide();
    const all = slide.getBoundingClientRect();
    const body = slide.querySelector(".body")?.getBoundingClientRect() ?? all;
    if (all.right > deck.right + room || all.bottom > deck.bottom + room) found.push(slide.id);
    for (const part of slide.querySelectorAll("*:not(aside, aside *, svg *, thead, thead *)")) {
      const box = part.getBoundingClientRect();
      if (!box.width || !box.height) continue;
      const within = part.closest(".body") ? body : all;
      const over = Math.max(
        box.bottom - within.bottom, box.right - all.right, all.left - box.left, all.top - box.top,
        part.clientWidth ? part.scrollWidth - part.clientWidth : 0,
      );
      if (over > room) {
        found.push(`${slide.id}: ${part.tagName} ${Math.round(over)} px`);
        break;
      }
    }
  }
  return found;
}"""


def path(locale: Locale, number: int) -> str:
    return f"{FOLDERS[locale]}slides/{number}/"


def ready(page: Page) -> Page:
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    return page


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("locale", LOCALES)
def test_no_slide_is_larger_than_the_screen(
    new_page: Callable[..., Page], site_url: str, locale: Locale, screen: str
) -> None:
    page = new_page(*SCREENS[screen])
    found = {}
    for number in range(1, 8):
        page.goto(f"{site_url}/{path(locale, number)}")
        found[number] = ready(page).evaluate(CLIPPED, ROOM)
    assert {number: told for number, told in found.items() if told} == {}


def test_slide_that_is_too_full_is_found(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(path("en", 3), *SCREENS["phone"]))
    page.evaluate(
        """() => document.querySelector("#outcomes li p").append(" and so on".repeat(60))"""
    )
    assert [told.partition(":")[0] for told in page.evaluate(CLIPPED, ROOM)] == ["outcomes"]


def test_keys_of_a_remote_lead_on_and_the_answer_comes_last(
    open_page: Callable[..., Page],
) -> None:
    page = ready(open_page(f"{path('en', 3)}#/self-check-1"))
    right = page.locator("#self-check-1 .right")
    expect(right).not_to_be_visible()
    page.keyboard.press("PageDown")
    expect(right).to_be_visible()
    expect(page.locator("#self-check-1 .reasons")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator("#self-check-2")).to_be_visible()
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    expect(right).not_to_be_visible()
    page.get_by_role("button", name="Next slide").click()
    expect(right).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator("#end")).to_be_visible()
    expect(page.get_by_role("button", name="Next slide")).to_be_disabled()
    page.keyboard.press("Home")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".count")).to_contain_text("1 / ")


def test_other_language_opens_at_the_same_slide(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(f"{path('id', 3)}#/cost-figures"))
    page.get_by_role("link", name="English").click()
    ready(page)
    assert page.url.endswith("/en/slides/3/#/cost-figures")
    expect(page.locator("#cost-figures")).to_be_visible()


def test_slide_of_a_longer_text_leads_to_the_nearest_of_the_other(
    open_page: Callable[..., Page],
) -> None:
    page = ready(open_page(f"{path('id', 3)}#/cost-figures-9"))
    expect(page.locator("#cost-figures")).to_be_visible()


def test_finger_leads_on(open_page: Callable[..., Page]) -> None:
    page = ready(open_page(path("id", 3), *SCREENS["phone"], has_touch=True))
    page.get_by_role("button", name="Salindia berikutnya").tap()
    expect(page.locator("#story")).to_be_visible()
    for name in ("Salindia berikutnya", "Salindia sebelumnya"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] + box["width"] <= 360


def test_speaker_sees_the_notes_also_from_a_disk(preview: Path, browser: Browser) -> None:
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(f"{(preview / 'en/slides/3/index.html').as_uri()}#/story")
    ready(page)
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    expect(notes.locator(".speaker-controls-notes .value")).to_contain_text(
        "No envelope holds what Maya wants.", timeout=10_000
    )
    page.keyboard.press("ArrowRight")
    expect(notes.locator("#current-slide iframe")).to_be_visible()
    shown = notes.frame_locator("#current-slide iframe")
    expect(shown.locator("#outcomes")).to_be_visible(timeout=10_000)
    expect(shown.locator(".tools")).to_be_hidden()
    assert failed == []
    notes.close()
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_all_slides_are_printed(open_page: Callable[..., Page], script: bool) -> None:
    page = open_page(path("id", 3), java_script_enabled=script)
    if script:
        ready(page)
    titles = page.locator("section > header > :is(h1, h2)").all_text_contents()
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    told = "".join("".join(one.extract_text().split()) for one in printed.pages)
    assert [one for one in titles if "".join(one.split()) not in told] == []
    assert len(printed.pages) <= len(titles) * 0.75


def test_slides_can_be_read_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page(path("en", 3), *SCREENS["phone"], java_script_enabled=False)
    for slide in page.locator("section").all():
        expect(slide).to_be_visible()
    expect(page.locator(".right").first).to_be_visible()
    expect(page.locator("aside").first).to_be_hidden()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 320


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("slide", "width"), [("title", 1280), ("self-check-1", 360)])
def test_axe_finds_nothing(
    new_page: Callable[..., Page], site_url: str, locale: Locale, slide: str, width: int
) -> None:
    def answer(page: Page) -> None:
        ready(page)
        page.evaluate("Reveal.nextFragment()")

    state = State("slides", f"{path(locale, 3)}#/{slide}", locale, width, act=answer)
    page = axe.show(new_page(locale=locale), f"{site_url}/", state)
    assert [str(found) for found in axe.looked_at(page, state)] == []


def test_first_slide_is_light(browser: Browser, site_folder: Path) -> None:
    decks = [site_folder / path(locale, number) for locale in LOCALES for number in range(1, 8)]
    largest = max(decks, key=lambda deck: (deck / "index.html").stat().st_size)
    with served(site_folder) as site, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site.address}{largest.relative_to(site_folder)}/", wait_until="networkidle")
        taken = {one.path.partition("?")[0]: one.size for one in site.taken()}
    assert {"/assets/npm/reveal.js", "/assets/npm/reveal.css", "/assets/slides.css"} <= taken.keys()
    assert sum(taken.values()) <= FIRST_SLIDE
    # What the speaker alone needs, and codes of other slides, come when they are asked for.
    assert [one for one in taken if "notes.js" in one or "case" in one] == []
