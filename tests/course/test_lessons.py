"""A lesson as it is read from its finished page."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.course.lessons import Course, text
from macros.course.packages import package_file
from macros.errors import KnowledgeError
from macros.model import LOCALES


def test_every_lesson_is_read_in_both_languages_with_its_notes(course: Course) -> None:
    for locale in LOCALES:
        lessons = course.lessons[locale]
        assert [lesson.number for lesson in lessons] == list(range(1, 8))
        for lesson in lessons:
            assert {"story", "key-ideas", "case", "self-check"} <= lesson.sections.keys()
            assert {"timing", "steps", "case-answers"} <= lesson.note_sections.keys()
            assert lesson.title == course.library.titles[locale, lesson.source.key][0]


def test_a_section_holds_its_smaller_ones_and_ends_before_the_sources(course: Course) -> None:
    lesson = course.lessons["en"][2]
    ideas, cost = lesson.sections["key-ideas"], lesson.sections["cost"]
    assert (ideas.level, cost.level) == (2, 3)
    assert set(cost.body) < set(ideas.body)
    last = list(lesson.sections.values())[-1]
    assert [node.tag for node in last.body] == ["ul", "details"]


def test_text_leaves_out_marks_of_sources_and_links(course: Course) -> None:
    lesson = course.lessons["en"][2]
    said = text(lesson.sections["two-directions"].body[1])
    assert said.endswith("sustainable development everywhere.")
    assert lesson.sections["cost"].title == "What sending costs"


def test_package_that_is_not_installed_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as told:
        package_file(tmp_path, "reveal.js/dist/reveal.js")
    assert told.value.code == "K116"
