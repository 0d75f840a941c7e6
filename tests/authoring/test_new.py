"""`kb new`: what is made passes the check at once; nothing is overwritten or left half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from macros.authoring import new
from macros.authoring.new import create
from macros.authoring.templates import NewItem, with_fact, with_menu_entry
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.model import LOCALES, Bilingual
from macros.project import Project, open_project
from macros.project_files import MENU, SETTINGS, SETTINGS_LOCK
from macros.rules.placeholders import TO_BE_REPLACED
from macros.site.profile import MODULES
from tests.conftest import ROOT
from tests.test_lessons import NOTES, SECTIONS

Read = Callable[[], Project]
Edit = Callable[[str, str, str], None]
TITLE = Bilingual("A new topic", "Topik baru")
DAY = date(2026, 11, 20)
COUNT = {"kind": "count", "value": "12", "unit": "people", "period": "2024", "source": "report"}


def wish(what: str, key: str = "topic", **parts: str) -> NewItem:
    return NewItem(what, key, TITLE, DAY, 2, parts)


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not {"macros", ".kb-cache"} & set(path.parts)
    }


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (wish("page", "gcm/topic"), "gcm/topic.md"),
        (wish("page"), "topic.md"),
        (wish("news", source="report"), "news/2026-11-20-topic.md"),
    ],
    ids=lambda value: value.what if isinstance(value, NewItem) else "",
)
def test_new_page_is_sound_in_both_languages(read: Read, asked: NewItem, path: str) -> None:
    old = read()
    paths, problems = create(old, asked)
    assert problems == ()
    assert set(paths) == {f"docs/en/{path}", f"docs/id/{path}"}
    made = read()
    mine = [p for p in made.problems if p.where.path in paths]
    # Only where it stands in the menus, and what it says, is left to its author.
    assert {p.code for p in mine} <= {"L108", "P221"}
    assert [p for p in made.problems if p.where.path in ("twins.lock", "addresses.lock")] == []
    for locale in ("en", "id"):
        assert made.library.pages[locale][path].meta.title == TITLE[locale]


@pytest.mark.parametrize("what", ["page", "news"])
def test_no_sentence_of_the_template_passes(read: Read, site: Path, what: str) -> None:
    paths, _ = create(read(), wish(what, source="report"))
    for path in (path for path in paths if path.endswith(".md")):
        told = [p for p in read().problems if p.code == "P221" and p.where.path == path]
        text = (site / path).read_text(encoding="utf-8")
        assert len(told) == 4
        for problem in told:
            line = text.split("\n")[problem.where.line - 1]
            start, end = problem.where.column, problem.where.end_column
            assert line[start - 1 : end and end - 1] == problem.values["sentence"]


HUB = "---\ntitle: Trainers\ndescription: For trainers.\n---\nText.\n"
IN_FOLDERS = """\
- section: {en: EMM, id: EMM}
  pages:
    - emm/modules/one.md
    - gcm/sdgs.md
- section: {en: Trainers, id: Pelatih}
  pages:
    - trainers/index.md
    - data.md
