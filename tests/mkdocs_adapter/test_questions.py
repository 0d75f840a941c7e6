"""A box of a question with a list of tasks, as readers get it."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from macros.mkdocs_adapter.form_controls import task_box, without_controls
from macros.mkdocs_adapter.placeholders import PlaceholderTable
from macros.mkdocs_adapter.questions import with_questions
from macros.mkdocs_adapter.sanitizer import sanitise
from macros.model import Locale
from macros.render.result import MacroResult

MARKDOWN = Markdown(extensions=["admonition", "attr_list", "pymdownx.tasklist"])
ONE = """!!! question "Is 2 < *3*?"
    - [ ] No.
        - Count again.
    - [x] Yes, by `1`.
        - Two comes first.
"""
SEVERAL = """!!! question several "Which are even?"
    - [x] Two.
        - It can be halved.
    - [ ] Three.
        - One is left.
    - [x] Four.
        - So can four.
"""


def shown(text: str, locale: Locale = "en", piece: MacroResult | None = None) -> str:
    """The HTML of a text as the site has it; `PIECE` in it is what a macro gave."""
    table = PlaceholderTable()
    if piece:
        text = text.replace("PIECE", table.placeholder_for(piece))
    html = MARKDOWN.reset().convert(text)
    html = without_controls(html, lambda done: table.placeholder_for(task_box(done, locale)))
    return table.html(with_questions(sanitise(html), table.text, locale))


def test_options_are_folds_that_say_whether_they_are_right() -> None:
    assert shown(f"## Check {{: #check }}\n\n{ONE}\nAfter.") == (
        '<h2 id="check">Check</h2>\n'
        '<fieldset class="kb-check" id="check-1">'
        "<legend><small>Question 1 of 1</small> Is 2 &lt; <em>3</em>?</legend>\n"
        "<details><summary>No.</summary><p><b>Not quite.</b> Count again.</p></details>\n"
        "<details><summary>Yes, by <code>1</code>.</summary>"
        '<p class="kb-right"><b>Right.</b> Two comes first.</p></details></fieldset>'
        '<p class="kb-key" hidden="">Answers: 1. B</p>\n<p>After.</p>'
    )


def test_each_section_numbers_its_own() -> None:
    html = shown(f"{ONE}\n## Check {{: #check }}\n\n{ONE}\n{SEVERAL}")
    assert re.findall('<fieldset[^>]*id="([^"]*)"', html) == ["question-1", "check-1", "check-2"]
    assert re.findall("Answers: [^<]*", html) == ["Answers: 1. B", "Answers: 1. B; 2. A, C"]


def test_to_several_right_options_the_words_are_yes_and_no() -> None:
    html = shown(SEVERAL, "id")
    assert 'class="kb-check kb-several"' in html
    assert re.findall("<b>([^<]*)", html) == ["Ya.", "Tidak.", "Ya."]
    assert "Soal 1 dari 1" in html
    assert "Kunci: 1. A, C" in html


def test_figure_in_an_option_has_no_link_for_the_option_opens() -> None:
    piece = MacroResult('<a href="#figure-1">7</a>', "7", "<data>7</data>")
    html = shown(ONE.replace("No.", "PIECE.").replace("again", "PIECE"), piece=piece)
    assert "<summary><data>7</data>.</summary>" in html
    assert 'Count <a href="#figure-1">7</a>.' in html


def test_blank_lines_between_options_change_nothing() -> None:
    loose = ONE.replace("    - [x]", "\n    - [x]")
    assert MARKDOWN.reset().convert(loose) != MARKDOWN.reset().convert(ONE)
    assert shown(loose) == shown(ONE)


def test_paragraphs_become_lines_and_a_list_in_a_reason_stays_one() -> None:
    text = ONE.replace("No.", "No.\n\n        Never.\n").replace(
        "comes first.", "comes first.\n\n            - 1"
    )
    html = shown(text)
    assert "<summary>No.<br>Never.</summary>" in html
    assert '<div class="kb-right"><b>Right.</b> ' in html
    assert "<li>1</li>" in html
    assert "Answers: 1. B<" in html


@pytest.mark.parametrize(
    "other",
    [
        '!!! question "Why?"\n    Because.',
        ONE + "\n    And more.",
        ONE.replace("        - Count again.\n", ""),
        ONE.replace("        - Count again.\n", "        - Count.\n        - Again.\n"),
        ONE.replace("[ ]", "[]"),
        '??? question "Why?"\n    Because.',
    ],
)
def test_other_boxes_stay_boxes(other: str) -> None:
    html = shown(other)
    assert "fieldset" not in html
    assert html.count("<div") == html.count("</div>")
