"""Whether what is kept from earlier builds ever shows: `make bench-edits`.

A small project (benchmarks/projects.py) is edited at random, in every way that its makers know,
and built with the cache and the site that earlier builds left; then its sources are built in
another folder without either. Both must say the same and, where they publish, be the same bytes.
So must `kb check` with what is kept and without.

    --sequences 500    random sequences of edits, with builds in between
    --alone            each kind of edit alone, and
    --pairs 100        random pairs of kinds, each before one build (0: none; -1: all of them)
    --kills 50         builds killed at any moment, then one that is not
    --at-onces 5       two builds with one cache at the same time
    --corruptions 40   files of the cache damaged, cut off, replaced or made unreadable
    --servings 50      random sequences under `kb serve`, compared with what MkDocs makes at once

A difference is told with the name of its trial, which is its seed: `--only NAME` runs it again.
`--stale` puts a page of the first build in place before comparing, to see that it is noticed.
Exit codes: 0 no difference, 1 there are differences.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import date, timedelta
from filecmp import cmp
from functools import cached_property, partial
from itertools import combinations
from pathlib import Path
from tempfile import mkdtemp
from traceback import format_exc

from benchmarks.cold import cold
from benchmarks.projects import PACKAGE, generate, picture
from benchmarks.serving import served, unlike
from macros.build_cache import FOLDER
from macros.model import LOCALES
from macros.project_files import DOCS, FACTS, GLOSSARY, MENU, REDIRECTS, SETTINGS
from macros.publish.checksums import SUMS

TODAY = date(2026, 11, 30)
SITE = "site"
_MADE = shutil.ignore_patterns(FOLDER, SITE, f".{SITE}-*", "__pycache__")
_COUNTS = {
    "sequences": 500,
    "pairs": 100,
    "kills": 50,
    "at-onces": 5,
    "corruptions": 40,
    "servings": 50,
}
_SECONDS = re.compile(r"after [\d.]+ s\b")
_WORDS = ("kelavu", "mirado", "sonebu", "tulike", "wabeno", "dorima", "pelosa", "garune")
"""Words of the generated language that no check knows; all are as long as the others."""

Said = tuple[int, str]


@dataclass
class Project:
    """A project that is edited, with its day."""

    folder: Path
    day: date = TODAY
    done: list[str] = field(default_factory=list)
    """What was edited."""
    lasts: tuple[float, float] = (6.0, 3.0)
    """Seconds that a build takes, cold and with all that is kept."""

    def run(self, *command: str, site: str = SITE) -> Said:
        """Run a command: its exit code, and what it says, without how long that took."""
        process = self.start(*command, site=site)
        told, _ = process.communicate()
        return process.returncode, _SECONDS.sub("after … s", told).replace(f"{site}/", "…/")

    def start(self, *command: str, site: str = SITE) -> subprocess.Popen[str]:
        """Begin a command in a session of its own."""
        to = ("--site", site) if command == ("build",) else ()
        return subprocess.Popen(
            [sys.executable, "-m", PACKAGE, *command, *to],
            cwd=self.folder,
            env={**os.environ, "KB_TODAY": self.day.isoformat(), "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def copy(self, folder: Path, *, cold: bool = False) -> Project:
        """The same in another folder; cold, without what builds have left."""
        ignored = _MADE if cold else None
        shutil.copytree(self.folder, folder, symlinks=True, ignore=ignored)
        return Project(folder, self.day, list(self.done), self.lasts)

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        """Write a file, with its folders."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def change(self, path: str, pattern: str, new: str, chance: random.Random) -> None:
        """Replace one of the places where a pattern stands."""
        text = self.read(path)
        place = chance.choice(list(re.finditer(pattern, text, re.MULTILINE)))
        self.write(path, text[: place.start()] + place.expand(new) + text[place.end() :])

    def pages(self, locale: str = "en") -> list[str]:
        """The keys of the pages that were generated and may move."""
        folder = self.folder / DOCS / locale
        return sorted(p.relative_to(folder).as_posix() for p in folder.glob("part-*/*.md"))

    def both(self, key: str) -> list[str]:
        """A page in both languages."""
        return [f"{DOCS}/{locale}/{key}" for locale in LOCALES]


Edit = Callable[[Project, random.Random], str]
_EDITS: dict[str, Edit] = {}
_BREAKS: dict[str, Edit] = {}


def _edit(function: Edit) -> Edit:
    _EDITS[function.__name__] = function
    return function


