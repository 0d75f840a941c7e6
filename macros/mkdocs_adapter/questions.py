"""Questions with options: each option a part that opens and says whether it is right, and why.

An author writes a box of the type `question` with a list of tasks, in which what is ticked is
right. Readers get a group of folds, which works without script; `assets/questions.js` notes what
was chosen. Paper shows the options closed, and which are right behind the last question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from lxml import etree
from lxml import html as lxml_html

from macros.html.document import parse
from macros.languages.words import word
from macros.model import Locale
from macros.render.result import tag
from macros.text_edits import Edit, edited

DONE = "☑"
"""How the text of a ticked item begins."""
_BOX = "admonition question"
_BLOCK_ENDS = ("</ul>", "</ol>", "</table>", "</div>", "</blockquote>", "</details>", "</pre>")
_HEADINGS = frozenset({"h2", "h3", "h4"})


class _Option(NamedTuple):
    text: str
    reason: str
    right: bool


class _Question(NamedTuple):
    start: int
    end: int
    section: str
    """The id of the heading above it."""
    text: str
    options: tuple[_Option, ...]
    several: bool


def with_questions(html: str, text: Callable[[str], str], locale: Locale) -> str:
    """The HTML with its questions as groups of folds.

    `text` gives the plain text of HTML with tokens: that of a box is its sign. A box without
    options that have reasons stays as it is; the check tells its author.
    """
    if _BOX not in html:
        return html
    return edited(html, _edits(list(_questions(html, text)), locale))


def _edits(questions: list[_Question], locale: Locale) -> Iterator[Edit]:
    for section, group in groupby(questions, key=lambda one: one.section):
        together = list(group)
        for number, one in enumerate(together, start=1):
            last = number == len(together)
            shown = _shown(one, f"{section or 'question'}-{number}", len(together), number, locale)
            yield one.start, one.end, shown + (_key(together, locale) if last else "")


def _shown(question: _Question, anchor: str, of: int, number: int, locale: Locale) -> str:
    label = word("question-of", locale).format(n=number, of=of)
    right, wrong = ("yes", "no") if question.several else ("right", "wrong")
    parts = [tag("legend", f"{tag('small', escape(label))} {question.text}")]
    for one in question.options:
        told = tag("b", escape(word(f"question-{right if one.right else wrong}", locale)))
        name = "div" if one.reason.rstrip().endswith(_BLOCK_ENDS) else "p"
        reason = tag(name, f"{told} {one.reason}", class_="kb-right" if one.right else None)
        parts.append(tag("details", tag("summary", one.text) + reason))
    kind = "kb-check kb-several" if question.several else "kb-check"
    return tag("fieldset", "\n".join(parts), class_=kind, id=anchor)


def _key(questions: list[_Question], locale: Locale) -> str:
    """The letters of the right options, for paper."""
    right = (
        ", ".join(chr(ord("A") + at) for at, one in enumerate(question.options) if one.right)
        for question in questions
    )
    listed = "; ".join(f"{number}. {letters}" for number, letters in enumerate(right, start=1))
    return tag("p", f"{escape(word('question-key', locale))} {listed}", class_="kb-key", hidden="")


def _questions(html: str, text: Callable[[str], str]) -> Iterator[_Question]:
    document = parse(html)
    section, end = "", 0
    for node, start in zip(document.nodes, document.places, strict=False):
        if node.tag in _HEADINGS:
            section = node.get("id", "")
        classes = (node.get("class") or "").split()
        if node.tag == "div" and classes[:2] == _BOX.split() and start >= end:
            end = start
            for _ in node.iter("div"):
                end = html.find("</div>", end) + len("</div>")
            box = lxml_html.fragment_fromstring(html[start:end])
            if read := _read(box, text):
                yield _Question(start, end, section, *read, "several" in classes)


def _read(
    box: etree._Element, text: Callable[[str], str]
) -> tuple[str, tuple[_Option, ...]] | None:
    """The text of a question and its options; None where it is not only these."""
    match list(box):
        case [title, options] if title.tag == "p" and options.tag == "ul":
            found = tuple(filter(None, (_option(item, text) for item in options)))
            return (_inner(title), found) if len(found) == len(options) else None
    return None


def _option(item: etree._Element, text: Callable[[str], str]) -> _Option | None:
    """An option with its one reason, from an item of a list of tasks."""
    reasons = item[-1] if len(item) else None
    if "task-list-item" not in item.get("class", "") or reasons is None:
        return None
    if reasons.tag != "ul" or len(reasons) != 1:
        return None
    item.remove(reasons)
    sign, _, said = _inner(item).partition(" ")
    return _Option(said, _inner(reasons[0]), text(sign) == DONE)


def _inner(node: etree._Element) -> str:
    """The HTML inside an element; of one that holds nothing but paragraphs, their lines."""
    if len(node) and all(one.tag == "p" for one in node) and not (node.text or "").strip():
        return "<br>".join(map(_inner, node))
    children = (etree.tostring(one, encoding="unicode", method="html") for one in node)
    return (escape(node.text or "", quote=False) + "".join(children)).strip()
