"""Every bad input is told with its place, its reason and a next step, and nothing is published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.cli import main
from macros.model import LOCALES, Problem, Severity
from macros.report.text import words_of

HERE = Path(__file__).parent
MESSAGES = (HERE / "bad_input.txt").read_text(encoding="utf-8")
RAW: dict[str, Any] = {
    code: words
    for path in (HERE.parent / "macros" / "messages").glob("*.yml")
    for code, words in yaml.safe_load(path.read_text(encoding="utf-8")).get("codes", {}).items()
}
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "bad_input.yml").read_text(encoding="utf-8"))


def spoil(site: Path, case: dict[str, Any]) -> None:
    """Make the one change of a case."""
    path = site / case["file"]
    if "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    elif "new" not in case:
        path.unlink()
    elif "old" not in case:
        path.write_text(case["new"] * case.get("repeat", 1), encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        assert case["old"] in text, case["name"]
        path.write_text(text.replace(case["old"], case["new"], 1), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bad_input_is_told_with_its_place(
    case: dict[str, Any], site: Path, read: Callable[[], Any]
) -> None:
    spoil(site, case)
    problems: tuple[Problem, ...] = read().problems
    found = [p for p in problems if (str(p.where), p.code) == (case["at"], case["code"])]
    assert found, [(str(p.where), p.code, dict(p.values)) for p in problems]
    for locale in LOCALES:
        told = " ".join(" ".join(words_of(p, locale)) for p in found)
        for words in case["says"]:
            assert words in told, told
    assert "".join(golden(case, found)) in MESSAGES
    strict = [] if any(p.level is Severity.ERROR for p in found) else ["--strict"]
    assert main(["check", "--root", str(site), "--today", "2026-11-22", *strict]) == 1


def golden(case: dict[str, Any], found: Sequence[Problem]) -> Iterator[str]:
    """What an editor reads of a case, in both languages."""
    yield f"{case['name']}: {case['code']}\n"
    for problem in found:
        for locale in LOCALES:
            told = words_of(replace(problem, consequences=()), locale)
            yield f"    {' '.join(told)}\n".replace("\n ", " ")


def test_every_code_of_facts_and_pages_has_a_case() -> None:
    """Those that take their words from another one are told with the same words."""
    own = {code for code, words in RAW.items() if code[0] in "FP" and "same" not in words}
    assert own <= {case["code"] for case in CASES}
    heads = [line for line in MESSAGES.split("\n") if line and not line.startswith(" ")]
    assert heads == [f"{case['name']}: {case['code']}" for case in CASES]


PUBLISHED = (
    "unknown fact",
    "missing file",
    "alias bomb",
    "a claim that does not hold",
    "broken YAML",
)


@pytest.mark.parametrize("name", PUBLISHED)
def test_nothing_is_published(name: str, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = site / "site" / "index.html"
    published.parent.mkdir()
    published.write_text("the last good site", encoding="utf-8")
    case = next(case for case in CASES if case["name"] == name)
    spoil(site, case)
    assert main(["build", "--root", str(site), "--today", "2026-11-22"]) == 1
    assert case["at"] in capsys.readouterr().out
    assert published.read_text(encoding="utf-8") == "the last good site"
    assert [path.name for path in (site / "site").iterdir()] == ["index.html"]


def test_all_problems_are_found_in_one_run(site: Path, read: Callable[[], Any]) -> None:
    for name in ("unknown fact", "wrong type", "unknown macro", "a heading without id"):
        spoil(site, next(case for case in CASES if case["name"] == name))
    assert {"P204", "F110", "P202", "P210"} <= {p.code for p in read().errors}
