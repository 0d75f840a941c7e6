"""Pages cannot make the template engine do anything but answer the site's own calls."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.exceptions import SecurityError
from mkdocs_macros.plugin import MacrosPlugin

from macros.mkdocs_adapter.sandbox import LockedEnvironment, leak
from macros.model import LOCALES, Locale
from macros.project import open_project
from tests.conftest import ROOT, TODAY
from tests.corpus.corpus import MARK, cases

PAYLOADS = [
    case.page["en"].replace(MARK, "")
    for case in cases("A")
    if case.page and not case.head and case.page["en"].lstrip(MARK).startswith("{")
]
FIELDS = ("title", "description")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], set[str]]:
    """The codes told in each line of a project that has a page for each payload in each place."""
    root = tmp_path_factory.mktemp("payloads") / "project"
    shutil.copytree(ROOT / "tests" / "site", root)
    for locale, place, number in product(LOCALES, FIELDS, range(len(PAYLOADS))):
        words = {field: "Words" for field in FIELDS} | {place: PAYLOADS[number]}
        head = "".join(f"{field}: '{words[field]}'\n" for field in FIELDS)
        path = root / page_of(locale, place, number)
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{head}---\nWords.\n", encoding="utf-8")
    codes: dict[tuple[str, int], set[str]] = defaultdict(set)
    for problem in open_project(root, TODAY, "https://test.example/").errors:
        codes[problem.where.path, problem.where.line].add(problem.code)
    return codes


def page_of(locale: Locale, place: str, number: int) -> str:
    """The path of the page that has a payload in a place."""
    return f"docs/{locale}/payloads/{place}-{number}.md"


@pytest.mark.parametrize(
    "number", [n for n, p in enumerate(PAYLOADS) if "'" not in p and "\n" not in p]
)
def test_payload_in_front_matter_is_refused(
    number: int, found: dict[tuple[str, int], set[str]]
) -> None:
    for locale, field in product(LOCALES, FIELDS):
        told = found[page_of(locale, field, number), 2 + FIELDS.index(field)]
        assert any(code.startswith("P2") for code in told), (locale, field)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_engine_itself_refuses(payload: str) -> None:
    """Even where the check before the build were passed by, the engine answers nothing."""
    with pytest.raises(SecurityError):
        LockedEnvironment().from_string(payload).render(config="x", page="y")


def test_nothing_is_ever_compiled() -> None:
    environment = LockedEnvironment()
    with pytest.raises(SecurityError):
        environment.compile("x")
    assert not environment.globals
    assert not environment.filters
    assert environment.loader is None


def test_self_test_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = MacrosPlugin()
    plugin._env = LockedEnvironment()
    assert leak(plugin) == ""
    monkeypatch.setattr(
        "macros.mkdocs_adapter.sandbox.PageTemplate.render", lambda self, **ignored: self.source
    )
    assert leak(plugin) == "{{ 7*7 }}"
    plugin._env = Environment(autoescape=True)
    assert leak(plugin) == "Environment"


def test_real_build_refuses_a_payload(site: Path, run: Callable[..., Any]) -> None:
    with (site / "docs/en/data.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ cycler.__init__.__globals__.os.popen('id').read() }}\n")
    done = run("mkdocs", "build")
    assert done.returncode == 1
    assert "docs/en/data.md:" in done.stderr + done.stdout
    assert "uid=" not in done.stderr + done.stdout
    assert not (site / "site").exists()
