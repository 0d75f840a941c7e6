"""The words of the site in both languages, as words.yml has them: one table for all of the code,
the templates and the scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from macros.model import LOCALES, Bilingual, Locale
from macros.site_profile import profile

TABLE = Path(__file__).with_suffix(".yml")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which no key stands twice."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in loader.construct_pairs(node, deep=True):
        if key in found:
            raise ValueError(f"{key} stands twice")
        found[key] = value
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_words(path: Path) -> Mapping[str, Bilingual]:
    """The entries of a file such as words.yml.

    Raises ValueError where a key stands twice, and TypeError where one of the languages is
    missing or there is a third one.
    """
    written = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    return MappingProxyType({key: Bilingual(**texts) for key, texts in written.items()})


WORDS = read_words(TABLE)


def word(key: str, locale: Locale) -> str:
    """The word of a key in a language, this site's own ones included.

    An unknown key is a slip in the code: KeyError.
    """
    return (WORDS.get(key) or profile().words[key])[locale]


def script_words(name: str, *more: str) -> str:
    """The words of a script, `name-…` and others by their keys, as an object of JavaScript.

    It holds an object for each language; `share-code-of-page` is `code_of_page` in that of `share`.
    """
    keys = [*(key for key in WORDS if key.startswith(f"{name}-")), *more]
    texts = {key.removeprefix(f"{name}-").replace("-", "_"): WORDS[key] for key in keys}
    return json.dumps(
        {one: {key: texts[key][one] for key in texts} for one in LOCALES}, ensure_ascii=False
    )
