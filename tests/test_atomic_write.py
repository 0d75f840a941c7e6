"""Files go to their places in a folder, whatever folders that takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.atomic_write import put_all


def test_files_are_put_into_their_folders(tmp_path: Path) -> None:
    put_all(tmp_path, {"a.txt": b"1", "b/c/d.bin": b"\x00\r\n"})
    put_all(tmp_path, {"a.txt": b"2"})
    assert (tmp_path / "a.txt").read_bytes() == b"2"
    assert (tmp_path / "b" / "c" / "d.bin").read_bytes() == b"\x00\r\n"
    assert len(list(tmp_path.rglob("*.*"))) == 2


@pytest.mark.parametrize(
    "path", ["../a", "b/../../a", "/a", "..", "..\\a", "b\\..\\..\\a", "C:/a", "C:\\a", "c:a"]
)
def test_nothing_is_put_outside(tmp_path: Path, path: str) -> None:
    """Here and wherever the folder is unpacked; and then nothing is put inside either."""
    folder = tmp_path / "site"
    folder.mkdir()
    with pytest.raises(ValueError, match="leads out of"):
        put_all(folder, {"good.txt": b"", path: b""})
    assert list(tmp_path.rglob("*")) == [folder]


def test_nothing_is_put_where_a_link_leads(tmp_path: Path) -> None:
    folder, outside = tmp_path / "site", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "a.txt").write_bytes(b"mine")
    (folder / "b").symlink_to(outside)
    (folder / "a.txt").symlink_to(outside / "a.txt")
    with pytest.raises(ValueError, match="leads out of"):
        put_all(folder, {"b/c.txt": b""})
    put_all(folder, {"a.txt": b"ours"})
    assert (outside / "a.txt").read_bytes() == b"mine"
    assert sorted(path.name for path in outside.iterdir()) == ["a.txt"]