def _break(function: Edit) -> Edit:
    _BREAKS[function.__name__] = function
    return function


def _page(project: Project, chance: random.Random) -> str:
    """A page in one language."""
    return f"{DOCS}/{chance.choice(LOCALES)}/{chance.choice(project.pages())}"


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS)


_PROSE = r"^([A-Z][a-z]+ [a-z ]+\.)"
"""The first sentence of a paragraph."""


@_edit
def body(project: Project, chance: random.Random) -> str:
    """A sentence more."""
    path = _page(project, chance)
    project.change(path, _PROSE, rf"\1 {_word(chance).title()} {_word(chance)}.", chance)
    return path


@_edit
def body_in_line(project: Project, chance: random.Random) -> str:
    """A sentence more in both languages, and a record of it in twins.lock."""
    key = chance.choice(project.pages())
    for path in project.both(key):
        project.change(path, _PROSE, rf"\1 {_word(chance).title()}.", chance)
    project.run("mark-synced", f"{DOCS}/en/{key}")
    return key


@_edit
def unseen(project: Project, chance: random.Random) -> str:
    """A word in place of another: the file keeps its size and its time."""
    path = _page(project, chance)
    stamp = (project.folder / path).stat()
    words = re.findall(r"\b[a-z]{6}\b(?=[a-z ]*\.)", project.read(path))
    old = chance.choice(words)
    project.change(path, rf"\b{old}\b(?=[a-z ]*\.)", _word(chance), chance)
    os.utime(project.folder / path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    return path


@_edit
def touched(project: Project, chance: random.Random) -> str:
    """A new time, and the same text."""
    path = _page(project, chance)
    (project.folder / path).touch()
    return path


@_edit
def heading(project: Project, chance: random.Random) -> str:
    """Another heading of a section, which keeps its address."""
    path = _page(project, chance)
    project.change(path, r"^## .* (\{: #)", rf"## {_word(chance).title()} \1", chance)
    return path


@_edit
def section(project: Project, chance: random.Random) -> str:
    """A section more, in both languages."""
    key, name = chance.choice(project.pages()), f"more-{chance.randrange(10**9)}"
    for path in project.both(key):
        text = f"\n## {_word(chance).title()} {{: #{name} }}\n\n{_word(chance).title()}.\n"
        project.write(path, project.read(path) + text)
    project.run("mark-synced", f"{DOCS}/en/{key}")
    project.run("addresses", "--write")
    return key


@_edit
def title(project: Project, chance: random.Random) -> str:
    """Another title."""
    path = _page(project, chance)
    project.change(path, r"^title: .*", f"title: {_word(chance).title()}", chance)
    return path


@_edit
def description(project: Project, chance: random.Random) -> str:
    """Another description."""
    path = _page(project, chance)
    project.change(path, r"^description: .*", f"description: {_word(chance).title()}.", chance)
    return path


@_edit
def news_date(project: Project, chance: random.Random) -> str:
    """Another day of a piece of news, in both languages."""
    folder = project.folder / DOCS / "en" / "news"
    name = chance.choice(sorted(path.name for path in folder.glob("20*.md")))
    day = date(2025, 1, 10) + timedelta(days=chance.randrange(600))
    for path in project.both(f"news/{name}"):
        project.change(path, r"^date: .*", f"date: {day}", chance)
    return name


@_edit
def other_fact(project: Project, chance: random.Random) -> str:
    """Another fact on a page, in both languages."""
    key, name = chance.choice(project.pages()), chance.choice("abcdefghij")
    for path in project.both(key):
        new = f'{{{{ fact("works.{name}") }}}}'
        project.change(path, r"\{\{ fact\(.*?\) \}\}", new, chance)
    return key


@_edit
def fact_value(project: Project, chance: random.Random) -> str:
    """Another value in place of one."""
    number = chance.randrange(2000, 2900)
    project.change(FACTS, r"\{value: \d+", f"{{value: {number}", chance)
    return str(number)


@_edit
def observation(project: Project, chance: random.Random) -> str:
    """A newer value."""
    number = chance.randrange(2000, 2900)
    new = rf"\1      - {{value: {number}, period: 2025, source: book}}\n"
    project.change(FACTS, r"^(      - \{value: \d+, period: 2024, .*\n)", new, chance)
    return str(number)


@_edit
def fact_label(project: Project, chance: random.Random) -> str:
    """What a fact is called."""
    said = _word(chance)
    project.change(FACTS, r"label: \{en: [^,]*", f"label: {{en: {said.title()}", chance)
    return said


@_edit
def new_fact(project: Project, chance: random.Random) -> str:
    """A fact more, which a page shows."""
    name = f"works.new-{chance.randrange(10**9)}"
    lines = (
        f"  {name}:\n    kind: count\n    label: {{en: {_word(chance).title()} {_word(chance)}, "
        f"id: {_word(chance).title()} {_word(chance)}}}\n    unit: houses\n    observations:\n"
        f"      - {{value: {chance.randrange(5000, 9000)}, period: 2024, source: book}}\n"
    )
    project.write(FACTS, project.read(FACTS).replace("facts:\n", f"facts:\n{lines}", 1))
    for path in project.both(chance.choice(project.pages())):
        project.write(path, project.read(path) + f'\n{{{{ fact("{name}") }}}}.\n')
    project.run("addresses", "--write")
    return name


@_edit
def source(project: Project, chance: random.Random) -> str:
    """What a source is called."""
    project.change(FACTS, r"title: \{en: [^,]*", f"title: {{en: Book {_word(chance)}", chance)
    return "book"


@_edit
def group(project: Project, chance: random.Random) -> str:
    """What a group of facts is called."""
    said = _word(chance)
    project.change(FACTS, r"works: \{en: [^,]*", f"works: {{en: Works {said}", chance)
    return said


@_edit
def unit(project: Project, chance: random.Random) -> str:
    """What a unit is called."""
    said = _word(chance)
    project.change(FACTS, r"houses: \{en: [^,]*", f"houses: {{en: {said}", chance)
    return said


@_edit
def claim(project: Project, chance: random.Random) -> str:
    """The words of a claim."""
    said = _word(chance)
    project.change(FACTS, r"text: \{en: [^,]*", f"text: {{en: few {said}", chance)
    return said


@_edit
def term(project: Project, chance: random.Random) -> str:
    """What a term means."""
    new = rf"\1{_word(chance).title()} {_word(chance)}."
    project.change(GLOSSARY, r"(definition: \{en: )[^,.]*\.?", new, chance)
    return "definition"


@_edit
def term_name(project: Project, chance: random.Random) -> str:
    """What a term is called."""
    said = f"zeltro{_word(chance)}"
    project.change(GLOSSARY, r"^    en: .*", f"    en: {said}", chance)
    return said


@_edit
def menu_order(project: Project, chance: random.Random) -> str:
    """Two pages in each other's place."""
    lines = project.read(MENU).split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("    - part-")]
    one, other = chance.sample(places, 2)
    lines[one], lines[other] = lines[other], lines[one]
    project.write(MENU, "\n".join(lines))
    return f"{one} and {other}"


