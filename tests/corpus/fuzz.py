"""Mutations of real files: the check tells of each, or finds nothing, and never falls over.

Some pages of the real site, and its menu, redirects, diagrams and a picture, stand in the small
project of tests/site beside that one's own facts, terms and records. A round changes all pages at
once, or one of the other files, and checks the whole in a process of its own; where that process
fails, each change is tried alone. The rounds follow from their numbers: the same number makes the
same change again.
"""

from __future__ import annotations

import os
import pickle
import resource
import shutil
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from macros.model import LOCALES, Problem
from macros.project import Project, open_project
from macros.publish.short.targets import places
from macros.report.ci import as_github, as_sarif, as_summary
from macros.report.text import as_json, as_text
from macros.rules.runner import register_all_rules
from macros.site.registration import register
from tests.agreed import agree
from tests.corpus.corpus import ADDRESS, ROOT, TODAY, settings

PAGES = (
    "index.md",
    "emm/map.md",
    "emm/modules/policy-cycle.md",
    "gcm/index.md",
    "data/facts/index.md",
    "glossary.md",
    "news/2024-09-25-programme-concludes.md",
    "contribute/markdown.md",
    "contribute/visual-system.md",
    "trainers/module-2.md",
)
"""Pages with much of everything: calls, tables, boxes, diagrams, questions, a picture."""
DATA = ("facts.yml", "glossary.yml", "diagrams.yml", "pictures.yml", "synonyms.yml")
SETTINGS = ("mkdocs.yml", "menu.yml", "redirects.yml", "twins.lock", "addresses.lock")
_REAL = ("diagrams.yml", "pictures.yml", "menu.yml", "redirects.yml")
_LINES = 40
"""Of a long list of addresses."""
_READ = 30
"""Problems of a round that are put into words."""
PICTURE = "docs/{}/contribute/bars.png"
LONGEST = 20
"""Seconds of CPU after which a round is given up."""


@dataclass(frozen=True)
class Fall:
    """A mutation over which the check fell."""

    path: str
    number: int
    told: str


