"""Files go to their places in a folder, whatever folders that takes."""

from __future__ import annotations

from pathlib import Path

from macros.atomic_write import put_all


def test_files_are_put_into_their_folders(tmp_path: Path) -> None:
    put_all(tmp_path, {"a.txt": b"1", "b/c/d.bin": b"\x00\r\n"})
    put_all(tmp_path, {"a.txt": b"2"})
    assert (tmp_path / "a.txt").read_bytes() == b"2"
    assert (tmp_path / "b" / "c" / "d.bin").read_bytes() == b"\x00\r\n"
    assert len(list(tmp_path.rglob("*.*"))) == 2
