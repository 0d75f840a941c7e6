"""How a case becomes something to check: the small worlds that the codes of a family need.

figures (N, A)   one page, beside the records of tests/planted. `page` is its text, with the usual
                 front matter where it brings none of its own, so that it begins on line 6; `lang`
                 its language (en); `date` makes it a page of that day. `data` is a facts.yml whose
                 suppressions count. With `edit` it is a case of a project, as below.
terms (G)        the same, beside the records of tests/glossary/cases.
twins (T)        a page in both languages, `en` and `id` (null where there is none), beginning on
                 line 5; `before`, its texts when they were last brought in line, if others; or
                 `lock`, the whole of twins.lock, null where there is no such file.
surroundings     one page and what lies around it, in the small project of tests/site, once in each
  (L, S)         language; the paths in `found` are those of the English one. `page` stands at `key`
                 (page.md) and begins on line 5. `pages` are further pages by their keys, `files`
                 further files with a size, their first bytes as `head`, `faults` of a picture,
                 or `link: true`; `texts`
                 the texts of files that are no pages. `settings`, `menu`, `lock` and `redirects`
                 are the files mkdocs.yml, menu.yml, addresses.lock and redirects.yml. `repeat`
                 makes a text long: its parts are joined, each so often. LANG stands for the other
                 language, HERE for the page's own.
markdown (M)     the same; only what of the page does not come out as it was meant.
built (B)        the finished site of BUILT/ with something changed: `change` replaces a text in
                 files (`old` and `new`, by path), `files` adds or replaces whole ones; a file whose
                 text is null goes. Each page has its policy, unless the case is `bare`.
project (F, P)   the small project of tests/site with files changed: `edit` has for a path `old` and
                 `new`; or `new` alone, the whole text, maybe so often (`repeat`); or `bytes` in
                 hexadecimal digits; or null, and the file goes. With `agreed` settings.lock holds
                 the changed settings.
command (K)      the same project, in which `kb` is called with these `arguments`.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import chdir, redirect_stdout
from dataclasses import replace
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from macros import cli
from macros.addresses.lock import read_lock
from macros.addresses.menu import read_menu
from macros.addresses.redirects import read_redirects
from macros.addresses.settings import read_settings
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.glossary.reader import read_glossary
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.library import Library
from macros.markdown.limits import too_large
from macros.messages import codes
from macros.model import LOCALES, File, Locale, Location, Page, Problem, Term, other_locale
from macros.project import open_project
from macros.render.policy import START, element
from macros.rules.built import check_built
from macros.rules.macro_calls import make_calls
from macros.rules.registry import RULES, Scope
from macros.rules.runner import register_all_rules
from macros.rules.suppressions import allow
from macros.translations.lock import SyncRecord, SyncRecords, read_records
from macros.translations.status import read_twins
from tests.agreed import agree
from tests.reading import read_page

register_all_rules()

HERE = Path(__file__).parent
SITE = HERE.parent / "site"
TODAY = date(2026, 11, 22)
HEAD = "---\ntitle: T\ndescription: D.\n---\n"
Case = dict[str, Any]


@cache
def small_project() -> Library:
    """The library of tests/site."""
    return open_project(SITE, TODAY, "https://test.example/").library


@cache
def registry_of(path: str) -> Registry:
    """The records of a folder of the tests."""
    return read_facts((HERE.parent / path / "facts.yml").read_text(encoding="utf-8"), path)[0]


@cache
def glossary() -> Mapping[str, Term]:
    """The terms of tests/glossary/cases."""
    text = (HERE.parent / "glossary" / "cases" / "glossary.yml").read_text(encoding="utf-8")
    return read_glossary(text, "glossary.yml")[0]


def check_with(families: str, library: Library) -> list[Problem]:
    """What the rules of some families find; each tells only the codes that it names."""
    problems: list[Problem] = []
    for rule in RULES:
        if any(code[0] in families for code in rule.codes) and rule.scope.value != "built":
            texts = rule.scope is Scope.TEXTS
            told = list(rule.check(library.files.values() if texts else library))
            assert {problem.code for problem in told} <= rule.codes, rule
            problems += told
    return problems


def page_of(case: Case) -> Page:
    """The one page of a case."""
    text, locale = case.get("page", ""), case.get("lang", "en")
    if not text.startswith("---\n"):
        day = f"date: {case['date']}" if "date" in case else "# no date"
        text = f"---\ntitle: T\ndescription: D.\n{day}\n---\n{text}"
    page, problems = read_page(text, f"docs/{locale}/page.md", locale, "page.md")
    assert page, problems
    return page


def figures(case: Case) -> list[Problem]:
    """The figures of the page, less what is allowed there."""
    page = page_of(case)
    library = Library(registry_of("planted"), {}, {page.locale: {page.key: page}}, TODAY)
    data = {"facts.yml": case["data"]} if "data" in case else {}
    return allow(check_with("N", library), [page], data, codes)


def terms(case: Case) -> list[Problem]:
    """The terms of the page."""
    page, registry = page_of(case), registry_of("glossary/cases")
    return check_with("G", Library(registry, glossary(), {page.locale: {page.key: page}}, TODAY))


def twin_pages(texts: Mapping[str, str | None]) -> dict[Locale, dict[str, Page]]:
    """The page in both languages, as far as it can be read."""
    found: dict[Locale, dict[str, Page]] = {}
    for locale in LOCALES:
        text = texts.get(locale)
        if text is not None:
            text = text if text.startswith("---\n") else f"{HEAD}{text}"
            page = read_page(text, f"docs/{locale}/page.md", locale, "page.md")[0]
            if page:
                found[locale] = {"page.md": page}
    return found


def records_of(pages: dict[Locale, dict[str, Page]]) -> SyncRecords:
    """The records of these pages as they are."""
    return {
        (twins.key, pair.anchor): SyncRecord(pair.en.state, pair.id.state)
        for twins in read_twins(pages, {})
        for pair in twins.pairs
        if pair.en and pair.id
    }


def twins(case: Case) -> list[Problem]:
    """What the two languages do not share."""
    pages = twin_pages(case)
    text = case.get("lock", "")
    if "lock" not in case:
        records = records_of(twin_pages(case.get("before", case)))
        lines = (f"{page}#{anchor} en:{r.en} id:{r.id}\n" for (page, anchor), r in records.items())
        text = "# \n\n" + "".join(lines)
    found, problems = read_records(text, "twins.lock") if text is not None else (None, ())
    gone = {(loc, "page.md") for loc in LOCALES if case[loc] is not None and loc not in pages}
    unreadable = dict.fromkeys(gone, Location("page.md"))
    library = replace(small_project(), pages=pages, records=found, unreadable=unreadable)
    return [*check_with("T", library), *problems]


def library_of(case: Case, locale: Locale) -> tuple[Library, list[Problem]]:
    """The small project with what the case brings, and what its readers find."""
    base = small_project()
    texts = {key: _long(text) for key, text in case.get("pages", {}).items()}
    if "page" in case:
        texts[case.get("key", "page.md")] = _long(case["page"])
    pages: dict[Locale, dict[str, Page]] = {one: dict(base.pages[one]) for one in LOCALES}
    files = dict(base.files)
    problems: list[Problem] = []
    for key, written in texts.items():
        text = written.replace("LANG", other_locale(locale)).replace("HERE", locale)
        text = text if text.startswith("---\n") else f"{HEAD}{text}"
        path = f"docs/{locale}/{key}"
        page, told = read_page(text, path, locale, key)
        problems += [problem for problem in told if problem.code[0] in "LMS"]
        files[path] = File(path, len(text.encode()), text=text)
        problems += too_large(files[path])
        if page:
            pages[locale][key] = page
    for key, file in case.get("files", {}).items():
        path = key.replace("docs/en/", f"docs/{locale}/")
        head = file.get("head", "").encode("latin-1")
        faults = tuple((sort, found) for sort, found in file.get("faults", {}).items())
        regular = not file.get("link")
        files[path] = File(path, file.get("size", 1), regular, head=head, faults=faults)
        problems += too_large(files[path]) if path.endswith(".md") else ()
    for path, text in case.get("texts", {}).items():
        files[path] = File(path, len(text), text=text)
    settings, wrong = read_settings(case.get("settings", ""), "mkdocs.yml")
    menu, unread = read_menu(case.get("menu", ""), "menu.yml")
    lock, damaged = read_lock(case.get("lock", ""), "addresses.lock")
    redirects, unfit = read_redirects(case.get("redirects", ""), "redirects.yml")
    library = replace(
        base,
        pages=pages,
        files=files,
        settings=settings,
        menu=menu,
        lock=lock,
        redirects=redirects,
    )
    gone = {(locale, key): Location(f"docs/{locale}/{key}") for key in case.get("unreadable", ())}
    problems += (*wrong, *unread, *damaged, *unfit)
    library, of_calls = make_calls(replace(library, unreadable=gone))
    problems += [
        one for one in of_calls if one.code[0] == "S" and one.where.path.endswith("/page.md")
    ]
    return library, problems


def surroundings(case: Case, locale: Locale) -> list[Problem]:
    """What is wrong with a page and what lies around it."""
    library, problems = library_of(case, locale)
    return [*problems, *check_with("LS", library)]


def markdown(case: Case, locale: Locale) -> list[Problem]:
    """What of the page does not come out as it was meant."""
    library, problems = library_of(case, locale)
    told = [*problems, *check_with("M", library)]
    return [p for p in told if p.code[0] == "M" and p.where.path.endswith("/page.md")]


def _long(given: Any) -> str:
    """A text as written, or one that is made long."""
    if isinstance(given, str):
        return given
    return "".join(part * int(times) for part, times in given["repeat"])


def built_texts() -> dict[str, str]:
    """The texts of the small finished site, by path."""
    folder = HERE / "BUILT"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def with_own_policy(path: str, html: str) -> str:
    """A page with its policy, and all else of it where it was."""
    policy = element(path, html, ())
    before = START if START in html else "</title>"
    return html.replace(before, before + policy, 1)


def built(case: Case) -> list[Problem]:
    """What is wrong with a finished site."""
    texts: dict[str, str | None] = {**built_texts(), **case.get("files", {})}
    for path, change in case.get("change", {}).items():
        text = texts[path] or ""
        assert change["old"] in text, path
        texts[path] = text.replace(change["old"], change["new"])
    there = {path: text for path, text in texts.items() if text is not None}
    html = {path: text for path, text in there.items() if path.endswith(".html")}
    if not case.get("bare"):
        html = {path: with_own_policy(path, text) for path, text in html.items()}
    pages = {path: read_built(text, path, "site") for path, text in html.items()}
    styles = {path: text for path, text in there.items() if path.endswith(".css")}
    unreadable = tuple(case.get("unreadable", ()))
    return check_built(BuiltSite("site", pages, frozenset(there), styles, unreadable))


def project(case: Case, folder: Path) -> list[Problem]:
    """What is wrong with a project in which files were changed.

    That a language has changed without the other (T2…) is left out: most changes here do.
    """
    shutil.copytree(SITE, folder)
    edit(folder, case)
    problems = open_project(folder, TODAY, "https://test.example/").problems
    return [problem for problem in problems if not problem.code.startswith("T2")]


def edit(folder: Path, case: Case) -> None:
    """Make the changes of a case in the files below a folder."""
    for name, change in case.get("edit", {}).items():
        path = folder / name
        if change is None:
            path.unlink()
        elif "bytes" in change:
            path.write_bytes(bytes.fromhex(change["bytes"]))
        elif "old" in change:
            text = path.read_text(encoding="utf-8")
            assert change["old"] in text, change["old"]
            path.write_text(text.replace(change["old"], change["new"], 1), encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change["new"] * change.get("repeat", 1), encoding="utf-8")
    if case.get("agreed"):
        agree(folder)


def command(case: Case, folder: Path) -> list[Problem]:
    """Why `kb` refuses its arguments in the project; none where it does not."""
    shutil.copytree(SITE, folder)
    refused: list[KnowledgeError] = []

    def note(error: KnowledgeError, lang: Locale) -> int:
        refused.append(error)
        return 2

    with chdir(folder), patch.object(cli, "_refused", note), redirect_stdout(StringIO()):
        cli.main(case["arguments"])
    return [error.at(Location("")) for error in refused]


def found(code: str, case: Case, locale: Locale, folder: Path) -> list[Problem]:
    """All that a case of this code comes to; `folder` does not exist yet."""
    if "edit" in case:
        return project(case, folder)
    match code[0]:
        case "N" | "A":
            return project(case, folder) if "edit" in case else figures(case)
        case "G":
            return terms(case)
        case "T":
            return twins(case)
        case "B":
            return built(case)
        case "F" | "P":
            return project(case, folder)
        case "K":
            return command(case, folder)
        case "M":
            return markdown(case, locale)
    return surroundings(case, locale)
