"""mkdocs.yml, menu.yml, addresses.lock and redirects.yml as they are read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.addresses.lock import HEAD, lock_text, parse_address, read_lock
from macros.addresses.menu import read_menu
from macros.addresses.redirects import read_redirects
from macros.addresses.settings import read_settings
from macros.addresses.settings_lock import check_lock, settings_lock_text
from macros.model import Address, Bilingual, Menu, MenuPage, MenuSection, Settings

SETTINGS = """\
site_url: !ENV [SITE_URL, "https://kb.example.org"]
strict: true
validation:
  nav: {omitted_files: warn}
hooks:
  - macros/mkdocs_adapter/hooks.py
"""


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        (SETTINGS, Settings("https://kb.example.org/", True)),
        ("", Settings()),
        ("copyright: x", Settings()),
        ("site_url: https://x.example/", Settings("https://x.example/")),
        ("site_url: []", Settings()),
        ("site_url: {a: b}", Settings()),
        ("validation: {nav: {omitted_files: warn}}", Settings()),
        ("strict: true\nvalidation: x", Settings()),
        ("strict: true\nvalidation: {nav: {omitted_files: info}}", Settings()),
    ],
)
def test_what_settings_say(text: str, settings: Settings) -> None:
    assert read_settings(text, "mkdocs.yml") == (settings, ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]", ["1:1 F110"]),
        ("strict: false", ["1:1 F131"]),
        ("strict: yes", ["1:1 F131"]),
        ("x: y", ["1:1 F131"]),
        ("INHERIT: other.yml", ["1:1 F131"]),
        ("extra_javascript: [a.js]", ["1:1 F131"]),
        ("extra: {a: b}", ["1:9 F131"]),
        ("extra: [a]", ["1:1 F131"]),
        ("extra: {mail: makers@example.org}", []),
        ("extra: {mail: 'a@b?bcc=c@d'}", ["1:9 F131"]),
        ("extra: {mail: [a@b]}", ["1:9 F131"]),
        ("repo_url: https://github.com/a/b", []),
        ("repo_url: 'javascript://x/%0Aalert(1)'", ["1:1 F131"]),
        ("docs_dir: ..", ["1:1 F131"]),
        ("site_dir: ../..", ["1:1 F131"]),
        ("hooks: []", ["1:1 F131"]),
        ("hooks: macros/mkdocs_adapter/hooks.py", ["1:1 F131"]),
        ("hooks: [macros/mkdocs_adapter/hooks.py, mine.py]", ["1:1 F131"]),
        ("plugins: [search]", ["1:11 F131"]),
        ("plugins: search", ["1:1 F131"]),
        ("plugins: {exec: {a: b}}", ["1:11 F131"]),
        ("plugins: [[a]]", ["1:11 F131"]),
        ("plugins: [macros: {module_name: mine}]", ["1:20 F131"]),
        ("plugins: [macros: {modules: [mine]}]", ["1:20 F131"]),
        ("plugins: {macros: {on_error_fail: false}}", ["1:20 F131"]),
        ("plugins: [macros, i18n]\nplugins: [i18n: x]", ["2:1 F107"]),
        ("markdown_extensions: [mine]", ["1:23 F131"]),
        ("markdown_extensions: [pymdownx.snippets]", ["1:23 F131"]),
        ("markdown_extensions: {pymdownx.b64: {base_path: /}}", ["1:23 F131"]),
        ("markdown_extensions: [toc: {toc_depth: 3}, pymdownx.details, abbr]", []),
        ("site_name: x", ["1:1 F131", "1:1 F131"]),
        ("site_name: x\nhooks: [macros/mkdocs_adapter/hooks.py]\nplugins: [i18n]", ["3:1 F131"]),
        ("site_name: x\nhooks: [macros/mkdocs_adapter/hooks.py]\nplugins: [i18n, macros]", []),
        ("theme: readthedocs", ["1:1 F131"]),
        ("theme: {custom_dir: ../mine, name: null}", ["1:9 F131"]),
        ("theme: {custom_dir: [a]}", ["1:9 F131"]),
        ("theme: {custom_dir: overrides, include: x}", ["1:32 F131"]),
        ("theme: {name: material, custom_dir: overrides}", []),
        ("extra: !!python/object/apply:os.system [id]", ["1:8 F106"]),
        ("site_url: !ENV [A, !!python/name:os.system ]", ["1:20 F106"]),
        ("site_author: ! x", ["1:14 F106"]),
        ("extra: {mail: [!!python/object/apply:os.system [id]]}", ["1:16 F106"]),
        ("extra: {!!python/name:os.system x: y}", ["1:9 F106"]),
        ("extra: {&a mail: b@c}", ["1:9 F106"]),
        ("? !!python/object/apply:os.system [id]\n: x", ["1:3 F106"]),
        ("theme: &t {name: null}", ["1:8 F106"]),
        ("theme: *t", ["1:8 F106"]),
        ("<<: {hooks: [evil.py]}", ["1:1 F131", "1:1 F132"]),
        ("plugins: [i18n: {<<: {a: b}}]", ["1:18 F132"]),
        ("<<: !!python/object/apply:os.system [id]", ["1:5 F106"]),
        ("strict: true\n---\nstrict: true", ["2:1 F106"]),
        ("%TAG ! tag:yaml.org,2002:python/\n---\nextra: !name:os.system x", ["3:8 F106"]),
        ("site_name: !ENV [A, !ENV [B, !!python/none x]]", ["1:30 F106"]),
        ("site_url: !ENV [SITE_URL, https://x.example/]", []),
        ("copyright: A < B", ["1:1 F132"]),
        ("nav: [a.md]", ["1:1 S141"]),
        ("plugins: {i18n: {languages: [{nav_translations: {A: B}}]}}", ["1:31 S141"]),
        ("plugins: {i18n: {languages: [{nav: [a.md]}]}}", ["1:31 S141"]),
    ],
)
def test_settings_that_could_do_harm(text: str, told: list[str]) -> None:
    """MkDocs runs, reads and shows what its settings say; each of these is refused at its place."""
    _, problems = read_settings(text, "mkdocs.yml")
    assert sorted(f"{p.where.line}:{p.where.column} {p.code}" for p in problems) == sorted(told)


def test_lock_of_settings() -> None:
    lock = settings_lock_text("strict: true\n")
    assert list(check_lock("strict: true\n", "mkdocs.yml", lock)) == []
    other = (lock.replace(":", ": "), lock.upper(), f"{lock}x\n", "", "# none\n", lock + lock)
    for text in other:
        told = [
            (str(p.where), p.code, dict(p.values)) for p in check_lock("strict: true\n", "f", text)
        ]
        assert told == [("f:1:1", "S142", {"against": "changed"})], text
    for settings in ("strict: true", "strict: true \n", "strict: true\n# more\n"):
        assert [p.values["against"] for p in check_lock(settings, "f", lock)] == ["changed"]
    assert [p.values["against"] for p in check_lock("", "f", None)] == ["missing"]


MENU = """\
- page: index.md
  title: {en: Home, id: Beranda}
