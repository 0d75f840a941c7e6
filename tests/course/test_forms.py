"""Forms on paper: complete, without answers where they must not be, the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from macros.course.assessment import TESTS, When, assessment
from macros.course.forms import QUESTIONS, ROWS, form_files
from macros.course.lessons import Course, sections, text
from macros.course.paths import bilingual_form_path, form_path
from macros.course.pdf import pdf_files
from macros.course.questions import letter
from macros.languages.words import word
from macros.model import LOCALES, Locale

KILO = 1000
SHEETS = {"attendance": 2, "feedback": 1, "certificate": 1, "posters": 8, "cards": 1}
"""The forms that there are in both languages, too, and the most pages of each."""
ALL = {**SHEETS, "pre-test": 2, "post-test": 2, "test-key": 1}


def read(path: Path) -> str:
    """The text of a PDF with every space gone: where a line ends says nothing."""
    found = "".join(page.extract_text() for page in PdfReader(path).pages)
    return re.sub(r"\s", "", found)


def close(said: str) -> str:
    return re.sub(r"\s", "", said)


@pytest.mark.parametrize("name", ALL)
def test_forms_have_the_pages_that_they_are_meant_to_have(site_folder: Path, name: str) -> None:
    paths = [form_path(name, locale) for locale in LOCALES]
    for path in (*paths, bilingual_form_path(name)) if name in SHEETS else paths:
        assert len(PdfReader(site_folder / path).pages) == ALL[name], path
        assert (site_folder / path).stat().st_size < 100 * KILO


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("when", TESTS)
def test_printed_test_asks_what_the_pages_ask(
    course: Course, site_folder: Path, locale: Locale, when: When
) -> None:
    paper = read(site_folder / form_path(f"{when}-test", locale))
    items = assessment(course.lessons[locale], when)
    at = 0
    for item in items:
        for said in (
            f"{item.number}.{item.question.text}",
            *(f"{letter(place)}{one.text}" for place, one in enumerate(item.options)),
        ):
            at = paper.find(close(said), at)
            assert at >= 0, said
    for option in (option for item in items for option in item.options):
        assert close(option.reason) not in paper
    assert close(word("form-sign-hint", locale)) in paper


@pytest.mark.parametrize("locale", LOCALES)
def test_key_is_right(course: Course, site_folder: Path, locale: Locale) -> None:
    paper = read(site_folder / form_path("test-key", locale))
    for when in TESTS:
        items = assessment(course.lessons[locale], when)
        letters = "".join(f"{one.number}{letter(one.right)}" for one in items)
        assert f"{close(word(f'form-{when}-test', locale))}:{letters}" in paper
        for one in items:
            assert close(one.question.text) in paper
            assert close(one.question.options[one.question.right[0]].text) in paper


@pytest.mark.parametrize("locale", LOCALES)
def test_feedback_form_asks_the_five_questions_of_the_page_for_trainers(
    course: Course, site_folder: Path, locale: Locale
) -> None:
    page = course.site.pages[course.path(locale, "trainers/index.md")]
    section = next(one for one in sections(page) if one.id == QUESTIONS)
    (listed,) = (node for node in section.body if node.tag == "ol")
    asked = [text(node) for node in listed]
    assert len(asked) == 5
    for path in (form_path("feedback", locale), bilingual_form_path("feedback")):
        paper = read(site_folder / path)
        assert all(close(one) in paper for one in asked)
        # Who may be asked again says so on a slip of its own.
        assert paper.index(close(word("form-feedback-slip", locale))) < paper.index(
            close(asked[-1])
        )


def test_sheets_in_both_languages_say_it_in_both(course: Course, site_folder: Path) -> None:
    for name in SHEETS:
        paper = read(site_folder / bilingual_form_path(name))
        for locale in LOCALES:
            if name != "cards":
                assert close(word(f"form-{name}", locale)) in paper or name == "posters"
            if name != "feedback":
                assert all(close(one.title) in paper for one in course.lessons[locale])


@pytest.mark.parametrize("locale", LOCALES)
def test_certificate_says_whose_it_is_not(site_folder: Path, locale: Locale) -> None:
    for path in (form_path("certificate", locale), bilingual_form_path("certificate")):
        assert close(word("form-issued", locale)) in read(site_folder / path)


def test_twenty_people_sign(site_folder: Path) -> None:
    paper = read(site_folder / form_path("attendance", "en"))
    assert ROWS == 20
    assert "1920" in paper
    assert close(word("form-attendance-stays", "en")) in paper


def test_codes_lead_to_short_addresses(course: Course, site_folder: Path) -> None:
    reader = PdfReader(site_folder / form_path("posters", "id"))
    for lesson, page in zip(course.lessons["id"], reader.pages, strict=False):
        address = f"kb.example.org/m/{lesson.number}"
        assert address in page.extract_text()
        links = [one.get_object()["/A"]["/URI"] for one in page.annotations or ()]
        assert links == [f"https://{address}/"]
    assert "/p/trainers/test" in reader.pages[-1].extract_text()


def test_forms_are_the_same_each_time(course: Course, site_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(course.root / "node_modules")
    there = replace(course, root=tmp_path)
    made = dict(pdf_files(there, list(form_files(there))))
    assert len(made) == 2 * len(ALL) + len(SHEETS)
    for path, content in made.items():
        assert (site_folder / path).read_bytes() == content, path
