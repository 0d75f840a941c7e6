"""`kb status` and `kb mark-synced`, as an editor types them."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.atomic_write import put
from macros.messages import catalogue
from macros.project_files import TWINS
from macros.translations.status import SyncStatus

Edit = Callable[[str, str, str], None]
Kb = Callable[..., tuple[int, str, str]]
ENGLISH, INDONESIAN = "docs/en/news/training.md", "docs/id/news/training.md"


def sections(kb: Kb) -> dict[str, dict[str, Any]]:
    """What is told of each section, as data."""
    told = json.loads(kb("status", "--format", "json")[1])
    return {
        f"{page['page']}#{one['section']}": one
        for page in told["pages"]
        for one in page["sections"]
    }


def standings(kb: Kb) -> dict[str, str]:
    """The sections that are not in line."""
    return {name: s["status"] for name, s in sections(kb).items() if s["status"] != "in-line"}


def test_every_page_and_section_is_told(kb: Kb, site: Path) -> None:
    code, out, err = kb("status")
    assert (code, err) == (0, "")
    texts, *lines, summary = out.splitlines()
    assert texts.startswith("Text records")
    pages = {
        path.relative_to(site / "docs/en").as_posix() for path in site.rglob("docs/en/**/*.md")
    }
    assert {line.split()[-1].partition("#")[0] for line in lines} == pages
    assert all(line.startswith("in line ") for line in lines)
    assert "news/training.md#batch" in {line.split()[-1] for line in lines}
    assert summary == "13 pages, 16 sections. in line: 16"


def test_as_data(kb: Kb) -> None:
    told = json.loads(kb("status", "--format", "json")[1])
    assert told["summary"] == {
        "pages": 13,
        "sections": 16,
        **{standing.value: 16 if standing is SyncStatus.IN_LINE else 0 for standing in SyncStatus},
    }
    batch = sections(kb)["news/training.md#batch"]
    assert (batch["status"], batch["behind"]) == ("in-line", None)
    assert (batch["en"]["path"], batch["en"]["line"]) == (ENGLISH, 9)
    assert batch["record"] == {locale: batch[locale]["state"] for locale in ("en", "id")}


def test_a_section_of_either_language_may_be_behind(kb: Kb, edit: Edit) -> None:
    edit(ENGLISH, "It had", "The batch had")
    edit("docs/id/index.md", "jumlah tahun 1970", "jumlahnya tahun 1970")
    assert standings(kb) == {"index.md#": "behind-en", "news/training.md#batch": "behind-id"}
    behind = "Indonesian behind  news/training.md#batch"
    assert f"{behind}  {ENGLISH}:9 {INDONESIAN}:9\n" in kb("status")[1]
    told = kb("status", "--lang", "id")[1]
    assert f"bahasa Indonesia tertinggal  news/training.md#batch  {ENGLISH}:9" in told
    assert told.endswith(
        "13 halaman, 16 bagian. selaras: 14, "
        "bahasa Inggris tertinggal: 1, bahasa Indonesia tertinggal: 1\n"
    )


def test_a_page_in_one_language_and_a_page_without_a_record(kb: Kb, site: Path) -> None:
    (site / "docs/id/data.md").unlink()
    for locale in ("en", "id"):
        page = site / "docs" / locale / "new.md"
        page.write_text("---\ntitle: T\ndescription: D.\n---\nText.\n", encoding="utf-8")
    assert standings(kb) == {"data.md#": "one-language", "new.md#": "no-record"}
    told = sections(kb)
    assert (told["data.md#"]["id"], told["new.md#"]["record"]) == (None, None)
    assert "one language only  data.md#  docs/en/data.md:1\n" in kb("status")[1]


def test_every_standing_has_its_words() -> None:
    assert set(catalogue().words["status"]) == {standing.value for standing in SyncStatus}


def test_nothing_is_found_without_a_project(kb: Kb, tmp_path: Path) -> None:
    code, out, err = kb("status", "--root", str(tmp_path / "none"))
    assert (code, out) == (2, "")
    assert err.startswith("kb: ")


def test_synced_needs_to_know_what(kb: Kb) -> None:
    assert kb("mark-synced")[0] == 2


@pytest.mark.parametrize(
    "name",
    [
        "news/training.md#batch",
        "news/training.md",
        "news",
        "news/",
        f"{ENGLISH}#batch",
        INDONESIAN,
        f"./{ENGLISH}",
        "docs/id/news",
        "docs/id",
        "docs",
        "--all",
    ],
)
def test_a_section_is_recorded(name: str, kb: Kb, edit: Edit, site: Path) -> None:
    before = (site / TWINS).read_text(encoding="utf-8").splitlines()
    edit(ENGLISH, "It had", "The batch had")
    code, out, err = kb("mark-synced", name)
    assert (code, err) == (0, "")
    assert out.startswith("Sections recorded as in line: ")
    assert standings(kb) == {}
    after = (site / TWINS).read_text(encoding="utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert [line.partition(" ")[0] for line in changed] == ["news/training.md#batch"]
    assert kb("check", "--strict")[0] == 0


def test_a_file_seen_from_its_folder(kb: Kb, edit: Edit, site: Path) -> None:
    edit(INDONESIAN, "bertemu;", "bertemu lagi;")
    edit("docs/id/index.md", "jumlah tahun 1970", "jumlahnya tahun 1970")
    os.chdir(site / "docs/id/news")
    assert kb("mark-synced", "--root", "../../..", "training.md")[0] == 0
    os.chdir(site)
    assert standings(kb) == {"index.md#": "behind-en"}


def test_only_what_is_named_is_recorded(kb: Kb, edit: Edit) -> None:
    edit(ENGLISH, "It had", "The batch had")
    edit(ENGLISH, "met;", "met again;")
    out = kb("mark-synced", "--lang", "id", "news/training.md#batch")[1]
    assert out == "Bagian yang dicatat selaras: 1, di halaman: 1.\n"
    assert standings(kb) == {"news/training.md#": "behind-id"}


@pytest.mark.parametrize(
    "name", ["news/trainin.md", "news/training.md#bath", "../elsewhere", "docs/id/gone.md"]
)
def test_a_name_of_nothing(name: str, kb: Kb, site: Path) -> None:
    before = (site / TWINS).read_bytes()
    code, out, err = kb("mark-synced", "index.md", name)
    assert (code, out) == (2, "")
    assert name in err
    assert (site / TWINS).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('fact("training.people")', 'fact("training.peple")'), "P204"),
        (("orang selama", "orang selama 12 hari dan"), "N112"),  # it holds T115 back
        ((" {: #batch }", " {: #gelombang }"), "T102"),
    ],
)
def test_what_keeps_a_page_from_being_recorded(
    change: tuple[str, str], code: str, kb: Kb, edit: Edit, site: Path
) -> None:
    before = (site / TWINS).read_bytes()
    edit(INDONESIAN, *change)
    for name in ("--all", "news/training.md", "news/training.md#batch"):
        failed, out, _ = kb("mark-synced", name)
        assert failed == 1
        assert out.startswith("Nothing was recorded. First put this right:\n")
        assert f" error {code} " in out
        assert (site / TWINS).read_bytes() == before
    assert kb("mark-synced", "--lang", "id", "news")[1].startswith("Tidak ada yang dicatat.")
    assert kb("mark-synced", "index.md")[0] == 0


def test_the_lock_file_itself_must_be_readable(kb: Kb, site: Path) -> None:
    with (site / TWINS).open("a", encoding="utf-8") as lock:
        lock.write("<<<<<<< HEAD\n")
    code, out, _ = kb("mark-synced", "--all")
    assert code == 1
    assert "F105" in out


def test_a_record_that_is_left_over_is_taken_out(kb: Kb, site: Path) -> None:
    lock = site / TWINS
    line = "news/training.md#gone en:0123456789ab id:ba9876543210\n"
    lock.write_text(lock.read_text(encoding="utf-8") + line, encoding="utf-8")
    assert "T204" in kb("check", "--strict")[1]
    assert kb("mark-synced", "news/training.md")[0] == 0
    assert line not in lock.read_text(encoding="utf-8")
    assert kb("check", "--strict")[0] == 0


def test_the_first_record(kb: Kb, site: Path) -> None:
    before = (site / TWINS).read_bytes()
    (site / TWINS).unlink()
    assert "T206" in kb("check", "--strict")[1]
    assert kb("mark-synced", "--all")[1] == "Sections recorded as in line: 16, on pages: 13.\n"
    assert (site / TWINS).read_bytes() == before


def test_nobody_sees_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.lock"
    put(path, "old\r\n")

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        put(path, "new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old\r\n"]