@_edit
def menu_title(project: Project, chance: random.Random) -> str:
    """What a section of the menu is called."""
    said = _word(chance).title()
    project.change(MENU, r"section: \{en: [^,]*", f"section: {{en: {said}", chance)
    return said


@_edit
def menu_page_title(project: Project, chance: random.Random) -> str:
    """What the menu calls a page."""
    said = f"{{en: {_word(chance).title()}, id: {_word(chance).title()}}}"
    project.change(MENU, r"^    - (part-.*)", rf"    - page: \1\n      title: {said}", chance)
    return said


@_edit
def new_pair(project: Project, chance: random.Random) -> str:
    """A page more, in both languages."""
    key = f"part-0/new-{chance.randrange(10**9)}.md"
    for path in project.both(key):
        said, more = _word(chance).title(), f"{_word(chance).title()} {_word(chance)}."
        project.write(path, f"---\ntitle: {said}\ndescription: {more}\n---\n{more}\n")
    project.change(MENU, r"^(    - part-0/.*)", rf"\1\n    - {key}", chance)
    _recorded(project)
    return key


@_edit
def renamed(project: Project, chance: random.Random) -> str:
    """A page elsewhere, with all that leads to it, and a redirect."""
    old, new = _gone(project, chance), f"part-0/moved-{chance.randrange(10**9)}.md"
    for before, after in zip(project.both(old), project.both(new), strict=True):
        (project.folder / before).rename(project.folder / after)
    _redirected(project, old, new)
    _replaced(project, f"../{old}", f"../{new}")
    project.write(MENU, project.read(MENU).replace(old, new))
    _recorded(project)
    return f"{old} to {new}"


