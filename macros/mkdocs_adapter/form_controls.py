"""What Markdown writes with form controls, in elements that need none.

Tabs of pymdownx.tabbed are radio buttons, and items to tick are checkboxes. No page has controls
of its author's: they are switched by script or by tricks of style, and paper shows one tab only.
So a tab becomes a part that opens and closes by itself (of a set one at a time, which browsers do
by the name they share), and a box becomes a sign with a name for those who do not see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html as lxml_html

from macros.languages.words import word
from macros.model import Locale
from macros.render.result import MacroResult, tag

_BOX = re.compile(r'<input type="checkbox" disabled( checked)?/>')
_BACK = re.compile(r'(?<=title=")Jump back to footnote (\d+) in the text(?=")')


def task_box(done: bool, locale: Locale) -> MacroResult:
    """The sign before an item of a list of tasks."""
    sign = "☑" if done else "☐"
    name = word("task-done" if done else "task-open", locale)
    html = tag("span", sign, class_="kb-task", role="img", aria_label=name)
    return MacroResult(html, sign, html)


def without_controls(html: str, box: Callable[[bool], str]) -> str:
    """The HTML with what `box` gives for each checkbox, and with tabs as parts that open."""
    if "checkbox" in html:
        html = _BOX.sub(lambda found: box(bool(found[1])), html)
    return _opening(html) if 'class="tabbed-set' in html else html


def named_ways_back(html: str, locale: Locale) -> str:
    """The HTML with the ways back from its footnotes named in the page's language."""
    return _BACK.sub(lambda found: f"{word('footnote-back', locale)} {found[1]}", html)


def _opening(html: str) -> str:
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for number, tabs in enumerate(root.find_class("tabbed-set"), start=1):
        label = None
        for part in list(tabs):
            if part.tag == "input":
                tabs.remove(part)
            elif part.tag == "label":
                label = part
            elif label is not None:
                part.tag = "details"
                part.attrib.clear()
                part.set("name", f"tabs-{number}")
                if label.getprevious() is None:
                    part.set("open", "")
                label.tag = "summary"
                label.attrib.clear()
                label.tail = "\n"
                part.insert(0, label)
                label = None
    inner = (lxml_html.tostring(child, encoding="unicode") for child in root)
    return (root.text or "") + "".join(inner)
