"""Questions as GIFT, plain text that Moodle and many other systems import.

The format: https://docs.moodle.org/en/GIFT_format. Every text says that it is HTML, so that none
can begin with what would be read as a mark of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from macros.course.lms.moodle import category, number, shares
from macros.course.lms.parcel import Module, Parcel
from macros.course.questions import Question

_MARKS = re.compile(r"[\\~=#{}:]")


def gift(parcel: Parcel) -> bytes:
    """All questions, in a category for each module."""
    parts = [part for module in parcel.modules for part in _parts(parcel, module)]
    return ("\n\n".join(parts) + "\n").encode()


def _parts(parcel: Parcel, module: Module) -> Iterator[str]:
    if module.questions:
        yield f"$CATEGORY: {category(parcel, module)}"
    for question in module.questions:
        yield "\n".join(_lines(parcel, module, question))


def _lines(parcel: Parcel, module: Module, question: Question) -> Iterator[str]:
    yield f"// [id:{parcel.question_id(module, question)}]"
    yield f"::{_marked(f'{module.title}: {question.number}')}::{_text(question.text)} {{"
    for option, share in zip(question.options, shares(question), strict=True):
        right = option.right and not question.several
        weight = "=" if right else f"~%{number(share)}%" if question.several else "~"
        yield f"{weight}{_text(option.text)}#{_text(option.reason)}"
    yield f"####[html]{_marked(parcel.general(module))}"
    yield "}"


def _text(text: str) -> str:
    """A text on one line, as HTML, with the marks of the format in it as mere letters."""
    return "[html]" + _marked(escape(" ".join(text.split()), quote=False))


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
