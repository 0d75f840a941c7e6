"""The lessons of the real site, as it is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.course.lessons import Course, open_course, pages_with_tests
from macros.html.model import BuiltSite
from tests.reading import whole_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def course(built: BuiltSite) -> Course:
    found = open_course(built, whole_site(), ROOT, pages_with_tests(built))
    assert found is not None
    return found
