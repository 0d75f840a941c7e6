"""The page of a lesson that needs nothing of the web: its text, its drawings and its questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urljoin

from lxml import etree

from macros.course.lessons import Lesson
from macros.course.lms.parcel import Module, Parcel
from macros.course.questions import Question
from macros.languages.words import word
from macros.library import Library
from macros.model import Locale
from macros.render.diagrams import diagram_path, diagram_svg
from macros.render.result import tag

PAGE = "index.html"
_CHECK = "kb-check"
_NOT_TAKEN = etree.XPath(
    "|".join(
        f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"
        for name in ("headerlink", "kb-way", "kb-use", "kb-files", "kb-key", "kb-share", "kb-copy")
    )
)
"""What is of use on the site alone."""
_GONE = "gone"


def scorm_page(
    parcel: Parcel, module: Module, lesson: Lesson, library: Library, edition: str
) -> Mapping[str, bytes]:
    """The files of a lesson by their names, the page first."""
    locale = parcel.locale
    article = deepcopy(lesson.page.article)
    assert article is not None
    for node in _NOT_TAKEN(article):
        node.tag = _GONE
    etree.strip_elements(article, _GONE, with_tail=False)
    _put_questions(article, module.questions, locale)
    drawings = dict(_drawings(article, library, locale))
    _lead_out(article, lesson.page.canonical)
    _mark_end(article)
    html = _page(parcel, module, article, edition)
    return {PAGE: html.encode(), **drawings}


def _page(parcel: Parcel, module: Module, article: etree._Element, edition: str) -> str:
    article[0].addnext(_fragment(tag("p", tag("small", escape(parcel.dated)))))
    body = "".join(etree.tostring(node, encoding="unicode", method="html") for node in article)
    foot = [
        tag("p", escape(parcel.course)),
        parcel.general(module),
        tag("p", escape(word("lms-licence", parcel.locale))),
    ]
    return (
        f'<!doctype html>\n<html lang="{parcel.locale}" data-scorm="{edition}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"{tag('title', escape(module.title))}\n"
        '<link rel="stylesheet" href="../shared/lesson.css">\n</head>\n<body>\n'
        f"{tag('main', body)}\n{tag('footer', ''.join(foot))}\n"
        '<script src="../shared/lesson.js"></script>\n</body>\n</html>\n'
    )


def _put_questions(
    article: etree._Element, questions: tuple[Question, ...], locale: Locale
) -> None:
    """A form in the place of each question, and the score behind the last."""
    shown = [node for node in article.iter("fieldset") if _CHECK in (node.get("class") or "")]
    for node, question in zip(shown, questions, strict=True):
        form = _fragment(_form(question, len(questions), locale))
        around = node.getparent()
        assert around is not None
        around.replace(node, form)
        if node is shown[-1]:
            form.addnext(_fragment(_score(locale)))


def _form(question: Question, of: int, locale: Locale) -> str:
    label = word("question-of", locale).format(n=question.number, of=of)
    small = tag("small", escape(label))
    kind = "checkbox" if question.several else "radio"
    right, wrong = ("yes", "no") if question.several else ("right", "wrong")
    options = []
    for at, option in enumerate(question.options):
        told = tag("b", escape(word(f"question-{right if option.right else wrong}", locale)))
        box = tag("input", type=kind, name_=question.id, value=str(at))
        choice = tag("label", f"{box} {tag('span', _inner(option.shown))}")
        reason = tag("p", f"{told} {_inner(option.explained)}", class_="reason")
        options.append(tag("li", choice + reason, class_="right" if option.right else None))
    legend = tag("legend", f"{small} {_inner(question.shown)}")
    button = tag("button", escape(word("question-check", locale)), type="submit", hidden="")
    told = "".join(
        tag("p", escape(word(f"question-{name}", locale)), class_=f"told {name}", hidden="")
        for name in ("right", "wrong", "none")
    )
    answers = tag("ul", "".join(options))
    said = tag("div", told, tabindex="-1")
    return tag("form", tag("fieldset", legend + answers) + button + said, id=question.id)


def _score(locale: Locale) -> str:
    score = tag("p", id="score", data_text=word("question-score", locale))
    sent = tag("p", escape(word("lms-reported", locale)), id="sent", hidden="")
    return tag("div", score + sent, role="status")


def _drawings(
    article: etree._Element, library: Library, locale: Locale
) -> Iterator[tuple[str, bytes]]:
    """Diagrams as files beside the page; a link stands for any other picture."""
    diagrams = {diagram_path(id, locale): one for id, one in library.diagrams.items()}
    for image in list(article.iter("img")):
        ends = [path for path in diagrams if (image.get("src") or "").endswith(path)]
        link = image.getparent()
        if ends:
            name = PurePosixPath(ends[0]).name
            image.set("src", name)
            image.attrib.pop("loading", None)
            if link is not None and link.tag == "a":
                link.tag = _GONE
            yield name, diagram_svg(diagrams[ends[0]], locale).encode()
        else:
            other = _fragment(tag("a", escape(image.get("alt") or "…"), href=image.get("src", "")))
            other.tail = image.tail
            link.replace(image, other)
    etree.strip_tags(article, _GONE)


def _lead_out(article: etree._Element, address: str) -> None:
    """Links to other pages lead to the web, in a window of their own.

    Those back to a mark in a question, whose marks are not taken, are left out.
    """
    ids = {node.get("id") for node in article.iter()}
    for link in article.iter("a"):
        href = link.get("href", "#")
        if not href.startswith("#"):
            link.set("href", urljoin(address, href))
            link.set("target", "_blank")
            link.set("rel", "noopener")
        elif href[1:] and href[1:] not in ids:
            link.tag = _GONE
    etree.strip_elements(article, _GONE, with_tail=False)


def _mark_end(article: etree._Element) -> None:
    """A mark behind the last word of the lesson, before the list of its sources."""
    end = etree.Element("div", id="end")
    sources = [node for node in article if "kb-page-sources" in (node.get("class") or "")]
    if sources:
        sources[0].addprevious(end)
    else:
        article.append(end)


def _inner(node: etree._Element) -> str:
    children = (etree.tostring(one, encoding="unicode", method="html") for one in node)
    return escape(node.text or "", quote=False) + "".join(children)


def _fragment(html: str) -> etree._Element:
    body = etree.HTML(html)[0]
    made: etree._Element = body[0]
    body.remove(made)
    return made
