"""Pages that open from a disk: links to folders name the page in them."""

from __future__ import annotations

import pytest

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
        ('<meta content="0; url=../x/#y">', '<meta content="0; url=../x/index.html#y">'),
        ('<link rel="stylesheet" href="../assets/kb.css?v=1">', None),
        ('<a href="#y">', None),
        ('<a href="https://example.org/">', None),
        ('<a href="../data/facts.json">', None),
        ('<p title="href=../x/">', None),
    ],
)
def test_links(given: str, expected: str | None) -> None:
    assert from_disk(given) == (expected or given)
