"""The questions of a lesson as they are read from its finished page."""

from __future__ import annotations

from macros.course.lessons import Course
from macros.course.questions import Question, letter, read_questions
from macros.model import LOCALES


def questions(course: Course, locale: str, number: int) -> tuple[Question, ...]:
    lessons = course.lessons["en" if locale == "en" else "id"]
    return read_questions(lessons[number - 1])


def test_question_is_read_with_options_reasons_and_what_is_right(course: Course) -> None:
    first = questions(course, "en", 1)[0]
    assert first.id == "self-check-1"
    assert first.text.startswith("A worker leaves for a contract of three years.")
    assert [one.right for one in first.options] == [False, False, True]
    assert first.options[2].text == "A long-term migrant, since she moves for over a year."
    assert first.options[0].reason.startswith("That older term meant")
    assert [letter(at) for at in first.right] == ["C"]


def test_figures_are_those_of_the_page_and_marks_of_sources_are_left_out(course: Course) -> None:
    third, *_, last = questions(course, "en", 1)[2:]
    assert "304 million" in third.text
    assert third.shown.find(".//data") is not None
    assert last.options[1].reason.endswith("reintegration.")


def test_languages_have_the_same_questions(course: Course) -> None:
    for number in range(1, 8):
        both = [questions(course, locale, number) for locale in LOCALES]
        shapes = [
            [(one.id, one.several, one.right, len(one.options)) for one in found] for found in both
        ]
        assert shapes[0] == shapes[1]
    assert any(one.several for one in questions(course, "id", 1))


def test_reading_changes_nothing_on_the_page(course: Course) -> None:
    twice = [questions(course, "id", 1) for _ in range(2)]
    assert [one.text for one in twice[0]] == [one.text for one in twice[1]]
