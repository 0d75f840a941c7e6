"""The slides of a lesson: what a room should have before its eyes while somebody teaches it.

A slide never holds the text of the page. Of each paragraph it has the sentence that says what the
paragraph is about, which is the first one, with the words in bold before it; figures, charts,
diagrams and tables have slides of their own. All the rest stands in the speaker's notes, together
with what the facilitator's notes say of that section.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, takewhile
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from lxml import etree

from macros.course.lessons import LICENCE, Course, Lesson, Section, article, text
from macros.course.lines import Line, Run, line
from macros.course.questions import Question, letter, read_questions
from macros.course.slide_model import (
    Badges,
    Chart,
    Code,
    Drawing,
    Kind,
    Note,
    Options,
    Part,
    Point,
    Points,
    Prose,
    Slide,
    Table,
    Tile,
    Tiles,
)
from macros.diagrams.layout import laid_out
from macros.languages.words import word
from macros.render.short_urls import short_path

LETTERS = 460
"""About as many letters as a slide holds that is read from the last row."""
_ITEMS, _ROWS, _TILES = 4, 6, 4
"""As many points, rows of a table and figures as one slide holds."""
_SHORT = 48
"""A topic sentence of no more letters says too little alone."""
_HIGH = 1.8
"""A diagram that is so many times as high as wide stands on a slide in two halves."""
_SECOND = 150
"""The longest sentence that may stand below such a one."""
_ASIDE = frozenset({"kb-invented", "kb-module__note"})
_EXPLAINED = frozenset({"kb-table", "kb-chart__figure"})
_HEADINGS = ("h3", "h4")
T = TypeVar("T")


class Deck(NamedTuple):
    """All slides of a lesson."""

    lesson: Lesson
    slides: tuple[Slide, ...]


def deck(course: Course, lesson: Lesson) -> Deck:
    """The slides of a lesson in the order of its page, from its title to its short address."""
    maker = _Maker(course, lesson)
    slides = list(_own_ids(maker.slides()))
    starts: dict[str, int] = {}
    for at, one in enumerate(slides):
        starts.setdefault(one.section, at)
    # What has no slides of its own, such as the heading of all ideas, is told at the next that has.
    order = ["title", *lesson.sections, "end"]
    for section, notes in reversed(maker.guide.items()):
        later = order[order.index(section) :] if section in order else ["title"]
        at = next(starts[one] for one in later if one in starts)
        slides[at] = slides[at]._replace(notes=(*notes, *slides[at].notes))
    return Deck(lesson, tuple(slides))


def spread(
    items: Sequence[T], letters: Callable[[T], int], most: int, room: int = LETTERS
) -> list[tuple[T, ...]]:
    """Items in their order on as few slides as hold them, and the fullest as empty as it can be."""
    if not items:
        return []
    sizes = [letters(one) for one in items]
    fewest = len(_filled(items, sizes, most, room))
    starts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    sums = {end - start for start, end in combinations(starts, 2) if end - start < room}
    tried = (_filled(items, sizes, most, one) for one in (*sorted(sums), room))
    return next(found for found in tried if len(found) == fewest)


def _filled(items: Sequence[T], sizes: Sequence[int], most: int, room: int) -> list[tuple[T, ...]]:
    """Each slide as full as it may be; what is longer than a slide has one of its own."""
    found: list[list[T]] = []
    used = 0
    for item, size in zip(items, sizes, strict=True):
        if not found or len(found[-1]) == most or used + size > room:
            found.append([])
            used = 0
        found[-1].append(item)
        used += size
    return [tuple(some) for some in found]


def topic(paragraph: Line) -> Point:
    """What a paragraph is about: its first sentence, with the words in bold before it.

    A very short one has the next below it; of questions all that follow one another.
    """
    found = paragraph.sentences()
    if not found:
        return Point(Line())
    lead = paragraph.lead().text.strip()
    if lead and found[0].text == lead and len(found) > 1:
        return Point(_joined(found[0], found[1]))
    second = found[1:2] if len(found[0].text) <= _SHORT else []
    if second and second[0].text.endswith("?"):
        second = list(takewhile(lambda one: one.text.endswith("?"), found[1:]))
    more = _joined(*second)
    return Point(found[0], more if len(more.text) <= _SECOND else Line())


def _fitting(points: list[Point]) -> list[Point]:
    """The points without second lines where only these would ask for another slide."""
    bare = [one._replace(more=Line()) for one in points]
    fits = len(spread(points, _letters, _ITEMS)) == len(spread(bare, _letters, _ITEMS))
    return points if fits else bare


def _joined(*lines: Line) -> Line:
    runs: list[Run] = []
    for one in lines:
        runs += [Run(" ")] if runs else []
        runs += one
    return Line(runs)


def _own_ids(slides: Iterable[Slide]) -> Iterator[Slide]:
    """A further slide with an id gets a number; so does a further title of those with one id."""
    ids: dict[str, int] = defaultdict(int)
    titles: dict[tuple[str, str], int] = defaultdict(int)
    for slide in slides:
        ids[slide.id] += 1
        titles[slide.id, slide.title] += 1
        nth, again = ids[slide.id], titles[slide.id, slide.title]
        id = slide.id if nth == 1 else f"{slide.id}-{nth}"
        title = slide.title if again == 1 else f"{slide.title} ({again})"
        yield slide._replace(id=id, title=title)


def _classes(node: etree._Element) -> frozenset[str]:
    return frozenset((node.get("class") or "").split())


@dataclass
class _Maker:
    course: Course
    lesson: Lesson
    entries: dict[str, Tile] = field(init=False)
    """The figures of the page by the addresses of their entries, such as `#figure-3`."""
    facts: dict[str, str] = field(init=False)
    guide: dict[str, list[Note]] = field(init=False)
    """What the facilitator's notes say, by the id of a section."""

    def __post_init__(self) -> None:
        self.entries = dict(_entries(self.lesson))
        self.facts = {address: tile.fact for address, tile in self.entries.items()}
        self.guide = self._guide()

    def slides(self) -> Iterator[Slide]:
        sections = self.lesson.sections
        yield self._opening()
        for id, section in sections.items():
            if id in _MAKERS:
                yield from _MAKERS[id](self, section)
            elif id.startswith("activity-"):
                yield from self._activity(section)
        yield self._end()

    # ---- The sections ----

    def _opening(self) -> Slide:
        lesson = self.lesson
        of = len(self.course.lessons[lesson.locale])
        place = self._word("n-of").format(n=lesson.number, of=of)
        minutes = f"{lesson.meta.minutes} {self._word('minutes')}"
        about = Line([Run(f"{minutes} · {self._word('site-name')}")])
        code = self._code()
        parts = _given(Prose((about,)), code)
        return Slide(
            "title",
            "title",
            "title",
            f"{self._word(self.course.told.kind.name)} {place}",
            lesson.title,
            parts,
        )

    def _story(self, section: Section) -> Iterator[Slide]:
        """How it begins and how it ends; the whole is read aloud from the notes."""
        told = [one for node in self._paragraphs(section.body) for one in node.sentences()]
        first = next((n for n in (2, 1) if sum(len(one.text) for one in told[:n]) < 170), 1)
        lines = (_joined(*told[:first]), *told[max(first, len(told) - 1) :])
        notes = (Note("", tuple(self._paragraphs(section.body))),)
        yield Slide(
            section.id, "story", section.id, self._minutes(section.id), section.title,
            (Prose(lines),), notes,
        )  # fmt: skip

    def _list(self, section: Section) -> Iterator[Slide]:
        """Outcomes and key points: each of them, word by word."""
        points = [Point(item) for node in section.body for item in self._items(node)]
        lead = tuple(self._paragraphs(section.body))[:1]
        for some in spread(points, _letters, 6, 820):
            parts = _given(Prose(lead) if lead else None, Points(some))
            yield Slide(section.id, "list", section.id, "", section.title, parts)

    def _ideas(self, section: Section) -> Iterator[Slide]:
        ideas = [one for one in self.lesson.sections.values() if one.level == 3]
        ideas = [one for one in ideas if set(one.body) <= set(section.body)]
        for number, idea in enumerate(ideas, start=1):
            place = self._word("n-of").format(n=number, of=len(ideas))
            yield from self._idea(idea, f"{section.title} · {place}")

    def _idea(self, section: Section, kicker: str = "") -> Iterator[Slide]:
        """The points of a section, its figures, and what it shows; then its smaller sections."""
        title, id, body = section.title, section.id, list[etree._Element]()
        for node in (*section.body, None):
            if node is not None and node.tag not in _HEADINGS:
                body.append(node)
                continue
            yield from self._part(id, section.id, kicker, title, body)
            if node is not None:
                kicker = section.title if not kicker or kicker == section.title else kicker
                title, id, body = text(node), node.get("id", section.id), []

    def _part(
        self, id: str, section: str, kicker: str, title: str, body: Sequence[etree._Element]
    ) -> Iterator[Slide]:
        """The points stand together, but for those behind a table or a chart, which explain it."""
        made = _Making(id, section, kicker, title)
        slides: list[Slide] = []
        shown: list[Slide] = []
        points: list[Point] = []
        caption = ""
        for at, node in enumerate(body):
            after = body[at + 1].tag if at + 1 < len(body) else ""
            if node.tag == "p":
                said = self._line(node)
                leads = said.text.endswith(":") and after in ("ul", "ol", "div")
                if after == "div" and said.lead() and len(said.text) <= _SHORT:
                    caption = said.lead().text
                elif not (leads or _ASIDE & _classes(node)):
                    points.append(topic(said))
            elif node.tag in ("ul", "ol"):
                lead = self._line(body[at - 1]) if at else Line()
                items = [topic(item)._replace(more=Line()) for item in self._items(node)]
                for some in spread(items, _letters, 5, 620):
                    ahead = [Prose((lead,))] if lead.text.endswith(":") else []
                    listed = Points(some, node.tag == "ol")
                    shown.append(made.slide("list", (*ahead, listed), "list"))
                    lead = Line()
            else:
                shown += self._shown(node, made, caption)
                caption = ""
                if _EXPLAINED & _classes(node):
                    slides += [*self._points(points, made), *shown]
                    points, shown = [], []
        slides += [*self._points(points, made), *shown]
        tiles = [
            made.slide("figures", (Tiles(some),), "figures")
            for some in spread(self._tiles(body), lambda tile: 1, _TILES)
        ]
        first = next((at for at, one in enumerate(slides) if one.id != made.id), len(slides))
        slides[first:first] = tiles
        notes = tuple(Note("", (said,)) for said in self._paragraphs(body))
        for at, slide in enumerate(slides):
            yield slide if at else slide._replace(notes=(*notes, *slide.notes))

    def _points(self, points: list[Point], made: _Making) -> Iterator[Slide]:
        for some in spread(_fitting(points), _letters, _ITEMS):
            yield made.slide("list", (Points(some),))

    def _shown(self, node: etree._Element, made: _Making, caption: str = "") -> Iterator[Slide]:
        """A chart, a diagram, a table with the words above it, an example."""
        classes = _classes(node)
        if "kb-chart__figure" in classes:
            svg = next(node.iter("svg"))
            told = Note("", (Line([Run(svg.get("aria-label", ""))]),))
            source = next((one.text or "" for one in node.iterfind("p")), "").strip()
            title = text(next(node.iter("figcaption")))
            yield made.slide("picture", (Chart(svg, source),), "chart", title, (told,))
        elif "kb-diagram" in classes:
            image = next(node.iter("img"))
            words = tuple(self._paragraphs(node.iter("p")))
            path = image.get("src", "")
            path = path[path.index("assets/") :]
            wide, high = int(image.get("width", "1")), int(image.get("height", "1"))
            cut = self._cut(path, high) if high > _HIGH * wide else 0
            drawing = Drawing(path, image.get("alt", ""), wide, high, cut)
            title = text(next(node.iter("figcaption")))
            yield made.slide("picture", (drawing,), "diagram", title, (Note("", words),))
        elif "kb-table" in classes:
            yield from self._table(node, made, caption)
        elif "example" in classes or node.tag == "blockquote":
            title = next((text(one) for one in node.iterfind("p[@class='admonition-title']")), "")
            points = [Point(one) for said in self._paragraphs(node) for one in said.sentences()]
            for some in spread(points, _letters, 5, 460):
                yield made.slide("list", (Points(some),), "example", title or made.title)

    def _cut(self, path: str, high: int) -> int:
        """Where a very high diagram may be parted: between two boxes, next to its middle."""
        id = PurePosixPath(path).stem
        picture = laid_out(self.course.library.diagrams[id], self.lesson.locale)
        boxes = [one.shape for one in picture.boxes]
        free = [
            y for y in range(high) if not any(one.top - 2 < y < one.bottom + 2 for one in boxes)
        ]
        return min(free, key=lambda y: abs(y - high / 2), default=0)

    def _table(self, node: etree._Element, made: _Making, title: str) -> Iterator[Slide]:
        rows = [tuple(self._line(cell) for cell in row) for row in node.iter("tr")]
        # A column that holds nothing but marks of sources says nothing here.
        full = [
            at
            for at in range(len(rows[0]))
            if any(row[at : at + 1] and row[at] for row in rows[1:])
        ]
        rows = [tuple(row[at] for at in full if at < len(row)) for row in rows]
        head = rows.pop(0) if next(node.iter("th"), None) is not None else ()

        def letters(row: tuple[Line, ...]) -> int:
            return sum(len(cell.text) for cell in row)

        for some in spread(rows, letters, _ROWS, 560):
            yield made.slide("table", (Table(head, some),), "table", title)

    def _activity(self, section: Section) -> Iterator[Slide]:
        made = _named(section)
        first: list[Part] = []
        more: list[Slide] = []
        notes: list[Note] = []
        for node in section.body:
            if node.tag == "p" and not _ASIDE & _classes(node):
                badges, rest = _badges(self._line(node))
                first += [Badges(badges)] if badges else []
                first += [Prose((rest,))] if rest else []
                notes.append(Note("", (self._line(node),)))
            elif node.tag in ("ol", "ul"):
                steps = tuple(Point(item) for item in self._items(node))
                first.append(Points(steps, node.tag == "ol"))
            elif node.tag == "details":
                notes.append(self._fold(node))
            else:
                more += self._shown(node, made)
        yield made.slide("activity", tuple(first), notes=tuple(notes))
        yield from more

    def _case(self, section: Section) -> Iterator[Slide]:
        """How it begins, with the way to its text for everybody's telephone; then the questions."""
        made = _named(section)
        told = list(self._paragraphs(section.body))
        start = _joined(*told[0].sentences()[:1]) if told else Line()
        notes = (Note("", tuple(told)), *map(self._fold, _folds(section.body)))
        code = self._code(section.id)
        parts = _given(Prose((start,)), code)
        yield made.slide("case", parts, notes=notes)
        for node in section.body:
            if node.tag == "ol":
                yield from self._asked(node, made, "case-questions")

    def _questions(self, section: Section) -> Iterator[Slide]:
        lead = ""
        notes = tuple(map(self._fold, _folds(section.body)))
        for node in section.body:
            if node.tag == "p":
                lead = text(node).rstrip(":")
            elif node.tag in ("ol", "ul"):
                kicker = section.title if lead else ""
                made = _Making(section.id, section.id, kicker, lead or section.title)
                for slide in self._asked(node, made):
                    yield slide._replace(notes=notes)
                    notes = ()

    def _asked(self, node: etree._Element, made: _Making, id: str = "") -> Iterator[Slide]:
        start = 1
        for some in spread([Point(item) for item in self._items(node)], _letters, 5, 520):
            yield made.slide("list", (Points(some, True, start),), id)
            start += len(some)

    def _check(self, section: Section) -> Iterator[Slide]:
        questions = read_questions(self.lesson)
        for one in questions:
            place = self._word("n-of").format(n=one.number, of=len(questions))
            reasons = tuple(self._reason(one, at) for at in range(len(one.options)))
            yield Slide(
                one.id or f"question-{one.number}", "question", section.id,
                f"{section.title} · {place}", text(one.shown), (Options(one),),
                (Note("", reasons),),
            )  # fmt: skip

    def _reason(self, question: Question, at: int) -> Line:
        option = question.options[at]
        told = self._word("question-right" if option.right else "question-wrong")
        return Line([Run(f"{letter(at)}. {told} "), *self._line(option.explained)])

    def _end(self) -> Slide:
        code = self._code()
        lines = [Line([Run(one)]) for one in self._licence()]
        parts = _given(code, Prose(tuple(lines)))
        title = word("deck-end", self.lesson.locale)
        return Slide("end", "end", "end", self.lesson.title, title, parts)

    # ---- What they are made of ----

    def _word(self, key: str) -> str:
        return word(key, self.lesson.locale)

    def _minutes(self, section: str) -> str:
        minutes = self.lesson.meta.sections.get(section)
        return f"{minutes} {self._word('minutes')}" if minutes else ""

    def _line(self, node: etree._Element) -> Line:
        return line([node], self.facts)

    def _paragraphs(self, nodes: Iterable[etree._Element]) -> Iterator[Line]:
        for node in nodes:
            if node.tag == "p" and not (_ASIDE | {"admonition-title"}) & _classes(node):
                yield self._line(node)

    def _items(self, node: etree._Element) -> Iterator[Line]:
        return (self._line(item) for item in node.iterchildren("li"))

    def _fold(self, node: etree._Element) -> Note:
        summary, *told = node
        lines = [
            one
            for part in told
            if not _ASIDE & _classes(part)
            for one in (self._items(part) if part.tag in ("ul", "ol") else [self._line(part)])
        ]
        return Note(text(summary), tuple(lines))

    def _tiles(self, body: Iterable[etree._Element]) -> list[Tile]:
        """The figures of the text; those of tables, charts and examples stand there already."""
        texts = [node for node in body if node.tag in ("p", "ul", "ol")]
        shown = [data for node in texts for data in node.iter("data")]
        links = [part.get("href", "") for data in shown for part in data.iter("a")]
        found: dict[str, Tile] = {}
        for tile in filter(None, map(self.entries.get, links)):
            found.setdefault(tile.fact, tile)
        return [tile for tile in found.values() if tile.label]

    def _code(self, section: str = "") -> Code | None:
        folder = short_path(self.course.library, self.lesson.source.key)
        picture = f"{folder}qr{f'-{section}' if section else ''}.svg"
        if picture not in self.course.site.files:
            return None
        address = self.course.address.partition("://")[2]
        return Code(picture, f"{address}{folder}{f'#{section}' if section else ''}")

    def _licence(self) -> Iterator[str]:
        figures = article(self.lesson.page).find(".//div[@id='figures']/p")
        if figures is not None:
            yield text(figures)
        yield f"{self._word('site-name')} · {LICENCE}"

    def _guide(self) -> dict[str, list[Note]]:
        """The facilitator's notes by section: the timing says which words stand for which."""
        found: dict[str, list[Note]] = defaultdict(list)
        notes = self.lesson.note_sections
        named = {one.title.casefold(): id for id, one in self.lesson.sections.items()}
        for row in _rows(notes.get("timing")):
            link = next(row[0].iter("a"), None)
            id = "" if link is None else link.get("href", "").partition("#")[2]
            cells = [line([cell]) for cell in row]
            if id:
                named[cells[0].text.casefold()] = id
                found[id].append(Note(cells[1].text, tuple(cells[2:])))
        at = "title"
        for step in _list_of(notes.get("steps")):
            lead = step.lead().text.strip().rstrip(".:").casefold()
            at = named.get(lead, at)
            found[at].append(Note("", (step,)))
        has_questions = any(node.tag == "ol" for node in self._body("case"))
        for id, at in (
            ("case-answers", "case" if has_questions else "questions"), ("debrief", "end"),
            ("materials", "title"), ("before", "title"), ("pitfalls", "title"),
            ("adaptations", "title"),
        ):  # fmt: skip
            if id in notes:
                section = notes[id]
                told = [one for node in section.body for one in self._told(node)]
                found[at].append(Note(section.title, tuple(told)))
        return found

    def _told(self, node: etree._Element) -> Iterator[Line]:
        if node.tag in ("ul", "ol"):
            yield from (line([item]) for item in node.iterchildren("li"))
        elif node.tag == "p":
            yield line([node])

    def _body(self, section: str) -> Sequence[etree._Element]:
        found = self.lesson.sections.get(section)
        return found.body if found else ()


