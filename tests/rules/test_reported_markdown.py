"""Markdown that public bug reports tell of, as a pair of pages of a whole project.

What each of them was: a list below a line of text (mkdocs/mkdocs#754), items nested by two spaces
(mkdocs/mkdocs#462), a step behind code (facelessuser/pymdown-extensions#2340), a title of a box
without quotation marks (stanfordnlp/dspy#9691), tabs, a table below a line of text, a cell too many
(eslint/markdown#422), numbers with brackets, a blank within a link (kubernetes/website), notes of
GitHub and Docusaurus, a footnote that nothing calls (vprusso/toqito#1459), a mark of a conflict
(cncf/contribute-site#126), and rules and comments that are fine as they are (xoofx/markdig#436,
reactjs/id.react.dev).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.agreed import agree

Found = Callable[..., list[tuple[str, str, dict[str, str]]]]

HEAD = "---\ntitle: {title}\ndescription: {title}.\n---\n"
CASES = {
    "list": ("Bring:\n- a pen\n- a card", "Bawa:\n- pena\n- kartu", ["6:1 M101"]),
    "nested": ("- Java\n  - Solo\n- Bali", "- Jawa\n  - Solo\n- Bali", ["6:3 M102"]),
    "step": (
        "1. Type:\n\n    ```text\n    kb check\n    ```\n2. Read it.\n3. Mend it.",
        "1. Ketik:\n\n    ```text\n    kb check\n    ```\n2. Baca.\n3. Perbaiki.",
        ["10:1 M101"],
    ),
    "tabs": (
        '=== "Java"\n\n    Text.\n\n=== "Bali"\n\n    Text.',
        '=== "Jawa"\n\n    Teks.\n\n=== "Bali"\n\n    Teks.',
        [],
    ),
    "table": ("So:\n| A | B |\n|---|---|\n| x | y |",) * 2 + (["6:1 M101"],),
    "numbers": ("1) one\n2) two\n\n• one\n• two",) * 2 + (["5:1 M101", "8:1 M101"],),
    "link": ("See [help] (../a.md).", "Lihat [bantuan] (../a.md).", ["5:5 M101", "5:7 M101"]),
    "notes": ("> [!NOTE]\n> Text.\n\n:::note\nText.\n:::",) * 2 + (["5:3 M101", "8:1 M101"],),
    "footnote": ("Text.\n\n[^a]: A note.", "Teks.\n\n[^a]: Catatan.", ["7:1 M104"]),
    "conflict": ("Text.\n\n<<<<<<< HEAD\n\nMore.",) * 2 + (["7:1 M105"],),
    "rule below two lines": (
        "A line\nand one more.\n---\n\nMore.",
        "Satu baris\ndan satu lagi.\n---\n\nLagi.",
        [],
    ),
}


ROOT = Path(__file__).parents[2]
EXTENSIONS = re.compile(r"^markdown_extensions:\n(?:[ ].*\n|\n)+", re.MULTILINE)


def pages(site: Path, en: str, id_: str) -> None:
    """Write a pair of pages, which are rendered as the real site is."""
    real = EXTENSIONS.search((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert real
    settings = site / "mkdocs.yml"
    text = EXTENSIONS.sub("", settings.read_text(encoding="utf-8"))
    settings.write_text(text + real[0], encoding="utf-8")
    agree(site)
    for locale, title, text in (("en", "A case", en), ("id", "Sebuah kasus", id_)):
        path = site / "docs" / locale / "case.md"
        path.write_text(f"{HEAD.format(title=title)}{text}\n", encoding="utf-8")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_reported(site: Path, found: Found, case: tuple[str, str, list[str]]) -> None:
    en, id_, expected = case
    pages(site, en, id_)
    told = {f"{where.partition(':')[2]} {code}" for where, code, _ in found()}
    assert {one for one in told if not one.endswith(("L111", "L112"))} == set(expected)


def test_title_of_a_box_without_quotation_marks(site: Path, found: Found) -> None:
    pages(site, "!!! warning Do not forget\n    Text.", "!!! warning Jangan lupa\n    Teks.")
    assert [where for where, code, _ in found("M103")] == [
        "docs/en/case.md:5:13",
        "docs/id/case.md:5:13",
    ]


def test_cell_too_many(site: Path, found: Found) -> None:
    pages(site, *["| A | B |\n|---|---|\n| one | two | words nobody sees |"] * 2)
    assert {where.partition(":")[2] for where, _, _ in found()} == {"7:15"}


def test_comment_as_a_definition(site: Path, found: Found) -> None:
    pages(site, *["[//]: # (Checked on 12 March 2026: 45 entries)\n\nText."] * 2)
    assert found() == []


def test_rule_of_stars(site: Path, found: Found) -> None:
    pages(site, "Text.\n\n* * *\n\nMore.", "Teks.\n\n---\n\nLagi.")
    assert found() == []
