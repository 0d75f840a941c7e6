"""Pages that open from a disk: links to folders name the page in them."""

from __future__ import annotations

import pytest

from macros.html.page import read_built
from macros.publish.file_urls import from_disk


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<a href="../x/">', '<a href="../x/index.html">'),
        ('<a class="b" href="../x/#y">', '<a class="b" href="../x/index.html#y">'),
        ('<a href="../../?q=z#y">', '<a href="../../index.html?q=z#y">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href="..#a">', '<a href="../index.html#a">'),
        (
            '<meta http-equiv="refresh" content="0; url=../x/#y">',
            '<meta http-equiv="refresh" content="0; url=../x/index.html#y">',
        ),
        (
            '<p><a href="a/">b</a> <a title="c" href="d/?e">f</a></p><a href="g">h</a>',
            '<p><a href="a/index.html">b</a> <a title="c" href="d/index.html?e">f</a></p>'
            '<a href="g">h</a>',
        ),
        ('<link rel="stylesheet" href="../assets/kb.css?v=1">', None),
        ('<a href="#y">', None),
        ('<a href="https://example.org/">', None),
        ('<a href="../data/facts.json">', None),
        ('<p title="href=../x/">', None),
    ],
)
def test_links(given: str, expected: str | None) -> None:
    assert from_disk(read_built(given, "a/index.html", "site")) == (expected or given)
