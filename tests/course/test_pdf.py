"""What is printed: valid, the same each time, and all that the pages say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import page
import pytest
from lxml import etree
from pypdf import PdfReader

from macros.course.handouts import body, for_learners, handout, handout_path
from macros.course.lessons import Course, Lesson
from macros.course.pdf import PdfMaker
from macros.errors import KnowledgeError
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
    assert len(found) >= 14
    told = {path.relative_to(site_folder).as_posix(): faults(path) for path in found}
    assert {path: said for path, said in told.items() if said} == {}


def test_validator_finds_what_is_wrong(site_folder: Path) -> None:
    whole = (site_folder / "handouts" / "module-3.pdf").read_bytes()
    assert faults(whole.replace(b"/Lang", b"/Gnal"))


def test_handouts_are_small(course: Course, site_folder: Path) -> None:
    for locale in LOCALES:
        for lesson in course.lessons[locale]:
            assert (site_folder / handout_path(lesson)).stat().st_size <= 400 * KILO


@pytest.mark.parametrize(("locale", "number"), [("en", 1), ("id", 3), ("en", 6), ("id", 7)])
def test_all_that_a_page_says_is_on_paper(
    course: Course, site_folder: Path, locale: Locale, number: int
) -> None:
    lesson = course.lessons[locale][number - 1]
    reader = PdfReader(site_folder / handout_path(lesson))
    paper = words(one.extract_text() for one in reader.pages)
    said = words(text for node in body(lesson) for text in (*printed(node), " "))
    # The mark of a source or a note stands close to its word.
    marked: Counter[str] = Counter()
    for word, times in paper.items():
        marked.update({word[:-1]: times, word[:-2]: times})
    assert said - paper - marked == Counter()
    assert sum(said.values()) > 1500


def test_every_figure_of_a_page_is_in_its_handout(course: Course) -> None:
    for lesson in (one for locale in LOCALES for one in course.lessons[locale]):
        values, _ = handout(course, lesson)
        given = " ".join(etree.fromstring(f"<r>{values['body']}{values['answers']}</r>").itertext())
        for node in body(lesson):
            for figure in node.iter("data", "time"):
                if all(map(for_learners, (figure, *figure.iterancestors()))):
                    assert "".join(figure.itertext()) in given


def test_what_the_facilitator_has_is_not_in_the_handout(course: Course) -> None:
    values, _ = handout(course, course.lessons["en"][2])
    assert "together 9 dollars" not in values["body"]
    assert "What everybody must pay is a levy" not in values["body"]
    assert "What is our own on this page" in values["body"]
    assert "Right" not in values["answers"]
    assert "Compare what arrives" not in values["body"]
    assert "Compare what arrives" in values["answers"]


def elsewhere(course: Course, folder: Path) -> Course:
    """The same course in a project whose cache is empty."""
    (folder / "node_modules").symlink_to(course.root / "node_modules")
    return replace(course, root=folder)


def made(course: Course, lesson: Lesson) -> bytes:
    values, files = handout(course, lesson)
    return PdfMaker(course).make("handout.typ", values, files, page=lesson.page.path)


def test_document_is_the_same_each_time(course: Course, site_folder: Path, tmp_path: Path) -> None:
    there = elsewhere(course, tmp_path)
    lesson = there.lessons["id"][0]
    again = made(there, lesson)
    cached = list((tmp_path / ".kb-cache" / "pdf").iterdir())
    assert [path.read_bytes() for path in cached] == [again]
    cached[0].write_bytes(b"kept")
    assert made(there, lesson) == b"kept"
    cached[0].unlink()
    assert made(there, lesson) == again


def test_cache_keeps_what_is_in_use(course: Course, tmp_path: Path) -> None:
    there = elsewhere(course, tmp_path)
    folder = tmp_path / ".kb-cache" / "pdf"
    values, files = handout(there, there.lessons["en"][0])
    maker = PdfMaker(there)
    maker.make("handout.typ", values, files, page="x")
    for number in range(3):
        (folder / f"old-{number}").touch()
    maker.tidy()
    assert len(list(folder.iterdir())) == 1


def test_page_that_cannot_be_set_is_named(course: Course, tmp_path: Path) -> None:
    there = elsewhere(course, tmp_path)
    values, files = handout(there, there.lessons["en"][0])
    broken = {**values, "body": '<content><mark label="nowhere" n="1"/></content>'}
    with pytest.raises(KnowledgeError) as told:
        PdfMaker(there).make("handout.typ", broken, files, page="emm/one/index.html")
    assert told.value.code == "K117"
    assert told.value.values["page"] == "emm/one/index.html"
    assert "nowhere" in told.value.values["told"]
