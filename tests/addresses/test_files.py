"""mkdocs.yml, addresses.lock and redirects.yml as they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.lock import HEAD, lock_text, parse_address, read_lock
from macros.addresses.menu import read_menu
from macros.addresses.redirects import read_redirects
from macros.model import Address, Menu

MENU = """\
site_url: !ENV [SITE_URL, "https://kb.example.org"]
strict: true
validation:
  nav: {omitted_files: warn}
hooks: !!python/name:os.system
nav:
  - Home: index.md
  - about/index.md
  - Data:
      - data/index.md
      - Records: [data/a.md, data/b.md]
  - Elsewhere: https://www.iom.int/
"""


def test_menu_with_its_places() -> None:
    menu, problems = read_menu(MENU, "mkdocs.yml")
    assert problems == ()
    assert menu.entries
    assert [(entry.key, str(entry.where)) for entry in menu.entries] == [
        ("index.md", "mkdocs.yml:7:5"),
        ("about/index.md", "mkdocs.yml:8:5"),
        ("data/index.md", "mkdocs.yml:10:9"),
        ("data/a.md", "mkdocs.yml:11:19"),
        ("data/b.md", "mkdocs.yml:11:30"),
    ]
    assert menu.address == "https://kb.example.org/"
    assert menu.complete


@pytest.mark.parametrize(
    ("text", "menu"),
    [
        ("", Menu()),
        ("[a]", Menu()),
        ("site_name: x", Menu()),
        ("site_url: https://x.example/", Menu(address="https://x.example/")),
        ("site_url: []", Menu()),
        ("site_url: {a: b}", Menu()),
        ("nav:", Menu(())),
        ("nav: []", Menu(())),
        ("strict: false\nvalidation: {nav: {omitted_files: warn}}", Menu()),
        ("strict: true\nvalidation: x", Menu()),
        ("strict: true\nvalidation: {nav: {omitted_files: info}}", Menu()),
    ],
)
def test_settings_that_say_less(text: str, menu: Menu) -> None:
    assert read_menu(text, "mkdocs.yml") == (menu, ())


def test_settings_that_cannot_be_read() -> None:
    menu, problems = read_menu("nav: [a.md", "mkdocs.yml")
    assert menu == Menu()
    assert [(p.where.path, p.code) for p in problems] == [("mkdocs.yml", "F105")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a.txt",
        "a.md#",
        "#b",
        "a.md#b c",
        "a b.md",
        "a.md\n",
        "/a.md",
        "/m/0/",
        "/m/3",
        "m/3/",
        "/m/3/#a",
        "/x/3/",
        "/f/A/",
        "/f/a/b/",
        "/p/gcm/",
    ],
)
def test_text_that_is_no_address(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize("text", ["/m/3/", "/g/23/", "/f/migrants.world/", "/f/training.oct-2022/"])
def test_short_address(text: str) -> None:
    address = parse_address(text)
    assert address
    assert (str(address), address.short, address.anchor) == (text, True, "")


KEYS = st.from_regex(r"[a-z][a-z0-9/-]{0,9}\.md", fullmatch=True)
ANCHORS = st.from_regex(r"[a-z][a-z0-9.-]{0,9}", fullmatch=True)


@given(st.lists(st.builds(Address, KEYS, st.one_of(st.just(""), ANCHORS))))
def test_lock_holds_what_was_written(addresses: list[Address]) -> None:
    text = lock_text(addresses)
    locked, problems = read_lock(text, "addresses.lock")
    assert problems == ()
    assert [one.address for one in locked] == sorted(set(addresses))
    assert text.startswith(HEAD)
    for one in locked:
        assert text.split("\n")[one.where.line - 1] == str(one.address)


@given(st.text())
def test_any_lock_is_read(text: str) -> None:
    read_lock(text, "addresses.lock")


def test_redirects_with_their_places() -> None:
    text = "redirects:\n  old.md: new.md\n  a.md#b: c.md#d\n"
    redirects, problems = read_redirects(text, "redirects.yml")
    assert problems == ()
    assert [(str(one.old), str(one.new), str(one.where)) for one in redirects] == [
        ("old.md", "new.md", "redirects.yml:2:3"),
        ("a.md#b", "c.md#d", "redirects.yml:3:3"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ("# Nothing yet.\n", []),
        ("redirects: {}", []),
        ("redirects: []", ["1:1 F110"]),
        ("redirect: {}", ["1:1 F108", "1:1 F109"]),
        ("redirects:\n  old: new.md", ["2:3 F110"]),
        ("redirects:\n  old.md: new", ["2:3 F110"]),
        ("redirects:\n  old.md: [new.md]", ["2:3 F110"]),
        ("redirects:\n  old.md: /m/3/", ["2:3 F110"]),
        ("redirects:\n  /f/old/: /f/new/\n  /f/x/: new.md#a", []),
        ("redirects:\n  old.md: a.md\n  old.md: b.md", ["3:3 F107"]),
        ("redirects: [", ["2:1 F105"]),
    ],
)
def test_redirects_in_the_wrong_form(text: str, told: list[str]) -> None:
    _, problems = read_redirects(text, "redirects.yml")
    found = [f"{p.where.line}:{p.where.column} {p.code}" for p in problems]
    assert sorted(found) == told


@given(st.text())
def test_any_redirects_are_read(text: str) -> None:
    read_redirects(text, "redirects.yml")
    read_menu(text, "mkdocs.yml")
