"""How pages name one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.paths import Hints, page_at, relative, resolve
from macros.model import Address, Page, PageMeta


def page(key: str) -> Page:
    return Page(key, "en", f"docs/en/{key}", PageMeta("", ""), (), ())


@pytest.mark.parametrize(
    ("key", "path", "folder", "target"),
    [
        ("a.md", "b.md", "en", "b.md"),
        ("x/a.md", "b.md", "en", "x/b.md"),
        ("x/a.md", "../b.md", "en", "b.md"),
        ("x/y/a.md", "../../b.md", "en", "b.md"),
        ("x/a.md", "../../id/b.md", "id", "b.md"),
        ("a.md", "../en/b.md", "en", "b.md"),
        ("a.md", "../../b.md", "..", "b.md"),
        ("a.md", "../b.md", "b.md", ""),
        ("a.md", "./b//c.md", "en", "b/c.md"),
        ("x/a.md", "", "en", "x/a.md"),
    ],
)
def test_path_leads_into_a_tree(key: str, path: str, folder: str, target: str) -> None:
    assert resolve(page(key), path) == (folder, target)


@pytest.mark.parametrize(
    ("key", "other", "anchor", "written"),
    [
        ("a.md", "b.md", "", "b.md"),
        ("a.md", "x/b.md", "c", "x/b.md#c"),
        ("x/a.md", "b.md", "", "../b.md"),
        ("x/y/a.md", "x/b.md", "", "../b.md"),
        ("x/a.md", "y/b.md", "", "../y/b.md"),
    ],
)
def test_page_names_another(key: str, other: str, anchor: str, written: str) -> None:
    assert relative(page(key), other, anchor) == written


NAMES = st.lists(st.sampled_from(["a", "b", "index"]), min_size=1, max_size=3)


@given(here=NAMES.map("/".join), there=NAMES.map("/".join))
def test_what_a_page_writes_leads_there(here: str, there: str) -> None:
    written = relative(page(f"{here}.md"), f"{there}.md")
    assert resolve(page(f"{here}.md"), written) == ("en", f"{there}.md")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("", "index.md"),
        ("/", "index.md"),
        ("index.html", "index.md"),
        ("gcm", "gcm/index.md"),
        ("gcm/", "gcm/index.md"),
        ("gcm/index.html", "gcm/index.md"),
        ("gcm/objectives/", "gcm/objectives.md"),
        ("gcm/objectives.html", "gcm/objectives.md"),
        ("gcm/nowhere/", ""),
    ],
)
def test_page_at_an_address(address: str, key: str) -> None:
    assert page_at(address, {"index.md", "gcm/index.md", "gcm/objectives.md"}) == key


def test_hints_come_to_an_end() -> None:
    hints = Hints(left=1)
    assert hints.near("objectivs.md", ["objectives.md", "data.md"]) == "objectives.md"
    assert hints.near("objectivs.md", ["objectives.md", "data.md"]) == ""


@pytest.mark.parametrize(
    ("key", "folder"),
    [
        ("index.md", ""),
        ("a.md", "a"),
        ("a/index.md", "a"),
        ("a/b.md", "a/b"),
        ("x/index/a.md", "x/index/a"),
    ],
)
def test_folder_of_an_address(key: str, folder: str) -> None:
    assert Address(key, "x").folder == folder


def test_address_as_text() -> None:
    assert [str(Address("a.md")), str(Address("a.md", "b"))] == ["a.md", "a.md#b"]
    assert Address("a.md") < Address("a.md", "b") < Address("b.md")
