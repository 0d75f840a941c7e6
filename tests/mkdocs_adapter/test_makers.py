"""The ways to the makers in the pages that the templates of the site make."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

EDIT = "https://github.com/makers/kb/edit/main/"


def ways(built: Path, path: str) -> dict[str, str]:
    """The links in the foot of a page, by their words."""
    html = (built / "site" / path / "index.html").read_text(encoding="utf-8")
    foot = html.partition('<p class="kb-ways">')[2].partition("</p>")[0]
    return {
        words: unescape(href) for href, words in re.findall(r'href="([^"]+)"[^>]*>([^<]+)', foot)
    }


@pytest.mark.parametrize(
    ("path", "source", "words"),
    [
        ("en/gcm/objectives", "docs/en/gcm/objectives.md", "Edit this page"),
        ("gcm/objectives", "docs/id/gcm/objectives.md", "Sunting halaman ini"),
        ("en/data/facts/migrants", "facts.yml", "Edit these figures"),
    ],
)
def test_page_can_be_edited_where_it_is_written(
    built: Path, path: str, source: str, words: str
) -> None:
    assert ways(built, path)[words] == EDIT + source


def test_report_names_the_page_in_its_language(built: Path) -> None:
    found = ways(built, "gcm/objectives")
    assert list(found)[:2] == ["Laporkan kesalahan", "Laporkan lewat surel"]
    issue = dict(parse_qsl(urlsplit(found["Laporkan kesalahan"]).query))
    assert issue["where"] == "https://test.example/gcm/objectives/"
    assert issue["title"].startswith("Kesalahan: ")
    mail = urlsplit(found["Laporkan lewat surel"])
    assert mail.path == "makers@kb.example"
    assert "https://test.example/gcm/objectives/" in dict(parse_qsl(mail.query))["body"]
