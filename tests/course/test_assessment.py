"""The pre-test and the post-test: the questions of the pages, the same in both, and the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from macros.course.assessment import Item, assessment, seal
from macros.course.lessons import Course
from macros.course.questions import read_questions
from macros.html.model import BuiltSite
from macros.model import FOLDERS, LOCALES, Locale


def items(course: Course, locale: Locale, when: str) -> tuple[Item, ...]:
    return assessment(course.lessons[locale], "post" if when == "post" else "pre")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("when", ["pre", "post"])
def test_two_questions_of_each_module_and_one_right_option(
    course: Course, locale: Locale, when: str
) -> None:
    found = items(course, locale, when)
    assert [one.number for one in found] == list(range(1, 15))
    assert [one.lesson.number for one in found] == [n for n in range(1, 8) for _ in "12"]
    for one in found:
        assert [option.right for option in one.options].count(True) == 1
        assert one.options[one.right].right
        assert one.question.text in {asked.text for asked in read_questions(one.lesson)}


def test_post_test_asks_the_same_in_another_order(course: Course) -> None:
    pre, post = (items(course, "en", when) for when in ("pre", "post"))
    assert {one.name for one in pre} == {one.name for one in post}
    before = {one.name: one for one in pre}
    for one in post:
        was = before[one.name]
        assert one.question.text == was.question.text
        assert {o.text for o in one.options} == {o.text for o in was.options}
        assert all(now != old for now, old in zip(one.order, was.order, strict=True))
        assert one.number != was.number


def test_both_languages_have_one_key(course: Course) -> None:
    for when in ("pre", "post"):
        keys = [
            [(one.name, one.order, one.right, seal(one)) for one in items(course, locale, when)]
            for locale in LOCALES
        ]
        assert keys[0] == keys[1]


def test_right_letters_are_no_pattern(course: Course) -> None:
    for when in ("pre", "post"):
        right = [one.right for one in items(course, "id", when)]
        assert max(right.count(place) for place in set(right)) <= len(right) / 2


@pytest.mark.parametrize("locale", LOCALES)
def test_page_has_the_questions_and_does_not_tell_what_is_right(
    course: Course, built: BuiltSite, site_folder: Path, locale: Locale
) -> None:
    path = site_folder / f"{FOLDERS[locale]}trainers/test/index.html"
    page = html.parse(str(path)).getroot()
    groups = page.xpath("//div[@class='kb-test__questions']//fieldset")
    found = items(course, locale, "pre")
    post = {one.name: one for one in items(course, locale, "post")}
    assert len(groups) == len(found)
    for group, one in zip(groups, found, strict=True):
        assert group.get("data-name") == one.name
        assert " ".join(group[0].text_content().split()) == one.question.text
        labels = (label.text_content().split() for label in group.iter("label"))
        assert [" ".join(label) for label in labels] == [option.text for option in one.options]
        assert group.get("data-post").split() == [str(at) for at in post[one.name].order]
        assert group.get("data-seal") == seal(one)
        for option in one.options:
            assert option.reason not in path.read_text(encoding="utf-8")