def mutated(raw: bytes, random: Random, other: bytes) -> bytes:
    """The bytes with one to three changes such as slips, bad copies and broken disks make."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        raw = random.choice(_CHANGES)(raw, random, other)
    return raw


def _flip(raw: bytes, random: Random, other: bytes) -> bytes:
    at = random.randrange(len(raw) or 1)
    return raw[:at] + bytes((random.randrange(256),)) + raw[at + 1 :]


def _sign(raw: bytes, random: Random, other: bytes) -> bytes:
    at = random.randrange(len(raw) + 1)
    return raw[:at] + random.choice(_SIGNS).encode() + raw[at + random.randrange(2) :]


def _cut(raw: bytes, random: Random, other: bytes) -> bytes:
    return raw[: random.randrange(len(raw) + 1)]


def _without(raw: bytes, random: Random, other: bytes) -> bytes:
    lines = raw.split(b"\n")
    at = random.randrange(len(lines))
    return b"\n".join(lines[:at] + lines[at + random.randrange(1, 4) :])


def _doubled(raw: bytes, random: Random, other: bytes) -> bytes:
    lines = raw.split(b"\n")
    at, times = random.randrange(len(lines)), random.choice((2, 2, 3, 50))
    return b"\n".join(lines[:at] + [lines[at]] * times + lines[at + 1 :])


def _swapped(raw: bytes, random: Random, other: bytes) -> bytes:
    lines = raw.split(b"\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _indented(raw: bytes, random: Random, other: bytes) -> bytes:
    lines = raw.split(b"\n")
    at = random.randrange(len(lines))
    lines[at] = random.choice((b"  ", b"    ", b"\t", b"> ", b"- ")) + lines[at]
    return b"\n".join(lines)


def _spliced(raw: bytes, random: Random, other: bytes) -> bytes:
    at, start = random.randrange(len(raw) + 1), random.randrange(len(other) + 1)
    return raw[:at] + other[start : start + random.randrange(400)] + raw[at:]


def _repeated(raw: bytes, random: Random, other: bytes) -> bytes:
    at = random.randrange(len(raw) + 1)
    return raw[:at] + random.choice(_SIGNS).encode() * random.choice((10, 300, 3000)) + raw[at:]


def _removed(raw: bytes, random: Random, other: bytes) -> bytes:
    at = random.randrange(len(raw) + 1)
    return raw[:at] + raw[at + random.randrange(1, 40) :]


_CHANGES: tuple[Callable[[bytes, Random, bytes], bytes], ...] = (
    _flip,
    _sign,
    _sign,
    _cut,
    _without,
    _doubled,
    _swapped,
    _indented,
    _spliced,
    _repeated,
    _removed,
)
_SIGNS: tuple[str, ...] = (
    *"\0\t\n\r\x0b\x0c\x1b\x7f\x85\xa0\xad\u2028\u202e\u200b\ufeff\ue000\uffff\U000e0041",
    *"[](){}<>|`*_#-+=~^!?&;:,.\"'\\/@%$ 019",
    *(
        "{{",
        "}}",
        "{%",
        "{#",
        "<!--",
        "-->",
        "<![",
        "<script>",
        "---\n",
        "```\n",
        "!!! ",
        "[^",
        "]:",
    ),
    *(
        "../",
        "..\\",
        "C:\\",
        "/etc/",
        "https://",
        "javascript:",
        "&#",
        "&lt;",
        "!!python/",
        "&a ",
        "*a",
    ),
    *(
        "<<<<<<< ",
        "=======\n",
        ">>>>>>> ",
        "- ",
        "? ",
        ": ",
        "| ",
        "\r\n",
        "é",
        "漢",
        "٣",
        "½",
        "👩‍👧",
    ),
)


class Fuzz:
    """The project in which rounds are made."""

    def __init__(self, folder: Path) -> None:
        register()
        register_all_rules()
        self.folder = folder / "project"
        shutil.copytree(ROOT / "tests" / "site", self.folder)
        (self.folder / "mkdocs.yml").write_text(settings(), encoding="utf-8")
        agree(self.folder)
        pages = [f"docs/{locale}/{key}" for key in PAGES for locale in LOCALES]
        pictures = [PICTURE.format(locale) for locale in LOCALES]
        for path in (*pages, *pictures, *_REAL):
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, self.folder / path)
        for name in ("addresses.lock", "redirects.yml"):
            lines = (ROOT / name).read_text(encoding="utf-8").split("\n")[:_LINES]
            (self.folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.pages, self.pictures = pages, pictures
        self.whole = {path: (self.folder / path).read_bytes() for path in self._paths()}
        self.check()
        self.restore(pages)

    def _paths(self) -> tuple[str, ...]:
        return (*self.pages, *self.pictures, *DATA, *SETTINGS)

    def check(self) -> Project:
        """The project as it is now."""
        return open_project(self.folder, TODAY, ADDRESS)

    def change(self, path: str, number: int) -> None:
        """Make the change of a number in one file."""
        random = Random(f"{path} {number}")
        other = self.whole[random.choice(self._paths())]
        (self.folder / path).write_bytes(mutated(self.whole[path], random, other))

    def restore(self, paths: Sequence[str]) -> None:
        """Take changes back; of the pages of the real site none stays between rounds."""
        for path in paths:
            if path in self.pages:
                (self.folder / path).unlink()
            else:
                (self.folder / path).write_bytes(self.whole[path])

    def falls(self, paths: Sequence[str], number: int) -> Iterator[Fall]:
        """The changes of one round over which the check falls: those of all paths at once."""
        told = self._round(paths, number)
        if told and len(paths) == 1:
            yield Fall(paths[0], number, told)
        elif told:
            alone = [fall for path in paths for fall in self.falls([path], number)]
            yield from alone or [Fall(" + ".join(paths), number, told)]

    def _round(self, paths: Sequence[str], number: int) -> str:
        """What the second process fell over; empty where it did not."""
        for path in paths:
            self.change(path, number)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._hand_over(writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        self.restore(paths)
        if told:
            return str(pickle.loads(told))
        return f"ended with {status}" if status else ""

    def _hand_over(self, writing: int) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        told = ""
        try:
            project = self.check()
            _told(project.problems[-_READ:])
            if out := _outside(project):
                told = f"would write to {out}"
        except BaseException:
            told = traceback.format_exc()
        with suppress(BaseException), os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(told) if told else b"")
        os._exit(bool(told))


def _told(problems: Sequence[Problem]) -> None:
    """Every form in which problems are told, in both languages."""
    for locale in LOCALES:
        for form in (as_text, as_json, as_github, as_sarif, as_summary):
            form(problems, locale)


def _outside(project: Project) -> str:
    """A path that the build would write to, and that is not below the site; empty for none."""
    library = project.library
    paths = [redirect.old.folder for redirect in library.redirects if not redirect.old.short]
    paths += [published.address.folder for published in library.lock if not published.address.short]
    if not project.errors:
        paths += [place.path for place in places(library)]
    for path in paths:
        parts = path.strip("/").split("/")
        if path.startswith("//") or "\\" in path or ":" in path or {"..", "."} & {*parts}:
            return path
    return ""
