"""One value changes, and with it every page of both languages that uses it; no dated one does."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.slow

Html = dict[str, str]
DATED = ("news/training/index.html", "en/news/training/index.html")
GAP = "\u00a0"


@pytest.fixture(scope="module")
def rebuilt(
    once: Callable[[str, Callable[[Path], object]], Path],
    prepare: Callable[..., Path],
    mkdocs: Callable[..., subprocess.CompletedProcess[str]],
) -> Callable[[str, dict[str, str]], Html]:
    """The pages of the site after these texts of facts.yml were replaced."""

    def build(changes: dict[str, str], folder: Path) -> None:
        facts = prepare(folder) / "facts.yml"
        text = facts.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1
            text = text.replace(old, new)
        facts.write_text(text, encoding="utf-8")
        done = mkdocs(folder, "build")
        assert done.returncode == 0, done.stderr

    return lambda name, changes: html(once(name, partial(build, changes)))


def html(folder: Path) -> Html:
    """The pages but those for other people's work, whose charts change as a whole."""
    site = folder / "site"
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    beside = re.compile("(?:en/)?(?:use|embed)/")
    return {
        name: path.read_text(encoding="utf-8")
        for name, path in paths.items()
        if not beside.match(name)
    }


@pytest.fixture(scope="module")
def before(built: Path) -> Html:
    """The pages of the site before any change."""
    return html(built)


@pytest.fixture(scope="module")
def corrected(rebuilt: Callable[[str, dict[str, str]], Html]) -> Html:
    """After one value was changed."""
    return rebuilt("corrected", {"value: 304000000": "value: 305500000"})


NEW = "{value: 310000000, period: 2026, edition: new, source: portal, known: 2026-06}"
NAME = "{value: {en: Protection Board, id: Dewan Pelindungan}, short: DPM, from: 2026-01-01, "


@pytest.fixture(scope="module")
def updated(rebuilt: Callable[[str, dict[str, str]], Html]) -> Html:
    """After a newer value and a newer name were added."""
    return rebuilt(
        "updated",
        {
            "source: portal, known: 2025-01}\n  migrants.share:": (
                f"source: portal, known: 2025-01}}\n      - {NEW}\n  migrants.share:"
            ),
            "from: 2024-11-05, source: portal}\n": (
                f"from: 2024-11-05, source: portal}}\n      - {NAME}source: portal}}\n"
            ),
        },
    )


def as_corrected(page: str) -> str:
    """What a page must become: the same, with the new value wherever the old one stood."""
    page = page.replace("304000000", "305500000")
    for word, new in (("million", "305.5"), ("juta", "305,5")):
        for written in (str, quote):  # on the page, and in the addresses of reports
            page = page.replace(written(f"304{GAP}{word}"), written(f"{new}{GAP}{word}"))
    return page


def test_one_value_changes_every_page_that_uses_it(before: Html, corrected: Html) -> None:
    """Nothing else changes: the pages are the same but for the figure, in both languages."""
    assert corrected == {name: as_corrected(page) for name, page in before.items()}


@pytest.mark.parametrize("folder", ["", "en/"])
def test_pages_that_use_it_are_these(before: Html, corrected: Html, folder: str) -> None:
    """Titles, tables, cards, records, the index, and the words for a drawing.

    The page for what is missing names the home page by its title, in both languages.
    """
    main = re.compile("<article.*</article>", re.DOTALL)
    changed = {
        name
        for name in before
        if main.findall(before[name]) != main.findall(corrected[name])
        and name not in (*DATED, "404.html")
    }
    assert {name for name in changed if name.startswith("en/") == bool(folder)} == {
        f"{folder}{name}index.html"
        for name in ("", "data/", "data/facts/", "data/facts/migrants/", "places/")
    }


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("when", ["before", "corrected", "updated"])
def test_dated_page_keeps_figure_and_name_of_its_day(
    name: str, when: str, parse: Callable[[str], Any], request: pytest.FixtureRequest
) -> None:
    article = parse(request.getfixturevalue(when)[name]).one("article")
    figure = article.one("data", value="281000000")
    word = "million" if name.startswith("en/") else "juta"
    assert figure.text == f"281{GAP}{word}"
    bullets = article.one("ul", data_fact="training.agencies").all("li")
    agency = bullets[0].text
    assert agency in ("Protection Agency (BP2MI)", "Badan Pelindungan (BP2MI)")
    assert agency in "".join(part.text for part in article.all("p"))


def _without_newer(page: str) -> str:
    """The article without what says that a newer figure exists."""
    article = re.findall("<article.*</article>", page, re.DOTALL)[0]
    return re.sub('<p class="kb-superseded">.*?</p>', "", article)


@pytest.mark.parametrize("name", DATED)
def test_dated_page_changes_in_nothing_else(
    name: str, before: Html, corrected: Html, updated: Html
) -> None:
    kept = _without_newer(before[name])
    assert kept == _without_newer(corrected[name]) == _without_newer(updated[name])
    assert "304" not in kept


@pytest.mark.parametrize(
    ("name", "notice", "newer"),
    [
        (
            DATED[0],
            f"Angka per 28{GAP}Oktober 2022. Sudah ada angka yang lebih baru.",
            f"Ada angka yang lebih baru: 310{GAP}juta (2026, Revisi 2024)",
        ),
        (
            DATED[1],
            f"Figures as known on 28{GAP}October 2022. Newer figures exist.",
            f"A newer figure exists: 310{GAP}million (2026, 2024 revision)",
        ),
    ],
)
def test_dated_page_tells_of_the_newer_figure(
    name: str, notice: str, newer: str, updated: Html, parse: Callable[[str], Any]
) -> None:
    """At its top, and where the figure is listed, with the way to the record."""
    article = parse(updated[name]).one("article")
    top = article.one("p", class_="kb-dated")
    assert top.text == notice
    assert top.one("a").attributes["href"] == "#figures"
    told = article.one("p", class_="kb-superseded")
    assert told.text == newer
    assert told.one("a").attributes["href"] == "../../data/facts/migrants/#migrants.world"
    record = parse(updated[name.replace("news/training", "data/facts/migrants")])
    shown = record.one("section", data_record="migrants.world").one("p", class_="kb-record__value")
    assert shown.text.startswith(f"310{GAP}")


@pytest.mark.parametrize("folder", ["", "en/"])
def test_evergreen_pages_follow_the_newer_figure_and_name(
    updated: Html, parse: Callable[[str], Any], folder: str
) -> None:
    home = parse(updated[f"{folder}index.html"])
    assert home.one("h1").text.split(GAP)[0].endswith(" 310")
    assert home.one("article").one("data", value="310000000")
    places = parse(updated[f"{folder}places/index.html"])
    assert places.one("h1").text.endswith(": DPM")
    old = {name for name, page in updated.items() if f"304{GAP}" in page}
    assert old == {f"{one}data/facts/migrants/index.html" for one in ("", "en/")}