"""


def test_new_module_is_a_whole_lesson_with_its_notes(site: Path) -> None:
    """In the Markdown of the real site, and beside the page to which its links lead."""
    for name in (SETTINGS, SETTINGS_LOCK):
        shutil.copy(ROOT / name, site)
    for locale in LOCALES:
        (site / "docs" / locale / "trainers").mkdir()
        (site / "docs" / locale / "trainers/index.md").write_text(HUB, encoding="utf-8")
    (site / MENU).write_text(IN_FOLDERS, encoding="utf-8")
    asked = replace(wish("module"), number=8)
    paths, problems = create(open_project(site, DAY), asked)
    assert problems == ()
    keys = ("emm/modules/topic.md", "trainers/module-8.md")
    assert set(paths) == {f"docs/{one}/{key}" for one in LOCALES for key in keys} | {MENU}
    menu = (site / MENU).read_text(encoding="utf-8").split("\n")
    for key in keys:
        at = menu.index(f"    - {key}")
        assert menu[at - 1].rpartition("/")[0] == f"    - {key.rpartition('/')[0]}"
    made = open_project(site, DAY)
    mine = [p for p in made.problems if p.where.path in paths]
    assert {p.code for p in mine} == {TO_BE_REPLACED}
    for locale in LOCALES:
        for key, template in zip(keys, MODULES.templates, strict=True):
            told = [p for p in mine if p.where.path == f"docs/{locale}/{key}"]
            assert len(told) == len(template.placeholders(locale))
        page = made.library.pages[locale][keys[0]]
        anchors = [heading.anchor for heading in page.headings]
        assert [anchor for anchor in anchors if anchor in SECTIONS] == list(SECTIONS)
        anchors = [heading.anchor for heading in made.library.pages[locale][keys[1]].headings]
        assert anchors == list(NOTES)


def test_new_page_is_in_the_menu(site: Path, read: Read) -> None:
    menu = site / MENU
    text = b"# Ours\r\n- index.md\r\n- gcm/sdgs.md  # last\r\n"
    menu.write_bytes(text)
    paths, _ = create(read(), wish("page", "gcm/topic"))
    assert MENU in paths
    assert menu.read_bytes() == text + b"- gcm/topic.md\r\n"


BEFORE = """\
# The menu.
- page: index.md  # where all begins
  title: {en: Start, id: Mulai}
- section: {en: GCM, id: KGM}
  pages:
    - gcm/a.md
    - page: gcm/b.md
      title:
        en: B
        id: Be

# What was new.
- section: {en: News, id: Berita}
  pages:
      - news/index.md
      - news/2024-01-01-x.md
