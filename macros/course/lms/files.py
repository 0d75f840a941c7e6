"""The files for other systems, by their formats, and where they stand in the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
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

    name: str
    end: str
    """How the names of its files end."""
    write: Callable[[Parcel, Library], bytes]
    asks: bool = True
    """Whether it holds the questions and nothing else."""


FORMATS: Mapping[str, Format] = {
    "scorm-1.2": Format(
        "SCORM 1.2", "scorm-1.2.zip", lambda one, at: scorm(one, at, SCORM_12), asks=False
    ),
    "scorm-2004": Format(
        "SCORM 2004", "scorm-2004.zip", lambda one, at: scorm(one, at, SCORM_2004), asks=False
    ),
    "qti": Format("QTI 2.1", "qti-2.1.zip", lambda one, _: qti(one)),
    "moodle": Format("Moodle XML", "moodle.xml", lambda one, _: moodle_xml(one)),
    "gift": Format("GIFT", "gift.txt", lambda one, _: gift(one)),
}


def lms_path(locale: Locale, id: str, form: Format) -> str:
    """Where the file of a parcel stands below the site's folder."""
    return f"{FOLDERS[locale]}{FOLDER}{id}-{form.end}"


def lms_files(course: Course) -> Iterator[tuple[str, bytes]]:
    """Paths below the site's folder in both languages, and what stands there.

    Each format for each module and for the course; none for questions where there are none.
    """
    for locale in LOCALES:
        for one in parcels(course, locale):
            asked = any(module.questions for module in one.modules)
            for form in FORMATS.values():
                if asked or not form.asks:
                    yield lms_path(locale, one.id, form), form.write(one, course.library)


def paths_in(site: Path, locale: Locale, format: str, module: int | None) -> list[Path]:
    """The files of a format in the folder of a finished site: all, or those of one module."""
    part = "*" if module is None else f"*-{module}"
    return sorted((site / FOLDERS[locale] / FOLDER).glob(f"{part}-{FORMATS[format].end}"))
