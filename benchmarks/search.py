"""How well the search finds, and what it costs: `make bench-search`.

The real site is built and served; real Chromium opens the dialog that readers open, asks it as
Enter and `?q=` do for the queries of a file (see tests/search/tuned.yml for the form), and reads
what it shows. `--queries FILE` runs a set of one's own, such as one that nobody saw who worked on
the search. A query counts by the first of its expected pages in the order of the results; facts
count as the page of their records, terms as the glossary, and several results of a page as one.
What the dialog shows as nearest, because nothing is good enough to be a result, does not count.

The table has, for each size of the site and each language: recall@3, MRR, the share of queries
with an expected page in first place (R@1), queries without results and how many of these have an
expected page among the nearest, the share of the first three results that mark a word which was
met, and the same recall and MRR for each kind of query. Then the queries that have results though
the site tells nothing of them (tests/search/absent.yml). Bytes are those of Brotli at quality 11:
on opening the dialog (search.js, search.css, index.js), and up to the first results of a query
and their sentences in a fresh window, as median and greatest of a sample. Larger sites are the
real pages among generated ones, which are never written: the builder of the index is given them.
Exit codes: 0 within the limits, 1 a limit is passed, 2 the site could not be built.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import brotli
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.prose import SECTIONS, WORDS, Writer
from macros.html.model import BuiltPage, BuiltSite
from macros.loading import open_built, open_library
from macros.model import FOLDERS, LOCALES, Locale, Location
from macros.publish.outputs import from_pages
from macros.publish.search.article import read_article
from macros.publish.search.words import words_of
from macros.site.registration import register

ROOT = Path(__file__).parents[1]
QUERIES = ROOT / "tests" / "search" / "tuned.yml"
SIZES = (0, 200, 1000)
ABSENT = QUERIES.with_name("absent.yml")
RECALL, MRR = 0.97, 0.93
MARKED, ANSWERED = 0.95, 0.10
"""Limits at today's size: the least share of the first results with a mark in sight, and the
greatest of the absent queries with results."""
OPENING, FIRST, FIRST_OF_MANY = 25_000, 120_000, 250_000
"""Limits in bytes: on opening, and up to the first results at today's size and at any."""
SAMPLE = 12
"""Queries whose bytes are counted, each in a fresh window."""
ASK = """async (queries) => {
  await kb.load("search.js");
  const shown = [];
  for (const words of queries) {
    kb.search(words);
    await kb.search.answered;
    await kb.search.shown;
    const list = document.querySelector("dialog.kb-finder ol");
    shown.push([...list.children].map((item) => ({
      url: item.firstChild.href.slice(kb.base.length),
      marked: Boolean(item.querySelector("mark")),
      nearest: list.className == "kb-finder__nearest",
    })));
  }
  return shown;
}"""
"""Ask the dialog for words as `?q=` does: what it shows for each, from the top down."""


@dataclass(frozen=True)
class Query:
    """What a reader types, and the pages of which any is right."""

    words: str
    pages: frozenset[str]
    kind: str


@dataclass(frozen=True)
class Answer:
    """A query with the place of its first right page, counted from 1; 0 where there is none."""

    query: Query
    place: int
    empty: bool
    near: bool
    """Whether a right page is among the nearest, where there is no result."""
    marked: tuple[bool, ...]
    """Whether a word that was met is in sight, for each of the first three results."""


def read_absent() -> dict[Locale, list[Query]]:
    """The queries of which the site tells nothing."""
    written: Mapping[Locale, Sequence[str]] = yaml.safe_load(ABSENT.read_text("utf-8"))
    return {
        locale: [Query(words, frozenset(), "absent") for words in written[locale]]
        for locale in LOCALES
    }


