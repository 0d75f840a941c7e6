"""Every module is a whole lesson, in both languages, and no page sinks back into fragments."""

from __future__ import annotations

import re

import pytest

from macros.authoring.calls_report import MOST_CALLS, densities
from macros.markdown.plain_text import OBJECT
from macros.model import LOCALES, Locale, Page
from macros.rules.facts import loose_texts
from macros.site.profile import MODULES
from tests.reading import whole_site

LIBRARY = whole_site()
LESSONS = [
    pytest.param(page, id=page.path)
    for locale in LOCALES
    for page in LIBRARY.pages[locale].values()
    if MODULES.of(page)
]
SECTIONS = (
    *("story", "outcomes", "key-ideas", "indonesia", "activities", "activity-1", "activity-2"),
    *("case", "questions", "self-check", "key-points", "key-terms", "objectives-and-targets"),
    "further-reading",
)
NOTES = (
    *("timing", "materials", "steps", "activity-answers", "case-answers", "debrief", "pitfalls"),
    "adaptations",
)
"""What the notes of every module have, in this order, beside what a module has of its own."""
EXCUSES = {
    "en": ("in substance", "as this site words", "we have read", "we did not find", "our records"),
    "id": ("kami baca", "tidak kami ulangi", "pada pokoknya", "jika disarikan", "kami temukan"),
}
"""What tells readers of our work instead of the subject."""
QUESTION = re.compile(r'^!!! question (several )?".+"\n((?:    .+\n)+)', re.MULTILINE)
OPTION = re.compile(r"^ {4}- \[([ x])\] .+\n {8}- .+\n", re.MULTILINE)
"""An option with its one reason below it."""


def section(page: Page, anchor: str) -> str:
    """What is written below a heading and the smaller ones under it."""
    heads = list(page.headings)
    at = next(number for number, head in enumerate(heads) if head.anchor == anchor)
    behind = (one for one in heads[at + 1 :] if one.level <= heads[at].level)
    end = next((one.where.line for one in behind), None)
    lines = page.body.split("\n")
    first = heads[at].where.line - page.body_line
    return "\n".join(lines[first : end - page.body_line if end else None])


def test_seven_lessons_in_both_languages_are_looked_at() -> None:
    assert len(LESSONS) == 7 * len(LOCALES)


@pytest.mark.parametrize("page", LESSONS)
def test_lesson_has_all_its_sections_in_order(page: Page) -> None:
    anchors = [heading.anchor for heading in page.headings]
    assert [anchor for anchor in anchors if anchor in SECTIONS] == list(SECTIONS)
    meta = MODULES.of(page)
    assert meta is not None
    assert set(meta.sections) <= set(anchors)
    assert len(meta.outcomes) >= 4


@pytest.mark.parametrize("page", LESSONS)
def test_lesson_fills_its_hour(page: Page) -> None:
    words = LIBRARY.text_of(page).text.replace(OBJECT, " ").split()
    assert len(words) >= 1800


@pytest.mark.parametrize("page", LESSONS)
def test_lesson_rests_on_sources(page: Page) -> None:
    cited = [call.arguments[0] for call in page.body_calls if call.name == "cite"]
    assert len(cited) >= 8
    assert len(set(cited)) >= 5
    assert "cite(" in section(page, "indonesia")


@pytest.mark.parametrize("page", LESSONS)
def test_lesson_has_a_diagram_a_story_and_exercises(page: Page) -> None:
    assert any(call.name == "diagram" for call in page.body_calls)
    for anchor in ("story", "case"):
        assert "{{ invented() }}" in section(page, anchor)
    for anchor in ("activity-1", "activity-2"):
        activity = section(page, anchor)
        assert "{{ minutes(" in activity
        assert re.search(r"^\?\?\? ", activity, re.MULTILINE)
        assert re.search(r"^1\. ", activity, re.MULTILINE)


@pytest.mark.parametrize("page", LESSONS)
def test_questions_offer_options_with_reasons(page: Page) -> None:
    check = section(page, "self-check")
    assert re.search(r"\{\{ (fact|claim|change)\(", check)
    questions = QUESTION.findall(check)
    assert len(questions) >= 5
    assert len(questions) == len(re.findall(r"^(?:!!!|\?\?\?\+?) ", check, re.MULTILINE))
    for several, body in questions:
        options = OPTION.findall(body)
        assert 3 <= len(options) <= 4
        assert OPTION.sub("", body) == ""
        right = options.count("x")
        assert 2 <= right < len(options) if several else right == 1


@pytest.mark.parametrize("page", LESSONS)
def test_lesson_ends_with_points_terms_and_reading(page: Page) -> None:
    for anchor, least in (("key-points", 5), ("key-terms", 8), ("further-reading", 4)):
        assert len(re.findall(r"^- ", section(page, anchor), re.MULTILINE)) >= least
    assert "{{ term(" in section(page, "key-terms")


@pytest.mark.parametrize("locale", LOCALES)
def test_each_module_has_notes_for_facilitators(locale: Locale) -> None:
    for number in range(1, 8):
        page = LIBRARY.pages[locale][f"trainers/module-{number}.md"]
        assert page.meta.search == "exclude"
        anchors = [heading.anchor for heading in page.headings]
        assert [anchor for anchor in anchors if anchor in NOTES] == list(NOTES)
        timing = section(page, "timing")
        meta = next(
            meta
            for other in LIBRARY.pages[locale].values()
            if (meta := MODULES.of(other)) and meta.number == number
        )
        for part in meta.sections:
            assert f'minutes("{part}", module="{number}")' in timing
        for activity in ("activity-1", "activity-2"):
            assert f"#{activity})" in section(page, "activity-answers")


@pytest.mark.parametrize("locale", LOCALES)
def test_path_takes_the_minutes_of_all_that_it_links_to(locale: Locale) -> None:
    page = LIBRARY.pages[locale]["trainers/paths.md"]
    known = {
        one.key: meta.number for one in LIBRARY.pages[locale].values() if (meta := MODULES.of(one))
    }
    paths = [head.anchor for head in page.headings if head.anchor.startswith("path-")]
    assert len(paths) == 4
    for path in paths:
        text = section(page, path)
        linked = re.findall(r"\(\.\./(emm/modules/[^#)]+)#?([^)]*)\)", text)
        parts = [f"{known[key]}.{part}" if part else f"{known[key]}" for key, part in linked]
        assert re.findall(r'planned_minutes\("([^"]+)"', text) == [" ".join(parts)]


@pytest.mark.parametrize("locale", LOCALES)
def test_readers_meet_the_subject(locale: Locale) -> None:
    found = [
        (page.path, excuse)
        for page in LIBRARY.pages[locale].values()
        for excuse in EXCUSES[locale]
        if excuse in LIBRARY.text_of(page).text.casefold()
        and not page.key.startswith("contribute/")
        and page.key != "data/sources.md"
    ]
    assert found == []


def test_sentences_are_written_and_not_called() -> None:
    assert [one for one in densities(LIBRARY) if one.per_hundred > MOST_CALLS] == []
    assert len(loose_texts(LIBRARY.registry)) <= 25


def test_sources_can_be_looked_up() -> None:
    sources = LIBRARY.registry.sources.values()
    assert sum(bool(source.url) for source in sources) >= 45
    assert [source.key for source in sources if not source.read or not source.short] == []
