"""Questions as Moodle XML, which the question bank of Moodle imports whole.

The format is that of Moodle's own export: https://docs.moodle.org/en/Moodle_XML_format. An import
never changes what is there: each one adds questions, for which reason a category bears its date.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree
from lxml.builder import E

from macros.course.lms.parcel import Module, Parcel
from macros.course.questions import Question

_WHOLE = 100


def moodle_xml(parcel: Parcel) -> bytes:
    """All questions, in a category for each module."""
    quiz = E.quiz(*(one for module in parcel.modules for one in _questions(parcel, module)))
    etree.indent(quiz)
    made = etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    assert isinstance(made, bytes)
    return made


def shares(question: Question) -> Iterator[float]:
    """What each option adds to the whole grade of 100, or takes from it.

    Of several right options each gives its part, and the wrong ones together take all, so that
    whoever ticks everything gets nothing. Moodle takes such fractions of 100 as they are here.
    """
    right = sum(option.right for option in question.options)
    wrong = len(question.options) - right
    for option in question.options:
        if option.right:
            yield round(_WHOLE / right, 5)
        else:
            yield round(-_WHOLE / wrong, 5) if question.several else 0


def category(parcel: Parcel, module: Module) -> str:
    """The path of the category of a module; a slash in a name is written twice."""
    parts = (parcel.course, f"{module.title} ({parcel.dated.rstrip('.')})")
    return "/".join(("$course$", "top", *(part.replace("/", "//") for part in parts)))


def number(share: float) -> str:
    """Without zeros at its end."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _questions(parcel: Parcel, module: Module) -> Iterator[etree._Element]:
    if module.questions:
        path = E.category(E.text(category(parcel, module)))
        info = E.info(E.text(parcel.general(module)), format="html")
        yield E.question(path, info, type="category")
    for one in module.questions:
        yield E.question(
            E.name(E.text(f"{module.title}: {one.number}")),
            _html("questiontext", one.text),
            E.generalfeedback(E.text(parcel.general(module)), format="html"),
            E.defaultgrade("1"),
            E.penalty("0.3333333"),
            E.hidden("0"),
            E.idnumber(parcel.question_id(module, one)),
            E.single("false" if one.several else "true"),
            E.shuffleanswers("false"),
            E.answernumbering("ABCD"),
            E.showstandardinstruction("1" if one.several else "0"),
            *_answers(one),
            type="multichoice",
        )


def _answers(question: Question) -> Iterator[etree._Element]:
    for option, share in zip(question.options, shares(question), strict=True):
        answer = _html("answer", option.text)
        answer.set("fraction", number(share))
        answer.append(_html("feedback", option.reason))
        yield answer


def _html(name: str, text: str) -> etree._Element:
    return E(name, E.text(f"<p>{escape(text, quote=False)}</p>"), format="html")
