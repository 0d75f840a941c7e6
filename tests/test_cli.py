"""`kb`, as an editor types it: exit codes, what is printed, and in which language."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.cli import kb as commands
from macros.commands.check import check
from macros.messages import catalogue
from macros.model import LOCALES

HELP = catalogue().words["help"]
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
        "held_back": 0,
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
        (["."], 1, {"docs/en/index.md", "docs/id/index.md", "facts.yml"}),
        (["mkdocs.yml"], 0, set()),
    ],
)
def test_only_problems_below_the_paths(
    kb: Kb, paths: list[str], code: int, files: set[str]
) -> None:
    done, out, _ = kb("check", "--format", "json", *paths)
    assert (done, {p["path"] for p in json.loads(out)["problems"]}) == (code, files)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("docs/e", "docs/e"),
        ("docs/en/nothing.md", "docs/en/"),
        ("docs\\en\\index.md", "docs/en/index.md"),
        ("docs/en/idnex.md", "docs/en/index.md"),
        ("theme/main.html", ""),
        ("/", None),
        ("..", None),
        ("/etc", ""),
        ("site/index.html", ""),
        ("", None),
    ],
)
def test_path_at_which_there_is_nothing_to_check(kb: Kb, path: str, near: str | None) -> None:
    """Neither "no problems" nor a failed check: nothing was looked at."""
    if near is None:
        assert kb("check", path) == (0, "No problems found.\n", "")
        return
    code, out, err = kb("check", "docs", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"kb: There is nothing to check at `{path}`. ")
    assert near in err
    assert "Tidak ada yang dapat diperiksa di `" in kb("check", path, "--lang", "id")[2]


def test_path_in_a_finished_site(kb: Kb, site: Path) -> None:
    (site / "site").mkdir()
    (site / "site" / "index.html").write_text("<p>", encoding="utf-8")
    assert kb("check", "--built", "site", "site")[0] == 1
    assert kb("check", "--built", "site", "docs")[0] == 2


@pytest.mark.parametrize("folder", ["docs/en", "docs", "docs/id/data/facts", "theme"])
def test_project_is_found_from_a_folder_in_it(
    kb: Kb, site: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(site / folder)
    assert kb("check") == (0, "No problems found.\n", "")
    assert kb("status")[0] == 0
    assert kb("facts", "migrants.world")[0] == 0
    assert kb("schema", "--check")[0] == kb("schema", "--check", "--root", str(site))[0]
    (site / "docs" / "en" / "data.md").unlink()
    code, out, _ = kb("check")
    assert (code, "docs/id/data.md:" in out) == (1, True)


def test_no_project_around(kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = kb("check")
    assert (code, out) == (2, "")
    assert "--root" in err
    assert "--root" in kb("check", "--lang", "id")[2]


@pytest.mark.usefixtures("spoilt")
def test_project_may_be_elsewhere(kb: Kb, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.parent)
    assert kb("check", "--root", "project")[1].startswith("docs/en/index.md:5:40: ")
    code, out, _ = kb("check", "--root", "project", "--format", "json", "project/docs/id")
    assert (code, len(json.loads(out)["problems"])) == (1, 1)


def test_command_that_cannot_run(kb: Kb, tmp_path: Path) -> None:
    code, out, err = kb("check", "--root", str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert err.startswith(f"kb: There is no project in `{tmp_path / 'nowhere'}`: ")
    code, _, err = kb("facts", "--root", str(tmp_path / "nowhere"), "--lang", "id")
    assert code == 2
    assert err.startswith("kb: Tidak ada proyek di ")


REFUSED = {
    "zzz": "`kb` has no command `zzz`. `kb --help`",
    "chek": "`kb` has no command `chek`. Did you mean check",
    "check --stict": "`kb` has no option `--stict`. Did you mean --strict",
    "check --lang fr": "`--lang` takes one of en, id, not `fr`.",
    "check --today 2026-02-30": "`--today` takes a full date of the years 1980 to",
    "check --format xml": "`--format` takes one of text, json, github, sarif, not `xml`.",
    "check --summary": "This command cannot be run: a value is missing after `--summary`.",
    "check --strict=yes": "This command cannot be run: `--strict` takes no value.",
    "new module x --number two": "`--number` takes a whole number in digits, such as 90",
    "new thing x": "`WHAT` takes one of page, news, module, fact, not `thing`.",
    "new page x --en A": "`kb new page` needs `--id`. Add it; `kb new page --help` lists",
    "where": "`kb where` needs `FACT`. Add it; `kb where --help`",
    "explain P204 P205": "This command cannot be run: `P205` is one word too many. `--help`",
    "mark-synced": "`kb mark-synced` needs `PATH`.",
    "mark-synced --all x": "This command cannot be run: `--all` and `x` cannot be used together.",
    "addresses --write --check": "This command cannot be run: `--write` and `--check` cannot be",
    "--lang": "This command cannot be run: a value is missing after `--lang`.",
    "--lang en": "`kb` needs `COMMAND`. Add it; `kb --help` lists everything.",
    "check --lang id --stict": "`kb` tidak memiliki opsi `--stict`. Maksudnya --strict",
    "chek --lang=id": "`kb` tidak memiliki perintah `chek`. Maksudnya check",
    "--lang id where": "`kb where` memerlukan `FACT`. Tambahkan; `kb where --help` memuat",
    "check --format xml --lang id": "`--format` memerlukan salah satu dari text, json",
    "check --lang en --today x --lang id": "`--today` memerlukan tanggal lengkap dari",
    "explain --lang id -- P204 --lang en": "Perintah ini tidak dapat dijalankan: kata `--lang en`",
}


@pytest.mark.parametrize("typed", REFUSED)
def test_command_that_is_not_understood(kb: Kb, typed: str) -> None:
    code, out, err = kb(*typed.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"kb: {REFUSED[typed]}")
    assert err.count("\n") == 1


def test_command_alone_shows_the_help(kb: Kb) -> None:
    code, out, err = kb()
    assert (code, out) == (2, "")
    assert err == kb("--help")[1]


def test_help_has_words_for_everything_in_both_languages(kb: Kb) -> None:
    told = {locale: kb("--help", "--lang", locale)[1] for locale in LOCALES}
    for name in commands.subcommands():
        assert f"\n  {name} " in told["id"]
        for locale in LOCALES:
            told[locale] += kb(name, "--help", "--lang", locale)[1]
    for locale in LOCALES:
        shown = " ".join(told[locale].split())
        missing = {key for key, words in HELP.items() if words[locale] not in shown}
        assert missing == set(), "nothing is left over in messages/"
    assert kb("check", "--help")[1].startswith("Usage: kb check [OPTIONS] [PATH]...\n")
    assert kb("--lang", "id", "--help")[1].startswith("Cara pakai: kb [OPSI] PERINTAH [ARGUMEN]\n")
    options = "--root FOLDER  .*--lang en\\|id  .*--today YYYY-MM-DD  .*--help  "
    assert re.search(options, kb("status", "--help")[1], re.DOTALL)


def test_former_name_of_a_command_still_works(kb: Kb) -> None:
    assert kb("synced", "index.md") == kb("mark-synced", "index.md")
    assert "synced" not in re.findall(r"^  (\S+) ", kb("--help")[1], re.MULTILINE)


def test_ctrl_c_ends_without_a_traceback(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "callback", interrupted)
    told = (
        "kb: The command was stopped before its end. A site that was published before is whole.\n"
    )
    assert kb("check") == (130, "", told)


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
    assert kb("check", "--fix")[2] == "Nothing could be corrected with certainty.\n"
    page = site / "docs" / "en" / "data.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\nIt was 304 million.\n", encoding="utf-8")
    assert kb("check", "--fix")[2] == "One figure was replaced by its call.\n"
    typed = "\nIt was 304 million.\n\nIt was US$831 billion.\n"
    page.write_text(text + typed, encoding="utf-8")
    told = "2 figures were replaced by their calls; pages changed: 1.\n"
    assert kb("check", "--fix")[2] == told


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("KB_TODAY", "soon"),
        ("KB_TODAY", "2026-13-01"),
        ("KB_TODAY", "9999-12-31"),
        ("KB_TODAY", "1970-01-01"),
        ("SOURCE_DATE_EPOCH", "soon"),
        ("SOURCE_DATE_EPOCH", "0"),
        ("SOURCE_DATE_EPOCH", "9" * 30),
    ],
)
def test_day_that_is_none(kb: Kb, monkeypatch: pytest.MonkeyPatch, name: str, day: str) -> None:
    monkeypatch.delenv("KB_TODAY")
    monkeypatch.setenv(name, day)
    for command in ("check", "build", "facts", "status"):
        code, out, err = kb(command)
        assert (code, out) == (2, "")
        assert err.startswith(f"kb: `{name}` takes ")
        assert day in err
    assert f"`{name}` memerlukan " in kb("check", "--lang", "id")[2]


def test_day_by_the_seconds_that_other_builds_know(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KB_TODAY")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1801440000")  # 2027-02-01
    assert "F120" in kb("check")[1]
    monkeypatch.setenv("KB_TODAY", "2026-11-22")
    assert "F120" not in kb("check")[1]
