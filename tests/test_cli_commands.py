"""What the commands of `kb` beside the check print."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.authoring.schemas import SCHEMAS, STUB
from macros.model import LOCALES

Edit = Callable[[str, str, str], None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Kb = Callable[..., tuple[int, str, str]]


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


def test_a_stub_of_other_codes_is_stale(
    kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stub, wanted = tmp_path / "errors.pyi", STUB.read_text(encoding="utf-8")
    stub.write_text(wanted.replace('"N112"', '"N999"'), encoding="utf-8")
    monkeypatch.setattr("macros.authoring.schemas.STUB", stub)
    assert str(stub) in kb("schema", "--check")[1]
    kb("schema")
    assert stub.read_text(encoding="utf-8") == wanted


@pytest.fixture
def commit(site: Path) -> Callable[[str], None]:
    """Keep the present state as a commit."""

    def git(*arguments: str) -> None:
        name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        subprocess.run(["git", *name, *arguments], cwd=site, check=True, capture_output=True)

    def keep(message: str) -> None:
        git("add", "--all", "facts.yml", "docs")
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


def test_check_against_a_commit(kb: Kb, edit: Edit, commit: Callable[[str], None]) -> None:
    """Against the last commit a lost value is a warning, against a base that is named an error."""
    commit("First")
    assert kb("check", "--base", "HEAD")[:2] == (0, "No problems found.\n")
    edit("facts.yml", "value: 304000000", "value: 305000000")
    code, out, _ = kb("check", "--lang", "id")
    assert (code, out.splitlines()[0]) == (
        0,
        "facts.yml:41:9: peringatan F123 `migrants.world` semula bernilai 304000000, tetapi "
        "kini tertulis 305000000.",
    )
    assert "corrected: {day: 2026-11-22, why: {en: …, id: …}}" in out
    commit("Second")
    assert kb("check")[:2] == (0, "No problems found.\n")
    code, out, _ = kb("check", "--base", "HEAD~1")
    assert code == 1
    assert "error F123 `migrants.world` had the value 304000000, but now there is 305000000" in out


def test_page_that_goes(kb: Kb, site: Path, commit: Callable[[str], None]) -> None:
    """Git knows which files are gone, in a folder of a repository as well."""
    commit("First")
    for locale in LOCALES:
        (site / f"docs/{locale}/gcm/sdgs.md").unlink()
    assert "redirects.yml:1:1: warning F143 `gcm/sdgs.md` led to a page" in kb("check")[1]
    commit("Second")
    assert "F143" not in kb("check")[1]
    code, out, _ = kb("check", "--base", "HEAD~1")
    assert code == 1
    assert "redirects.yml:1:1: error F143 `gcm/sdgs.md` led to a page" in out


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("command", [("impact",), ("check", "--base", "HEAD")])
def test_no_git_to_compare_with(
    kb: Kb, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    code, out, err = kb(*command)
    assert (code, out, err.startswith("kb: There is no `facts.yml` at `HEAD` to")) == (2, "", True)
    monkeypatch.setenv("PATH", "")
    code, out, err = kb(*command, "--lang", "id")
    assert (code, out, err.startswith("kb: Tidak ada `git` di komputer ini")) == (2, "", True)
    assert kb("check") == (0, "No problems found.\n", "")


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
    assert kb("new", "news", "day", *titles, "--source", "report")[0] == 0
    assert (site / "docs/en/news/2026-11-22-day.md").exists()
    fact = ("new", "fact", "training.rooms", *titles, "--kind", "number", "--value", "12")
    code, out, _ = kb(*fact, "--source", "nobody", "--lang", "id")
    assert (code, out.splitlines()[0][:27]) == (1, "Tidak ada yang ditulis kare")
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
            "`kb new news` memerlukan `--source`. Tambahkan; `kb new news --help` memuat "
            "daftar lengkapnya.",
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


@pytest.mark.slow
def test_site_that_cannot_be_built(kb: Kb, edit: Edit) -> None:
    edit("facts.yml", "kind: ratio", "kind: rato")
    code, out, _ = kb("build")
    assert (code, "F110" in out) == (1, True)


def test_explained(kb: Kb) -> None:
    assert kb("explain", "n105", "--lang", "id")[1].startswith("N105: ")


def test_export_gives_the_files_of_a_finished_site(kb: Kb, site: Path) -> None:
    for folder in ("site/lms", "site/en/lms"):
        (site / folder).mkdir(parents=True)
        for name in ("module-1-gift.txt", "module-13-gift.txt", "module-1-moodle.xml"):
            (site / folder / name).write_text(folder, "utf-8")
    code, out, _ = kb("export", "gift", "--site", "site", "--module", "1", "--output", "out")
    assert (code, out.split("\n")[0]) == (0, "out/en/module-1-gift.txt  1\u00a0kB")
    made = {path.relative_to(site / "out").as_posix() for path in (site / "out").rglob("*.*")}
    assert made == {"en/module-1-gift.txt", "id/module-1-gift.txt"}
    assert (site / "out/en/module-1-gift.txt").read_text("utf-8") == "site/en/lms"
    assert kb("export", "gift", "--site", "site", "--locale", "en")[0] == 0
    assert {path.name for path in (site / "lms/en").iterdir()} == {
        "module-1-gift.txt",
        "module-13-gift.txt",
    }
    assert not (site / "lms/id").exists()
