"""What all formats are made of: modules with their questions, dated, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

from macros.course.lessons import Course, Lesson
from macros.course.paths import COURSE
from macros.course.questions import Question, read_questions
from macros.languages.dates import format_day
from macros.languages.words import word
from macros.model import Locale
from macros.render.result import tag
from macros.render.short_urls import short_path


class Module(NamedTuple):
    """A lesson as other systems know it."""

    id: str
    """`module-1`, the same in both languages and as long as its number stays."""
    title: str
    """With its number: what stands in lists of other systems."""
    address: str
    """Its short address on the web, from which the newest version is to be had; may be empty."""
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Parcel:
    """The modules that go into one file, or several, in one language."""

    id: str
    """The id of its one module, or `COURSE`."""
    locale: Locale
    course: str
    """The name of the course."""
    title: str
    """Its module's, or the name of the course."""
    day: date
    """When the newest figure of the site was known: packages stay the same until a newer one is."""
    modules: tuple[Module, ...]
    lessons: tuple[Lesson, ...]
    """The pages of the modules, in the same order."""

    def question_id(self, module: Module, question: Question) -> str:
        """What a system may know the question by, in all versions and among other courses."""
        return f"kb-{module.id}-{question.id or question.number}-{self.locale}"

    @property
    def dated(self) -> str:
        """A sentence on how old the figures are."""
        return word("figures-as-of", self.locale).format(day=format_day(self.day, self.locale))

    def general(self, module: Module) -> str:
        """What is said after any answer, as HTML: how old the figures are, and where newer are."""
        if not module.address:
            return tag("p", escape(self.dated))
        link = tag("a", escape(module.address), href=module.address)
        return tag("p", f"{escape(self.dated)} {escape(word('start-newer', self.locale))} {link}")


def parcels(course: Course, locale: Locale) -> Iterator[Parcel]:
    """One for each lesson, and one for all together, which comes last."""
    lessons = course.lessons[locale]
    modules = tuple(_module(course, lesson) for lesson in lessons)
    name, day = word("site-name", locale), course.day
    for module, lesson in zip(modules, lessons, strict=True):
        yield Parcel(module.id, locale, name, module.title, day, (module,), (lesson,))
    if modules:
        yield Parcel(COURSE, locale, name, name, day, modules, lessons)


def _module(course: Course, lesson: Lesson) -> Module:
    title = f"{course.label(lesson)}. {lesson.title}"
    site = course.site.address
    address = site and site + short_path(course.library, lesson.source.key)
    return Module(
        f"{course.told.kind.name}-{lesson.number}", title, address, read_questions(lesson)
    )
