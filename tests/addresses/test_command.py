"""`kb addresses`: what was published is listed, and only ever added to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.addresses.lock import HEAD
from macros.cli import main
from macros.project import Project
from macros.project_files import LOCK

Edit = Callable[[str, str, str], None]


@pytest.fixture
def kb(site: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str]]]:
    """Run the command in the small project; gives its exit code and its lines."""

    def command(*options: str) -> tuple[int, list[str]]:
        code = main(["addresses", "--root", str(site), "--today", "2026-11-22", *options])
        return code, capsys.readouterr().out.splitlines()

    return command


def test_every_address_is_listed(kb: Callable[..., tuple[int, list[str]]]) -> None:
    code, told = kb()
    assert code == 0
    assert told == sorted(told)
    assert {"index.md", "index.md#share", "gcm/objectives.md#objective-1"} <= set(told)
    assert not any("figure" in line.partition("#")[2] for line in told)


def test_lock_is_written_and_then_complete(
    kb: Callable[..., tuple[int, list[str]]], site: Path, read: Callable[[], Project]
) -> None:
    code, missing = kb("--check")
    assert (code, missing) == (1, kb()[1])
    assert kb("--write") == (
        0,
        [f"{LOCK} holds {len(missing)} addresses, {len(missing)} of them new."],
    )
    text = (site / LOCK).read_text(encoding="utf-8")
    assert text == HEAD + "".join(f"{line}\n" for line in missing)
    assert kb("--check") == (0, [])
    assert read().problems == ()


def test_lock_keeps_what_is_gone(
    kb: Callable[..., tuple[int, list[str]]], site: Path, edit: Edit, read: Callable[[], Project]
) -> None:
    """A section that was published and vanished is told until it is redirected."""
    kb("--write")
    for locale in ("en", "id"):
        edit(f"docs/{locale}/index.md", "{: #share }", "{: #part }")
    assert kb("--check") == (1, ["index.md#part"])
    _, told = kb("--write", "--lang", "id")
    assert told[0].startswith(LOCK)
    lines = (site / LOCK).read_text(encoding="utf-8").splitlines()
    assert {"index.md#part", "index.md#share"} <= set(lines)
    (gone,) = [p for p in read().errors if p.code == "L113"]
    assert lines[gone.where.line - 1] == "index.md#share"
    redirects = "redirects:\n  index.md#share: index.md#part\n"
    (site / "redirects.yml").write_text(redirects, encoding="utf-8")
    assert "L113" not in {p.code for p in read().errors}