@_edit
def deleted(project: Project, chance: random.Random) -> str:
    """A page gone, with what led to it, and a redirect."""
    old = _gone(project, chance)
    new = chance.choice([key for key in project.pages() if key != old])
    for path in project.both(old):
        (project.folder / path).unlink()
    _redirected(project, old, new)
    _replaced(project, f"../{old}", f"../{new}")
    menu = re.sub(
        rf"^    - (page: )?{old}\n(      title: .*\n)?", "", project.read(MENU), flags=re.M
    )
    project.write(MENU, menu)
    _recorded(project)
    return old


def _gone(project: Project, chance: random.Random) -> str:
    """A page that is to go: not the first, to which the home page leads."""
    return chance.choice([key for key in project.pages() if "/page-0." not in key])


def _redirected(project: Project, old: str, new: str) -> None:
    """Redirects from a page, and from each of its addresses, to another page."""
    lock = project.read("addresses.lock").split("\n")
    gone = [line for line in lock if line.partition("#")[0] == old]
    moved = {line: line.replace(old, new) if "/moved-" in new else new for line in gone}
    moved.setdefault(old, new)
    text = project.read(REDIRECTS).replace(f": {old}", f": {new}")
    project.write(REDIRECTS, text + "".join(f"  {one}: {to}\n" for one, to in moved.items()))


