"""Projects of any size on this engine, whose text means nothing: `python -m benchmarks.projects
FOLDER PAIRS`.

A project has a package that registers its site, settings, a menu in sections, facts, terms, a
picture, news, and as many page pairs as are asked for, besides the pages that every site has. A
page has about as many words, sections and links as a page of the real site, a list, a table and a
box; it shows one fact and one term of twenty each, so that each stands on 5 % of the pages. The
check finds nothing. The same number of pairs always gives the same bytes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase

from PIL import Image, ImageDraw

from benchmarks.prose import SECTIONS, WORDS, Writer
from macros.model import LOCALES, Locale

ROOT = Path(__file__).parent.parent
PACKAGE = "village"
"""What mkdocs-macros loads, and what `python -m` runs."""
EACH = 20
"""So many facts, and so many terms: each stands on one page in twenty."""
IN_SECTION = 25
"""Pages of a section of the menu."""
SENTENCE = 14
FACT = "works.{}"
VALUES = ("{value: 2300, period: 2024", "{value: 2311, period: 2024")
"""The first fact as it is written, and another value of it."""
_LITTLE: dict[Locale, list[str]] = {
    "en": ["the", "of", "and", "in", "to", "for", "with", "by", "from", "which"],
    "id": ["yang", "dan", "di", "untuk", "dengan", "oleh", "bagi", "serta", "pada", "para"],
}
SITE = '''"""What belongs to this site alone."""

from macros import site_profile
from macros.model import Bilingual
from macros.site_profile import Pages, Profile

PROFILE = Profile(
    words={
        "site-name": Bilingual("Village Pages", "Halaman Desa"),
        "contributors": Bilingual("The village", "Warga desa"),
    },
    timeline=("works",),
    pages=Pages(
        records="figures/",
        glossary="words.md",
        downloads="data.md",
        figures="figures/index.md",
        news="news/",
        lists=(),
        tools=(),
    ),
    disclaimer=Bilingual("Kept by the village.", "Dirawat oleh warga desa."),
    package="village",
)


def register():
    site_profile.register(PROFILE)
'''
INIT = '''"""A village: a site on the engine that knows nothing of the engine's own."""


def define_env(env):
    from macros.mkdocs_adapter.sandbox import lock

    from .site import register

    register()
    lock(env)
'''
MAIN = '''"""`python -m village check`: the engine's command line for this site."""

import sys

from macros.cli import main

from .site import register

if __name__ == "__main__":
    register()
    sys.exit(main())
