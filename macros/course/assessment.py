"""The pre-test and the post-test of a course, drawn from the questions of its lessons.

Of each lesson they have the first and the last question to which one option is right, so that
both its beginning and its end are asked about. The post-test asks the same: within each lesson in
the other order, and with the options moved on, so that no right one has its old letter. Nothing is
drawn by lot: the order is the same in both languages and in each build, hence so is the key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from macros.course.lessons import Lesson
from macros.course.questions import Option, Question, read_questions

When = Literal["pre", "post"]
TESTS: tuple[When, ...] = ("pre", "post")


class Item(NamedTuple):
    """A question of a test."""

    number: int
    """In the test, from 1."""
    lesson: Lesson
    question: Question
    order: tuple[int, ...]
    """The places of its options on the page, from 0, in the order of the test."""

    @property
    def options(self) -> tuple[Option, ...]:
        """In the order of the test."""
        return tuple(self.question.options[place] for place in self.order)

    @property
    def right(self) -> int:
        """The place of the right option in the test, from 0."""
        return self.order.index(self.question.right[0])

    @property
    def name(self) -> str:
        """The same in both tests and languages."""
        return f"{self.lesson.number}/{self.question.id}"


def assessment(lessons: Sequence[Lesson], when: When) -> tuple[Item, ...]:
    """The questions of a test on these lessons, in their order."""
    return tuple(_items(lessons, when))


def _items(lessons: Sequence[Lesson], when: When) -> Iterator[Item]:
    number = 0
    for lesson in lessons:
        found = [one for one in read_questions(lesson) if not one.several]
        asked = [found[0], found[-1]] if len(found) > 1 else found
        for question in asked if when == "pre" else reversed(asked):
            number += 1
            places = tuple(range(len(question.options)))
            # By one place at least, and never once around.
            by = 0 if when == "pre" else 1 + number % max(len(places) - 1, 1)
            yield Item(number, lesson, question, places[by:] + places[:by])


def seal(item: Item) -> str:
    """What stands for the right option where it must not be read: `test.js` makes it of each place
    on the page and compares. The 32 bits of FNV-1a, to the base 16."""
    return _fnv(f"{item.name}/{item.question.right[0]}")


def _fnv(text: str) -> str:
    """http://www.isthe.com/chongo/tech/comp/fnv/"""
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{found:x}"
