"""Documents are kept, and what is kept is never trusted further than its own hash."""

from __future__ import annotations

from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from macros.markdown.calls import parse_calls
from macros.markdown.document import read_document
from macros.markdown.document_cache import DocumentReader
from macros.markdown.rendering import Rendering
from tests.markdown.agreement import PAGES, SITE
from tests.markdown.test_document import FILES

TEXT = 'One &amp; *two* {{ fact("a.b") }}\u200b[^1]. <!-- c -->\n\n[^1]: Note.\n'

TEXTS = [TEXT, *(case["source"] for file in FILES for case in file["cases"])]


class Broken(Rendering):
    """Renders nothing."""

    def html(self, text: str) -> str:
        raise AssertionError(text)


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    """The same document, without rendering anything; of all that a page may hold."""
    first = DocumentReader(SITE, tmp_path)
    again = DocumentReader(Broken(SITE.extensions, SITE.settings), tmp_path)
    for text in TEXTS:
        calls = parse_calls(text, "").calls
        assert first.read(text, calls) == again.read(text, calls)
    calls = parse_calls(TEXT, "").calls
    assert again.read(TEXT, calls) == read_document(TEXT, calls, SITE)


def test_a_page_is_kept_as_it_was_read(tmp_path: Path) -> None:
    """Longer than all cases: the page of the site with the most elements."""
    text = max(PAGES.values(), key=len)
    calls = parse_calls(text, "").calls
    read = DocumentReader(SITE, tmp_path).read(text, calls)
    again = DocumentReader(Broken(SITE.extensions, SITE.settings), tmp_path)
    assert again.read(text, calls) == read


def test_another_text_or_setting_is_read_anew(tmp_path: Path) -> None:
    """A kept document is that of its text and its settings only."""
    DocumentReader(SITE, tmp_path).read("one", ())
    with pytest.raises(AssertionError):
        DocumentReader(Broken(SITE.extensions, SITE.settings), tmp_path).read("two", ())
    with pytest.raises(AssertionError):
        DocumentReader(Broken(SITE.extensions), tmp_path).read("one", ())


@pytest.mark.parametrize("damage", [b"", b"x", b"\n[]", b"[1, 2"])
def test_what_was_damaged_is_read_anew(damage: bytes, tmp_path: Path) -> None:
    """Half a file, or another one in its place."""
    first = DocumentReader(SITE, tmp_path).read(TEXT, ())
    for path in tmp_path.iterdir():
        path.write_bytes(damage or path.read_bytes()[:-3])
    assert DocumentReader(SITE, tmp_path).read(TEXT, ()) == first


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Nothing is kept, and nothing fails."""
    (tmp_path / "file").write_text("")
    reader = DocumentReader(SITE, tmp_path / "file")
    assert reader.read("one", ()) == replace(read_document("one", (), SITE))
    reader.tidy()


def _read_all(folder: Path) -> int:
    reader = DocumentReader(SITE, folder)
    return sum(len(reader.read(text, ()).text) for text in [*PAGES.values()][:20])


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Both read the same, whoever wrote first."""
    with get_context("fork").Pool(2) as pool:
        one, other = pool.map(_read_all, [tmp_path] * 2)
    assert one == other == _read_all(tmp_path)
    assert len(list(tmp_path.iterdir())) == 20


def test_what_is_no_longer_read_goes(tmp_path: Path) -> None:
    """Once there is much of it."""
    tmp_path.joinpath("old").write_bytes(b"")
    reader = DocumentReader(SITE, tmp_path)
    reader.read("one", ())
    reader.tidy()
    assert len(list(tmp_path.iterdir())) == 2
    for number in range(500):
        tmp_path.joinpath(str(number)).write_bytes(b"")
    reader.tidy()
    assert len(list(tmp_path.iterdir())) == 1