'''
SETTINGS = """\
site_name: Halaman Desa
site_url: https://village.example/
strict: true
theme:
  name: material
  custom_dir: overrides
  language: id
  font: false
  favicon: assets/mark.svg
  features: []
  static_templates:
    - assets/copy.js
    - assets/en/menu.js
    - assets/id/menu.js
    - assets/kb.css
    - assets/kb.js
    - assets/offline.js
    - assets/reuse.css
    - assets/reuse.js
    - assets/search.js
    - assets/share.js
    - sw.js
hooks:
  - macros/mkdocs_adapter/hooks.py
validation:
  nav: {omitted_files: warn, not_found: warn, absolute_links: warn}
  links: {not_found: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      reconfigure_search: false
      languages:
        - {locale: id, name: Bahasa Indonesia, default: true, build: true}
        - {locale: en, name: English, build: true, site_name: Village Pages}
  - macros: {module_name: village, on_undefined: strict, on_error_fail: true}
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - tables: {use_align_attribute: true}
  - toc: {toc_depth: 3}
"""
COMMON = {
    "index.md": (
        "Home",
        "Beranda",
        '{{{{ cards("{first} words.md") }}}}\n\n{{{{ facts_table("works") }}}}',
    ),
    "words.md": ("Words", "Istilah", "{{{{ glossary() }}}}"),
    "data.md": ("Data", "Data", "{{{{ downloads() }}}}"),
    "figures/index.md": ("Figures", "Angka", "{{{{ fact_index() }}}}"),
    "figures/works.md": ("Records", "Catatan", '{{{{ fact_records("works") }}}}'),
    "news/index.md": ("News", "Kabar", "{{{{ news_list() }}}}"),
}
"""The pages that every site has: their titles, and what they consist of."""
NEWS = ("2025-03-02-one.md", "2025-06-11-two.md", "2026-01-05-three.md")


def generate(folder: Path, pairs: int) -> None:
    """Write a project into a folder, with all its records. Raises `RuntimeError` with what a
    command says that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "macros").symlink_to(ROOT / "macros")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for path, text in _files(pairs):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for locale in LOCALES:
        (folder / "docs" / locale / "bars.png").write_bytes(picture())
    for command in ("lock-settings", "mark-synced --all", "addresses --write"):
        done = subprocess.run(
            [sys.executable, "-m", PACKAGE, *command.split()],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"kb {command}: {done.stdout}{done.stderr}")


def keys(pairs: int) -> list[str]:
    """The pages that are asked for, in their order in the menu."""
    return [f"part-{at // IN_SECTION}/page-{at}.md" for at in range(pairs)]


def shown(pairs: int) -> list[str]:
    """The facts that pages show: page number `n` that of the place `n` modulo the number."""
    return [FACT.format(name) for name in ascii_lowercase[: min(EACH, pairs)]]


def picture(bars: int = 4) -> bytes:
    """A picture with so many bars."""
    image = Image.new("RGB", (320, 160), "white")
    draw = ImageDraw.Draw(image)
    for bar in range(bars):
        draw.rectangle((20 + bar * 60, 140 - bar * 20, 60 + bar * 60, 150), fill="#203a43")
    written = BytesIO()
    image.save(written, "png")
    return written.getvalue()


def _files(pairs: int) -> Iterator[tuple[str, str]]:
    yield "mkdocs.yml", SETTINGS
    yield f"{PACKAGE}/__init__.py", INIT
    yield f"{PACKAGE}/__main__.py", MAIN
    yield f"{PACKAGE}/site.py", SITE
    yield "menu.yml", _menu(pairs)
    yield "pictures.yml", "pictures:\n  bars.png: {source: own, licence: CC BY 4.0}\n"
    yield "redirects.yml", f"redirects:\n  old.md: {keys(pairs)[0]}\n"
    yield "addresses.lock", "old.md\n"
    writers = {locale: Writer(locale, "pages", _LITTLE[locale]) for locale in LOCALES}
    yield "facts.yml", _facts(writers, len(shown(pairs)))
    yield "glossary.yml", _glossary(writers, len(shown(pairs)))
    for locale in LOCALES:
        write = writers[locale]
        for key, (english, indonesian, body) in COMMON.items():
            title = english if locale == "en" else indonesian
            text = f"{_text(write, 20)}\n\n{body.format(first=keys(pairs)[0])}"
            yield f"docs/{locale}/{key}", _page(title, write.text(9), text)
        for key in NEWS:
            more = f"date: {key[:10]}\nsource: book\n"
            text = f'{_text(write, 30)} {{{{ fact("{shown(pairs)[0]}") }}}}.'
            yield f"docs/{locale}/news/{key}", _page(write.text(4), write.text(9), text, more)
        for number, key in enumerate(keys(pairs)):
            text = "\n\n".join(_body(write, number, pairs))
            yield f"docs/{locale}/{key}", _page(write.text(4), write.text(9), text)


def _page(title: str, description: str, body: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: {description}.\n{more}---\n{body}\n"


def _text(write: Writer, words: int) -> str:
    """Sentences."""
    return " ".join(f"{write.text(SENTENCE)}." for _ in range(max(1, words // SENTENCE)))


def _body(write: Writer, number: int, pairs: int) -> Iterator[str]:
    """The blocks of a page."""
    shows = shown(pairs)[number % EACH % pairs]
    yield f'{_text(write, 30)} {{{{ fact("{shows}") }}}} {write.text(6).lower()}.'
    for section in range(SECTIONS):
        yield f"## {write.text(3)} {{: #part-{ascii_lowercase[section]} }}"
        yield _text(write, WORDS // SECTIONS)
        yield from _block(write, number, pairs, section)


def _block(write: Writer, number: int, pairs: int, section: int) -> Iterator[str]:
    """What stands below the text of a section, besides text."""
    if section == 1:
        term = f'{{{{ term("word-{ascii_lowercase[number % EACH % pairs]}") }}}}'
        yield f"{_text(write, 14)} {term} {write.text(5).lower()}."
        yield "\n".join(f"- {write.text(6)}" for _ in range(5))
    elif section == 2 and number % IN_SECTION == 0:
        yield f'![{write.text(4)}](../bars.png){{: width="320" }}'
    elif section == 3:
        yield "\n".join(_table(write))
    elif section == 5:
        others = [(number + step) % pairs for step in (1, 7, pairs // 2 + 1)]
        links = [f"../{keys(pairs)[other]}" for other in dict.fromkeys(others) if other != number]
        places = ("", "#part-b", "#part-d")
        yield "\n".join(
            f"- [{write.text(3)}]({link}{place})"
            for link, place in zip(links, places, strict=False)
        )
    elif section == 4 and number % EACH == 1:
        yield f'{_text(write, 14)} {{{{ claim("works.few") }}}}.'
    elif section == 6:
        yield f'!!! note "{write.text(3)}"\n    {_text(write, 20)}'


def _table(write: Writer) -> Iterator[str]:
    for row in range(5):
        yield f"| {write.text(1)} | {write.text(2)} | {write.text(2)} |"
        if row == 0:
            yield "| --- | --- | --- |"


def _menu(pairs: int) -> str:
    lines = ["- page: index.md", "  title: {en: Home, id: Beranda}"]
    for start in range(0, pairs, IN_SECTION):
        name = _letters(start // IN_SECTION)
        lines += [f"- section: {{en: Part {name}, id: Bagian {name}}}", "  pages:"]
        lines += [f"    - {key}" for key in keys(pairs)[start : start + IN_SECTION]]
    lines += ["- section: {en: News, id: Kabar}", "  pages:", "    - news/index.md"]
    lines += [f"    - news/{name}" for name in reversed(NEWS)]
    lines += ["- section: {en: Figures, id: Angka}", "  pages:"]
    lines += ["    - figures/index.md", "    - figures/works.md", "- words.md", "- data.md"]
    return "\n".join(lines) + "\n"


def _letters(number: int) -> str:
    """A name without figures."""
    return "".join(ascii_lowercase[int(digit)] for digit in str(number)).upper()


def _facts(writers: dict[Locale, Writer], count: int) -> str:
    lines = [
        "groups:\n  works: {en: The works, id: Instalasi}",
        "units:\n  houses: {en: houses, id: rumah}",
        "editions: {}",
        "sources:\n  book:",
        "    title: {en: The book of the village, id: Buku desa}",
        "    publisher: Panitia air",
        "    published: 2025-01-31",
        "    accessed: 2026-01-05",
        "    note: {en: On paper only., id: Hanya tercetak.}",
        "facts:",
    ]
    for number, name in enumerate(ascii_lowercase[:count]):
        label = {locale: writers[locale].text(3) for locale in LOCALES}
        lines += [
            f"  {FACT.format(name)}:",
            "    kind: count",
            f"    label: {{en: {label['en']}, id: {label['id']}}}",
            "    unit: houses",
            "    observations:",
        ]
        values = ((2023, 2110 + 17 * number), (2024, 2300 + 19 * number))
        lines += [f"      - {{value: {v}, period: {y}, source: book}}" for y, v in values]
    lines += [
        "claims:",
        "  works.few:",
        f"    holds: {FACT.format('a')}[2024] < 5000",
        "    text: {en: few houses, id: sedikit rumah}",
    ]
    return "\n".join(lines) + "\n"


def _glossary(writers: dict[Locale, Writer], count: int) -> str:
    lines = ["terms:"]
    for name in ascii_lowercase[:count]:
        said = {locale: f"{writers[locale].text(14)}." for locale in LOCALES}
        lines += [
            f"  word-{name}:",
            f"    en: zeltro{name}",
            f"    id: vakso{name}",
            f"    definition: {{en: {said['en']}, id: {said['id']}}}",
            "    basis: own",
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]))
