"""What a page may run: the scripts and styles of the site, by their hashes."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from macros.html.model import BuiltSite
from macros.publish.copies import ZIP
from macros.render.policy import FIRST, SPEAKER, digest, inline, told, with_policy

ROOT = Path(__file__).parents[2]
FIRST_TEXT = (ROOT / "overrides" / "partials" / "first.js").read_text(encoding="utf-8").strip()
HEAD = '<html><head><meta charset="utf-8"><title>T</title>'


def test_the_script_in_the_head_is_the_one_of_the_theme() -> None:
    assert digest(FIRST_TEXT) == FIRST


def test_the_window_for_speakers_is_the_one_of_the_package() -> None:
    text = (ROOT / "node_modules" / "reveal.js" / "dist" / "plugin" / "notes.js").read_text("utf-8")
    written = re.search(r"document\.write\(`(.*?)(?<!\\)`", text, re.DOTALL)
    assert written
    html = re.sub(
        r"\\x(..)|\\(.)", lambda found: chr(int(found[1], 16)) if found[1] else found[2], written[1]
    )
    parts = [re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL) for name in ("script", "style")]
    values = set(re.findall(r'style="([^"]*)"', html))
    assert [len(part) for part in (*parts, values)] == [1, 1, 1]
    assert [digest(text) for part in (*parts, sorted(values)) for text in part] == list(SPEAKER)


def test_what_stands_in_a_page_does_not_make_it_known() -> None:
    style, other = "a{color:red}", "b{color:red}"
    html = f"{HEAD}<style>{style}</style><style>{other}</style><script>{FIRST_TEXT}</script>"
    html += "<script>fetch('x')</script>"
    found = inline("a/index.html", html, {digest(style)})
    assert found == [digest(style), FIRST]
    assert inline("m/1/index.html", html, ()) == []
    written = with_policy("a/index.html", html, {digest(style)})
    assert with_policy("a/index.html", written, {digest(style)}) == written
    assert written.startswith(
        '<html><head><meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'self' '{digest(style)}' '{FIRST}';img-src "
    )


@pytest.mark.parametrize("folder", ["", "en/"])
def test_kinds_of_pages(folder: str) -> None:
    assert "unsafe" not in told(f"{folder}a/index.html", [FIRST])
    assert "script" not in told(f"{folder}embed/x/index.html", [FIRST])
    assert FIRST not in told(f"{folder}embed/x/index.html", [FIRST])
    assert SPEAKER[0] in told(f"{folder}slides/1/index.html", [])


def test_every_page_has_its_policy_and_none_on_a_disk(built: BuiltSite, site_folder: Path) -> None:
    for path, page in built.pages.items():
        start = page.text.index('<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy')
        assert start < page.text.find("<script") or "<script" not in page.text, path
        assert page.policy == told(path, inline(path, page.text, built.own_styles)), path
    with ZipFile(site_folder / ZIP.path) as bundle:
        pages = [name for name in bundle.namelist() if name.endswith(".html")]
        assert len(pages) > 100
        assert not any(b"Content-Security-Policy" in bundle.read(name) for name in pages)
