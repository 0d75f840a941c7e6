"""The certificate and the tests: filled in, printed, kept on the device and sent nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from macros.course.assessment import Item, assessment
from macros.course.lessons import open_course, pages_with_tests
from macros.course.questions import letter
from macros.html.model import BuiltSite
from tests.reading import whole_site

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
ROOT = Path(__file__).parents[2]
LANDSCAPE = (842, 595)
"""A4, in points."""
SHORT = "Siti Aminah"
LONG = "Raden Mas Haji Muhammad Syarifuddin Prawiranegara Kusumaningrat Djojohadikusumo, S.H., M.H."
ARABIC = "محمد عبد الرحمن الأنصاري بن عبد العزيز آل سعود"
UNBROKEN = "W" * 70
TITLE = "Training in migration management for those who plan, budget and report in the regency " * 2


@pytest.fixture(scope="module")
def tests_of(built: BuiltSite) -> dict[str, tuple[Item, ...]]:
    """The questions of the tests in Indonesian."""
    course = open_course(built, whole_site(), ROOT, pages_with_tests(built))
    assert course is not None
    lessons = course.lessons["id"]
    return {"pre": assessment(lessons, "pre"), "post": assessment(lessons, "post")}


@contextmanager
def nothing_sent(page: Page) -> Iterator[None]:
    """A browser may fetch the icon of the page again."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    yield
    assert [one for one in asked if not re.fullmatch(r"GET \S+/assets/mark\.svg", one)] == []


def ready(page: Page, form: str) -> Page:
    page.wait_for_function(f"document.querySelector('script[src*=\"{form}.js\"]')")
    page.wait_for_load_state("networkidle")
    return page


def sheets(page: Page) -> list[str]:
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in pdf.pages} == {LANDSCAPE}
    return [" ".join(normalize("NFKC", sheet.extract_text()).split()) for sheet in pdf.pages]


