"""`kb serve`, while pages come and go and are saved in all the ways that programs save them."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest

from benchmarks.cold import cold
from benchmarks.serving import SECONDS, Server, served, unlike
from tests.agreed import agree

ROOT = Path(__file__).parents[2]
DAY = "2026-11-22"
NEW = '---\ntitle: {title}\ndescription: {title}.\n---\n{title} {{{{ fact("migrants.world") }}}}.\n'


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with served(folder, day=DAY) as found:
        yield found


@pytest.fixture(scope="module")
def at_first(server: Server) -> dict[str, bytes]:
    """A few pages as they are before any change."""
    return {path: server.page(path) for path in ("", "en/", "data/", "en/data/", "en/glossary/")}


@pytest.fixture(scope="module")
def as_at_first(folder: Path, server: Server) -> Mapping[str, bytes]:
    """Every page as MkDocs makes it before any change, for the address of the server."""
    return cold(folder, server.address, DAY)


@pytest.fixture(autouse=True)
def as_before(folder: Path, server: Server, at_first: dict[str, bytes]) -> Iterator[None]:
    """The sources are as they were after each test, and are served so."""
    before = sources(folder)
    yield
    put_back(folder, before)
    assert unlike(server, at_first) == ""


def sources(folder: Path) -> dict[Path, bytes]:
    files = (*folder.glob("*.*"), *(folder / "docs").rglob("*"), *(folder / "theme").rglob("*"))
    return {path: path.read_bytes() for path in files if path.is_file()}


def put_back(folder: Path, before: dict[Path, bytes]) -> None:
    for path in sources(folder).keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def until(server: Server, path: str, wanted: Callable[[str], bool]) -> str:
    """Fetch a page until it is as it should be; gives its words."""
    end = time.monotonic() + SECONDS
    while True:
        page = unescape(server.fetch(path)[1].decode())
        if wanted(page):
            return page
        assert time.monotonic() < end, f"{path}: {page[:3000]}"
        time.sleep(0.02)


def epoch(server: Server, path: str) -> int:
    """What a browser is told with a page."""
    content = server.fetch(path)[1].decode()
    return int(content.rpartition("livereload(")[2].partition(",")[0])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} of {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def has(*words: str) -> Callable[[str], bool]:
    return lambda page: all(word in page for word in words)


def lacks(*words: str) -> Callable[[str], bool]:
    return lambda page: "</html>" in page and not any(word in page for word in words)


def same_as_cold(folder: Path, server: Server) -> None:
    assert unlike(server, cold(folder, server.address, DAY)) == ""


def test_page_in_both_languages_comes_moves_and_goes(
    folder: Path, server: Server, as_at_first: Mapping[str, bytes]
) -> None:
    for locale in ("en", "id"):
        (folder / "docs" / locale / "new.md").write_text(NEW.format(title="Novel"), "utf-8")
    edit(folder / "menu.yml", "pages: [data.md, ", "pages: [data.md, new.md, ")
    assert "304\u00a0million" in until(server, "en/new/", has("Novel", "</html>"))
    until(server, "data/", has('href="../new/"'))
    until(server, "en/data/facts/migrants/", has("Novel"))  # which tells where a figure is used
    same_as_cold(folder, server)
    for locale in ("en", "id"):
        (folder / "docs" / locale / "new.md").rename(folder / "docs" / locale / "moved.md")
    edit(folder / "menu.yml", "new.md", "moved.md")
    until(server, "en/moved/", has("Novel"))
    until(server, "data/", has('href="../moved/"'))
    assert server.fetch("en/new/")[0] == 404
    for locale in ("en", "id"):
        (folder / "docs" / locale / "moved.md").unlink()
    edit(folder / "menu.yml", "moved.md, ", "")
    until(server, "data/", lacks("moved"))
    until(server, "en/data/facts/migrants/", lacks("Novel"))
    assert server.fetch("en/moved/")[0] == 404
    assert unlike(server, as_at_first) == ""


def test_page_without_a_twin_and_outside_the_menu_says_so(folder: Path, server: Server) -> None:
    until(server, "en/data/", has("</html>"))
    (folder / "docs/en/alone.md").write_text(NEW.format(title="Alone"), encoding="utf-8")
    page = until(server, "en/alone/", has("kb-problems", "T101"))
    assert "304\u00a0million" in page
    same_as_cold(folder, server)
    (folder / "docs/id/alone.md").write_text(NEW.format(title="Sendiri"), encoding="utf-8")
    until(server, "en/alone/", lacks("T101"))
    until(server, "alone/", has("Sendiri"))


def test_folder_is_moved_as_a_whole(folder: Path, server: Server) -> None:
    for locale in ("en", "id"):
        (folder / "docs" / locale / "emm").rename(folder / "docs" / locale / "elsewhere")
    until(server, "en/elsewhere/modules/one/", has("</html>"))
    assert server.fetch("en/emm/modules/one/")[0] == 404
    same_as_cold(folder, server)


def test_several_edits_at_once_are_all_seen(folder: Path, server: Server) -> None:
    edit(folder / "facts.yml", "value: 304000000", "value: 309000000")
    edit(folder / "docs/en/glossary.md", "title: Glossary", "title: Words")
    edit(folder / "menu.yml", "id: Mulai", "id: Awal")
    (folder / "docs/id/data/facts/names.md").unlink()
    until(server, "en/", has("309\u00a0million", "Words"))
    until(server, "", has("309\u00a0juta", "Awal"))
    same_as_cold(folder, server)


@pytest.mark.parametrize("way", ["at once", "emptied first", "in two steps", "put in place"])
def test_pages_are_seen_however_a_program_saves_them(
    folder: Path, server: Server, way: str
) -> None:
    path = folder / "docs/en/index.md"
    text = path.read_text(encoding="utf-8").replace("## ", f"Saved {way}.\n\n## ", 1)
    since = epoch(server, "en/")
    if way == "put in place":
        beside = path.with_name(".index.md.swp")
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    elif way == "at once":
        path.write_text(text, encoding="utf-8")
    else:
        path.write_text("" if way == "emptied first" else text[:100], encoding="utf-8")
        time.sleep(0.005)
        with path.open("a", encoding="utf-8") as file:
            file.write(text if way == "emptied first" else text[100:])
    assert server.poll("en/", since) > since
    until(server, "en/", has(f"Saved {way}.", "</html>"))
    until(server, "en/", lacks("kb-problems"))


def test_only_browsers_that_show_a_page_that_is_another_reload(
    folder: Path, server: Server
) -> None:
    """Two of them: one with the page, one with its twin, which tells that it is behind."""
    asked = {path: epoch(server, path) for path in ("en/", "", "en/glossary/")}
    told: dict[str, int] = {}
    for path, since in asked.items():
        ask = lambda path=path, since=since: told.update({path: server.poll(path, since)})  # noqa: E731
        threading.Thread(target=ask, daemon=True).start()
    time.sleep(0.2)
    edit(folder / "docs/en/index.md", "## ", "A new sentence.\n\n## ")
    end = time.monotonic() + SECONDS
    while not {"en/", ""} <= told.keys():
        assert time.monotonic() < end
        time.sleep(0.02)
    assert "en/glossary/" not in told
    edit(folder / "facts.yml", "value: 304000000", "value: 310000000")
    (folder / "docs/en/glossary.md").write_text(
        (folder / "docs/en/glossary.md").read_text(encoding="utf-8") + "\nMore.\n", "utf-8"
    )
    while "en/glossary/" not in told:
        assert time.monotonic() < end
        time.sleep(0.02)
    assert all(told[path] > since for path, since in asked.items())


def test_problem_elsewhere_is_told_without_a_second_edit(folder: Path, server: Server) -> None:
    """A heading that goes makes a link on another page lead nowhere: the whole check tells."""
    for locale in ("en", "id"):
        edit(folder / f"docs/{locale}/data.md", "{{ sources_list() }}", "[To it](index.md#share).")
    until(server, "en/data/", has("To it</a>"))
    until(server, "en/data/", lacks("kb-problems"))
    since = epoch(server, "en/data/")
    edit(folder / "docs/en/index.md", "{: #share }", "{: #other }")
    assert server.poll("en/data/", since) > since
    until(server, "en/data/", has("kb-problems", "L102"))


def test_unsafe_page_is_never_rendered_and_recovers(folder: Path, server: Server) -> None:
    path = folder / "docs/en/index.md"
    seen: list[str] = []
    for unsafe in ("<script>alert(1)</script>", "[x](javascript:alert(1))", "{{ 7*7 }}"):
        text = path.read_text(encoding="utf-8")
        since = epoch(server, "en/")
        path.write_text(f"{text}\n{unsafe}\n", encoding="utf-8")
        server.poll("en/", since)
        page = until(server, "en/", has("kb-problems"))
        seen.append(page)
        assert "In all," not in page, "nothing of it is rendered"
        path.write_text(text, encoding="utf-8")
        until(server, "en/", lacks("kb-problems"))
    assert not any("alert(1)<" in page.partition("kb-problems")[0] for page in seen)


def test_templates_and_files_are_made_anew(folder: Path, server: Server) -> None:
    until(server, "en/", has("</html>"))
    edit(folder / "theme/main.html", "</body>", "<p>Another foot.</p></body>")
    until(server, "en/", has("Another foot."))
    since = epoch(server, "")
    (folder / "docs/id/more.txt").write_text("one", encoding="utf-8")
    assert server.poll("", since) > since
    assert server.fetch("more.txt") == (200, b"one")
    (folder / "docs/id/more.txt").write_text("two", encoding="utf-8")
    until(server, "more.txt", has("two"))


def test_settings_that_may_not_be_used_are_told_on_every_page(folder: Path, server: Server) -> None:
    page = until(server, "en/", lacks("kb-problems"))
    edit(folder / "mkdocs.yml", "site_name: Test", "site_name: Other")
    told = until(server, "en/", has("kb-problems", "S142"))
    assert "304\u00a0million" in told, "all else stays as it was"
    edit(folder / "mkdocs.yml", "site_name: Other", "site_name: Test")
    assert until(server, "en/", lacks("kb-problems")).count("<p") == page.count("<p")


def test_other_settings_are_used_once_maintainers_agree(folder: Path, server: Server) -> None:
    edit(folder / "mkdocs.yml", "toc: {permalink: true}", "toc: {permalink: false}")
    agree(folder)
    until(server, "en/", lacks("headerlink", "kb-problems"))
    same_as_cold(folder, server)


def test_files_that_are_not_the_sites_are_not_served(folder: Path, server: Server) -> None:
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    for path in ("../secret.txt", "%2e%2e/secret.txt", "docs/../../secret.txt", "mkdocs.yml"):
        status, content = server.fetch(path)
        assert status == 404, path
        assert b"secret" not in content


ON_A_DAY = """
import sys
from datetime import date
from pathlib import Path
import macros.build_day
macros.build_day.today = lambda: date.fromisoformat(Path("day.txt").read_text())
from macros.mkdocs_adapter.checked_settings import check_first
check_first()
from macros.mkdocs_adapter.serving.command import serve
serve(sys.argv[1])
"""


def test_new_day_comes_while_serving(
    folder: Path, server: Server, as_at_first: Mapping[str, bytes]
) -> None:
    earlier = "2024-06-01"  # the newer revision was published since
    (folder / "day.txt").write_text(earlier)
    with served(folder, DAY, ("-c", ON_A_DAY)) as other:
        there = other.address.encode()
        after = {
            at: page.replace(server.address.encode(), there) for at, page in as_at_first.items()
        }
        before = cold(folder, other.address, earlier)
        assert before != after
        assert unlike(other, before) == ""
        (folder / "day.txt").write_text(DAY)
        assert unlike(other, after) == ""


def test_title_that_mkdocs_macros_would_render_does_not_end_the_server(
    folder: Path, server: Server
) -> None:
    edit(folder / "docs/en/glossary.md", "title: Glossary", 'title: "{{ 7**9 }} {% x %}"')
    page = until(server, "en/glossary/", has("kb-problems"))
    assert "40353607" not in page.partition("<article>")[0]
    until(server, "en/data/", has("{{ 7**9 }} {% x %}"))


def test_random_edits_end_as_a_fresh_start_would(folder: Path, server: Server) -> None:
    """A short walk; `make bench-serving` takes longer ones."""
    chance = random.Random("serving")
    first = sources(folder)
    pages = sorted((folder / "docs").rglob("*.md"))
    for _ in range(12):
        path = chance.choice([page for page in pages if page.is_file()])
        text = path.read_text(encoding="utf-8")
        match chance.randrange(7):
            case 0:
                text += f"\nWord {chance.choice('abcdef')}.\n"
            case 1:
                text = text.replace("title: ", f"title: {chance.choice('ABCDEF')} ", 1)
            case 2:
                text = text.replace("---\n", "--\n", 1)
            case 3:
                text += '\n{{ fact("migrants.share") }}\n'
            case 4:
                text += "\n<script>x</script>\n"
            case 5:
                edit(folder / "facts.yml", "value: 304000000", "value: 303000000")
                edit(folder / "facts.yml", "value: 303000000", "value: 304000000")
            case 6:
                put_back(folder, first)
                text = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8")
        if chance.random() < 0.6:
            server.fetch(chance.choice(["", "en/", "en/glossary/", "data/", "en/data/facts/"]))
        time.sleep(chance.choice([0, 0.01, 0.1, 0.5]))
    same_as_cold(folder, server)


def test_edits_while_a_page_is_rendered_are_not_lost(folder: Path, server: Server) -> None:
    path = folder / "docs/en/index.md"
    text = path.read_text(encoding="utf-8")
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            server.fetch("en/")

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(15):
        path.write_text(f"{text}\nState {'abcdefghijklmno'[number]}.\n", encoding="utf-8")
        time.sleep(0.03)
    until(server, "en/", has("State o."))
    stop.set()
    for thread in threads:
        thread.join()
