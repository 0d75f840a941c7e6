"""The slides of a lesson: what is on them, what is not lost, and that they are never full."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from macros.course.lessons import Course, article, text
from macros.course.lines import Line, Run, Style, line
from macros.course.paths import slide_sheets_path, slides_path
from macros.course.questions import read_questions
from macros.course.slide_model import (
    Badges,
    Code,
    Drawing,
    Options,
    Part,
    Point,
    Points,
    Prose,
    Slide,
    Table,
    Tiles,
)
from macros.course.slide_pages import slide_files
from macros.course.slide_sizes import SHAPES, sizes
from macros.course.slides import LETTERS, Deck, deck, spread, topic
from macros.html.document import parse
from macros.html.page import read_built
from macros.model import LOCALES, Locale

ALL = [(locale, number) for locale in LOCALES for number in range(1, 8)]
Decks = dict[tuple[Locale, int], tuple[Slide, ...]]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def made(course: Course) -> list[Deck]:
    return [deck(course, lesson) for lesson in course.every_lesson]


@pytest.fixture(scope="module")
def decks(made: list[Deck]) -> Decks:
    return {(one.lesson.locale, one.lesson.number): one.slides for one in made}


@pytest.fixture(scope="module")
def files(course: Course, made: list[Deck]) -> Files:
    return dict(slide_files(course, made))


def said(*texts: str) -> Line:
    """A line of which what stands between stars is bold."""
    parts = re.split(r"\*", "".join(texts))
    return Line(Run(one, Style(strong=at % 2 == 1)) for at, one in enumerate(parts) if one)


def lines(part: Part) -> list[str]:
    match part:
        case Points(items):
            return [one for item in items for one in (item.text.text, item.more.text) if one]
        case Prose(found):
            return [one.text for one in found]
        case Table(head, rows):
            return [cell.text for row in (head, *rows) for cell in row]
        case Badges(pairs):
            return [value.text for _, value in pairs]
        case Options(question):
            return [one.text for one in question.options]
        case _:
            return []


# ---- What a paragraph is about ----

TOPICS = {
    "Migration changes development. Wages pay for schooling. More.": (
        "Migration changes development.",
        "Wages pay for schooling.",
    ),
    "*Permission.* Every worker needs one. It is asked for.": (
        "Permission. Every worker needs one.",
        "",
    ),
    "Three questions test an offer. Who pays? Who knows? Nobody.": (
        "Three questions test an offer.",
        "Who pays? Who knows?",
    ),
    "The main law is Law No. 6 of 2011 on Immigration, amended more than once. More.": (
        "The main law is Law No. 6 of 2011 on Immigration, amended more than once.",
        "",
    ),
    "*Village*: records candidates": ("Village: records candidates", ""),
    "": ("", ""),
}


@pytest.mark.parametrize("paragraph", TOPICS)
def test_topic_of_a_paragraph(paragraph: str) -> None:
    found = topic(said(paragraph))
    assert (found.text.text, found.more.text) == TOPICS[paragraph]


def test_mark_up_of_a_line_is_kept_and_marks_of_sources_are_not() -> None:
    html = parse(
        '<p>By <b>2030</b>, <data class="kb-figure"><a href="#figure-1">under 3%</a></data>.'
        '<sup class="kb-cite-mark">1</sup> <em lang="id">Nol</em>\n biaya.</p>'
    )
    found = line([html.root.find(".//p")], {"#figure-1": "sdg.cost"})
    assert found.text == "By 2030, under 3%. Nol biaya."
    assert [run for run in found if run.style != Style()] == [
        Run("2030", Style(strong=True)),
        Run("under 3%", Style(fact="sdg.cost")),
        Run("Nol", Style(emphasis=True, lang="id")),
    ]
    assert [one.text for one in found.sentences()] == ["By 2030, under 3%.", "Nol biaya."]


@given(st.lists(st.integers(1, 600), max_size=14), st.integers(1, 6))
def test_items_are_spread_in_their_order_over_few_slides(letters: list[int], most: int) -> None:
    slides = spread(letters, lambda size: size, most)
    assert [one for some in slides for one in some] == letters
    for some in slides:
        assert 0 < len(some) <= most
        assert sum(some) <= LETTERS or len(some) == 1
    # One slide fewer would not do: even the fullest filling needs as many.
    filled = 1 if letters else 0
    used = held = 0
    for size in letters:
        if held == most or (held and used + size > LETTERS):
            filled, used, held = filled + 1, 0, 0
        used, held = used + size, held + 1
    assert len(slides) == filled


@given(st.integers(1, 30), st.integers(1, 30))
def test_more_words_have_no_larger_letters(few: int, more: int) -> None:
    few, more = sorted((few, more))

    def letters(count: int) -> list[int]:
        points = Points((Point(said("word " * 4 * count)),) * 2)
        slide = Slide("a", "list", "a", "", "Title", (points,))
        return [int(name[1:]) for name in sizes(slide)]

    assert all(one >= other for one, other in zip(letters(few), letters(more), strict=True))
    assert len(letters(few)) == len(SHAPES)


# ---- The slides of the site ----


@pytest.mark.parametrize(("locale", "number"), ALL)
def test_nothing_is_lost_that_must_not_be(
    course: Course, decks: Decks, locale: Locale, number: int
) -> None:
    lesson = course.lessons[locale][number - 1]
    shown = {one for slide in decks[locale, number] for part in slide.parts for one in lines(part)}
    words = [*lesson.meta.outcomes, *lesson.meta.questions]
    typographic = [one.replace("'", "’") for one in words]
    points = [text(item) for node in lesson.sections["key-points"].body for item in node.iter("li")]
    assert set(typographic + points) <= shown
    asked = [
        part.question
        for slide in decks[locale, number]
        for part in slide.parts
        if isinstance(part, Options)
    ]
    assert [one.text for one in asked] == [one.text for one in read_questions(lesson)]
    for id, section in lesson.sections.items():
        if id.startswith(("activity-", "case")):
            steps = [item for node in section.body if node.tag == "ol" for item in node]
            assert {line([one]).text for one in steps} <= shown


@pytest.mark.parametrize(("locale", "number"), ALL)
def test_no_slide_is_a_wall_of_text(decks: Decks, locale: Locale, number: int) -> None:
    for slide in decks[locale, number]:
        found = [one for part in slide.parts for one in lines(part)]
        assert sum(map(len, found)) <= 800, slide.id
        assert len(slide.title) <= 180, slide.id
        for part in slide.parts:
            match part:
                case Points(items):
                    assert 0 < len(items) <= 6, slide.id
                case Tiles(tiles):
                    assert 0 < len(tiles) <= 4, slide.id
                case Table(_, rows):
                    assert 0 < len(rows) <= 6, slide.id


@pytest.mark.parametrize(("locale", "number"), ALL)
def test_figures_are_those_of_the_page(
    course: Course, decks: Decks, locale: Locale, number: int
) -> None:
    lesson = course.lessons[locale][number - 1]
    entries = [one for one in article(lesson.page).iter("li") if one.get("id")]
    facts = {"#" + one.get("id"): _fact(one) for one in entries}
    page = {
        (run.style.fact, run.text)
        for node in article(lesson.page)
        for run in line([node], facts)
        if run.style.fact
    }
    shown = {
        (run.style.fact, run.text)
        for slide in decks[locale, number]
        for part in slide.parts
        if isinstance(part, Points | Prose | Table)
        for run in _runs(part)
        if run.style.fact
    }
    large = {
        (tile.fact, tile.value)
        for slide in decks[locale, number]
        for part in slide.parts
        if isinstance(part, Tiles)
        for tile in part.tiles
    }
    # The text may write a small one as a word; its entry at the end of the page has digits.
    listed = {(_fact(one), text(one.find("a"))) for one in entries if one.find("a") is not None}
    assert large
    assert large <= page | listed
    assert shown <= page
    assert all(fact != "?" for fact, _ in shown)


def _runs(part: Points | Prose | Table) -> list[Run]:
    match part:
        case Points(items):
            return [run for one in items for run in (*one.text, *one.more)]
        case Prose(found):
            return [run for one in found for run in one]
        case Table(head, rows):
            return [run for row in (head, *rows) for cell in row for run in cell]


def _fact(entry: object) -> str:
    link = entry.find("a")  # type: ignore[attr-defined]
    return "" if link is None else link.get("href", "").partition("#")[2]


def test_slides_have_ids_that_do_not_change_with_the_language(decks: Decks) -> None:
    for number in range(1, 8):
        both = [[one.id for one in decks[locale, number]] for locale in LOCALES]
        for ids in both:
            assert len(ids) == len(set(ids))
        # A longer text may need one slide more, whose id ends in a number.
        bare = [{re.sub(r"-\d+$", "", id) for id in ids} for ids in both]
        assert bare[0] == bare[1]


def test_speaker_has_the_story_the_answers_and_the_debriefing(course: Course, decks: Decks) -> None:
    lesson = course.lessons["en"][2]
    notes = {
        slide.id: " ".join(
            one for note in slide.notes for one in (note.title, *(said.text for said in note.lines))
        )
        for slide in decks["en", 3]
    }
    story = next(text(node) for node in lesson.sections["story"].body if node.tag == "p")
    assert story in notes["story"]
    assert "Have it read aloud" in notes["story"]
    assert "Expected answers" in notes["activity-1"]
    assert "together 9 dollars or 4.5%" in notes["activity-1"]
    assert "Let groups guess before they calculate" in notes["activity-1"]
    assert "A contribution of all households would be a levy" in notes["case"]
    assert "put into your district’s plan" in notes["end"]
    assert "Paper slips for a vote" in notes["title"]
    assert "rate is not on it" in notes["self-check-1"] or "Right." in notes["self-check-1"]


def test_every_part_of_the_timing_reaches_a_slide(course: Course, decks: Decks) -> None:
    for locale, number in ALL:
        lesson = course.lessons[locale][number - 1]
        told = {
            said.text
            for slide in decks[locale, number]
            for note in slide.notes
            for said in note.lines
        }
        for node in lesson.note_sections["timing"].body:
            for row in node.iter("tr"):
                cells = list(row.iterchildren("td"))
                if cells and next(cells[0].iter("a"), None) is not None:
                    assert line([cells[2]]).text in told, (locale, number)


def test_last_slide_leads_to_the_short_address(course: Course, decks: Decks) -> None:
    for (_, number), slides in decks.items():
        code = next(part for part in slides[-1].parts if isinstance(part, Code))
        assert code.address.endswith(f"/m/{number}/")
        assert code.picture in course.site.files


def test_very_high_diagram_is_parted_between_two_boxes(decks: Decks) -> None:
    drawings = [
        part
        for slides in decks.values()
        for slide in slides
        for part in slide.parts
        if isinstance(part, Drawing)
    ]
    parted = [one for one in drawings if one.cut]
    assert {one.path.rpartition("/")[2] for one in parted} == {"labour-stages.svg"}
    assert all(0.3 < one.cut / one.height < 0.7 for one in parted)


def test_page_of_slides_is_no_page_for_search_engines(files: Files) -> None:
    assert {path for path in files if path.endswith(".html")} == {
        slides_path(locale, number) for locale, number in ALL
    }
    for locale in LOCALES:
        path = slides_path(locale, 3)
        page = read_built(files[path].decode(), path, "site")
        assert (page.lang, page.indexed, page.broken, page.doubled) == (locale, False, None, ())
        assert page.title.startswith("Slides: " if locale == "en" else "Salindia: ")
        twin = [one for one in page.references if one.language not in ("", locale)]
        assert [one.address for one in twin] == [
            "../../en/slides/3/" if locale == "id" else "../../../slides/3/"
        ]


def test_licence_of_the_library_comes_with_it(files: Files) -> None:
    assert b"MIT" in files["assets/npm/LICENSE-reveal.txt"] or (
        b"Permission is hereby granted" in files["assets/npm/LICENSE-reveal.txt"]
    )


@pytest.mark.parametrize(("locale", "number"), [("id", 4), ("en", 6)])
def test_each_slide_is_one_page_of_the_document(
    decks: Decks, site_folder: Path, locale: Locale, number: int
) -> None:
    """A question has a second page, with what is right: else one slide would run over."""
    path = site_folder / slide_sheets_path(locale, number)
    assert path.stat().st_size < 400_000
    pages = [one.extract_text().replace("\n", " ") for one in PdfReader(path).pages]
    slides = decks[locale, number]
    assert len(pages) == len(slides) + sum(one.kind == "question" for one in slides)
    told = iter(pages)
    for slide in slides:
        for page in (next(told), *([next(told)] if slide.kind == "question" else [])):
            assert squeezed(slide.title) in squeezed(page)
            for part in slide.parts:
                for one in lines(part):
                    assert squeezed(one) in squeezed(page), slide.id


def squeezed(text: str) -> str:
    """Letters and digits alone: lines end elsewhere, and hyphens come and go."""
    return re.sub(r"[\W_]", "", text)
