"""What MkDocs builds of a page is what the check has read, wherever its front matter ends.

MkDocs has a reader of its own, which takes a header that is no YAML for text, and a first line such
as `Key: value` for a header. Nothing of a page may come from there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from macros.datafiles.yaml_source import decode
from macros.errors import KnowledgeError
from macros.model import Page
from tests.cases import load_yaml
from tests.reading import read_page

CASES = load_yaml((Path(__file__).parent / "cases" / "headers.yml").read_text(encoding="utf-8"))
RANDOM = 300
PIECES = (
    *("---", "--- ", "---\t", "----", " ---", "...", "... ", "***", "\ufeff---", "+++"),
    *("title: T", "title: =", "title: 0b_", "description: D.", "description: 0x_", "source: x"),
    *("title:\tT", "\tindented", " continued", "Key: value", "key:", "- item", "# comment", ""),
    *("a: b: c", "title: [", "title: {", "? a", "&a x: y", "<<: {title: T}", "!!x y", "%YAML 1.1"),
    *("template: 404.html", "hide: [toc]", "title: T\x85description: D.", "title: T\u2028"),
)
PROJECT = """
import sys
from mkdocs.__main__ import cli
from macros.project import Project
Project.errors = property(lambda project: ())  # Else nothing of what is refused would be built.
cli(["build", "-q", "--no-strict"])
"""
WORD = re.compile(r"\bw[0-9]+x[0-9]+\b")


def made() -> Iterator[tuple[str, bytes]]:
    """The pages: those of the cases, and others of random lines, each line with a word of its own.

    The word stands in a line of text and in a comment of YAML, so that it is seen where the line is
    shown.
    """
    for number, case in enumerate(CASES):
        yield f"c{number}", case["page"].encode()
    for number in range(RANDOM):
        chance = random.Random(number)
        lines = chance.choices(PIECES, k=chance.randint(1, 8))
        if chance.random() < 0.8:
            lines.insert(0, chance.choice(("---", "---", "--- ", "\ufeff---")))
        if chance.random() < 0.7:
            lines[1:1] = ["title: T", "description: D."]
            lines.append("---")
        words = [f"{line} #w{number}x{at}" for at, line in enumerate(lines) if line.strip("-. \t")]
        marked = iter(words)
        lines = [next(marked) if line.strip("-. \t") else line for line in lines]
        end = chance.choice(("\n", "\n", "\r\n", "\r"))
        yield f"r{number}", end.join([*lines, "", f"The body w{number}x99.", ""]).encode()


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory,
    prepare: Callable[..., Path],
    forked: Callable[..., object],
) -> list[tuple[Page | None, bytes, str]]:
    """Each page as the check read it, if it did; its file; and the article that was built."""
    folder = prepare(tmp_path_factory.mktemp("headers") / "project")
    texts = dict(made())
    (folder / "menu.yml").write_text("- index.md\n", encoding="utf-8")
    for name, raw in texts.items():
        (folder / "docs" / "en" / f"{name}.md").write_bytes(raw)
    forked("-c", PROJECT, folder=folder)
    found = []
    for name, raw in texts.items():
        page = None
        with suppress(KnowledgeError):
            page, _ = read_page(decode(raw), f"docs/en/{name}.md", "en", f"{name}.md")
        html = (folder / "site" / "en" / name / "index.html").read_text(encoding="utf-8")
        found.append((page, raw, html.partition("<article")[2].partition("</article>")[0]))
    return found


def test_what_is_built_is_what_was_read(pages: list[tuple[Page | None, bytes, str]]) -> None:
    """No line that the check took for the front matter, or did not read at all, is shown."""
    assert sum(page is not None for page, _, _ in pages) > RANDOM / 10
    assert sum(page is None for page, _, _ in pages) > RANDOM / 10
    for page, raw, article in pages:
        wanted = set(WORD.findall(page.body)) if page else set()
        assert set(WORD.findall(article)) == wanted, raw.decode()


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["name"])
def test_case(number: int, pages: list[tuple[Page | None, bytes, str]]) -> None:
    page, _, article = pages[number]
    assert (page is not None) is CASES[number]["read"]
    assert [word for word in ("HEAD", "BODY") if word in article] == CASES[number]["shows"]
