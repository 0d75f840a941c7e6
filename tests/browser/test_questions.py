"""The questions of a lesson, as readers answer them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

MODULE = "en/emm/modules/global-context/"
SEVERAL_FIRST = "en/emm/modules/trafficking-in-persons/"
RIGHT, WRONG, SEVERAL = 1, 0, 3
"""The second question begins with the right option, the first with a wrong one; to the fourth the
second option and the last are right."""
MOVED = """() => new Promise((done) => {
  let moved = 0
  const asked = performance.getEntriesByType("resource")
  const came = asked.find(({ name }) => /questions.js/.test(name))
  new PerformanceObserver((seen) => {
    for (const one of seen.getEntries()) if (one.startTime > came.startTime) moved += one.value
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(moved), 100)
})"""
"""How far what is in sight has moved since the script was asked for, as browsers count it."""
REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError") }
})"""


def questions(page: Page) -> Locator:
    return page.locator(".kb-check")


def near(page: Page) -> Locator:
    """The questions, once the script that counts has come."""
    questions(page).first.scroll_into_view_if_needed()
    page.locator(".kb-choices").first.wait_for()
    return questions(page)


def test_without_scripts_each_option_opens(open_page: Open) -> None:
    page = open_page(MODULE, java_script_enabled=False)
    first = questions(page).first
    told = first.locator("details > p")
    expect(told.first).to_be_hidden()
    first.locator("summary").first.press("Enter")
    expect(told.first).to_contain_text("Not quite.")
    expect(page.locator(".kb-check.kb-several summary").first).to_be_visible()
    expect(page.locator(".kb-key")).to_be_hidden()


@pytest.mark.parametrize("way", ["click", "tap", "keyboard"])
def test_answer_is_marked_and_counted_and_stays(open_page: Open, way: str) -> None:
    page = open_page(MODULE, has_touch=way == "tap")
    every = near(page)
    score, spoken = page.locator(".kb-score > p"), page.locator(".kb-spoken")
    expect(score).to_be_hidden()

    def choose(number: int) -> None:
        option = every.nth(number).locator("summary").first
        if way == "keyboard":
            option.focus()
            page.keyboard.press("Space")
        elif way == "tap":
            option.tap()
        else:
            option.click()

    choose(WRONG)
    expect(every.nth(WRONG).locator("details > p").first).to_be_visible()
    expect(spoken).to_contain_text("Not quite.")
    expect(score).to_have_text("1 of 6 answered, 0 right at the first try.")
    every.nth(WRONG).locator("summary").last.click()
    expect(score).to_have_text("1 of 6 answered, 0 right at the first try.")
    choose(RIGHT)
    expect(spoken).to_contain_text("Right.")
    expect(score).to_have_text("2 of 6 answered, 1 right at the first try.")
    page.reload()
    every = near(page)
    expect(score).to_have_text("2 of 6 answered, 1 right at the first try.")
    expect(every.nth(WRONG).locator(".kb-chosen > summary")).to_contain_text("your answer")
    expect(every.nth(WRONG).locator("details > p").first).to_be_hidden()


def test_of_several_all_are_ticked_before_any_is_told(open_page: Open) -> None:
    page = open_page(MODULE)
    one = near(page).nth(SEVERAL)
    boxes, spoken = one.get_by_role("checkbox"), page.locator(".kb-spoken")
    expect(one.locator("summary").first).to_be_hidden()
    one.get_by_role("button").click()
    expect(spoken).to_have_text("Tick at least one option.")
    expect(boxes.first).to_be_focused()
    for at in (1, 3):
        boxes.nth(at).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(spoken).to_have_text("Right. 1 of 6 answered, 1 right at the first try.")
    expect(one.locator("summary").first).to_be_focused()
    expect(one.locator("details > p")).to_contain_text(["No.", "Yes.", "No.", "Yes."])
    expect(one.locator(".kb-chosen")).to_have_count(2)


def test_half_of_the_right_ones_is_not_right(open_page: Open) -> None:
    page = open_page(MODULE)
    one = near(page).nth(SEVERAL)
    one.get_by_role("checkbox").nth(1).check()
    one.get_by_role("button").click()
    expect(page.locator(".kb-spoken")).to_contain_text("Not all of it is right.")
    expect(one.locator(".kb-verdict")).to_contain_text("Not all of it is right.")


def test_whoever_starts_again_has_answered_nothing(open_page: Open) -> None:
    page = open_page(MODULE)
    every = near(page)
    every.nth(RIGHT).locator("summary").first.click()
    every.nth(SEVERAL).get_by_role("checkbox").first.check()
    every.nth(SEVERAL).get_by_role("button").click()
    page.locator(".kb-score > button").click()
    expect(every.first.locator("summary").first).to_be_focused()
    expect(page.locator(".kb-score")).to_be_hidden()
    expect(page.locator(".kb-chosen, .kb-check details[open]")).to_have_count(0)
    expect(every.nth(SEVERAL).get_by_role("checkbox").first).not_to_be_checked()
    page.reload()
    near(page)
    expect(page.locator(".kb-score")).to_be_hidden()


def test_card_of_the_lesson_tells_the_score_in_the_language_of_the_answers(
    open_page: Open,
) -> None:
    page = open_page(MODULE)
    near(page).nth(RIGHT).locator("summary").first.click()
    page.goto(page.url.replace("modules/global-context/", ""))
    expect(page.locator(".kb-cards > li").first).to_contain_text("1 of 6 right")
    expect(page.locator(".kb-cards > li").nth(1)).not_to_contain_text("right")


def test_answer_does_not_outlive_the_words_of_its_question(open_page: Open) -> None:
    page = open_page(MODULE)
    near(page).nth(RIGHT).locator("summary").first.click()
    kept = page.evaluate("localStorage['kb-answers en/emm/modules/global-context/']")
    page.evaluate(
        "kept => localStorage['kb-answers en/emm/modules/global-context/'] = kept",
        kept.replace(kept[2:5], "xyz"),
    )
    page.reload()
    near(page)
    expect(page.locator(".kb-score")).to_be_hidden()


@pytest.mark.parametrize("kept", ["nonsense", "[]", "null", '{"a":1}'])
def test_whatever_stands_in_the_storage_questions_answer(open_page: Open, kept: str) -> None:
    page = open_page(MODULE)
    page.evaluate("kept => localStorage['kb-answers en/emm/modules/global-context/'] = kept", kept)
    page.reload()
    near(page).nth(RIGHT).locator("summary").first.click()
    expect(page.locator(".kb-score > p")).to_contain_text("1 of 6 answered")


def test_where_storage_is_refused_answers_count_until_the_page_is_left(
    new_page: Open, site_url: str
) -> None:
    page = new_page()
    page.add_init_script(REFUSED)
    page.goto(f"{site_url}/{MODULE}")
    near(page).nth(RIGHT).locator("summary").first.click()
    expect(page.locator(".kb-score > p")).to_contain_text("1 of 6 answered, 1 right")


def test_from_a_disk_answers_stay(new_page: Open, preview: Path) -> None:
    page = new_page()
    page.goto(f"file://{preview}/{MODULE}index.html")
    near(page).nth(RIGHT).locator("summary").first.click()
    page.reload()
    near(page)
    expect(page.locator(".kb-score > p")).to_contain_text("1 of 6 answered, 1 right")
    page.evaluate("localStorage.clear()")


def test_address_of_a_question_leads_to_it(open_page: Open) -> None:
    page = open_page(f"{MODULE}#self-check-5")
    expect(questions(page).nth(4)).to_be_in_viewport()
    page.locator(".kb-choices").first.wait_for(state="attached")
    expect(questions(page).nth(4).locator("legend")).to_be_in_viewport()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes(open_page: Open, width: int) -> None:
    path = f"{SEVERAL_FIRST}#self-check"
    page = open_page(path, width)
    page.locator(".kb-choices").first.wait_for()
    page.wait_for_timeout(100)
    assert page.evaluate(MOVED) == 0
    page.get_by_role("checkbox").first.check()
    page.locator(".kb-verdict > button").first.click()
    page.locator(".kb-check:not(.kb-several) summary").first.click()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.locator(".kb-chosen").first.wait_for()
    page.wait_for_timeout(100)
    assert page.evaluate(MOVED) == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_asks_first_and_answers_behind_the_last(open_page: Open, scripts: bool) -> None:
    page = open_page(MODULE, java_script_enabled=scripts)
    if scripts:
        near(page).nth(RIGHT).locator("summary").first.click()
    text = "".join(
        sheet.extract_text()
        for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    )
    text = " ".join(normalize("NFKC", text).split())
    assert "Nothing, since a stock builds up over decades." in text
    assert "A missing birth certificate." in text
    assert "Answers: 1. C; 2. A; 3. B; 4. B, D" in text
    for word in ("Not quite.", "Stock and flow are counted separately", "your answer", "first try"):
        assert word not in text


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_stands_sideways(open_page: Open, width: int) -> None:
    page = open_page(MODULE, width)
    near(page)
    for option in page.locator(".kb-check summary:visible").all():
        box = option.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == width
