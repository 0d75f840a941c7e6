"""A finished site as it is read from its folder. The cases are in the folders B1…."""

from __future__ import annotations

from pathlib import Path

from macros.html.page import read_built
from macros.loading import open_built
from macros.rules.built import check_built
from tests.rules.setups import built_texts

TEXTS = built_texts()


def test_site_is_read_from_its_folder(tmp_path: Path) -> None:
    for path, text in TEXTS.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "broken.html").write_bytes(b"\xff\xfe")
    (tmp_path / "linked.html").symlink_to(tmp_path / "index.html")
    site = open_built(tmp_path)
    assert site.pages == {
        path: read_built(t, path, "site") for path, t in TEXTS.items() if path[-1] == "l"
    }
    assert site.files == {*TEXTS, "broken.html"}
    assert site.styles == {path: text for path, text in TEXTS.items() if path.endswith(".css")}
    assert site.unreadable == ("broken.html",)
    assert site.address == "https://test.example/"


def test_folder_that_is_no_site(tmp_path: Path) -> None:
    assert [p.code for p in check_built(open_built(tmp_path / "nowhere"))] == ["B113"]
