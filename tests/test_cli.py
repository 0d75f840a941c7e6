"""`kb`, as an editor types it: exit codes, what is printed, and in which language."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Edit = Callable[[str, str, str], None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Kb = Callable[..., tuple[int, str, str]]


@pytest.fixture
def spoilt(edit: Edit, in_line: Callable[[], None]) -> None:
    """One error in a page of each language, and one warning in the facts."""
    edit("facts.yml", "review: 2027-01", "review: 2026-01")
    for locale in ("en", "id"):
        edit(f"docs/{locale}/index.md", 'term("migrant")', 'term("migrnt")')
    in_line()


def test_nothing_wrong(kb: Kb) -> None:
    assert kb("check") == (0, "No problems found.\n", "")
    assert kb("check", "--lang", "id") == (0, "Tidak ada masalah.\n", "")
    assert kb("check", "--strict")[0] == 0


@pytest.mark.usefixtures("spoilt")
def test_problems_as_text(kb: Kb) -> None:
    code, out, err = kb("check")
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[:2] == [
        "docs/en/index.md:5:40: error P204 There is no glossary term `migrnt`.",
        "    Did you mean migrant?",
    ]
    assert lines[4].startswith("facts.yml:28:3: warning F120 ")
    assert lines[-1] == "2 errors, 1 warning in 3 files"


@pytest.mark.usefixtures("spoilt")
def test_problems_in_indonesian(kb: Kb) -> None:
    code, out, _ = kb("check", "--lang", "id")
    assert code == 1
    lines = out.splitlines()
    assert lines[0] == (
        "docs/en/index.md:5:40: kesalahan P204 Tidak ada istilah glosarium `migrnt`."
    )
    assert lines[-1] == "2 kesalahan, 1 peringatan di 3 berkas"


@pytest.mark.usefixtures("spoilt")
def test_problems_as_json(kb: Kb) -> None:
    code, out, _ = kb("check", "--format", "json")
    assert code == 1
    told = json.loads(out)
    assert told["summary"] == {"errors": 2, "warnings": 1, "files": 3}
    assert told["problems"][0] == {
        "path": "docs/en/index.md",
        "line": 5,
        "column": 40,
        "end_column": 60,
        "code": "P204",
        "level": "error",
        "message": "There is no glossary term `migrnt`.",
        "hint": "Did you mean migrant?",
        "fix": None,
    }
    assert [p["level"] for p in told["problems"]] == ["error", "error", "warning"]


@pytest.mark.usefixtures("spoilt")
def test_problems_for_the_code_host(kb: Kb, site: Path) -> None:
    summary = site / "summary.md"
    summary.write_text("Before.\n", encoding="utf-8")
    code, out, _ = kb("check", "--format", "github", "--summary", str(summary))
    assert (code, [line.split()[0] for line in out.splitlines()]) == (
        1,
        ["::error", "::error", "::warning"],
    )
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("Before.\n### docs/en/index.md\n")
    assert told.count(" P204 |") == 2


@pytest.mark.usefixtures("spoilt")
def test_problems_for_other_tools(kb: Kb) -> None:
    code, out, _ = kb("check", "--format", "sarif")
    (run,) = json.loads(out)["runs"]
    assert (code, len(run["results"])) == (1, 3)


def test_warnings_fail_only_when_strict(kb: Kb, edit: Edit) -> None:
    edit("facts.yml", "review: 2027-01", "review: 2026-01")
    assert kb("check")[0] == 0
    assert kb("check")[1].splitlines()[-1] == "1 warning in 1 file"
    assert kb("check", "--strict")[0] == 1


@pytest.mark.usefixtures("spoilt")
@pytest.mark.parametrize(
    ("paths", "code", "files"),
    [
        (["docs/en"], 1, {"docs/en/index.md"}),
        (["docs/id/index.md"], 1, {"docs/id/index.md"}),
        (["docs"], 1, {"docs/en/index.md", "docs/id/index.md"}),
        (["facts.yml"], 0, {"facts.yml"}),
        (["facts.yml", "docs/en/"], 1, {"facts.yml", "docs/en/index.md"}),
        (["docs/en/data.md"], 0, set()),
        (["docs/e"], 0, set()),
    ],
)
def test_only_problems_below_the_paths(
    kb: Kb, paths: list[str], code: int, files: set[str]
) -> None:
    done, out, _ = kb("check", "--format", "json", *paths)
    assert (done, {p["path"] for p in json.loads(out)["problems"]}) == (code, files)


@pytest.mark.usefixtures("spoilt")
def test_project_may_be_elsewhere(kb: Kb, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.parent)
    assert kb("check", "--root", "project")[1].startswith("docs/en/index.md:5:40: ")
    code, out, _ = kb("check", "--root", "project", "--format", "json", "project/docs/id")
    assert (code, len(json.loads(out)["problems"])) == (1, 1)


def test_command_that_cannot_run(kb: Kb, tmp_path: Path) -> None:
    code, out, err = kb("check", "--root", str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert err.startswith("kb: `")
    assert "nowhere/docs` is missing" in err
    code, _, err = kb("facts", "--root", str(tmp_path / "nowhere"), "--lang", "id")
    assert code == 2
    assert "tidak ada" in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["check", "--lang", "fr"],
        ["check", "--today", "2026-02-30"],
        ["check", "--format", "xml"],
        ["where"],
        ["explain"],
    ],
)
def test_command_that_is_not_understood(kb: Kb, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        kb(*arguments)
    assert caught.value.code == 2


def test_day_of_the_check(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option comes before the variable, and the variable before the clock."""
    assert "F120" in kb("check", "--today", "2027-02-01")[1]
    monkeypatch.setenv("KB_TODAY", "2027-02-01")
    assert "F120" in kb("check")[1]
    assert kb("check", "--today", "2027-01-31")[1] == "No problems found.\n"
    monkeypatch.delenv("KB_TODAY")
    assert kb("facts", "migrants.world")[1].endswith('{{ fact("migrants.world") }}\n')


def test_finished_site(kb: Kb, site: Path) -> None:
    code, out, _ = kb("check", "--built", "site")
    assert (code, out.splitlines()[-1]) == (1, "1 error in 1 file")
    (site / "site").mkdir()
    page = '<!doctype html><html lang="id"><title>{{ x</title><h1>x</h1></html>'
    (site / "site" / "index.html").write_text(page, encoding="utf-8")
    code, out, _ = kb("check", "--built", "--lang", "id")
    assert code == 1
    assert "site/index.html:1:" in out


def test_fixes_are_counted(kb: Kb, site: Path) -> None:
    assert kb("check", "--fix")[2] == "Nothing could surely be fixed.\n"
    page = site / "docs" / "en" / "data.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nIt was 304 million.\n", encoding="utf-8")
    assert kb("check", "--fix")[2] == "One figure was replaced by its call.\n"
    typed = "\nIt was 304 million.\n\nIt was US$831 billion.\n"
    page.write_text(text + typed, encoding="utf-8")
    told = "2 figures were replaced by their calls; pages changed: 1.\n"
    assert kb("check", "--fix")[2] == told


def test_day_that_is_none(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_TODAY", "soon")
    code, out, err = kb("check")
    assert (code, out) == (2, "")
    assert "soon" in err
