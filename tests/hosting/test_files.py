"""The settings of web servers as they are made, and the texts made smaller."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import brotli
import pytest

from macros.build_cache import BuildCache
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.publish.hosting.files import FOLDER, hosting_files
from macros.publish.hosting.headers import ALWAYS_ASKED, OPEN, SHOWN, groups
from macros.publish.precompressed import precompressed
from macros.render.policy import FIRST, LEADING_ON, SPEAKER, digest, element
from tests.render.test_policy import FIRST_TEXT

STYLE = "a{color:red}"
HEAD = f'<html lang="id"><head><meta charset="utf-8"><style>{STYLE}</style>'
PATHS = ("index.html", "404.html", "en/index.html", "a/index.html", "a/b.c/index.html",
         "en/a/index.html", "slides/1/index.html", "embed/x/index.html")  # fmt: skip


def site() -> BuiltSite:
    html = f"{HEAD}<script>{FIRST_TEXT}</script></head>"
    pages = {path: read_built(html, path, "site") for path in PATHS}
    return BuiltSite("site", pages, frozenset(pages), own_styles=frozenset({digest(STYLE)}))


def test_groups_of_pages() -> None:
    found = {one.path: one for one in groups(site().pages, site().own_styles)}
    assert list(found) == ["404.html", "a/", "embed/", "en/a/", "en/", "", "slides/"]
    assert found["a/"].policy == (
        f"default-src 'none'; script-src 'self' '{FIRST}'; connect-src 'self'; "
        f"manifest-src 'self'; style-src 'self' '{digest(STYLE)}'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    assert SPEAKER[0] in found["slides/"].policy
    assert [one.path for one in found.values() if one.frames is None] == ["embed/"]
    wanted = {"a/": ["/a/", "/a/b.c/", "/a/b.c/index.html"], "": ["/", "/index.html"]}
    for path, addresses in wanted.items():
        for address in addresses:
            fits = [one.path for one in found.values() if re.search(one.pattern, address)]
            assert fits == [path]
    for address in ("/a/x.pdf", "/a/b.c/qr.svg", "/ab/", "/x"):
        assert not any(re.search(one.pattern, address) for one in found.values())


def test_every_setting_is_filled_in() -> None:
    made = dict(hosting_files(site()))
    assert set(made) == {
        *(f"{FOLDER}/{name}" for name in ("nginx-http.conf", "nginx.conf", "nginx-brotli.conf")),
        *(f"{FOLDER}/Caddyfile", ".htaccess", "_headers"),
    }
    for path, content in made.items():
        assert not re.search(r"@[A-Z_]+@", content.decode()), path
    assert made == dict(hosting_files(site()))


def test_headers_that_cloudflare_pages_can_read(site_folder: Path) -> None:
    """100 rules of 2,000 characters in a line: developers.cloudflare.com/pages/configuration."""
    lines = (site_folder / "_headers").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line.startswith("/")]
    assert len(rules) == len(set(rules)) <= 100
    assert max(map(len, lines)) <= 2000
    assert not any("unsafe-inline" in line for line in lines)
    assert any(LEADING_ON in line for line in lines)


def test_folders_that_are_named_are_there(site_folder: Path) -> None:
    for path in (*ALWAYS_ASKED, *OPEN, *SHOWN):
        assert (site_folder / path).exists(), path


def test_nothing_of_it_is_carried(built: BuiltSite) -> None:
    assert {path for path in built.files if path.endswith(".br")}
    page = built.pages["index.html"]
    assert element("index.html", page.text, built.own_styles) in page.text


def test_only_what_becomes_smaller() -> None:
    noise = random.Random(1).randbytes(5000).hex()
    files = {
        "a.html": b"<p>" + b"abc " * 1000,
        "small.html": b"<p>" * 100,
        "a.pdf": b"abc " * 1000,
        "noise.txt": noise.encode(),
    }
    made = dict(precompressed(files))
    assert set(made) == {"a.html.br", "a.html.gz", "noise.txt.br", "noise.txt.gz"}
    assert brotli.decompress(made["a.html.br"]) == files["a.html"]
    assert gzip.decompress(made["a.html.gz"]) == files["a.html"]
    assert made == dict(precompressed(files))
    assert len(made["noise.txt.br"]) < len(noise)


def test_a_heavy_page_is_packed_as_small_as_can_be() -> None:
    words = [f"<p>{random.Random(number).randbytes(9).hex()}" for number in range(3000)]
    heavy, light = "".join(words).encode(), "".join(words[:300]).encode()
    made = dict(precompressed({"a.html": heavy, "b.html": light, "c.txt": heavy}))
    best = {path: brotli.compress(text, brotli.MODE_TEXT, 11)
            for path, text in {"a": heavy, "b": light}.items()}  # fmt: skip
    assert made["a.html.br"] == best["a"]
    assert len(made["b.html.br"]) > len(best["b"])
    assert len(made["c.txt.br"]) > len(best["a"])


def test_nothing_is_compressed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{name}.html": name.encode() * 2000 for name in ("a", "b", "c")}
    made = list(precompressed(files, BuildCache()))
    cache = BuildCache(tmp_path)
    assert list(precompressed(files, cache)) == made
    cache.flush()
    monkeypatch.setattr(brotli, "compress", lambda *_, **__: b"new")
    assert list(precompressed(files, BuildCache(tmp_path))) == made
    changed = dict(precompressed({**files, "b.html": b"d" * 2000}, BuildCache(tmp_path)))
    other = [path for path, content in made if changed[path] != content]
    assert other == ["b.html.br", "b.html.gz"]
    assert changed["b.html.br"] == b"new"
