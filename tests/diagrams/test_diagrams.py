"""The diagrams of the site, and any others: every letter within its box, and no box on another."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from macros.diagrams.layout import SIZE, WIDTH, Placed, Rectangle, laid_out
from macros.diagrams.reader import read_diagrams
from macros.diagrams.text_width import width, wrapped
from macros.model import LOCALES, Diagram, Locale

FILE = Path(__file__).parents[2] / "diagrams.yml"
DIAGRAMS, PROBLEMS = read_diagrams(FILE.read_text(encoding="utf-8"), "diagrams.yml")
each = pytest.mark.parametrize(
    ("diagram", "locale"),
    [(one, locale) for one in DIAGRAMS.values() for locale in LOCALES],
    ids=[f"{key}-{locale}" for key in DIAGRAMS for locale in LOCALES],
)


def reach(placed: Placed) -> Rectangle:
    """What the letters of a box or frame cover at most."""
    wide = [(line, width(line.text, SIZE)) for line in placed.lines]
    return Rectangle(
        min(line.x - (w / 2 if line.centred else 0) for line, w in wide),
        min(line.y for line, _ in wide) - SIZE * 0.75,
        max(line.x + (w / 2 if line.centred else w) for line, w in wide),
        max(line.y for line, _ in wide) + SIZE * 0.25,
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


@each
def test_letters_stand_in_their_boxes(diagram: Diagram, locale: Locale) -> None:
    picture = laid_out(diagram, locale)
    for placed in (*picture.boxes, *picture.frames):
        assert within(reach(placed), placed.shape), placed
        assert within(placed.shape, Rectangle(0, 0, WIDTH, picture.height)), placed


@each
def test_boxes_stand_apart(diagram: Diagram, locale: Locale) -> None:
    for one, other in combinations(laid_out(diagram, locale).boxes, 2):
        assert apart(one.shape, other.shape), (one, other)


@each
def test_lines_run_from_edge_to_edge(diagram: Diagram, locale: Locale) -> None:
    """No line passes through a box: it would cross out its letters."""
    picture = laid_out(diagram, locale)
    for stroke in picture.strokes:
        for placed in picture.boxes:
            for share in (n / 40 for n in range(1, 40)):
                x = stroke.x1 + (stroke.x2 - stroke.x1) * share
                y = stroke.y1 + (stroke.y2 - stroke.y1) * share
                left, top, right, bottom = placed.shape
                assert not (left < x < right and top < y < bottom), (stroke, placed)


@each
def test_description_tells_more_than_the_title(diagram: Diagram, locale: Locale) -> None:
    assert len(diagram.description[locale].split()) >= 20


def test_lines_are_filled_evenly() -> None:
    assert wrapped("aaaa aaaa aaaa a", 100, 13) == ["aaaa aaaa", "aaaa a"]
    assert wrapped("a", 1, 13) == ["a"]
    assert wrapped("a incomprehensibilities b", 60, 13) == ["a", "incomprehensibilities", "b"]
