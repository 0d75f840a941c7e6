"""The diagrams of the site, and any others: every letter within its box, and no box on another."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.diagrams.layout import SIZE, WIDTH, Picture, Placed, Rectangle, laid_out
from macros.diagrams.reader import read_diagrams
from macros.diagrams.text_width import wrapped
from macros.model import LOCALES, Diagram, Locale

FILE = Path(__file__).parents[2] / "diagrams.yml"
DIAGRAMS, PROBLEMS = read_diagrams(FILE.read_text(encoding="utf-8"), "diagrams.yml")
each = pytest.mark.parametrize(
    ("diagram", "locale"),
    [(one, locale) for one in DIAGRAMS.values() for locale in LOCALES],
    ids=[f"{key}-{locale}" for key in DIAGRAMS for locale in LOCALES],
)


def reach(placed: Placed) -> Rectangle:
    """What the letters of a box cover at most."""
    return Rectangle(
        min(line.ends[0] for line in placed.lines),
        min(line.y for line in placed.lines) - SIZE * 0.75,
        max(line.ends[1] for line in placed.lines),
        max(line.y for line in placed.lines) + SIZE * 0.25,
    )


def within(inner: Rectangle, outer: Rectangle) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def apart(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


def test_all_diagrams_of_the_site_can_be_drawn() -> None:
    assert PROBLEMS == ()
    assert DIAGRAMS


def assert_readable(picture: Picture) -> None:
    """Letters stand in their boxes, boxes apart, all of it in the picture, no line on a box."""
    whole = Rectangle(0, 0, WIDTH, picture.height)
    for placed in picture.boxes:
        assert within(reach(placed), placed.shape), placed
    for placed in (*picture.boxes, *picture.frames):
        assert within(placed.shape, whole), placed
    for one, other in combinations(picture.boxes, 2):
        assert apart(one.shape, other.shape), (one, other)
    for stroke, placed in product(picture.strokes, picture.boxes):
        left, top, right, bottom = placed.shape
        for share in (n / 40 for n in range(1, 40)):
            x = stroke.x1 + (stroke.x2 - stroke.x1) * share
            y = stroke.y1 + (stroke.y2 - stroke.y1) * share
            assert not (left + 1 < x < right - 1 and top + 1 < y < bottom - 1), (stroke, placed)


@each
def test_diagrams_of_the_site_can_be_read(diagram: Diagram, locale: Locale) -> None:
    assert_readable(laid_out(diagram, locale))


_names = st.sampled_from(["a", "b", "c", "d", "e", "."])
_words = st.lists(st.sampled_from(["so", "migran", "penempatan", "whole-of-government", "–", "é"]))


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file with one diagram of random boxes, arrows and frames, which may be wrong."""
    columns = draw(st.integers(1, 4))
    row = st.lists(_names, min_size=columns, max_size=columns)
    grid = draw(st.lists(row, min_size=1, max_size=5))
    placed = sorted({name for names in grid for name in names} - {"."})
    text = st.builds(lambda found: " ".join(["x", *found]), _words)
    word = st.fixed_dictionaries({"en": text, "id": text})
    boxes = {
        name: draw(word)
        | {
            "style": draw(st.sampled_from(["plain", "strong", "dashed", "note"])),
            "points": draw(st.lists(word, max_size=2)),
        }
        for name in placed
    }
    some = st.lists(st.sampled_from(placed), min_size=2, max_size=3) if placed else st.nothing()
    arrows = draw(st.lists(st.fixed_dictionaries({"path": some}), max_size=3)) if placed else []
    frames = []
    if placed:
        framed = st.lists(st.tuples(word, some), max_size=2)
        frames = [words | {"around": around} for words, around in draw(framed)]
    diagram = {
        "title": {"en": "T", "id": "J"},
        "description": {"en": "D.", "id": "U."},
        "layout": [" ".join(names) for names in grid],
        "boxes": boxes,
        "arrows": arrows,
        "frames": frames,
    }
    return yaml.safe_dump({"diagrams": {"one": diagram}}, allow_unicode=True)


@given(files())
@settings(max_examples=200, deadline=None)
def test_what_is_not_refused_can_be_read(text: str) -> None:
    diagrams, problems = read_diagrams(text, "diagrams.yml")
    assert bool(problems) != bool(diagrams)
    for diagram in diagrams.values():
        for locale in LOCALES:
            assert_readable(laid_out(diagram, locale))


@each
def test_description_tells_more_than_the_title(diagram: Diagram, locale: Locale) -> None:
    assert len(diagram.description[locale].split()) >= 20


def test_lines_are_filled_evenly() -> None:
    assert wrapped("aaaa aaaa aaaa a", 100, 13) == ("aaaa aaaa", "aaaa a")
    assert wrapped("a", 1, 13) == ("a",)
    assert wrapped("a incomprehensibilities b", 60, 13) == ("a", "incomprehensibilities", "b")


def test_long_words_end_a_line_after_a_hyphen() -> None:
    assert wrapped("whole-of-government", 80, 13) == ("whole-of-", "government")
    assert wrapped("kaum laki-laki", 60, 13) == ("kaum", "laki-laki")
