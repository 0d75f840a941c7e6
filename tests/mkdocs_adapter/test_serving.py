"""`kb serve`, while an author works: what is wrong is shown in the page, and mends itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
SOON = 60
"""Seconds within which a change must be seen."""
Until = Callable[[str, Callable[[str], bool]], str]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address that is served, as `make serve` does it, and the process."""
    port = _free_port()
    options = ["serve", "--address", f"127.0.0.1:{port}"]
    with (folder.parent / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "macros.cli", *options],
            cwd=folder,
            env={**os.environ, "KB_TODAY": "2026-11-22", "NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=log,
        )
        yield f"http://127.0.0.1:{port}", process
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def until(server: tuple[str, subprocess.Popen[bytes]], folder: Path) -> Until:
    """Fetch a page until it is as it should be; gives its words."""
    address, process = server

    def seen(path: str, wanted: Callable[[str], bool]) -> str:
        page, end = "", time.monotonic() + SOON
        while time.monotonic() < end:
            assert process.poll() is None, (folder.parent / "log").read_text()
            try:
                with urlopen(f"{address}/{path}", timeout=SOON) as answer:
                    page = unescape(answer.read().decode("utf-8"))
            except (URLError, ConnectionError):
                page = ""
            if wanted(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"{path} after {SOON} s: {page[:3000]}")

    return seen


@pytest.fixture
def change(folder: Path, until: Until) -> Iterator[Callable[[str, str, str], None]]:
    """Replace a text in a file, as an editor saves it; it is as before after the test."""
    until("", fine)
    originals: dict[Path, str] = {}

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        originals.setdefault(path, text)
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    yield replace
    for path, text in originals.items():
        path.write_text(text, encoding="utf-8")
    until("", fine)
    until("en/data/", fine)


def fine(page: str) -> bool:
    return "</html>" in page and "kb-problems" not in page


def showing(*words: str) -> Callable[[str], bool]:
    """Whether a page holds all of these words."""
    return lambda page: all(word in page for word in words)


Change = Callable[[str, str, str], None]


def test_nothing_leads_to_files_that_only_a_build_makes(until: Until) -> None:
    page = until("en/emm/modules/one/", fine)
    assert "PDF: Handout" in page
    assert "handouts/module-1.pdf" not in page


def test_pages_are_served(until: Until) -> None:
    assert "304\u00a0juta" in until("", fine)
    assert "304\u00a0million" in until("en/", fine)


def test_typo_is_shown_in_the_page_and_mends_itself(change: Change, until: Until) -> None:
    change("docs/en/index.md", 'term("migrant")', 'term("migrnt")')
    page = until("en/", showing("kb-problems"))
    assert "docs/en/index.md:5:40" in page
    assert "P204: There is no glossary term `migrnt`. Did you mean migrant?" in page
    assert "304\u00a0million" in page, "the rest of the page is still there"
    assert page.count("<code>docs/en/index.md:5:40</code>") == 1
    assert fine(until("", showing("</html>"))), "the other language has nothing wrong"
    change("docs/en/index.md", 'term("migrnt")', 'term("migrant")')
    assert "migrnt" not in until("en/", fine)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('{{ trm("migrant") }}', "P202"),
        ('{{ term("migrant", "x", "y") }}', "P203"),
        ('{{ term("migrant", form="short", form="short") }}', "P203"),
        ("{{ term() }}", "P203"),
        ("{{ term }}", "P201"),
        ("304 million", "N112"),
        ("<script>x</script>", "S1"),
    ],
)
def test_no_slip_of_an_author_stops_the_server(
    change: Change, until: Until, written: str, code: str
) -> None:
    change("docs/en/index.md", '{{ term("migrant") }}', written)
    assert "docs/en/index.md:5:" in until("en/", showing("kb-problems", code))


def test_heading_that_goes_is_told_on_both_pages(change: Change, until: Until) -> None:
    change("docs/id/index.md", "## Bagian", "Bagian")
    for path in ("", "en/"):
        assert "docs/en/index.md:7:" in until(path, showing("kb-problems", "T102"))


def test_problem_is_told_in_the_language_of_the_page(change: Change, until: Until) -> None:
    change("docs/id/data.md", "{{ sources_list() }}", "{{ sources_lst() }} {{ 7*7 }}")
    page = until("data/", showing("P201"))
    assert "docs/id/data.md:13:21" in page
    assert "Makro" in page or "makro" in page
    text = page.partition("kb-problems")[2].partition("</article>")[0]  # a script has numbers
    assert text
    assert "49" not in text


def test_page_that_cannot_be_read_says_so(change: Change, until: Until) -> None:
    change("docs/en/glossary.md", "title: Glossary", "titel: Glossary")
    page = until("en/glossary/", showing("kb-problems"))
    assert "docs/en/glossary.md:2:1" in page
    assert "`titel`" in page


def test_new_figure_appears(change: Change, until: Until) -> None:
    change("facts.yml", "value: 304000000", "value: 305000000")
    until("", showing("305\u00a0juta"))
    until("en/data/", showing("305\u00a0million"))


def test_new_title_in_the_menu_appears(change: Change, until: Until) -> None:
    assert "<li>Mulai<" in until("data/", fine)
    change("menu.yml", "{en: Start, id: Mulai}", "{en: Begin, id: Awal}")
    until("data/", showing("<li>Awal<"))
    until("en/data/", showing(">Begin<"))


def test_menu_that_cannot_be_used_does_not_stop_the_server(change: Change, until: Until) -> None:
    change("menu.yml", "- page: index.md", "- pag: index.md")
    until("data/", lambda page: "</html>" in page and "<li>Mulai<" not in page)


def test_settings_that_change_meanwhile_are_not_given_to_mkdocs(
    folder: Path, change: Change
) -> None:
    """It reads them again when they change, and answers nothing until they may be read."""
    ran = folder / "ran"
    change("mkdocs.yml", "site_name: Test", f"site_name: !!python/object/apply:os.mkdir [{ran}]")
    log = folder.parent / "log"
    end = time.monotonic() + SOON
    while "mkdocs.yml:2:12: error F106" not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert not ran.exists()


def test_broken_facts_are_told_on_every_page(change: Change, until: Until) -> None:
    change("facts.yml", "value: 304000000", "value: 304 million")
    for path in ("", "en/", "en/glossary/", "news/training/"):
        page = until(path, showing("kb-problems"))
        assert "facts.yml:41:10" in page
        assert "F110" in page
    change("facts.yml", "value: 304 million", "value: 306000000")
    assert fine(until("en/", showing("306\u00a0million")))


def test_facts_that_are_no_yaml_do_not_stop_the_server(change: Change, until: Until) -> None:
    change("facts.yml", "units:\n", "units: [\n")
    assert "F105" in until("en/", showing("kb-problems"))


def test_facts_may_be_saved_by_putting_a_new_file_in_place(
    folder: Path, change: Change, until: Until
) -> None:
    """As many editors do: the file that was watched is gone, another has its name."""
    change("facts.yml", "value: 304000000", "value: 307000000")
    until("en/", showing("307\u00a0million"))
    facts = folder / "facts.yml"
    beside = folder / "facts.yml.new"
    text = facts.read_text(encoding="utf-8").replace("value: 307000000", "value: 308000000")
    beside.write_text(text, encoding="utf-8")
    beside.replace(facts)
    until("en/", showing("308\u00a0million"))
