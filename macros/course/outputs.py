"""All files of a course, made from the finished pages of a site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from macros.course.assessment_page import assessment_pages
from macros.course.forms import form_files
from macros.course.guides import guides
from macros.course.handouts import handouts
from macros.course.lessons import open_course, pages_with_tests
from macros.course.lms.files import lms_files
from macros.course.pdf import pdf_files
from macros.course.slide_pages import slide_files
from macros.course.slide_sheets import slide_sheets
from macros.course.slides import deck
from macros.html.model import BuiltSite
from macros.library import Library
from macros.model import LOCALES
from macros.publish.traced import TracedFiles


def course_files(
    site: BuiltSite, library: Library, root: Path, traced: TracedFiles
) -> Iterator[tuple[str, bytes]]:
    """Paths below the site's folder, and what stands there; nothing where there is no course."""
    tests = pages_with_tests(site)
    made = partial(_made, library=library, root=root, tests=tests)
    yield from traced.made("course", site, made, tests).items()


def _made(
    site: BuiltSite, library: Library, root: Path, tests: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    course = open_course(site, library, root, tests)
    if course is not None:
        yield from assessment_pages(course)
        # What is made in other processes asks for these as well: see `TracedFiles`.
        for path in ("index.html", *(course.path(one, course.told.hub) for one in LOCALES)):
            site.pages.get(path)
        decks = [deck(course, lesson) for lesson in course.every_lesson]
        yield from slide_files(course, decks)
        # What takes longest comes first, so that no core is left with it at the end.
        sheets = (handouts(course), guides(course), slide_sheets(course, decks), form_files(course))
        yield from pdf_files(course, list(chain(*sheets)))
        yield from lms_files(course)