"""


@pytest.mark.parametrize(
    ("page", "after", "indent"),
    [
        ("gcm/new.md", "        id: Be\n", "    "),
        ("news/2026-01-01-new.md", "      - news/index.md\n", "      "),
        ("new.md", "  title: {en: Start, id: Mulai}\n", ""),
        ("about/new.md", "      - news/2024-01-01-x.md\n", ""),
    ],
)
def test_place_in_the_menu(page: str, after: str, indent: str) -> None:
    at = BEFORE.index(after) + len(after)
    assert with_menu_entry(BEFORE, page) == f"{BEFORE[:at]}{indent}- {page}\n{BEFORE[at:]}"


@pytest.mark.parametrize("menu", ["", "# none\n", "[a.md]\n", "- a.md\n- [b.md]\n"])
def test_menu_without_a_place_stays(menu: str) -> None:
    assert with_menu_entry(menu, "b.md") == menu


def test_new_fact_can_be_called(site: Path, read: Read) -> None:
    old = site.joinpath("facts.yml").read_text(encoding="utf-8")
    assert create(read(), wish("fact", "training.rooms", **COUNT)) == (("facts.yml",), ())
    registry = read().library.registry
    fact = registry.fact("training.rooms")
    assert fact.label == TITLE
    assert fact.observations[0].value == Decimal(12)
    keys = list(registry.facts)
    assert registry.fact(keys[keys.index("training.rooms") - 1]).group.key == "training"
    assert registry.fact(keys[keys.index("training.rooms") + 1]).group.key != "training"
    added = site.joinpath("facts.yml").read_text(encoding="utf-8")
    assert [line for line in old.split("\n") if line not in added.split("\n")] == []


@pytest.mark.parametrize("facts", ["facts:\nclaims: {}\n", "claims: {}\nfacts:\n"])
def test_first_fact_of_all(facts: str) -> None:
    asked = wish("fact", "a.b", kind="number", value="1", source="s")
    made = with_fact(asked, facts, read_facts(facts, "facts.yml")[0])
    assert "facts:\n  a.b:\n    kind: number\n" in made
    assert made.endswith("claims: {}\n" if facts.startswith("f") else "source: s}\n")


def test_empty_lines_stay_behind_the_last_fact(read: Read, site: Path) -> None:
    facts = site.joinpath("facts.yml").read_text(encoding="utf-8")
    spaced = facts.replace("\nclaims:", "\n\n\nclaims:")
    made = with_fact(wish("fact", "names.x", **COUNT), spaced, read().library.registry)
    assert "source: report}\n\n\nclaims:" in made


def test_first_fact_of_a_group_comes_after_all(read: Read, site: Path) -> None:
    facts = site.joinpath("facts.yml").read_text(encoding="utf-8")
    made = with_fact(wish("fact", "names.x", **COUNT), facts, read().library.registry)
    registry = read_facts(made, "facts.yml")[0]
    assert list(registry.facts)[-1] == "names.x"
    assert registry.claims.keys() == read().library.registry.claims.keys()


def test_file_without_facts_cannot_take_one() -> None:
    made = with_fact(wish("fact", "a.b", **COUNT), "facts: {}\n", read_facts("", "f")[0])
    assert read_facts(made, "f")[1]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (wish("page", "Topic"), "K101"),
        (wish("page", "../topic"), "K101"),
        (wish("page", "a//b"), "K101"),
        (wish("fact", "a b", **COUNT), "K101"),
        (wish("page", "index"), "K102"),
        (wish("fact", "migrants.world", **COUNT), "K102"),
        (wish("news"), "K103"),
        (wish("fact", "training.rooms", **(COUNT | {"unit": ""})), "K103"),
        (wish("fact", "training.rooms", **(COUNT | {"value": ""})), "K103"),
    ],
)
def test_refused_before_anything_is_written(
    site: Path, read: Read, asked: NewItem, code: str
) -> None:
    before = state(site)
    with pytest.raises(KnowledgeError) as caught:
        create(read(), asked)
    assert (caught.value.code, state(site)) == (code, before)


def test_unsound_fact_is_told_and_not_written(site: Path, read: Read) -> None:
    before = state(site)
    paths, problems = create(read(), wish("fact", "training.rooms", **(COUNT | {"unit": "x"})))
    assert (paths, [p.code for p in problems]) == ((), ["F111"])
    assert state(site) == before


def test_unsound_page_is_told_and_not_written(site: Path, read: Read) -> None:
    before = state(site)
    typed = NewItem("page", "topic", Bilingual("About 304 million", "Tentang 304 juta"), DAY)
    paths, problems = create(read(), typed)
    assert paths == ()
    assert {p.where.path for p in problems} == {"docs/en/topic.md", "docs/id/topic.md"}
    assert state(site) == before


def test_old_problems_do_not_stand_in_the_way(read: Read, edit: Edit) -> None:
    edit("facts.yml", "kind: ratio", "kind: rato")
    paths, problems = create(read(), wish("fact", "training.rooms", **COUNT))
    assert (paths, problems) == (("facts.yml",), ())


def test_failure_on_the_way_leaves_everything(
    site: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Project:
        raise OSError("no space")

    project, before = read(), state(site)
    monkeypatch.setattr(new, "open_project", fail)
    with pytest.raises(OSError, match="no space"):
        create(project, wish("page"))
    assert state(site) == before


def test_project_without_locks_gets_none(site: Path, read: Read) -> None:
    site.joinpath("twins.lock").unlink()
    create(read(), wish("page"))
    assert not site.joinpath("twins.lock").exists()
    assert not site.joinpath("addresses.lock").exists()


def test_addresses_of_a_new_page_are_written_down(site: Path, read: Read) -> None:
    site.joinpath("addresses.lock").write_text("index.md\n", encoding="utf-8")
    create(read(), wish("page"))
    lines = site.joinpath("addresses.lock").read_text(encoding="utf-8").split("\n")
    assert {"index.md", "topic.md", "topic.md#about-this-topic"} <= set(lines)