def fits(page: Page) -> bool:
    """Whether all letters stand within the frame of the sheet that is shown."""
    return bool(
        page.locator(".kb-sheet > div").first.evaluate(
            """inside => {
              const frame = inside.getBoundingClientRect();
              const range = document.createRange();
              return [...inside.querySelectorAll("p, li, small")].every((node) => {
                range.selectNodeContents(node);
                return [...range.getClientRects()].every((one) =>
                  one.left >= frame.left && one.right <= frame.right &&
                  one.top >= frame.top && one.bottom <= frame.bottom);
              });
            }"""
        )
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_certificate_is_filled_in_and_printed(open_page: Open, width: int) -> None:
    page = ready(open_page("en/trainers/certificate/", width=width), "certificate")
    with nothing_sent(page):
        page.get_by_label("Names").fill(f"{SHORT}\n\n{LONG}\n{ARABIC}")
        page.get_by_label("Course or session").fill(TITLE)
        page.get_by_label("6. Labour migration").check()
        page.get_by_label("Date").fill("23–24 November 2026")
        page.get_by_label("Place").fill("Tangerang")
        page.get_by_label("Organiser").fill("Dinas Tenaga Kerja")
        page.get_by_label("Signed by").fill("Endang Lestari, Kepala Dinas")
        expect(page.locator(".kb-form [role=status]")).to_contain_text("3 certificates")
        expect(page.locator(".kb-sheet").first).to_contain_text(SHORT)
    printed = sheets(page)
    assert len(printed) == 3
    for text in printed:
        for said in (
            " ".join(TITLE.split()),
            "6. Labour migration",
            "23–24 November 2026",
            "Tangerang",
            "Dinas Tenaga Kerja",
            "Endang Lestari, Kepala Dinas",
            "This is not a certificate of IOM",
        ):
            assert said in text
        assert "Module" not in text
        assert "Names" not in text
    assert SHORT in printed[0]
    assert LONG in printed[1]
    assert SHORT not in printed[1]
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []


@pytest.mark.parametrize("name", [SHORT, LONG, ARABIC, UNBROKEN])
def test_every_name_fits(open_page: Open, name: str) -> None:
    page = ready(open_page("trainers/certificate/", width=360), "certificate")
    page.locator("[name=names]").fill(name)
    page.locator("[name=title]").fill(TITLE)
    for box in page.locator("[name=module]").all():
        box.check()
    for field in ("date", "hours", "place", "organiser", "signer"):
        page.locator(f"[name={field}]").fill("Kementerian Ketenagakerjaan dan mitra " * 3)
    expect(page.locator(".kb-sheet__name")).to_have_text(name)
    page.wait_for_timeout(100)
    assert fits(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert fits(page)
    assert len(sheets(page)) == 1


def test_certificate_without_script_is_a_sheet_to_fill_in_by_hand(open_page: Open) -> None:
    page = open_page("trainers/certificate/", java_script_enabled=False)
    expect(page.locator(".kb-form")).to_be_hidden()
    (text,) = sheets(page)
    for said in ("Sertifikat Keikutsertaan", "Tanda tangan", "bukan sertifikat IOM"):
        assert said in text


def answer(page: Page, items: tuple[Item, ...], wrong: tuple[int, ...] = ()) -> None:
    """Tick the right options, and at some numbers of the test wrong ones."""
    for item in items:
        place = item.order[item.right]
        if item.number in wrong:
            place = (place + 1) % len(item.order)
        page.locator(f'[name="{item.name}"][value="{place}"]').check()


def test_both_tests_on_one_device(open_page: Open, tests_of: dict[str, tuple[Item, ...]]) -> None:
    page = ready(open_page("trainers/test/", width=360), "test")
    result = page.locator(".kb-test__result")
    with nothing_sent(page):
        page.get_by_label("Kode Anda").fill("ma45")
        answer(page, tests_of["pre"], wrong=(1, 2, 3, 4, 5))
        page.get_by_role("button", name="Selesaikan tes").click()
        expect(result).to_be_focused()
        expect(result).to_contain_text("MA45")
        expect(result).not_to_contain_text("benar")
        expect(page.locator(".kb-test__right, .kb-test__wrong")).to_have_count(0)
        page.get_by_label("Setelah sesi").check()
        expect(result).to_be_hidden()
        answer(page, tests_of["post"], wrong=(14,))
        page.get_by_role("button", name="Selesaikan tes").click()
        expect(result).to_contain_text("13 dari 14 benar")
        expect(result).to_contain_text("Sebelum sesi: 9 dari 14")
        letters = " ".join(f"{one.number}{letter(one.right)}" for one in tests_of["post"][:-1])
        expect(result).to_contain_text(letters)
        expect(page.locator(".kb-test__wrong")).to_have_count(1)
    text = normalize(
        "NFKC", "".join(s.extract_text() for s in PdfReader(BytesIO(page.pdf())).pages)
    )
    assert "13 dari 14 benar" in text
    # It is there again when the page is, in the other language too, until somebody clears it.
    page.goto(page.url.replace("/trainers", "/en/trainers"))
    expect(page.locator(".kb-test__result")).to_contain_text("13 of 14 right")
    page.get_by_role("button", name="Clear for the next person").click()
    expect(page.locator(".kb-test__questions :checked")).to_have_count(0)
    assert "answers" not in page.evaluate("localStorage['kb-test']")


def test_options_stand_as_on_the_printed_tests(
    open_page: Open, tests_of: dict[str, tuple[Item, ...]]
) -> None:
    page = open_page("trainers/test/")
    for when in ("pre", "post"):
        page.goto(f"{page.url.partition('#')[0]}#{when}")
        page.wait_for_function(f"document.querySelector('[value={when}]').checked")
        page.wait_for_load_state("networkidle")
        groups = page.locator(".kb-test__questions fieldset")
        for at, item in enumerate(tests_of[when]):
            expect(groups.nth(at).locator("legend")).to_have_text(item.question.text)
            expect(groups.nth(at).locator("label")).to_have_text(
                [option.text for option in item.options]
            )


def test_test_by_keyboard(open_page: Open) -> None:
    page = ready(open_page("en/trainers/test/#post&modules=3,6"), "test")
    expect(page.locator(".kb-test__questions fieldset:visible")).to_have_count(4)
    page.locator(".kb-test__questions fieldset:visible input").first.focus()
    for _ in range(3):
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.locator(".kb-test__end")).to_contain_text("3 of 4 answered")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Finish the test")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-test__end")).to_contain_text("Not answered yet: 4")
    page.keyboard.press("Enter")
    expect(page.locator(".kb-test__result")).to_contain_text(re.compile(r"\d of 4 right"))
    expect(page.locator(".kb-test__questions input:visible").first).to_be_disabled()


def test_test_from_a_disk_and_by_touch(
    preview: Path, new_page: Callable[..., Page], tests_of: dict[str, tuple[Item, ...]]
) -> None:
    page = new_page(360, 740, has_touch=True)
    page.goto((preview / "trainers/test/index.html").as_uri() + "#post")
    page.wait_for_function("document.querySelector('[value=post]').checked")
    for item in tests_of["post"]:
        page.locator(f'[name="{item.name}"][value="{item.order[item.right]}"]').tap()
    page.get_by_role("button", name="Selesaikan tes").tap()
    expect(page.locator(".kb-test__result")).to_contain_text("14 dari 14 benar")
    link = page.locator("section[data-module='1'] a")
    link.click()
    expect(page.locator("h1")).to_have_text(re.compile("Konteks global"))


def test_questions_can_be_read_without_script(open_page: Open) -> None:
    page = open_page("trainers/test/", java_script_enabled=False)
    expect(page.locator(".kb-test__questions fieldset:visible")).to_have_count(14)
    expect(page.locator(".kb-test__end")).to_be_hidden()
