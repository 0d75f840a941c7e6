"""The files for other systems, by their formats, and where they stand in the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from macros.course.lessons import Course
from macros.course.lms.gift import gift
from macros.course.lms.moodle import moodle_xml
from macros.course.lms.parcel import Parcel, parcels
from macros.course.lms.qti import qti
from macros.course.lms.scorm import SCORM_12, SCORM_2004, scorm
from macros.library import Library
from macros.model import FOLDERS, LOCALES, Locale

FOLDER = "lms/"
"""Below the folder of each language."""


class Format(NamedTuple):
    """How a parcel is written."""

    end: str
    """How the names of its files end."""
    write: Callable[[Parcel, Library], bytes]
    asks: bool = True
    """Whether it holds the questions and nothing else."""


FORMATS: Mapping[str, Format] = {
    "scorm-1.2": Format("scorm-1.2.zip", lambda one, at: scorm(one, at, SCORM_12), asks=False),
    "scorm-2004": Format("scorm-2004.zip", lambda one, at: scorm(one, at, SCORM_2004), asks=False),
    "qti": Format("qti-2.1.zip", lambda one, _: qti(one)),
    "moodle": Format("moodle.xml", lambda one, _: moodle_xml(one)),
    "gift": Format("gift.txt", lambda one, _: gift(one)),
}


def lms_files(course: Course) -> Iterator[tuple[str, bytes]]:
    """All files of all formats in both languages."""
    for locale in LOCALES:
        for format in FORMATS:
            yield from files_of(course, locale, format)


def files_of(
    course: Course, locale: Locale, format: str, module: int | None = None
) -> Iterator[tuple[str, bytes]]:
    """The files of one format: for each module and for the course, or for one module.

    Nothing where there are only questions to give and a parcel has none.
    """
    form = FORMATS[format]
    for one in parcels(course, locale):
        wanted = module is None or [lesson.number for lesson in one.lessons] == [module]
        if wanted and not (form.asks and not any(part.questions for part in one.modules)):
            path = f"{FOLDERS[locale]}{FOLDER}{one.id}-{form.end}"
            yield path, form.write(one, course.library)
