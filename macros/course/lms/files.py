"""The files for other systems, by their formats, and where they stand in the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from macros.background import each
from macros.course.lessons import Course
from macros.course.lms.gift import gift
from macros.course.lms.moodle import moodle_xml
from macros.course.lms.parcel import Parcel, parcels
from macros.course.lms.qti import qti
from macros.course.lms.scorm import SCORM_12, SCORM_2004, scorm
from macros.course.paths import FORMATS, PACKAGES, lms_path
from macros.library import Library
from macros.model import FOLDERS, LOCALES, Locale

Write = Callable[[Parcel, Library], bytes]
WRITERS: Mapping[str, Write] = {
    "scorm-1.2": lambda one, library: scorm(one, library, SCORM_12),
    "scorm-2004": lambda one, library: scorm(one, library, SCORM_2004),
    "qti": lambda one, _: qti(one),
    "moodle": lambda one, _: moodle_xml(one),
    "gift": lambda one, _: gift(one),
}
"""What writes each of `FORMATS`."""
_WITH_TEXT = frozenset({"scorm-1.2", "scorm-2004"})
"""Those that hold more than questions."""


def lms_files(course: Course) -> Iterator[tuple[str, bytes]]:
    """Paths below the site's folder in both languages, and what stands there.

    Each format for each module and for the course; none for questions where there are none.
    """
    wanted: list[tuple[str, Callable[[], bytes]]] = []
    for locale in LOCALES:
        for one in parcels(course, locale):
            asked = any(module.questions for module in one.modules)
            for format, form in FORMATS.items():
                if asked or format in _WITH_TEXT:
                    path = lms_path(locale, one.id, form)
                    wanted.append((path, partial(WRITERS[format], one, course.library)))
    yield from each(lambda one: (one[0], one[1]()), wanted)


def paths_in(site: Path, locale: Locale, format: str, module: int | None) -> list[Path]:
    """The files of a format in the folder of a finished site: all, or those of one module."""
    part = "*" if module is None else f"*-{module}"
    return sorted((site / FOLDERS[locale] / PACKAGES).glob(f"{part}-{FORMATS[format].end}"))
