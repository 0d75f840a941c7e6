"""`kb`, as an editor types it: exit codes, what is printed, and in which language."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.cli import main
from macros.publish.schemas import SCHEMAS

Edit = Callable[[str, str, str], None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Kb = Callable[..., tuple[int, str, str]]


@pytest.fixture
def kb(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kb:
    """Run a command in the small project: its exit code, its output and its complaints."""
    monkeypatch.chdir(site)
    monkeypatch.setenv("KB_TODAY", "2026-11-22")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


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


@pytest.mark.parametrize("words", [["migrants.world"], ["304 juta"], ["migran", "internasional"]])
def test_facts_are_found_in_both_languages(kb: Kb, words: list[str]) -> None:
    told = "migrants.world  International migrants: 304\u00a0million\n"
    call = '    {{ fact("migrants.world") }}\n'
    assert kb("facts", *words) == (0, told + call, "")
    told = "migrants.world  Migran internasional: 304\u00a0juta\n"
    assert kb("facts", "--lang", "id", *words) == (0, told + call, "")


def test_no_fact_is_found(kb: Kb) -> None:
    assert kb("facts", "xyzzy") == (1, "", "")
    assert json.loads(kb("facts", "--format", "json", "xyzzy")[1]) == {"facts": []}


def test_facts_as_json(kb: Kb) -> None:
    code, out, _ = kb("facts", "--format", "json", "agency")
    (name,) = json.loads(out)["facts"]
    assert (code, name["id"], name["call"]) == (0, "agency", '{{ name("agency") }}')
    assert name["observations"][1]["text"] == {
        "en": "Protection Ministry",
        "id": "Kementerian Pelindungan",
    }
    assert len(json.loads(kb("facts", "--format", "json")[1])["facts"]) == 15


def test_where_a_fact_is_shown(kb: Kb) -> None:
    code, out, _ = kb("where", "training.people")
    assert (code, out.splitlines()) == (
        0,
        [
            "docs/en/news/training.md:11:8  Training › Batch",
            "docs/id/news/training.md:11:12  Pelatihan › Gelombang",
        ],
    )
    assert kb("where", "director")[1].splitlines()[0] == "docs/en/data.md:11:75  Data"


def test_where_as_json(kb: Kb) -> None:
    code, out, _ = kb("where", "training.people", "--format", "json")
    told = json.loads(out)
    assert (code, told["fact"], len(told["uses"])) == (0, "training.people", 2)
    assert told["uses"][1] == {
        "path": "docs/id/news/training.md",
        "line": 11,
        "column": 12,
        "language": "id",
        "title": "Pelatihan",
        "heading": "Gelombang",
        "anchor": "batch",
    }


def test_where_of_an_unknown_fact(kb: Kb) -> None:
    code, out, err = kb("where", "migrants.wrld")
    assert (code, out) == (2, "")
    assert err.startswith("kb: There is no fact `migrants.wrld`. Did you mean migrants.world")


def test_code_is_explained(kb: Kb) -> None:
    code, out, _ = kb("explain", "p204")
    assert code == 0
    assert out.startswith("P204: ")
    assert "Mengapa penting" in kb("explain", "F115", "--lang", "id")[1]
    code, out, err = kb("explain", "F1O7")
    assert (code, out) == (2, "")
    assert "F107" in err


def test_schemas_are_written_and_checked(kb: Kb, site: Path) -> None:
    assert kb("schema", "--check")[:2] == (1, "".join(f"{name}\n" for name in SCHEMAS))
    assert not (site / "facts.schema.json").exists()
    assert kb("schema")[0] == 0
    assert json.loads((site / "facts.schema.json").read_text(encoding="utf-8"))["properties"]
    assert kb("schema", "--check") == (0, "", "")
    assert kb("schema") == (0, "", "")


@pytest.fixture
def commit(site: Path) -> Callable[[str], None]:
    """Keep the present state as a commit."""

    def git(*arguments: str) -> None:
        name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *name, *arguments], cwd=site, check=True, capture_output=True)

    def keep(message: str) -> None:
        git("add", "facts.yml", "docs")
        git("commit", "-m", message)

    git("init", "-b", "main")
    return keep


def test_impact_of_a_change(kb: Kb, edit: Edit, commit: Callable[[str], None]) -> None:
    commit("First")
    assert kb("impact")[1].startswith("The change of the facts changes nothing")
    edit("facts.yml", "value: 304000000", "value: 305000000")
    code, out, _ = kb("impact", "--lang", "id")
    assert (code, out.splitlines()[0]) == (0, "## Akibat perubahan fakta")
    commit("Second")
    assert json.loads(kb("impact", "--format", "json")[1])["facts"] == []
    told = json.loads(kb("impact", "HEAD~1", "--format", "json")[1])
    assert [fact["id"] for fact in told["facts"]] == ["migrants.world"]


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "HEAD~9"])
def test_impact_of_no_commit(kb: Kb, site: Path, base: str, commit: Callable[[str], None]) -> None:
    commit("First")
    code, out, err = kb("impact", "--", base)
    assert (code, out) == (2, "")
    assert err.startswith(f"kb: There is no `facts.yml` at `{base}`")
    assert not (site / "x").exists()


def test_new_page_and_fact(kb: Kb, site: Path) -> None:
    titles = ("--en", "A topic", "--id", "Topik")
    assert kb("new", "page", "topic", *titles) == (0, "docs/en/topic.md\ndocs/id/topic.md\n", "")
    assert kb("new", "page", "topic", *titles)[0] == 2
    assert kb("new", "module", "two", *titles)[0] == 0
    assert "number: 2\n" in (site / "docs/en/emm/modules/two.md").read_text(encoding="utf-8")
    assert kb("new", "news", "day", *titles, "--source", "report")[0] == 0
    assert (site / "docs/en/news/2026-11-22-day.md").exists()
    fact = ("new", "fact", "training.rooms", *titles, "--kind", "number", "--value", "12")
    code, out, _ = kb(*fact, "--source", "nobody", "--lang", "id")
    assert (code, out.splitlines()[0][:27]) == (1, "Tidak ada yang ditulis, kar")
    assert kb(*fact, "--source", "report", "--period", "2024") == (0, "facts.yml\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("new", "page", "A Topic"),
            "`A Topic` cannot be the name of a new page or fact. Use lower-case letters, digits "
            "and hyphens: a page is named like `gcm/new-topic`, a fact like `training.people`.",
        ),
        (
            ("new", "page", "index"),
            "`docs/en/index.md` exists already and was not changed. Choose another name, or edit "
            "what is there.",
        ),
        (
            ("new", "news", "forum", "--lang", "id"),
            "`kb new news` memerlukan `--source`. Tambahkan; `kb new --help` memuat daftar "
            "lengkapnya.",
        ),
        (
            ("impact", "nowhere"),
            "There is no `facts.yml` at `nowhere` to compare with. Name a branch or commit of this "
            "repository, such as `main` or `HEAD~1`.",
        ),
    ],
)
def test_command_that_is_refused(kb: Kb, arguments: tuple[str, ...], told: str) -> None:
    titles = ("--en", "A topic", "--id", "Topik") if arguments[0] == "new" else ()
    assert kb(*arguments, *titles) == (2, "", f"kb: {told}\n")


def test_finished_site(kb: Kb, site: Path) -> None:
    code, out, _ = kb("check", "--built", "site")
    assert (code, out.splitlines()[-1]) == (1, "1 error in 1 file")
    (site / "site").mkdir()
    page = '<!doctype html><html lang="id"><title>{{ x</title><h1>x</h1></html>'
    (site / "site" / "index.html").write_text(page, encoding="utf-8")
    code, out, _ = kb("check", "--built", "--lang", "id")
    assert code == 1
    assert "site/index.html:1:" in out


def test_site_that_cannot_be_built(kb: Kb, edit: Edit) -> None:
    edit("facts.yml", "kind: ratio", "kind: rato")
    code, out, _ = kb("build")
    assert (code, "F110" in out) == (1, True)


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


def test_explained(kb: Kb) -> None:
    assert kb("explain", "n105", "--lang", "id")[1].startswith("N105: ")
