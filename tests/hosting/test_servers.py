"""What readers get of real servers with the settings that the site brings along."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import brotli
import pytest

from macros.publish.hosting.headers import EVERYWHERE
from tests.hosting.conftest import BROTLI, Server

PAGES = ("", "en/", "en/emm/", "en/emm/modules/mgi/", "en/glossary/", "data/", "use/migrants/")


@pytest.mark.parametrize(
    "path", ["", "en/", "404.html", "m/3/", "sw.js", "data/facts.csv", "nope/"]
)
def test_what_goes_with_every_answer(server: Server, path: str) -> None:
    headers = server.get(f"/{path}").headers
    assert {name: headers.get(name.lower()) for name in EVERYWHERE} == EVERYWHERE
    assert "caddy" not in headers.get("server", "").lower()
    assert not re.search(r"\d", headers.get("server", "")) or server.name == "apache2"


def test_the_policy_of_a_page_allows_what_its_own_allows(server: Server, site_folder: Path) -> None:
    paths = [path.relative_to(site_folder).as_posix() for path in site_folder.rglob("*.html")]
    kinds: dict[tuple[str, ...], str] = {}
    for path in paths:
        kinds.setdefault(tuple(path.split("/")[:2]), path)
    assert len(kinds) > 50
    for path in kinds.values():
        answer = server.get(f"/{path.removesuffix('index.html')}")
        assert answer.status == 200, path
        own = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', answer.body)
        assert own, path
        digests = set(re.findall(rb"'sha256-[^']*'", own[1]))
        assert digests <= set(re.findall(rb"'sha256-[^']*'", answer.policy.encode())), path
        assert answer.policy.startswith("default-src 'none'; "), path
        assert "unsafe-inline" not in answer.policy
        assert "base-uri 'none'" in answer.policy


@pytest.mark.parametrize(
    ("path", "frames", "old"),
    [
        ("", "'none'", "DENY"),
        ("en/emm/", "'none'", "DENY"),
        ("m/3/", "'none'", "DENY"),
        ("nope/", "'none'", "DENY"),
        ("en/slides/3/", "'self'", "SAMEORIGIN"),
    ],
)
def test_who_may_show_a_page(server: Server, path: str, frames: str, old: str) -> None:
    answer = server.get(f"/{path}")
    assert answer.policy.endswith(f"frame-ancestors {frames}")
    assert answer.headers["x-frame-options"] == old


def test_any_site_may_show_an_embed(server: Server, site_folder: Path) -> None:
    path = next(site_folder.glob("en/embed/*/index.html")).parent.relative_to(site_folder)
    answer = server.get(f"/{path}/")
    assert answer.policy == (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    )
    assert "x-frame-options" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("path", ["nope", "en/nope/", "m/99/", "data/nope.csv", "assets/nope.js"])
def test_what_is_not_there(server: Server, site_folder: Path, path: str) -> None:
    answer = server.get(f"/{path}")
    assert answer.status == 404
    assert answer.body == (site_folder / "404.html").read_bytes()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["m/3", "en/emm", "f/migrants.world"])
def test_a_folder_without_its_slash(server: Server, path: str) -> None:
    answer = server.get(f"/{path}")
    assert answer.status in (301, 302, 308)
    assert re.sub(r"^http://[^/]*", "", answer.headers["location"]) == f"/{path}/"


@pytest.mark.parametrize(
    "path",
    [
        ".kb-site", ".kb-styles", ".hosting/nginx.conf", ".htaccess", ".hosting/", ".git/config",
        "en/.hidden", "assets/", "data/series/", "handouts/", "en/../.kb-site", "%2ekb-site",
    ],
)  # fmt: skip
def test_no_hidden_file_and_no_list_of_files(server: Server, path: str) -> None:
    answer = server.get(f"/{path}")
    assert answer.status in (403, 404)
    assert b"Index of" not in answer.body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("en/", "text/html; charset=utf-8"),
        ("assets/kb.js", "text/javascript; charset=utf-8"),
        ("assets/kb.css", "text/css; charset=utf-8"),
        ("assets/mark.svg", "image/svg+xml"),
        ("assets/app/en.webmanifest", "application/manifest+json; charset=utf-8"),
        ("assets/app/search.en.xml", "application/opensearchdescription+xml; charset=utf-8"),
        ("data/facts.csv", "text/csv; charset=utf-8"),
        ("data/facts.json", "application/json; charset=utf-8"),
        ("feeds/news.en.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("assets/offline/knowledge-base.zip", "application/zip"),
        ("assets/app/192.png", "image/png"),
    ],
)
def test_types(server: Server, path: str, kind: str) -> None:
    found = server.get(f"/{path}")
    assert found.status == 200
    assert found.headers["content-type"].lower().startswith(kind)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("", "public, max-age=300"),
        ("en/emm/", "public, max-age=300"),
        ("assets/kb.js?v=0123abcd", "public, max-age=31536000, immutable"),
        ("assets/kb.js", "public, max-age=3600"),
        ("data/facts.csv", "public, max-age=3600"),
        ("sw.js", "no-cache"),
        ("assets/offline/id.json", "no-cache"),
    ],
)
def test_how_long_it_is_fresh(server: Server, path: str, wanted: str) -> None:
    answer = server.get(f"/{path}")
    assert (answer.status, answer.headers["cache-control"]) == (200, wanted)
    known = answer.headers.get("etag") or answer.headers["last-modified"]
    name = "If_None_Match" if "etag" in answer.headers else "If_Modified_Since"
    assert server.get(f"/{path}", **{name: known}).status == 304


@pytest.mark.parametrize("path", ["", "en/emm/", "assets/kb.js?v=0123abcd", "data/facts.csv"])
def test_small_for_those_who_unpack(server: Server, path: str) -> None:
    whole = server.get(f"/{path}")
    assert "content-encoding" not in whole.headers
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
    for asked, coded in (("gzip", "gzip"), ("gzip, deflate, br, zstd", "br")):
        if coded == "br" and server.name == "nginx" and not BROTLI:
            continue
        answer = server.get(f"/{path}", Accept_Encoding=asked)
        assert answer.headers["content-encoding"] == coded
        assert "accept-encoding" in answer.headers["vary"].lower()
        assert answer.headers["content-type"] == whole.headers["content-type"]
        assert answer.headers["cache-control"] == whole.headers["cache-control"]
        assert answer.policy == whole.policy
        assert unpack[coded](answer.body) == whole.body
        assert len(answer.body) < len(whole.body) / 2


def test_a_part_of_a_large_file(server: Server, site_folder: Path) -> None:
    for path in ("assets/offline/knowledge-base.zip", "en/slides/module-3.pdf"):
        name = path if (site_folder / path).exists() else next(site_folder.glob("en/slides/*.pdf"))
        file = site_folder / name
        there = file.relative_to(site_folder).as_posix()
        answer = server.get(f"/{there}", Range="bytes=1000-1999", Accept_Encoding="br, gzip")
        assert answer.status == 206
        assert answer.body == file.read_bytes()[1000:2000]
        assert answer.headers["content-range"].startswith("bytes 1000-1999/")
        assert "content-encoding" not in answer.headers
        assert answer.policy == ""


def test_other_sites_may_read_data_and_nothing_else(server: Server) -> None:
    assert server.get("/data/facts.json").headers["access-control-allow-origin"] == "*"
    assert json.loads(server.get("/data/facts.json").body)
    for path in ("", "assets/kb.js", "sw.js"):
        headers = server.get(f"/{path}").headers
        assert "access-control-allow-origin" not in headers
        assert headers["cross-origin-resource-policy"] == "same-origin"


def test_nothing_can_be_sent(server: Server) -> None:
    assert server.get("/en/", method="POST").status in (403, 404, 405, 501)
    assert server.get("/en/", method="PUT").status in (403, 404, 405, 501)
    assert server.get("/en/", method="DELETE").status in (403, 404, 405, 501)
