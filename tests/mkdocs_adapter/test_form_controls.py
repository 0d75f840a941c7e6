"""Tabs and tasks of Markdown without the controls that no page of an author's may have."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from macros.mkdocs_adapter.form_controls import named_ways_back, task_box, without_controls
from macros.mkdocs_adapter.sanitizer import sanitise
from macros.model import LOCALES

TABS = (
    '=== "By *boat*"\n\n    Text.\n\n    === "Inner"\n\n        Deep.\n\n=== "By air"\n\n    Other.'
)
MARKDOWN = Markdown(
    extensions=["pymdownx.tabbed", "pymdownx.tasklist", "footnotes", "pymdownx.superfences"]
)


def shown(text: str) -> str:
    """The HTML of a text as the site has it."""
    html = MARKDOWN.reset().convert(text)
    return sanitise(without_controls(html, lambda done: "done" if done else "open"))


def test_tabs_are_parts_that_open_and_of_a_set_the_first_is_open() -> None:
    html = shown(f"Before.\n\n{TABS}\n\n&amp; after.")
    assert html.startswith("<p>Before.</p>\n")
    assert html.endswith("<p>&amp; after.</p>")
    found = re.findall(r"<details[^>]*>\s*<summary>.*?</summary>", html)
    assert [re.sub(r"\s*\n\s*", "", one) for one in found] == [
        '<details name="tabs-1" open=""><summary>By <em>boat</em></summary>',
        '<details name="tabs-2" open=""><summary>Inner</summary>',
        '<details name="tabs-1"><summary>By air</summary>',
    ]
    assert html.count("</details>") == 3
    assert "input" not in html
    assert "label" not in html
    for text in ("Text.", "Deep.", "Other."):
        assert html.count(f"<p>{text}</p>") == 1


def test_tasks_are_signs() -> None:
    html = shown("- [x] Done.\n- [ ] Not.\n\n    - [ ] In it.")
    assert html.count("done") == 1
    assert html.count("open") == 2
    assert html.count('<li class="task-list-item">') == 3


def test_other_html_stays_as_it_is() -> None:
    html = "<p>a<br />b &nbsp; <input></p>"
    assert without_controls(html, lambda done: "") == html


@pytest.mark.parametrize("locale", LOCALES)
def test_signs_and_ways_back_have_names_in_the_page_s_language(locale: str) -> None:
    boxes = [task_box(done, "en" if locale == "en" else "id").html for done in (True, False)]
    names = {"en": ["done", "to do"], "id": ["selesai", "belum selesai"]}[locale]
    assert [re.findall('aria-label="(.*?)"', box) for box in boxes] == [[name] for name in names]
    html = MARKDOWN.reset().convert("Text.[^a]\n\n[^a]: Note.")
    named = named_ways_back(html, "en" if locale == "en" else "id")
    said = {"en": "Back to footnote 1", "id": "Kembali ke catatan kaki 1"}[locale]
    assert f'title="{said}"' in named
