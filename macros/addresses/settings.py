"""mkdocs.yml holds plain settings: nothing in it runs, reads or shows what was not agreed to.

MkDocs takes from it which programs to run. What it may hold is listed here, for maintainers too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from macros.datafiles.yaml_source import Document, Path, read_yaml
from macros.errors import KnowledgeError, problem
from macros.model import Problem, Settings
from macros.site_profile import is_registered, profile

TAGS = frozenset({"!ENV"})
"""A value from the environment. Any other tag may make MkDocs run something."""
_KEYS = frozenset({
    "copyright", "docs_dir", "edit_uri", "edit_uri_template", "exclude_docs", "extra", "hooks",
    "markdown_extensions", "not_in_nav", "plugins", "repo_name", "repo_url", "site_author",
    "site_description", "site_dir", "site_name", "site_url", "strict", "theme",
    "use_directory_urls", "validation",
})  # fmt: skip
"""Of what MkDocs knows, not: other files to take settings from (`INHERIT`), scripts, styles and
templates of one's own (`extra_…`); and of the values for templates (`extra`) one alone."""
_MENU = ("nav", "nav_translations")
"""What the menu was made of before it had a file of its own, menu.yml."""
_EXTRA = frozenset({"mail"})
"""Where readers may write to."""
_Expected: TypeAlias = Literal[
    "no-setting", "strict", "hooks", "docs_dir", "site_dir", "plugins", "all-plugins", "macros",
    "extensions", "theme", "folder", "mail", "repo_url",
]  # fmt: skip
"""What was expected of a setting, as the catalogue of messages has words for it."""
_MAIL = re.compile(r"[^\s@?&]+@[^\s@?&]+")
_FIXED: Mapping[_Expected, Any] = MappingProxyType(
    {
        "strict": "true",
        "hooks": ["macros/mkdocs_adapter/hooks.py"],
        "docs_dir": "docs",
        "site_dir": "site",
    }
)
_NEEDED: tuple[_Expected, ...] = ("hooks",)
"""Without these a page would be shown with its calls, and with what its author may not write."""
_PLUGINS = frozenset({"i18n", "macros"})
_MACROS: Mapping[str, str] = MappingProxyType({"on_undefined": "strict", "on_error_fail": "true"})
"""The settings of mkdocs-macros, besides the module that registers the site. Others make it run
further modules, or go on after an error."""
_THEME = frozenset({
    "custom_dir", "favicon", "features", "font", "icon", "language", "logo", "name", "palette",
    "static_templates",
})  # fmt: skip
_THEMES = ("material", "null", "~", "")
_EXTENSIONS = frozenset({
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists",
    "smarty", "tables", "toc",
})  # fmt: skip
"""Of Python-Markdown."""
_PYMDOWN = frozenset({
    "betterem", "blocks.admonition", "blocks.caption", "blocks.definition", "blocks.details",
    "blocks.tab", "caret", "critic", "details", "escapeall", "extra", "fancylists", "highlight",
    "inlinehilite", "keys", "magiclink", "mark", "quotes", "saneheaders", "smartsymbols",
    "superfences", "tabbed", "tasklist", "tilde",
})  # fmt: skip
"""Of PyMdown: none that reads files into a page, or writes HTML that nobody has checked."""


_URLS = {("site_url",), ("site_url", 0), ("site_url", 1)}


def read_settings(text: str, path: str) -> tuple[Settings, tuple[Problem, ...]]:
    """What the settings say of the site, and what in them is not agreed to, or is no YAML."""
    document = read_yaml(text, path, "F", tags=TAGS)
    check_settings(document)
    texts = document.texts()
    # Of `!ENV [NAME, default]` the last one.
    urls = [text for path, text in texts.items() if path in _URLS]
    address = urls[-1] if urls else ""
    if address and not address.endswith("/"):
        address += "/"
    refuses = texts.get(("validation", "nav", "omitted_files")) == "warn"
    complete = refuses and texts.get(("strict",)) == "true"
    theme = texts.get(("theme", "custom_dir"), "")
    return Settings(address, complete, theme), tuple(document.problems)


