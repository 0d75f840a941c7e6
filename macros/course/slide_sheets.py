"""The slides of a lesson as PDF, for a room without a browser and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from macros.course.drawings import chart_picture, diagram_picture
from macros.course.lessons import LICENCE, Course
from macros.course.lines import Line, line
from macros.course.paths import slide_sheets_path
from macros.course.pdf import FONT, Made, Sheet
from macros.course.slide_model import (
    Badges,
    Chart,
    Code,
    Drawing,
    Options,
    Part,
    Points,
    Prose,
    Slide,
    Table,
    Tiles,
)
from macros.course.slide_sizes import sizes
from macros.course.slides import Deck
from macros.languages.words import word
from macros.publish.short.qr import qr_svg


def slide_sheets(course: Course, decks: Iterable[Deck]) -> Iterator[Sheet]:
    """The PDF of the slides of each lesson in each language."""
    for one in decks:
        path = slide_sheets_path(one.lesson.locale, one.lesson.number)
        yield Sheet(path, one.lesson.page.path, "slides.typ", _Sheets(course, one).made)


class _Sheets:
    """Gathers the values of the template, and the pictures that they name."""

    def __init__(self, course: Course, deck: Deck) -> None:
        self.course, self.deck, self.lesson = course, deck, deck.lesson
        self.files: dict[str, bytes] = {}

    def made(self) -> Made:
        locale, lesson = self.lesson.locale, self.lesson
        site = word("site-name", locale)
        kind = word("slides", locale)
        slides = [self.slide(one) for one in self.deck.slides]
        for number, one in enumerate(slides, start=1):
            one["page"] = str(number)
        return {
            "lang": locale,
            "site": site,
            "document": f"{lesson.title} \N{EN DASH} {kind} \N{EN DASH} {site}",
            "foot": f"{lesson.title} \N{MIDDLE DOT} {site} \N{MIDDLE DOT} {LICENCE}",
            "words": {
                "right": word("question-right", locale).rstrip("."),
                "scan": word("deck-scan", locale),
                "code": word("handout-code", locale),
            },
            "slides": slides,
        }, self.files

    def slide(self, slide: Slide) -> dict[str, Any]:
        wide = next(one for one in sizes(slide) if one.startswith("w"))
        return {
            "kind": slide.kind,
            "kicker": slide.kicker,
            "title": slide.title,
            "size": int(wide[1:]),
            "tall": any(isinstance(one, Drawing) and one.tall for one in slide.parts),
            "parts": [self.part(one, slide) for one in slide.parts],
        }

    def part(self, part: Part, slide: Slide) -> dict[str, Any]:
        match part:
            case Points(items, ordered, start):
                listed = [{"text": _runs(one.text), "more": _runs(one.more)} for one in items]
                return {"kind": "points", "items": listed, "ordered": ordered, "start": start}
            case Prose(lines):
                return {"kind": "prose", "lines": [_runs(one) for one in lines]}
            case Tiles(tiles):
                return {"kind": "tiles", "tiles": [one._asdict() for one in tiles]}
            case Chart(svg, source):
                file = self.file(f"{slide.id}.svg", chart_picture(svg, FONT))
                told = svg.get("aria-label", "")
                return {"kind": "picture", "file": file, "alt": told, "source": source}
            case Drawing():
                return self.drawing(part)
            case Table(head, rows):
                widths = [
                    max(sum(len(row[at].text) for row in rows if at < len(row)), 8) ** 0.6
                    for at in range(max(map(len, rows)))
                ]
                return {
                    "kind": "table",
                    "columns": [round(one, 2) for one in widths],
                    "head": [_runs(cell) for cell in head],
                    "rows": [[_runs(cell) for cell in row] for row in rows],
                }
            case Badges(pairs):
                return {"kind": "badges", "pairs": [(key, _runs(one)) for key, one in pairs]}
            case Options(question):
                told = [
                    {
                        "text": _runs(line([one.shown])),
                        "reason": _runs(line([one.explained])),
                        "right": one.right,
                    }
                    for one in question.options
                ]
                return {"kind": "options", "options": told}
            case Code(_, address):
                href = f"{self.course.address.partition('://')[0]}://{address}"
                file = self.file(f"{slide.id}-code.svg", qr_svg(href).encode())
                size = {"title": 190, "end": 330}.get(slide.kind, 280)
                told = {"file": file, "address": address, "href": href, "size": size}
                return {"kind": "code", **told}

    def drawing(self, drawing: Drawing) -> dict[str, Any]:
        id = PurePosixPath(drawing.path).stem
        svg = diagram_picture(self.course.library, id, self.lesson.locale, FONT)
        told = self.course.library.diagrams[id].description[self.lesson.locale]
        file = self.file(f"diagram-{id}.svg", svg)
        if not drawing.cut:
            return {"kind": "picture", "file": file, "alt": told, "source": ""}
        room = max(drawing.cut, drawing.height - drawing.cut)
        size = {"width": drawing.width, "height": drawing.height, "cut": drawing.cut, "room": room}
        return {"kind": "halves", "file": file, "alt": told, **size}

    def file(self, name: str, content: bytes) -> str:
        self.files[name] = content
        return name


def _runs(text: Line) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "strong": run.style.strong,
            "emphasis": run.style.emphasis,
            "lang": run.style.lang,
        }
        for run in text
    ]
