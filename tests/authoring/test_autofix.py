"""`kb check --fix`: what is sure is put right, and the reader sees the same text as before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.authoring.autofix import apply, make_fixes, safe
from macros.cli import main
from macros.model import Fix
from macros.project import Project

TYPED = "Some 304 million people, and US$831 billion, on 24–26 October 2022.\n"
CALLED = (
    'Some {{ fact("migrants.world") }} people, and {{ fact("migrants.remittances") }}, '
    'on {{ fact("training.dates") }}.\n'
)


@pytest.fixture
def page(site: Path) -> Path:
    """A page of the small project to which a paragraph with typed figures is added."""
    path = site / "docs" / "en" / "data.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n{TYPED}", encoding="utf-8")
    return path


def check(site: Path, *arguments: str) -> int:
    """The exit code of a check."""
    return main(["check", "--root", str(site), "--today", "2026-11-22", *arguments])


def test_the_command(site: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = page.read_text(encoding="utf-8")
    check(site, "--fix", "--format", "json")
    written = capsys.readouterr()
    assert "3 figures were replaced by their calls; pages changed: 1." in written.err
    assert "N1" not in {p["code"][:2] for p in json.loads(written.out)["problems"]}
    assert page.read_text(encoding="utf-8") == before.replace(TYPED, CALLED)
    check(site, "--fix", "--lang", "id")
    assert "Tidak ada yang dapat diperbaiki dengan pasti." in capsys.readouterr().err
    assert page.read_text(encoding="utf-8") == before.replace(TYPED, CALLED)


def test_only_below_the_paths_that_are_named(site: Path, page: Path) -> None:
    before = page.read_bytes()
    check(site, "--fix", str(site / "docs" / "id"))
    assert page.read_bytes() == before


def test_fix_as_data(site: Path, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = page.read_text(encoding="utf-8").count("\n")
    check(site, "--format", "json")
    problems = json.loads(capsys.readouterr().out)["problems"]
    first = next(p for p in problems if p["code"] == "N101")
    assert first["fix"] == {
        "line": line,
        "column": 6,
        "end_line": line,
        "end_column": 17,
        "text": '{{ fact("migrants.world") }}',
    }
    assert all(p["fix"] is None for p in problems if p["code"] not in ("N101", "N110"))


def test_line_ends_and_the_byte_order_mark_stay(
    site: Path, page: Path, read: Callable[[], Project]
) -> None:
    text = page.read_text(encoding="utf-8").replace("\n", "\r\n")
    page.write_bytes(b"\xef\xbb\xbf" + text.encode())
    project = read()
    assert make_fixes(project, project.problems) == (3, 1)
    expected = text.replace(TYPED.strip(), CALLED.strip())
    assert page.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_old_line_ends_are_left_alone(site: Path, page: Path, read: Callable[[], Project]) -> None:
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r"))
    before = page.read_bytes()
    project = read()
    assert make_fixes(project, project.problems) == (0, 0)
    assert page.read_bytes() == before


def test_a_figure_across_two_lines(site: Path, page: Path, read: Callable[[], Project]) -> None:
    page.write_text(
        page.read_text(encoding="utf-8").replace("304 million", "304\nmillion"), encoding="utf-8"
    )
    project = read()
    assert make_fixes(project, project.problems) == (3, 1)
    assert CALLED in page.read_text(encoding="utf-8")


def test_what_would_change_the_text_is_left_out(
    site: Path, page: Path, read: Callable[[], Project]
) -> None:
    project = read()
    text = page.read_text(encoding="utf-8")
    english = project.library.pages["en"]["data.md"]
    good = [p.fix for p in project.problems if p.fix and p.where.path.endswith("en/data.md")]
    line = good[0].line
    wrong = Fix(line, 1, line, 5, '{{ fact("migrants.share") }}')
    broken = Fix(line, 1, line, 5, "{{ nothing")
    unknown = Fix(line, 1, line, 5, '{{ fact("migrants.wrld") }}')
    for bad in (wrong, broken, unknown):
        assert safe(project.library, english, text, [bad, *good]) == good
    assert safe(project.library, english, text, []) == []


def test_a_call_that_fails_stays_as_it_is(
    site: Path, page: Path, read: Callable[[], Project]
) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write('\n{{ fact("migrants.wrld") }}\n')
    project = read()
    assert make_fixes(project, project.problems) == (3, 1)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(data=st.data())
def test_fixes_are_made_in_their_places(data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.text("ab", min_size=4, max_size=8), min_size=1, max_size=5))
    fixes = []
    for number in data.draw(st.sets(st.integers(1, len(lines)))):
        start = data.draw(st.integers(1, 4))
        end = data.draw(st.integers(start, 4))
        fixes.append(Fix(number, start, number, end, "X"))
    expected = list(lines)
    for fix in fixes:
        line = expected[fix.line - 1]
        expected[fix.line - 1] = f"{line[: fix.column - 1]}X{line[fix.end_column - 1 :]}"
    assert apply("\n".join(lines), fixes) == "\n".join(expected)


def test_of_two_that_overlap_the_first_is_made() -> None:
    assert apply("abcdef", [Fix(1, 2, 1, 5, "X"), Fix(1, 3, 1, 6, "Y")]) == "aXef"