_MAKERS: dict[str, Callable[[_Maker, Section], Iterator[Slide]]] = {
    "story": _Maker._story,
    "outcomes": _Maker._list,
    "key-ideas": _Maker._ideas,
    "indonesia": _Maker._idea,
    "case": _Maker._case,
    "questions": _Maker._questions,
    "self-check": _Maker._check,
    "key-points": _Maker._list,
}


class _Making(NamedTuple):
    """What the slides of a section have in common."""

    id: str
    section: str
    kicker: str
    title: str

    def slide(
        self,
        kind: Kind,
        parts: tuple[Part, ...],
        suffix: str = "",
        title: str = "",
        notes: tuple[Note, ...] = (),
    ) -> Slide:
        id = f"{self.id}-{suffix}" if suffix else self.id
        kicker = self.kicker if not title or title == self.title else self.title
        return Slide(id, kind, self.section, kicker, title or self.title, parts, notes)


def _named(section: Section) -> _Making:
    """Of "Activity 1: What does a transfer cost?" the words before the colon stand above."""
    kicker, _, title = section.title.partition(": ")
    if not title:
        return _Making(section.id, section.id, "", kicker)
    return _Making(section.id, section.id, kicker, title[0].upper() + title[1:])


def _given(*parts: Part | None) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not None)