- about/index.md
- section: {en: Data, id: Data}
  pages:
    - data/index.md
    - section: {en: Records, id: Catatan}
      pages: [data/a.md, data/b.md]
"""


def test_menu_with_its_places() -> None:
    menu, problems = read_menu(MENU, "menu.yml")
    assert problems == ()
    assert menu.items == (
        MenuPage("index.md", Bilingual("Home", "Beranda")),
        "about/index.md",
        MenuSection(
            Bilingual("Data", "Data"),
            (
                "data/index.md",
                MenuSection(Bilingual("Records", "Catatan"), ("data/a.md", "data/b.md")),
            ),
        ),
    )
    assert menu.entries
    assert [(entry.key, str(entry.where)) for entry in menu.entries] == [
        ("index.md", "menu.yml:1:3"),
        ("about/index.md", "menu.yml:3:3"),
        ("data/index.md", "menu.yml:6:7"),
        ("data/a.md", "menu.yml:8:15"),
        ("data/b.md", "menu.yml:8:26"),
    ]


def test_menu_of_an_empty_file_follows_the_folders() -> None:
    assert read_menu("# Nothing yet.\n", "menu.yml") == (Menu(), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", ["1:1 F110"]),
        ("a: b", ["1:1 F110"]),
        ("a.md", ["1:1 F110"]),
        ("- ", ["1:2 F110"]),
        ("- [a.md]", ["1:3 F110"]),
        ("- a.md\n- a.md", ["2:3 S140"]),
        ("- Home: index.md", ["1:3 F108", "1:3 F109", "1:3 F109"]),
        ("- {page: a.md}", ["1:3 F109"]),
        ("- {page: a.md, titl: {en: A, id: B}}", ["1:16 F108", "1:3 F109"]),
        ("- {page: a.md, title: {en: A}}", ["1:16 F109"]),
        ("- {page: a.md, title: {en: A, id: ''}}", ["1:31 F110"]),
        (
            "- {page: a.md, title: {en: A, id: B}, pages: [b.md]}",
            ["1:16 F108", "1:3 F109", "1:4 F108"],
        ),
        ("- {section: {en: A, id: B}}", ["1:3 F109"]),
        ("- {section: {en: A, id: B}, pages: []}", ["1:29 F110"]),
        ("- {section: {en: A, id: B}, pages: a.md}", ["1:29 F110"]),
        ("- {section: A, pages: [a.md]}", ["1:4 F110"]),
        ('- {page: a.md, title: {en: "A\\nB", id: B}}', ["1:24 F110"]),
        ('- {page: a.md, title: {en: "A\\x07B", id: B}}', ["1:24 F110"]),
        ("- {page: a.md, title: {en: '<script>x</script>', id: B}}", ["1:24 F132"]),
        ("- {section: {en: A, id: '<img src=x>'}, pages: [a.md]}", ["1:21 F132"]),
        ("- &a a.md\n- *a", ["1:3 F106"]),
        ("- !!python/object/apply:os.system [id]", ["1:3 F106"]),
        ("- a.md\n---\n- b.md", ["2:1 F106"]),
        *(
            (f"- {json.dumps(page)}", ["1:3 F110"])
            for page in (
                *("https://x.example/", "//x.example/a.md", "javascript:alert(1)//.md"),
                *("/index.md", "../index.md", "a/../b.md", "./a.md", "a//b.md", "a\\b.md"),
                *("C:a.md", "a.html", "a.md#b", "a.md?b", "A.md", " a.md", "a.md\n", "\u0430.md"),
            )
        ),
    ],
)
def test_menu_that_cannot_be_used(text: str, told: list[str]) -> None:
    _, problems = read_menu(text, "menu.yml")
    assert sorted(f"{p.where.line}:{p.where.column} {p.code}" for p in problems) == told


def test_settings_that_cannot_be_read() -> None:
    settings, problems = read_settings("plugins: [a", "mkdocs.yml")
    assert settings == Settings()
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
        "../a.md",
        "a/../b.md",
        "./a.md",
        "a/./b.md",
        "a//b.md",
        "..md",
        ".md",
        "a\\b.md",
        "..\\..\\evil.md",
        "C:\\x.md",
        "C:/x.md",
        "c:x.md",
        "sw.js.md",
        "index.html.md",
        "A.md",
        "a_b.md",
        "a-.md",
        "\u00e4.md",
        "a.md/b.md",
        "a\x00.md",
        "a.md#b\x1fc",
        "%2e%2e/a.md",
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


KEYS = st.from_regex(r"[a-z0-9]{1,3}([/-][a-z0-9]{1,3}){0,3}\.md", fullmatch=True)
ANCHORS = st.from_regex(r"[a-z][a-z0-9.-]{0,9}", fullmatch=True)


@pytest.mark.slow
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
    read_settings(text, "mkdocs.yml")
    read_menu(text, "menu.yml")
