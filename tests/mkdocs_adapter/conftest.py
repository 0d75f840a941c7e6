"""The small project in the real theme, built for real, and its pages taken apart."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.agreed import agree

Once = Callable[[str, Callable[[Path], object]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[2]
PLACES = Path(__file__).parent / "places"
MENU = """\
- page: index.md
  title: {en: Start, id: Mulai}
- section: {en: Rest, id: Lain}
  pages: [data.md, glossary.md, data/facts/index.md]
- {section: {en: Others, id: Lainnya}, pages: [gcm/objectives.md, emm/modules/one.md]}
- news/training.md
"""
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "source"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with a menu, for tests that edit it while it is served."""
    project = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(ROOT / "tests" / "site", project)
    (project / "macros").symlink_to(ROOT / "macros")
    (project / "menu.yml").write_text(MENU, encoding="utf-8")
    return project


@dataclass
class Element:
    """An element of a page."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words in it."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def all(self, name: str = "", /, **attributes: str) -> list[Element]:
        """The elements in it of a name, with these words in their attributes ("" is any)."""
        found = [self] if self._is(name, attributes) else []
        for child in self.children:
            if isinstance(child, Element):
                found.extend(child.all(name, **attributes))
        return found

    def one(self, name: str = "", /, **attributes: str) -> Element:
        """The only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} of {name} {attributes}"
        return found[0]

    def _is(self, name: str, attributes: dict[str, str]) -> bool:
        return name in ("", self.name) and all(
            key in self.attributes and value in ("", *self.attributes[key].split())
            for key, value in ((k.rstrip("_").replace("_", "-"), v) for k, v in attributes.items())
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.name for element in self.open]:
            while self.open.pop().name != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Element]:
    """The elements of a page."""

    def parsed(html: str) -> Element:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        return reader.open[0]

    return parsed


@pytest.fixture(scope="session")
def prepare(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A new copy of the small project, with the pages of `places`, the theme, and makers."""

    def prepared(given: Path | None = None) -> Path:
        folder = given or tmp_path_factory.mktemp("engines") / "project"
        shutil.copytree(ROOT / "tests" / "site", folder)
        shutil.copytree(PLACES, folder / "docs", dirs_exist_ok=True)
        picture = "pictures:\n  picture.png: {source: own, licence: CC BY 4.0}\n"
        (folder / "pictures.yml").write_text(picture, encoding="utf-8")
        for name in ("macros", "overrides"):
            (folder / name).symlink_to(ROOT / name)
        theme = re.search(r"^theme:\n(?:(?:  .*)?\n)+", (ROOT / "mkdocs.yml").read_text(), re.M)
        assert theme
        settings = folder / "mkdocs.yml"
        written = re.sub(r"^theme: .*\n", "", settings.read_text(encoding="utf-8"), flags=re.M)
        settings.write_text(written + theme[0] + MAKERS, encoding="utf-8")
        agree(folder)
        return folder

    return prepared


MAKERS = """
repo_url: https://github.com/makers/kb
edit_uri: edit/main/docs/
extra: {mail: makers@kb.example}
"""


@pytest.fixture(scope="session")
def mkdocs(forked: Run) -> Run:
    """Run MkDocs itself in a folder, as a user without `kb` may do."""
    return lambda folder, *arguments: forked("-m", "mkdocs", *arguments, folder=folder)


@pytest.fixture(scope="session")
def built(
    once: Once,
    prepare: Callable[..., Path],
    mkdocs: Run,
) -> Path:
    """The small project with its site; nothing may be changed in it."""

    def build(folder: Path) -> None:
        done = mkdocs(prepare(folder), "build")
        assert done.returncode == 0, done.stderr

    return once("engines", build)


@pytest.fixture(scope="session")
def opened(built: Path, parse: Callable[[str], Element]) -> Callable[[str], Element]:
    """A page of the built site, by its address below the site."""
    return lambda at: parse((built / "site" / at / "index.html").read_text(encoding="utf-8"))