def read_queries(path: Path) -> dict[Locale, list[Query]]:
    """The queries of a file. Raises `KeyError` where one lacks a key."""
    written: Mapping[Locale, Iterable[Mapping[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    return {
        locale: [Query(one["q"], frozenset(one["pages"]), one["kind"]) for one in written[locale]]
        for locale in LOCALES
    }


def asked(page: Page, queries: Sequence[Query], locale: Locale) -> list[Answer]:
    """What the search of an open page of the site answers."""
    answers = []
    told: list[list[dict[str, Any]]] = page.evaluate(ASK, [query.words for query in queries])
    for query, shown in zip(queries, told, strict=True):
        keys = list(dict.fromkeys(key_of(one["url"], locale) for one in shown))
        right = (at for at, key in enumerate(keys, 1) if key in map(bare, query.pages))
        place = next(right, 0)
        empty = not shown or shown[0]["nearest"]
        marked = () if empty else tuple(one["marked"] for one in shown[:3])
        answers.append(Answer(query, 0 if empty else place, empty, empty and place > 0, marked))
    return answers


def key_of(url: str, locale: Locale) -> str:
    """The key of a page, without its ending, from its address below the site's folder."""
    path = url.partition("#")[0].removeprefix(FOLDERS[locale])
    return path.removesuffix("index.html").removesuffix(".html").strip("/") or "index"


def bare(key: str) -> str:
    """A key as `key_of` gives it: `gcm/index.md` and `gcm.md` have one address."""
    return key.removesuffix(".md").removesuffix("/index")


def recall(answers: Sequence[Answer], top: int = 3) -> float:
    """The share of queries with a right page among the first."""
    return sum(0 < answer.place <= top for answer in answers) / len(answers)


def mean_rank(answers: Sequence[Answer]) -> float:
    """MRR: the mean of one divided by the place of the first right page."""
    return sum(1 / answer.place for answer in answers if answer.place) / len(answers)


def in_sight(answers: Sequence[Answer]) -> float:
    """The share of the first three results in which a word that was met is marked."""
    marks = [mark for answer in answers for mark in answer.marked]
    return sum(marks) / max(len(marks), 1)


def rows(answers: Sequence[Answer]) -> Iterator[str]:
    """The figures of one language, all together and by kind."""
    zero = sum(answer.empty for answer in answers)
    near = sum(answer.near for answer in answers)
    yield (
        f"{len(answers)} queries: recall@3 {recall(answers):.3f}, MRR {mean_rank(answers):.3f}, "
        f"R@1 {recall(answers, 1):.3f}, without results {zero} ({near} with the page among the "
        f"nearest), marked {in_sight(answers):.3f}"
    )
    for kind in dict.fromkeys(answer.query.kind for answer in answers):
        of_kind = [answer for answer in answers if answer.query.kind == kind]
        yield f"    {kind:<12}{len(of_kind):>3}  {recall(of_kind):.2f}  {mean_rank(of_kind):.2f}"


def weight(folder: Path, names: Iterable[str]) -> int:
    """Brotli bytes of files of the site."""
    return sum(len(brotli.compress((folder / name).read_bytes())) for name in names)


def opening(locale: Locale) -> list[str]:
    """The files that opening the dialog loads."""
    return ["assets/search.js", "assets/search.css", f"assets/search/{locale}/index.js"]


def first_query(browser: Browser, address: str, folder: Path, locale: Locale, words: str) -> int:
    """Brotli bytes of all that a fresh window loads from opening the dialog to the results."""
    page = browser.new_page()
    loaded: set[str] = set()
    page.goto(f"{address}/{FOLDERS[locale]}")
    page.on("request", lambda request: loaded.add(request.url.partition("?")[0]))
    page.evaluate("words => Promise.all([kb.load('search.css'), kb.load('search.js')])")
    page.evaluate("words => void kb.search(words)", words)
    page.evaluate("() => kb.search.answered.then(() => kb.search.shown)")
    page.wait_for_load_state("networkidle")
    page.close()
    below = f"{address}/"
    return weight(folder, (url.removeprefix(below) for url in loaded if "/assets/search" in url))


@dataclass(frozen=True)
class Cost:
    """Brotli bytes."""

    opening: int
    first: list[int]


def measured(
    browser: Browser, folder: Path, queries: Mapping[Locale, Sequence[Query]]
) -> Iterator[tuple[Locale, list[Answer], list[Answer], Cost]]:
    """Answers, those to absent queries, and cost of the site in a folder, by language."""
    absent = read_absent()
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        for locale in LOCALES:
            page = browser.new_page()
            page.goto(f"{address}/{FOLDERS[locale]}")
            answers = asked(page, queries[locale], locale)
            nonsense = [one for one in asked(page, absent[locale], locale) if not one.empty]
            page.close()
            step = max(1, len(queries[locale]) // SAMPLE)
            sample = [query.words for query in queries[locale][::step]]
            first = [first_query(browser, address, folder, locale, one) for one in sample]
            yield locale, answers, nonsense, Cost(weight(folder, opening(locale)), first)
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the table, and say whether the limits hold."""
    options = _parser().parse_args(arguments)
    register()
    queries = read_queries(options.queries)
    with TemporaryDirectory(prefix="kb-search-") as name, sync_playwright() as playwright:
        folder = Path(name) / "site"
        command = [sys.executable, "-m", "macros.cli", "build", "--site", str(folder)]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            return 2
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox"]
        )
        passed = list(table(browser, folder, options.sizes, queries))
        browser.close()
    print("\n".join(["", *(passed or ["Within the limits."])]))
    return 1 if passed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="How well the search finds, and what it costs.")
    parser.add_argument("--queries", type=Path, default=QUERIES, help="a file of queries")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="PAGES",
                        help="pages of a language; 0 is the real site")  # fmt: skip
    return parser


def table(
    browser: Browser,
    folder: Path,
    sizes: Iterable[int],
    queries: Mapping[Locale, Sequence[Query]],
) -> Iterator[str]:
    """Print the figures of every size of the site in a folder; gives the limits that are passed."""
    library, site = open_library(ROOT, date.today()), open_built(folder)
    for size in sizes:
        started = time.process_time()
        for path, content in from_pages(larger(site, size), library):
            (folder / path).write_bytes(content)
        seconds = time.process_time() - started
        title = f"{size} pages of each language" if size else "The site as it is"
        print(f"\n{title} (index built in {seconds:.2f} s of CPU time)")
        absent = read_absent()
        for locale, answers, nonsense, cost in measured(browser, folder, queries):
            print(f"  {locale}: " + "\n  ".join(rows(answers)))
            print(f"      absent: {len(nonsense)} of {len(absent[locale])} have results", end="")
            print("".join(f"; {answer.query.words}" for answer in nonsense))
            if not size and len(nonsense) > ANSWERED * len(absent[locale]):
                yield f"{locale}: more than {ANSWERED:.0%} of the absent queries have results"
            print(
                f"      Brotli kB: {cost.opening / 1000:.1f} on opening; first query "
                f"{median(cost.first) / 1000:.1f}, at most {max(cost.first) / 1000:.1f}"
            )
            yield from broken(locale, size, answers, cost)


def larger(site: BuiltSite, pages: int) -> BuiltSite:
    """The site with as many generated pages as make `pages` of each language."""
    made: dict[str, BuiltPage] = dict(site.pages)
    for locale in LOCALES:
        real = [page for page in site.pages.values() if page.locale == locale]
        parts = (
            part for article in map(read_article, real) if article for part in article.sections
        )
        writer = Writer(locale, borrowed=[word for part in parts for word in words_of(part.text)])
        for number in range(max(0, pages - len(real))):
            page = _generated(writer, locale, number)
            made[page.path] = page
    return replace(site, pages=made)


def _generated(writer: Writer, locale: Locale, number: int) -> BuiltPage:
    """A page with a title, a description, and sections below headings."""
    path = f"{FOLDERS[locale]}generated/{number}/index.html"
    title, description = writer.text(4), writer.text(18)
    sections = "".join(
        f'<h2 id="s{at}">{writer.text(3)}</h2><p>{writer.text(WORDS // SECTIONS)}</p>'
        for at in range(SECTIONS)
    )
    html = f"<article><h1>{title}</h1>{sections}</article>"
    return BuiltPage(path, Location(path), html, locale, title, description)


def broken(locale: Locale, size: int, answers: Sequence[Answer], cost: Cost) -> Iterator[str]:
    """The limits that do not hold."""
    if not size and (recall(answers) < RECALL or mean_rank(answers) < MRR):
        yield f"{locale}: recall@3 below {RECALL} or MRR below {MRR}"
    if not size and in_sight(answers) < MARKED:
        yield f"{locale}: of the first results, fewer than {MARKED:.0%} show a word that was met"
    if not size and cost.opening > OPENING:
        yield f"{locale}: opening costs more than {OPENING} bytes"
    most = FIRST_OF_MANY if size else FIRST
    if max(cost.first) > most:
        yield f"{locale}, {size}: a first query costs more than {most} bytes"


if __name__ == "__main__":
    sys.exit(main())
