"""Markdown → HTML exactly as the site renders it, by the settings of mkdocs.yml.

The settings are read without MkDocs. No extension is imported but Python-Markdown's own and those
of pymdown-extensions: a settings file may come with a proposal, and an import runs code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from hashlib import sha256
from html.parser import HTMLParser
from importlib.metadata import entry_points, version
from importlib.util import find_spec
from typing import Any, NamedTuple

import yaml

_BUILT_IN = ("toc", "tables", "fenced_code")
"""What MkDocs enables by itself."""
_OF_THE_PACKAGES = re.compile(r"(?:pymdownx|markdown\.extensions)(?:\.[a-z][a-z0-9_]*)+")
_FROM_FILES = frozenset({"pymdownx.b64", "pymdownx.snippets", "pymdownx.pathconverter"})
"""Those that read, or change the way to, files that nobody has checked."""
_PLAIN_CODE = "pymdownx.highlight"
_HOSTS = ("markdown", "pymdown-extensions")


class Start(NamedTuple):
    """A start tag with its attributes as a browser reads them."""

    tag: str
    attributes: tuple[tuple[str, str], ...]


class End(NamedTuple):
    """An end tag."""

    tag: str


class Text(NamedTuple):
    """Text, its entities decoded."""

    text: str


class Comment(NamedTuple):
    """A comment, or with `declaration` one of the other things that begin with `<!` or `<?`."""

    text: str
    declaration: bool = False


Event = Start | End | Text | Comment


@dataclass(frozen=True)
class Rendering:
    """The Markdown of a site: its extensions and their settings."""

    extensions: tuple[str, ...] = _BUILT_IN
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    refused: tuple[str, ...] = ()
    """Extensions that are enabled and not known here; a page is not rendered with them."""

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same settings and the same releases of what renders."""
        releases = [(name, version(name)) for name in _HOSTS]
        return sha256(repr((self.extensions, self.settings, releases)).encode()).hexdigest()

    @cached_property
    def _markdown(self) -> Any:
        from markdown import Markdown  # noqa: PLC0415 (not needed where all pages are known)

        settings = {name: dict(given) for name, given in self.settings.items()}
        # Colours come from Pygments, which cuts code up by its words. They add no text.
        settings[_PLAIN_CODE] = {**settings.get(_PLAIN_CODE, {}), "use_pygments": False}
        names = dict.fromkeys((*self.extensions, _PLAIN_CODE))
        return Markdown(extensions=list(names), extension_configs=settings)

    @cached_property
    def unfit(self) -> bool:
        """Whether nothing can be rendered so: an extension is unknown, or takes no such setting."""
        if self.refused:
            return True
        try:
            _ = self._markdown
        except (AttributeError, KeyError, TypeError, ValueError):
            return True
        return False

    def html(self, text: str) -> str:
        """The HTML of a text. Markdown is quadratic in places: see `limits`."""
        self._markdown.reset()
        html: str = self._markdown.convert(text)
        return html

    def events(self, text: str) -> list[Event]:
        """The HTML of a text, tag by tag."""
        reader = _Events()
        reader.feed(self.html(text))
        reader.close()
        return reader.joined()


def read_rendering(text: str) -> Rendering:
    """What mkdocs.yml says of Markdown; MkDocs' defaults where it cannot be read."""
    try:
        data = yaml.load(text, Loader=_Settings)
    except yaml.YAMLError:
        return Rendering()
    listed = data.get("markdown_extensions") if isinstance(data, dict) else None
    settings: dict[str, Mapping[str, Any]] = {}
    names = list(_BUILT_IN)
    entries = listed.items() if isinstance(listed, dict) else _pairs(listed)
    for name, given in entries:
        names.append(name)
        if isinstance(given, dict):
            settings[name] = given
    known = tuple(name for name in dict.fromkeys(names) if _is_known(name))
    unknown = tuple(name for name in names if not _is_known(name))
    return Rendering(known, settings, unknown)


def _pairs(listed: Any) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for entry in listed if isinstance(listed, list) else ():
        pairs.extend(entry.items() if isinstance(entry, dict) else [(str(entry), None)])
    return pairs


@cache
def _built_in() -> frozenset[str]:
    """The short names of Python-Markdown's own extensions."""
    found = entry_points(group="markdown.extensions")
    return frozenset(one.name for one in found if one.value.startswith("markdown.extensions."))


def _is_known(name: str) -> bool:
    if _OF_THE_PACKAGES.fullmatch(name):
        return name not in _FROM_FILES and _exists(name)
    return name in _built_in()


def _exists(name: str) -> bool:
    """Whether there is a module of the name; only the packages around it are imported."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


class _Settings(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML with whatever tags, and builds nothing of them."""


def _untagged(loader: Any, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        values = loader.construct_sequence(node, deep=True)
        return values[-1] if values else None
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return loader.construct_scalar(node)


_Settings.add_multi_constructor("!", _untagged)
_Settings.add_multi_constructor("tag:yaml.org,2002:python/", _untagged)


class _Events(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Event] = []

    def joined(self) -> list[Event]:
        """The events, text that came in pieces as one."""
        joined: list[Event] = []
        for event in self.found:
            if isinstance(event, Text) and joined and isinstance(joined[-1], Text):
                joined[-1] = Text(joined[-1].text + event.text)
            else:
                joined.append(event)
        return joined

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Start(tag, tuple((name, value or "") for name, value in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(End(tag))

    def handle_data(self, data: str) -> None:
        self.found.append(Text(data))

    def handle_comment(self, data: str) -> None:
        self.found.append(Comment(data))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """To browsers `<![…>` is a comment; the class above fails over most of them."""
        end = self.parse_bogus_comment(i, report)
        if end >= 0:
            self.found[-1] = Comment(self.rawdata[i + 2 : end - 1], declaration=True)
        return end

    def handle_decl(self, decl: str) -> None:
        self.found.append(Comment(decl, declaration=True))

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)