def _letters(point: Point) -> int:
    return point.letters


def _folds(body: Iterable[etree._Element]) -> Iterator[etree._Element]:
    return (node for node in body if node.tag == "details")


def _rows(section: Section | None) -> Iterator[list[etree._Element]]:
    for node in section.body if section else ():
        for row in node.iter("tr"):
            cells = list(row.iterchildren("td"))
            if len(cells) > 2:
                yield cells


def _list_of(section: Section | None) -> Iterator[Line]:
    for node in section.body if section else ():
        if node.tag in ("ol", "ul"):
            yield from (line([item]) for item in node.iterchildren("li"))


def _badges(said: Line) -> tuple[tuple[tuple[str, Line], ...], Line]:
    """The labels in bold of a paragraph, each with the sentence behind it; and all the rest."""
    starts = [
        (at, run.text)
        for at, run in zip(_offsets(said), said, strict=True)
        if run.style.strong and run.text.rstrip().endswith(":")
    ]
    ends = [at for at, _ in starts[1:]] + [len(said.text)]
    pairs, rest = [], [said.part(0, starts[0][0] if starts else None)]
    for (at, label), end in zip(starts, ends, strict=True):
        value, *more = said.part(at + len(label), end).sentences() or [Line()]
        pairs.append((label.strip().rstrip(":"), _brief(value)))
        rest += more
    return tuple(pairs), _joined(*filter(None, rest))


def _brief(value: Line) -> Line:
    """Without its full stop; of what is long, what stands before the list of all of it."""
    found = value.text
    if len(found) > 130 and 0 < found.find(": ") < 130:
        return value.part(0, found.index(": "))
    return value.part(0, len(found) - 1) if found.endswith(".") else value


def _offsets(said: Line) -> Iterator[int]:
    at = 0
    for run in said:
        yield at
        at += len(run.text)


def _entries(lesson: Lesson) -> Iterator[tuple[str, Tile]]:
    """The entries of the figures at the end of a page, by their addresses there.

    A date, and what a newer figure has taken the place of, has no label: it is not shown large.
    """
    for item in article(lesson.page).iter("li"):
        id, link = item.get("id", ""), item.find("a")
        if id.startswith("figure-") and link is not None and not (item.text or "").strip():
            fact = link.get("href", "").partition("#")[2]
            label, *more = (link.tail or "").strip(" –\n").split(" · ")
            around = next(item.iterancestors("li"), None)
            source = "" if around is None else text(around[0])
            told = " · ".join((*more[:1], *([source] if source else [])))
            large = bool(more) and item.find("p[@class='kb-superseded']") is None
            yield f"#{id}", Tile(text(link), label if large else "", told, fact)
