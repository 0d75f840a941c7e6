"""ARCHITECTURE.md speaks about what there is: each name in it, and each room of the package."""

from __future__ import annotations

import re
import tomllib
from itertools import takewhile
from pathlib import Path

import pytest

from macros.cli import kb
from macros.macro_registry import macro
from macros.rules.registry import rule

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)))
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "macros").rglob("*.py"))
DECORATORS = {"@macro(…)": macro, '@rule("CODE …")': rule}
FORMS = {
    "kb",
    '{{ fact("…") }}',
    '{{ name("…") }}',
    "tests/rules/CODE/",
    "/f/…/",
    "/p/…/",
    "scope=Scope.PAGES",
}
"""What stands for many names."""


def exists(name: str) -> bool:
    """Whether a name is a file, a folder, a module or a class of this project."""
    plain = name.rstrip("/")
    if name.startswith("kb "):
        return name.split()[1] in kb.subcommands()
    if re.fullmatch(r"[A-Z]\w+", plain):
        return re.search(rf"^class {plain}\b", SOURCES, re.MULTILINE) is not None
    if plain.startswith("macros."):
        plain = plain.replace(".", "/")
    places = [ROOT / plain, ROOT / "macros" / plain, (ROOT / "macros" / f"{plain}.py")]
    return any(place.exists() for place in places) or (ROOT / f"{plain}.py").exists()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_exists(name: str) -> None:
    assert name in FORMS or name in DECORATORS or exists(name)


def test_a_name_that_is_gone_would_be_noticed() -> None:
    assert not exists("rules/gone")
    assert not exists("NoSuchClass")
    assert not exists("kb gone")


def test_the_picture_has_every_room_from_the_top_down() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    order = [set(layer.split(" | ")) for layer in layers]
    rows = (line for line in TEXT.split("\n") if line.startswith("| `"))
    picture = list(takewhile(lambda line: not line.startswith("| word"), rows))
    rooms = [
        {name.rstrip("/") for name in re.findall(r"`([\w/]+)`", row.split("|")[1])}
        for row in picture
    ]
    told = [name for row in rooms for name in row]
    assert sorted(told) == sorted(name for layer in order for name in layer)
    depth = {name: number for number, layer in enumerate(order) for name in layer}
    highest = [min(depth[name] for name in row) for row in rooms]
    assert highest == sorted(highest)


def test_the_settings_of_mutmut_name_what_exists() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "mutmut"
    ]
    tests = settings["pytest_add_cli_args_test_selection"]
    assert [p for p in (*settings["only_mutate"], *tests) if not (ROOT / p).exists()] == []


def test_it_has_two_pages() -> None:
    assert len(TEXT.split()) < 1_300
