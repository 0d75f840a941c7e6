"""What is printed: valid, the same each time, and all that the pages say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pytest
from lxml import etree
from pypdf import PdfReader

from macros.addresses.urls import relative_url
from macros.course import pdf
from macros.course.guides import guide
from macros.course.handouts import bilingual, handout, pairs
from macros.course.lessons import Course, Lesson, text
from macros.course.paths import bilingual_path, booklet_path, guide_path, sheet_path
from macros.course.pdf import Made, Sheet, pdf_files
from macros.course.sheets import body, for_learners
from macros.errors import KnowledgeError
from macros.html.page import read_built
from macros.languages.numbers import format_size
from macros.model import LOCALES, Locale

KILO = 1000
_WORD = re.compile(r"\w+")
_NOT_PRINTED = etree.XPath(
    "self::svg or self::nav or @hidden"
    " or @class='kb-use' or @class='kb-moved' or @class='kb-cite-mark'"
    " or (self::details and parent::figure[@class='kb-diagram'])"
    " or (self::summary and parent::details[@class='kb-chart__data'])"
    " or (self::caption and ancestor::figure/figcaption)"
    " or (parent::legend and self::small)"
    " or (self::b and parent::p/parent::details/parent::fieldset)"
)
"""Pictures tell their words in their alternative texts; marks and labels are written anew."""


def faults(pdf: bytes | Path) -> list[str]:
    """What is not as PDF/UA-1 (ISO 14289-1) asks."""
    content = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def words(texts: Iterator[str]) -> Counter[str]:
    return Counter(_WORD.findall(" ".join(texts).casefold()))


def printed(node: etree._Element) -> Iterator[str]:
    """The text of an element that learners get on paper."""
    if isinstance(node.tag, str) and for_learners(node) and not _NOT_PRINTED(node):
        yield node.text or ""
        for part in node:
            yield from printed(part)
            yield part.tail or ""


def test_every_document_of_the_site_is_valid(site_folder: Path) -> None:
    found = sorted(site_folder.rglob("*.pdf"))
    assert len(found) >= 39
    told = {path.relative_to(site_folder).as_posix(): faults(path) for path in found}
    assert {path: said for path, said in told.items() if said} == {}


def test_validator_finds_what_is_wrong(site_folder: Path) -> None:
    whole = (site_folder / "handouts" / "module-3.pdf").read_bytes()
    assert faults(whole.replace(b"pdfuaid", b"pdfuald"))


def paths(lesson: Lesson) -> tuple[str, ...]:
    """All that is printed of a lesson."""
    locale, number = lesson.locale, lesson.number
    return sheet_path(locale, number), bilingual_path(number), guide_path(locale, number)


def test_documents_are_small(course: Course, site_folder: Path) -> None:
    for lesson in course.every_lesson:
        for path in paths(lesson):
            assert (site_folder / path).stat().st_size <= 400 * KILO
    for locale in LOCALES:
        assert (site_folder / booklet_path(locale)).stat().st_size <= 3000 * KILO


@pytest.mark.parametrize(("locale", "number"), [("en", 1), ("id", 3), ("en", 6), ("id", 7)])
def test_all_that_a_page_says_is_on_paper(
    course: Course, site_folder: Path, locale: Locale, number: int
) -> None:
    lesson = course.lessons[locale][number - 1]
    reader = PdfReader(site_folder / sheet_path(lesson.locale, lesson.number))
    paper = words(one.extract_text() for one in reader.pages)
    said = words(text for node in body(lesson.page) for text in (*printed(node), " "))
    # The mark of a source or a note stands close to its word.
    marked: Counter[str] = Counter()
    for word, times in paper.items():
        marked.update({word[:-1]: times, word[:-2]: times})
    assert said - paper - marked == Counter()
    assert sum(said.values()) > 1500


def test_every_figure_of_a_page_is_in_its_handout(course: Course) -> None:
    for lesson in course.every_lesson:
        (part,) = handout(course, [lesson])[0]["parts"]
        given = " ".join(etree.fromstring(f"<r>{part['body']}{part['answers']}</r>").itertext())
        for node in body(lesson.page):
            for figure in node.iter("data", "time"):
                if all(map(for_learners, (figure, *figure.iterancestors()))):
                    assert "".join(figure.itertext()) in given


def test_what_the_facilitator_has_is_not_in_the_handout(course: Course) -> None:
    lesson = course.lessons["en"][2]
    (part,) = handout(course, [lesson])[0]["parts"]
    (guided,) = guide(course, [lesson])[0]["parts"]
    for told in ("together 9 dollars", "What everybody must pay is a levy"):
        assert told not in part["body"]
        assert told in guided["expected"]
    assert "What is our own on this page" in part["body"]
    assert "Compare what arrives" not in part["body"]
    assert "Compare what arrives" in part["answers"]
    assert "Compare what arrives" in guided["answers"]
    assert guided["body"].startswith("<content><h2>Timing</h2><table")


def test_languages_stand_side_by_side(course: Course) -> None:
    one, other = next(pairs(course))
    values, _ = bilingual(course, one, other)
    assert [part["lang"] for part in values["parts"]] == ["id", "en"]
    rows = [[etree.fromstring(cell) for cell in row] for row in values["rows"]]
    assert len(rows) > 40
    for row in rows:
        left, right = ([node.tag for node in cell] for cell in row)
        assert left == right
        assert left[-1] not in ("h2", "h3", "h4")
    assert [len(terms) for terms in values["terms"]] == [len(values["terms"][0])] * 2


def test_sections_that_differ_stand_side_by_side_as_a_whole(course: Course) -> None:
    one, other = next(pairs(course))
    whole = other.page.text
    at = whole.index("<p>", whole.index('<h2 id="indonesia"'))
    shorter = whole[:at] + whole[whole.index("</p>", at) + 4 :]
    values, _ = bilingual(
        course, one, replace(other, page=read_built(shorter, other.page.path, "x"))
    )
    uneven = [
        row
        for row in values["rows"]
        if len({tuple(node.tag for node in etree.fromstring(cell)) for cell in row}) > 1
    ]
    assert len(uneven) == 1
    assert "<h2>Indonesia</h2>" in uneven[0][1]


def test_two_marks_side_by_side_are_told_apart(course: Course) -> None:
    bodies = [handout(course, [one])[0]["parts"][0]["body"] for one in course.lessons["id"]]
    assert any('" next="true"/>' in one for one in bodies)
    for root in map(etree.fromstring, bodies):
        for mark in root.iter("mark"):
            before = mark.getprevious()
            close = before is not None and before.tag == "mark" and not before.tail
            assert mark.get("next") == ("true" if close else None)


def test_handout_keeps_the_numbers_of_the_sources_of_its_page(course: Course) -> None:
    for lesson in course.every_lesson:
        values, _ = handout(course, [lesson])
        listed = lesson.page.document.root.xpath("//details[@class='kb-page-sources']//ol/li[@id]")
        names = [text(entry[0]) for entry in listed]
        told = [" ".join(etree.fromstring(one["xml"]).itertext()) for one in values["sources"]]
        assert len(names) == len(told) > 5
        assert all(one in other for one, other in zip(names, told, strict=True))


def test_booklet_has_all_lessons_and_one_list_of_sources(course: Course) -> None:
    values, _ = handout(course, course.lessons["id"], booklet=True)
    assert [part["number"] for part in values["parts"]] == list(range(1, 8))
    numbers = [source["number"] for source in values["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len({source["xml"] for source in values["sources"]}) == len(numbers)


def test_pages_link_files_with_their_sizes(course: Course, site_folder: Path) -> None:
    for lesson in course.every_lesson:
        for path in (sheet_path(lesson.locale, lesson.number), bilingual_path(lesson.number)):
            size = format_size((site_folder / path).stat().st_size, lesson.locale)
            link = f'<a href="{relative_url(lesson.page.url, path)}">'
            assert link in lesson.page.text
            assert f"<small>({size})</small>" in lesson.page.text
        assert "-guide.pdf" not in lesson.page.text
    for locale in LOCALES:
        hub = course.site.pages[course.path(locale, "trainers/index.md")].text
        assert hub.count("-guide.pdf") == len(course.lessons[locale])
        assert "handouts/booklet.pdf" in hub


def elsewhere(course: Course, folder: Path) -> Course:
    """The same course in a project whose cache is empty."""
    (folder / "node_modules").symlink_to(course.root / "node_modules")
    return replace(course, root=folder)


def document(course: Course, made: Made) -> bytes:
    """The document of values for the template of handouts."""
    sheet = Sheet("a.pdf", "emm/one/index.html", "handout.typ", lambda: made)
    ((_, content),) = pdf_files(course, [sheet])
    return content


def test_document_is_the_same_each_time_and_kept(
    course: Course, site_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = elsewhere(course, tmp_path)
    lesson = there.lessons["id"][0]
    made = handout(there, [lesson])
    found = (site_folder / sheet_path(lesson.locale, lesson.number)).read_bytes()
    assert document(there, made) == found
    monkeypatch.setattr(pdf, "_typeset", lambda *_: b"new")
    assert document(there, made) == found
    later = replace(there, library=replace(there.library, today=date(2099, 1, 1)))
    assert document(later, made) == found  # its day is that of the newest figure
    monkeypatch.setattr(pdf, "_packed", lambda document: document)
    assert document(there, ({**made[0], "site": "Other"}, made[1])) == b"new"


def test_page_that_cannot_be_set_is_named(course: Course, tmp_path: Path) -> None:
    there = elsewhere(course, tmp_path)
    values, files = handout(there, [there.lessons["en"][0]])
    (part,) = values["parts"]
    wrong = {**part, "body": '<content><mark label="nowhere" n="1"/></content>'}
    broken = {**values, "parts": [wrong]}
    with pytest.raises(KnowledgeError) as told:
        document(there, (broken, files))
    assert told.value.code == "K117"
    assert told.value.values["page"] == "emm/one/index.html"
    assert "nowhere" in told.value.values["told"]
