"""Where the files of a course stand below the site's folder, and what there is of each kind.

Pages lead to these files long before they are made, so that nothing here knows how.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from macros.model import FOLDERS, Locale
from macros.site_profile import profile

HANDOUTS, SLIDES, PACKAGES = "handouts/", "slides/", "lms/"
"""Below the folder of each language."""
FORMS_IN_BOTH = ("attendance", "feedback", "certificate", "posters", "cards")
"""Forms that are made in both languages on one sheet, too: few words, for mixed groups."""
FORMS = (*FORMS_IN_BOTH, "pre-test", "post-test", "test-key")
COURSE = "course"
"""The id of all modules together, as other systems know them."""
TEST_MARK = 'class="kb-test__questions"'
"""What a page has that wants the questions of the tests, or has them."""
TEST_PLACE = f"<div {TEST_MARK}></div>"
"""Where it wants them."""


class PackageFormat(NamedTuple):
    """A format of other systems."""

    name: str
    end: str
    """How the names of its files end."""


FORMATS: Mapping[str, PackageFormat] = {
    "scorm-1.2": PackageFormat("SCORM 1.2", "scorm-1.2.zip"),
    "scorm-2004": PackageFormat("SCORM 2004", "scorm-2004.zip"),
    "qti": PackageFormat("QTI 2.1", "qti-2.1.zip"),
    "moodle": PackageFormat("Moodle XML", "moodle.xml"),
    "gift": PackageFormat("GIFT", "gift.txt"),
}


def sheet_path(locale: Locale, number: int, kind: str = "") -> str:
    """A sheet of the lesson of a number: its handout, where no other kind is named."""
    return f"{FOLDERS[locale]}{HANDOUTS}{_lesson(number)}{kind}.pdf"


def bilingual_path(number: int) -> str:
    """The handout of a lesson in both languages: one file for both."""
    return sheet_path("id", number, "-id-en")


def booklet_path(locale: Locale) -> str:
    """All handouts of a language as one document."""
    return f"{FOLDERS[locale]}{HANDOUTS}booklet.pdf"


def guide_path(locale: Locale, number: int) -> str:
    """The guide to a lesson."""
    return sheet_path(locale, number, "-guide")


def all_guides_path(locale: Locale) -> str:
    """All guides of a language as one document."""
    return f"{FOLDERS[locale]}{HANDOUTS}guides.pdf"


def slides_path(locale: Locale, number: int) -> str:
    """The slides of a lesson."""
    return f"{FOLDERS[locale]}{SLIDES}{number}/index.html"


def slide_sheets_path(locale: Locale, number: int) -> str:
    """The PDF of the slides of a lesson."""
    return f"{FOLDERS[locale]}{SLIDES}{_lesson(number)}.pdf"


def form_path(name: str, locale: Locale) -> str:
    """A form."""
    return f"{FOLDERS[locale]}{HANDOUTS}{name}.pdf"


def bilingual_form_path(name: str) -> str:
    """A form in both languages."""
    return f"{HANDOUTS}{name}-id-en.pdf"


def lms_path(locale: Locale, id: str, form: PackageFormat) -> str:
    """The file of a module, or of the course, for other systems."""
    return f"{FOLDERS[locale]}{PACKAGES}{id}-{form.end}"


def _lesson(number: int) -> str:
    course = profile().course
    assert course
    return f"{course.kind.name}-{number}"