def check_settings(document: Document) -> None:
    """Note every setting that is not one of those agreed to, at its place."""
    if document.data is None:
        return
    if not isinstance(document.data, dict):
        document.refuse((), KnowledgeError("F110", expected="mapping", choices="", got=""))
        return
    for path in [path for path in document.places if path and path[-1] in _MENU]:
        if path[0] == "validation":  # what MkDocs says of a menu
            continue
        document.problems.append(problem(document.where(path), "S141", setting=_dotted(path)))
    for path, expected in _faults(document.data):
        setting = _dotted(path) or expected
        document.refuse(path, KnowledgeError("F131", setting=setting, expected=expected))
    refuse_tags(document)


def refuse_tags(document: Document) -> None:
    """Note each text, and each key, that holds what HTML would take for a tag."""
    for path in _marked_up(document):
        error = KnowledgeError("F132", setting=_dotted(path), file=document.path)
        document.refuse(path, error)


def _faults(data: dict[str, Any]) -> Iterator[tuple[Path, _Expected]]:
    """The places of settings that are not agreed to, and the word for what was expected there."""
    yield from (((key,), "no-setting") for key in data if key not in (*_KEYS, *_MENU))
    yield from (((key,), key) for key, value in _FIXED.items() if data.get(key, value) != value)
    yield from _theme(data.get("theme", {}))
    yield from _makers(data)
    if "site_name" in data:  # MkDocs builds nothing of a site that has no name.
        yield from (((), key) for key in _NEEDED if key not in data)
        if not {name for name, _, _ in _named(data, "plugins")} >= _PLUGINS:
            yield ("plugins",), "all-plugins"
    for name, path, settings in _named(data, "plugins"):
        if name not in _PLUGINS:
            yield path, "plugins"
        for key, value in settings.items() if name == "macros" else ():
            if key == "module_name" and not is_registered():
                continue  # MkDocs learns of the site from the very module.
            if {**_MACROS, "module_name": profile().package}.get(key) != value:
                yield (*path, key), "macros"
    for name, path, _ in _named(data, "markdown_extensions"):
        of_pymdown = name.startswith("pymdownx.") and name[9:] in _PYMDOWN
        if not of_pymdown and name not in _EXTENSIONS:
            yield path, "extensions"


def _theme(theme: Any) -> Iterator[tuple[Path, _Expected]]:
    settings = theme if isinstance(theme, dict) else {"name": theme}
    yield from ((("theme", key), "no-setting") for key in settings if key not in _THEME)
    if settings.get("name", "") not in _THEMES:
        yield ("theme", "name"), "theme"
    folder = settings.get("custom_dir", "overrides")
    if not isinstance(folder, str) or not folder.replace("_", "").isalnum():
        yield ("theme", "custom_dir"), "folder"


def _makers(data: dict[str, Any]) -> Iterator[tuple[Path, _Expected]]:
    extra = data.get("extra", {})
    if not isinstance(extra, dict):
        yield ("extra",), "no-setting"
        return
    yield from ((("extra", key), "no-setting") for key in extra if key not in _EXTRA)
    mail = extra.get("mail", "a@b")
    if not (isinstance(mail, str) and _MAIL.fullmatch(mail)):
        yield ("extra", "mail"), "mail"
    # The link to it stands on every page.
    address = data.get("repo_url", "https://")
    if isinstance(address, str) and not address.startswith("https://"):
        yield ("repo_url",), "repo_url"


def _named(data: dict[str, Any], key: str) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """The entries of a list or mapping of names, each with its place and its own settings."""
    entries = data.get(key)
    if isinstance(entries, dict):
        for name, settings in entries.items():
            yield name, (key, name), settings if isinstance(settings, dict) else {}
        return
    for at, entry in enumerate([entries] if isinstance(entries, str) else entries or ()):
        if isinstance(entry, dict):
            for name, settings in entry.items():
                yield name, (key, at, name), settings if isinstance(settings, dict) else {}
        else:
            yield str(entry), (key, at), {}


def _marked_up(document: Document) -> Iterator[Path]:
    """The places of texts that hold what HTML would take for a tag, and of such keys."""
    yield from (path for path in document.places if path and "<" in str(path[-1]))
    yield from (path for path, text in document.texts().items() if "<" in text)


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)[:80]