def _replaced(project: Project, old: str, new: str) -> None:
    """Another text wherever one stands on pages."""
    for path in sorted((project.folder / DOCS).rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if old in text:
            path.write_text(text.replace(old, new), encoding="utf-8")


def _recorded(project: Project) -> None:
    project.run("mark-synced", "--all")
    project.run("addresses", "--write")


@_edit
def swapped(project: Project, chance: random.Random) -> str:
    """Two pages with each other's text, in both languages."""
    one, other = chance.sample(project.pages(), 2)
    for first, second in zip(project.both(one), project.both(other), strict=True):
        text = project.read(first)
        project.write(first, project.read(second))
        project.write(second, text)
    return f"{one} and {other}"


@_edit
def redirect(project: Project, chance: random.Random) -> str:
    """A redirect more."""
    name = f"gone-{chance.randrange(10**9)}.md"
    to = chance.choice(project.pages())
    project.write(REDIRECTS, f"{project.read(REDIRECTS)}  {name}: {to}\n")
    project.write("addresses.lock", f"{project.read('addresses.lock')}{name}\n")
    return name


@_edit
def template(project: Project, chance: random.Random) -> str:
    """Another template, in the head or at the foot of every page."""
    path = chance.choice(["overrides/partials/footer.html", "overrides/main.html"])
    project.write(path, project.read(path) + f"<!-- {_word(chance)} -->\n")
    if path.endswith("footer.html"):
        project.write(path, f"<p>{_word(chance)}</p>\n{project.read(path)}")
    return path


@_edit
def style(project: Project, chance: random.Random) -> str:
    """Another style."""
    path = "overrides/partials/styles/text.css"
    project.write(path, f"{project.read(path)}\n.{_word(chance)} {{ color: red; }}\n")
    return path


@_edit
def script(project: Project, chance: random.Random) -> str:
    """Another script, one that is a template and one that is not."""
    path = chance.choice(["overrides/assets/kb.js", "overrides/assets/share.js"])
    project.write(path, f"{project.read(path)}\nkb.{_word(chance)} = 1;\n")
    return path


@_edit
def settings(project: Project, chance: random.Random) -> str:
    """Other settings, to which maintainers agree."""
    said = _word(chance).title()
    which = chance.choice(["site_name: Halaman Desa", "site_name: Village Pages", "toc_depth: 3"])
    name, _, _ = which.partition(": ")
    new = "2" if name == "toc_depth" else said
    project.write(SETTINGS, project.read(SETTINGS).replace(which, f"{name}: {new}"))
    project.run("lock-settings")
    return which


@_edit
def site_words(project: Project, chance: random.Random) -> str:
    """What the site's own package says of it."""
    path = f"{PACKAGE}/site.py"
    said = f'"contributors": Bilingual("{_word(chance).title()}"'
    project.change(path, r'"contributors": Bilingual\("[^"]*"', said, chance)
    return said


@_edit
def pictures(project: Project, chance: random.Random) -> str:
    """Another picture below the same name."""
    bars = chance.randrange(1, 5)
    for locale in LOCALES:
        (project.folder / DOCS / locale / "bars.png").write_bytes(picture(bars))
    return f"{bars} bars"


@_edit
def licence(project: Project, chance: random.Random) -> str:
    """What is said of a picture."""
    new = chance.choice(["CC BY-SA 4.0", "CC0 1.0"])
    project.change("pictures.yml", r"licence: [^}]*", f"licence: {new}", chance)
    return new


@_edit
def mark(project: Project, chance: random.Random) -> str:
    """The mark of the site in another colour."""
    path = "overrides/assets/mark.svg"
    new = f"#{chance.randrange(0x100000, 0x400000):06x}"
    project.change(path, r"#[0-9a-f]{6}\b", new, chance)
    return new


@_edit
def synonyms(project: Project, chance: random.Random) -> str:
    """Words that the search takes for each other."""
    one, other = chance.sample(_WORDS, 2)
    said = f"synonyms:\n  - id: [{one}, {other}]\n    en: [{other}, {one}]\n"
    project.write("synonyms.yml", said)
    return f"{one}, {other}"


@_edit
def next_day(project: Project, chance: random.Random) -> str:
    """A later day, perhaps one on which a figure is old."""
    project.day += timedelta(days=chance.choice([1, 1, 40, 400]))
    return project.day.isoformat()


@_edit
def out_of_line(project: Project, chance: random.Random) -> str:
    """A record of twins.lock that is gone."""
    lines = project.read("twins.lock").splitlines(keepends=True)
    lines.pop(chance.randrange(2, len(lines)))
    project.write("twins.lock", "".join(lines))
    return "a record less"


@_edit
def cache_gone(project: Project, chance: random.Random) -> str:
    """The cache deleted."""
    shutil.rmtree(project.folder / FOLDER, ignore_errors=True)
    return FOLDER


@_edit
def site_gone(project: Project, chance: random.Random) -> str:
    """The site deleted, or a file of it."""
    site = project.folder / SITE
    if chance.random() < 0.5:
        shutil.rmtree(site, ignore_errors=True)
        return SITE
    page = chance.choice(sorted(site.rglob("*.html")) or [site])
    page.write_text("forged", encoding="utf-8")
    return page.relative_to(project.folder).as_posix()


@_break
def front_matter(project: Project, chance: random.Random) -> str:
    """A page whose front matter is none."""
    path = _page(project, chance)
    project.change(path, r"^title: ", "title: [", chance)
    return path


@_break
def yaml(project: Project, chance: random.Random) -> str:
    """A data file that is no YAML."""
    path = chance.choice([FACTS, GLOSSARY, MENU, REDIRECTS])
    project.write(path, project.read(path) + "  - {\n")
    return path


@_break
def unknown_fact(project: Project, chance: random.Random) -> str:
    """A call of a fact that nobody knows."""
    path = _page(project, chance)
    project.change(path, r'fact\("', 'fact("none', chance)
    return path


@_break
def claim_untrue(project: Project, chance: random.Random) -> str:
    """A claim that the facts do not bear out."""
    project.change(FACTS, r"< 5000", "> 5000", chance)
    return FACTS


@_break
def open_call(project: Project, chance: random.Random) -> str:
    """A call that nothing ends."""
    path = _page(project, chance)
    project.change(path, r'\("works\.(\w)"\) \}\}', r'("works.\1"', chance)
    return path


@_break
def dead_link(project: Project, chance: random.Random) -> str:
    """A link to no page."""
    path = _page(project, chance)
    project.change(path, _PROSE, r"\1 [Kelavu](none.md).", chance)
    return path


@_break
def page_alone(project: Project, chance: random.Random) -> str:
    """A page in one language only."""
    path = _page(project, chance)
    (project.folder / path).unlink()
    return path


@_break
def not_in_menu(project: Project, chance: random.Random) -> str:
    """A page that the menu does not know."""
    path = _page(project, chance)
    key = path.split("/", 2)[2]
    project.write(MENU, project.read(MENU).replace(key, "part-0/none.md"))
    return path


@_break
def settings_unagreed(project: Project, chance: random.Random) -> str:
    """Settings that no maintainer has agreed to."""
    project.write(SETTINGS, project.read(SETTINGS) + "# more\n")
    return SETTINGS


@_break
def template_broken(project: Project, chance: random.Random) -> str:
    """A template that is none."""
    path = "overrides/partials/footer.html"
    project.write(path, project.read(path) + "{% if %}")
    return path


KINDS = (*_EDITS, *_BREAKS)
ENDS_BROKEN = 0.5
"""How often something broken at the end of a sequence stays so."""


def sources(folder: Path) -> dict[str, bytes]:
    """All that a project is made of, but for the code and what builds leave."""
    left = (FOLDER, SITE, "macros", "__pycache__")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for top in folder.iterdir()
        if top.name not in left and not top.name.startswith(f".{SITE}-")
        for path in ([top] if top.is_file() else top.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def put_back(project: Project, before: dict[str, bytes]) -> None:
    """The sources as they were, as after a change of branches."""
    now = sources(project.folder)
    for path in now.keys() - before.keys():
        (project.folder / path).unlink()
    for path, content in before.items():
        if now.get(path) != content:
            (project.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (project.folder / path).write_bytes(content)


def apply(project: Project, kind: str, chance: random.Random) -> None:
    """Edit in one way, and write down how. What cannot be edited so any more is left."""
    try:
        told = (_EDITS.get(kind) or _BREAKS[kind])(project, chance)
    except IndexError:  # there is no such place any more
        told = "nothing"
    project.done.append(f"{kind} ({told})")


def difference(one: Path, other: Path) -> str:
    """The first file in which two folders differ; empty where they are the same."""
    files = [
        {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
        for folder in (one, other)
    ]
    only = sorted(files[0] ^ files[1])
    if only:
        return f"{only[0]} is only in the {'warm' if only[0] in files[0] else 'cold'} one"
    paths = sorted(files[0], key=lambda path: (path == SUMS, path))  # it differs wherever others do
    unlike = [path for path in paths if not cmp(one / path, other / path, False)]
    return f"{unlike[0]} and {len(unlike) - 1} more" if unlike else ""


@dataclass
class Trial:
    """Something done to a project, and how it came out."""

    name: str
    """It is the seed, too."""
    base: Project
    folder: Path
    stale: bool = False

    @cached_property
    def chance(self) -> random.Random:
        """What the trial rests on."""
        return random.Random(self.name)

    @cached_property
    def warm(self) -> Project:
        """The project, with what is kept from a build of it."""
        return self.base.copy(self.folder / "warm")

    def edit(self, kind: str) -> None:
        """Edit the project in one way."""
        apply(self.warm, kind, self.chance)

    def one_of(self, *kinds: str) -> None:
        """Edit the project in one of these ways."""
        self.edit(self.chance.choice(kinds))

    def compare(self) -> str:
        """How the project's check and build differ from those in a folder without a cache."""
        return self.unlike(self.warm, self.warm.run("check"), self.warm.run("build"))

    def unlike(self, warm: Project, checked: Said, built: Said) -> str:
        """The first difference between what was said and built and what comes of it cold."""
        if self.stale:
            self._plant(warm)
        folder = self.folder / f"cold of {warm.folder.name}"
        cold = warm.copy(folder, cold=True)
        cold_built = cold.run("build")
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        cold_checked = cold.run("check")
        for name, one, other in (("check", checked, cold_checked), ("build", built, cold_built)):
            if one != other:
                return f"kb {name} says\n{one[0]}: {one[1]}\nand cold\n{other[0]}: {other[1]}"
        return difference(warm.folder / SITE, folder / SITE) if built[0] == 0 else ""

    def again(self) -> str:
        """How one more build differs, after one that did not."""
        built = self.warm.run("build")
        cold = self.folder / f"cold of {self.warm.folder.name}"
        found = difference(self.warm.folder / SITE, cold / SITE)
        return f"one more build: {built[1]}{found}" if built[0] or found else ""

    def _plant(self, warm: Project) -> None:
        """Put a page in place as it was before."""
        for old in sorted((self.base.folder / SITE).rglob("*.html")):
            page = warm.folder / SITE / old.relative_to(self.base.folder / SITE)
            if page.is_file() and not cmp(old, page, False):
                shutil.copyfile(old, page)
                return


def sequence(trial: Trial) -> str:
    """Edit in a few ways, with builds in between."""
    return of_kinds(trial, trial.chance.choices(KINDS, k=trial.chance.randint(3, 9)))


def of_kinds(trial: Trial, kinds: Sequence[str], builds: float = 0.3, broken: float = 1.0) -> str:
    """Edit in these ways; so many of the edits are built by themselves, and of those that break
    something."""
    warm, chance = trial.warm, trial.chance
    first = sources(warm.folder)
    for number, kind in enumerate(kinds, 1):
        before = sources(warm.folder) if kind in _BREAKS else {}
        trial.edit(kind)
        if before:
            if number == len(kinds) and chance.random() < ENDS_BROKEN:
                break
            if chance.random() < broken:
                warm.done.append(f"built: {warm.run('build')[0]}")
            put_back(warm, before)
            warm.done.append("mended")
        elif len(kinds) > 2 and chance.random() < builds:
            warm.done.append(f"built: {warm.run('build')[0]}")
        if len(kinds) > 2 and chance.random() < 0.05:
            put_back(warm, first)
            warm.done.append("all as at first")
    return trial.compare()


def kills(trial: Trial) -> str:
    """Kill a build at any moment, and compare the next one, perhaps of other sources."""
    trial.one_of("body", "fact_value", "title", "template", "next_day")
    cold, warm = trial.warm.lasts
    if gone := trial.chance.random() < 0.5:
        trial.edit("cache_gone")
    process = trial.warm.start("build")
    time.sleep(trial.chance.uniform(0, cold if gone else warm))
    lived = process.poll() is None
    if lived:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    trial.warm.done.append("killed" if lived else "ended before it was killed")
    if trial.chance.random() < 0.5:
        trial.edit("body")
    return trial.compare()


def at_once(trial: Trial) -> str:
    """Build two branches with one cache at the same time, one of them into two folders."""
    one = trial.warm
    trial.one_of(*_EDITS)
    other = one.copy(trial.folder / "other")
    apply(other, trial.chance.choice(list(_EDITS)), trial.chance)
    shutil.rmtree(other.folder / FOLDER, ignore_errors=True)
    (one.folder / FOLDER).mkdir(exist_ok=True)
    (other.folder / FOLDER).symlink_to(one.folder / FOLDER)
    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(one.run, "build", site=site) for site in (SITE, "second")]
        runs.append(pool.submit(other.run, "build"))
    first, second, third = (run.result() for run in runs)
    if first != second:
        return f"{first[0]}: {first[1]}\nand {second[0]}: {second[1]}"
    if first[0] == 0 and (found := difference(one.folder / SITE, one.folder / "second")):
        return found
    return trial.unlike(one, one.run("check"), first) or trial.unlike(
        other, other.run("check"), third
    )


def corruptions(trial: Trial) -> str:
    """Damage files of the cache, and compare the next build, and the one after it."""
    warm, chance = trial.warm, trial.chance
    cache = warm.folder / FOLDER
    files = sorted(path for path in cache.rglob("*") if path.is_file())
    # Most often the large ones, in which most is kept; now and then the folder itself.
    weights = [path.stat().st_size + 1 for path in files]
    damaged = set(chance.choices(files, weights, k=chance.choice([1, 1, 5, 50])))
    for file in sorted(damaged) if chance.random() < 0.9 else [cache]:
        way = chance.choice(list(_DAMAGES))
        warm.done.append(f"{file.relative_to(warm.folder)}: {way}")
        _DAMAGES[way](file, chance)
    if chance.random() < 0.5:
        trial.edit("body")
    return trial.compare() or trial.again()


NOT_SERVED = ("next_day", "site_words")
"""What a server takes from where it runs: its day, where one is given, and its code."""


def servings(trial: Trial) -> str:
    """Edit while the project is served, and compare every page with what MkDocs makes of it."""
    warm, chance = trial.warm, trial.chance
    day = warm.day.isoformat()
    kinds = [kind for kind in KINDS if kind not in NOT_SERVED]
    with served(warm.folder, day, ("-m", PACKAGE, "serve", "--address")) as server:
        for kind in chance.choices(kinds, k=chance.randint(3, 9)):
            before = sources(warm.folder) if kind in _BREAKS else {}
            trial.edit(kind)
            if chance.random() < 0.7:
                time.sleep(chance.choice([0.01, 0.1, 0.6]))
                server.fetch(chance.choice(["", "en/", "en/words/", "part-0/page-0/"]))
            if before:
                put_back(warm, before)
                warm.done.append("mended")
        fresh = warm.copy(trial.folder / "cold of warm", cold=True)
        pages = cold(fresh.folder, server.address, day)
        if trial.stale:
            trial.edit("body")  # so that what is served is another
        return unlike(server, pages)


Damage = Callable[[Path, random.Random], None]


def _other_bytes(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes()) if file.is_file() else bytearray()
    for _ in range(chance.choice([1, 20, 2000]) if content else 0):
        content[chance.randrange(len(content))] = chance.randrange(256)
    _replace(file).write_bytes(content)


def _cut_off(file: Path, chance: random.Random) -> None:
    content = file.read_bytes() if file.is_file() else b""
    _replace(file).write_bytes(content[: chance.randrange(len(content) + 1)])


def _text(file: Path, _: random.Random) -> None:
    _replace(file).write_text("none of ours\n" * 20, "utf-8")


def _replace(file: Path) -> Path:
    """The place of a file, with nothing in it."""
    shutil.rmtree(file) if file.is_dir() else file.unlink()
    return file


_DAMAGES: dict[str, Damage] = {
    "other bytes": _other_bytes,
    "cut off": _cut_off,
    "empty": lambda file, _: _replace(file).touch(),
    "text": _text,
    "folder": lambda file, _: (_replace(file) / "in it").mkdir(parents=True),
    # Not even root reads a link to itself.
    "unreadable": lambda file, _: _replace(file).symlink_to(file.name),
}


def trials(options: argparse.Namespace) -> Iterator[tuple[str, Callable[[Trial], str]]]:
    """All that is to be done: what names and seeds it, and what does it."""
    for kind in KINDS if options.alone else ():
        yield f"alone: {kind}", partial(of_kinds, kinds=(kind,))
    pairs = list(combinations(KINDS, 2))
    random.Random(options.seed).shuffle(pairs)
    for pair in pairs if options.pairs < 0 else pairs[: options.pairs]:
        yield f"pair: {' '.join(pair)}", partial(of_kinds, kinds=pair)
    for function in (sequence, kills, at_once, corruptions, servings):
        name = function.__name__.removesuffix("s")
        for number in range(getattr(options, f"{name}s")):
            yield f"{name} {options.seed}.{number}", function


def run(trial: Trial, work: Callable[[Trial], str]) -> str:
    """Do a trial, and tell what is wrong; its folders stay only then."""
    try:
        found = work(trial)
    except Exception:  # one that fails is no reason to leave the others
        found = format_exc()
    if not found:
        shutil.rmtree(trial.folder)
        return ""
    return f"{trial.name}: {found}\n  after {', '.join(trial.warm.done)}\n  in {trial.folder}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do all trials that are asked for; print what is wrong, and how many there were."""
    parser = argparse.ArgumentParser(description="Compares builds with a cache and without.")
    for name, count in _COUNTS.items():
        parser.add_argument(f"--{name}", type=int, default=count, metavar="NUMBER")
    parser.add_argument("--alone", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--only", metavar="NAME", help="the trials whose name begins so")
    parser.add_argument("--size", type=int, default=10, help="page pairs of the project")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="NUMBER")
    parser.add_argument("--stale", action="store_true", help="plant a page of the build before")
    parser.add_argument("--folder", type=Path, help="where to work; differing folders stay there")
    options = parser.parse_args(arguments)
    folder: Path = options.folder or Path(mkdtemp(prefix="kb-edits-"))
    base = based(folder / "base", options.size)
    chosen = [one for one in trials(options) if one[0].startswith(options.only or "")]
    started, wrong = time.monotonic(), 0

    def done(number: int, name: str, work: Callable[[Trial], str]) -> str:
        return run(Trial(name, base, folder / str(number), options.stale), work)

    with ThreadPoolExecutor(options.jobs) as pool:
        runs = [pool.submit(done, number, *one) for number, one in enumerate(chosen)]
        for finished in as_completed(runs):
            if told := finished.result():
                wrong += 1
                print(told, flush=True)
    minutes = (time.monotonic() - started) / 60
    print(f"{len(chosen)} trials, {wrong} with a difference, in {minutes:.1f} minutes")
    if not wrong:
        shutil.rmtree(folder)
    return 1 if wrong else 0


def based(folder: Path, pairs: int) -> Project:
    """The project that trials begin with: built, with all that is kept. Raises `RuntimeError`."""
    generate(folder, pairs)
    project = Project(folder)
    took = []
    for command in (("check", "--strict"), ("build",), ("build",)):
        started = time.monotonic()
        code, told = project.run(*command)
        took.append(time.monotonic() - started)
        if code:
            raise RuntimeError(told)
    project.lasts = (took[1], took[2])
    return project


if __name__ == "__main__":
    sys.exit(main())
