"""What trainers print besides the lessons: forms to fill in, tests with their key, QR codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lxml import etree

from macros.course.assessment import TESTS, Item, When, assessment
from macros.course.content import Content, shown_address
from macros.course.lessons import Course, Lesson, article, sections, text
from macros.course.paths import FORMS, FORMS_IN_BOTH, bilingual_form_path, form_path
from macros.course.pdf import Made, Sheet
from macros.course.questions import letter
from macros.course.sheets import mark
from macros.html.model import url_of
from macros.languages.words import WORDS, word
from macros.model import LOCALES, Locale
from macros.publish.short.qr import qr_svg
from macros.render.short_urls import short_path

ROWS = 20
"""People on a sheet of attendance."""
QUESTIONS = "after-the-session"
"""The section of the page for trainers whose list holds the questions of the feedback form."""
_SCALES = ("relevant", "clear", "activities", "questions", "able")


def form_files(course: Course) -> Iterator[Sheet]:
    """All forms in each language, and in both those that serve a mixed group."""
    if not all(course.lessons.values()):
        return
    named: list[tuple[str, str, Sequence[Locale]]] = [
        *((form_path(name, locale), name, (locale,)) for locale in LOCALES for name in FORMS),
        *((bilingual_form_path(name), name, LOCALES) for name in FORMS_IN_BOTH),
    ]
    for path, name, langs in named:
        template = f"{name.rpartition('-')[2]}.typ"  # each test has the same one
        yield Sheet(path, path, template, partial(form, course, name, langs))


def form(course: Course, name: str, langs: Sequence[Locale]) -> Made:
    """The values of the template of a form, and the files that these name."""
    one = _Form(course, langs)
    if name.endswith("-test"):
        more = one.test("post" if name == "post-test" else "pre")
    elif name == "test-key":
        more = one.key()
    elif name in ("posters", "cards"):
        more = {"codes": one.codes()}
    elif name == "feedback":
        more = one.feedback()
    else:
        more = {"rows": ROWS}
    return {**one.common(f"form-{name}"), **more}, {**one.files, "mark.svg": mark()}


@dataclass
class _Form:
    course: Course
    langs: Sequence[Locale]
    files: dict[str, bytes] = field(default_factory=dict)

    def common(self, title: str) -> dict[str, Any]:
        """What every form says: see form.typ."""
        keys = ["site-name", "form-issued", *(key for key in WORDS if key.startswith("form-"))]
        words = {key: self._said(key) for key in keys}
        names = [word(title, one) for one in self.langs]
        return {
            "langs": list(self.langs),
            "words": {**words, "title": self._said(title)},
            "site": word("site-name", self.langs[0]),
            "document": " \N{EN DASH} ".join((" / ".join(names), word("site-name", self.langs[0]))),
            "pages": word("handout-page", self.langs[0]),
            "modules": [
                {"number": lessons[0].number, "title": _each(self.langs, lessons)}
                for lessons in self._lessons()
            ],
        }

    def _said(self, key: str) -> dict[str, str]:
        return {one: word(key, one) for one in self.langs}

    def _lessons(self) -> Iterable[tuple[Lesson, ...]]:
        """Each lesson in the languages of the form."""
        return zip(*(self.course.lessons[one] for one in self.langs), strict=True)

    def feedback(self) -> dict[str, Any]:
        """The scales, and the questions of the page for trainers. With the last one, whether the
        organiser may ask again, goes a name: it stands on a slip to be cut off."""
        lists = []
        for locale in self.langs:
            page = self.course.site.pages.get(self.course.path(locale, self.course.told.hub))
            found = {one.id: one for one in sections(page)} if page else {}
            body = found[QUESTIONS].body if QUESTIONS in found else ()
            listed = next((node for node in body if node.tag == "ol"), etree.Element("ol"))
            lists.append([text(node) for node in listed])
        questions = [dict(zip(self.langs, each, strict=True)) for each in zip(*lists, strict=True)]
        scales = [f"form-feedback-{name}" for name in _SCALES]
        found_last = {"last": questions[-1]} if questions else {}
        return {"scales": scales, "questions": questions[:-1], **found_last}

    def test(self, when: When) -> dict[str, Any]:
        """The questions of a test, by modules."""
        lessons = self.course.lessons[self.langs[0]]
        items = assessment(lessons, when)
        return {
            "parts": [
                {
                    "title": f"{self.course.label(lesson)}: {lesson.title}",
                    "items": [self._item(one) for one in items if one.lesson is lesson],
                }
                for lesson in lessons
            ]
        }

    def _item(self, item: Item) -> dict[str, Any]:
        return {
            "number": item.number,
            "text": self._xml(item, item.question.shown),
            "options": [self._xml(item, option.shown) for option in item.options],
        }

    def _xml(self, item: Item, shown: etree._Element) -> str:
        return Content(self.course).xml(item.lesson.page, [shown])

    def key(self) -> dict[str, Any]:
        """Which options are right in both tests."""
        lessons = self.course.lessons[self.langs[0]]
        pre, post = (assessment(lessons, when) for when in TESTS)
        again = {item.name: item for item in post}
        return {
            "tests": [
                {
                    "name": word(f"form-{when}-test", self.langs[0]),
                    "letters": [marked(item) for item in assessment(lessons, when)],
                }
                for when in TESTS
            ],
            "rows": [
                {
                    "pre": marked(item),
                    "post": marked(again[item.name]),
                    "module": str(item.lesson.number),
                    "text": self._xml(item, item.question.shown),
                    "right": self._xml(item, item.options[item.right].shown),
                }
                for item in pre
            ],
        }

    def codes(self) -> list[dict[str, Any]]:
        """What has a code: each lesson, and the page with the tests."""
        found = [
            self._code(
                lessons[0].source.key,
                {one.locale: self.course.label(one) for one in lessons},
                _each(self.langs, lessons),
            )
            for lessons in self._lessons()
        ]
        of_tests = next(self._pages_with_tests(), None)
        if of_tests:
            pages = {one: self.course.path(one, of_tests) for one in self.langs}
            titles: dict[str, str] = {
                one: text(next(article(self.course.site.pages[path]).iter("h1")))
                for one, path in pages.items()
            }
            found.append(self._code(of_tests, self._said("form-codes-tests"), titles))
        return found

    def _pages_with_tests(self) -> Iterator[str]:
        for url, key in self.course.keys.items():
            path = self.course.path(self.langs[0], key)
            if path in self.course.tests and url_of(path) == url:
                yield key

    def _code(self, key: str, above: Mapping[str, str], title: Mapping[str, str]) -> dict[str, Any]:
        path = short_path(self.course.library, key)
        address = self.course.address + path
        name = f"{path.strip('/').replace('/', '-')}.svg"
        self.files[name] = qr_svg(address).encode()
        shown = shown_address(address)
        alt = " / ".join(word("handout-code", one).format(address=shown) for one in self.langs)
        return {
            "above": above,
            "title": title,
            "code": name,
            "alt": alt,
            "href": address,
            "address": shown,
        }


def marked(item: Item) -> str:
    """The number of a question with the letter of its right option, such as `3B`."""
    return f"{item.number}{letter(item.right)}"


def _each(langs: Sequence[Locale], lessons: Sequence[Lesson]) -> dict[str, str]:
    return {one: lesson.title for one, lesson in zip(langs, lessons, strict=True)}
