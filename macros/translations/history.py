"""What git tells of sections that seem to be behind: small edits, and what editors have said.

`twins.lock` remembers states, not texts. Where a section has another state, an earlier version of
its page that has the one on record gives the text: an edit that changed no word of substance needs
no counterpart. And whoever edits in a browser may say it in the message of the commit:

    Both languages in line: gcm/index.md#adoption
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from macros.model import LOCALES, Locale, Page
from macros.translations.lock import SyncRecord
from macros.translations.sections import Section, read_sections
from macros.translations.small_edits import is_small
from macros.translations.status import PagePair, SectionPair, SyncStatus

_SAID = re.compile(r"^[^\w\n]*+(?:both languages in line|kedua bahasa selaras):(.*)$", re.I | re.M)
_MOST = 20
"""Earlier versions of a page that are looked at."""


class Version(NamedTuple):
    """A commit."""

    message: str
    text: Callable[[str], str | None]
    """What stood in a file, by its path from the project's folder; None where there was none."""


_Sections = Mapping[str, Section]
History = Callable[[Sequence[str]], Iterator[Version]]
"""The commits that changed one of some files, the newest first."""


def settled(
    twins: PagePair,
    history: History,
    read: Callable[[str, Page], Page | None],
    known: Callable[[Locale, Section], Callable[[str], bool]],
) -> PagePair:
    """A page with the records that it would have, had every editor written down what is in line.

    `read` gives the page of an earlier text, `known` whether a word stands elsewhere on the site.
    """
    pairs = {pair.anchor: pair for pair in twins.pairs if _open(pair)}
    paths = [page.path for page in twins.pages.values()]
    texts: dict[tuple[Locale, str], _Sections] = {}
    large: set[tuple[str, Locale]] = set()

    def sections(version: Version, locale: Locale) -> _Sections:
        present = twins.pages.get(locale)
        text = version.text(present.path) if present else None
        if not present or not text:
            return {}
        # A commit that changed one language of a page has the other one as it was before.
        if (locale, text) not in texts:
            page = read(text, present)
            found = read_sections(page) if page else ()
            texts[locale, text] = {section.anchor: section for section in found}
        return texts[locale, text]

    for version in islice(history(paths), _MOST) if pairs else ():
        before = partial(sections, version)
        said = set(_said(version.message))
        for anchor, pair in pairs.items():
            named = {twins.key, f"{twins.key}#{anchor}"} & said
            pairs[anchor] = _with(pair, before, known, large, in_line=bool(named))
        if not any(map(_open, pairs.values())):
            break
    return twins._replace(pairs=tuple(pairs.get(pair.anchor, pair) for pair in twins.pairs))


def _open(pair: SectionPair) -> bool:
    return bool(pair.standing.behind) or pair.standing is SyncStatus.BOTH_CHANGED


def _said(message: str) -> Iterator[str]:
    """The pages and sections that a message says are in line, as twins.lock names them."""
    for names in _SAID.findall(message):
        for name in re.split(r"[\s,;]+", names):
            yield re.sub(r"^(?:docs/)?(?:en|id)/(?=\w)", "", name.strip("`."))


def _with(
    pair: SectionPair,
    before: Callable[[Locale], _Sections],
    known: Callable[[Locale, Section], Callable[[str], bool]],
    large: set[tuple[str, Locale]],
    *,
    in_line: bool,
) -> SectionPair:
    """A section with the record that an earlier version of its page gives it.

    To read a version takes long: no language is asked for that has not changed since the record,
    nor, once it was compared with the text of the record, one of which that is noted as `large`.
    """
    if not pair.en or not pair.id or not pair.record:
        return pair
    present = (pair.en.state, pair.id.state)
    old = (before(locale).get(pair.anchor) for locale in LOCALES)
    if in_line and present == tuple(was and was.state for was in old):
        return replace(pair, record=SyncRecord(*present, pair.record.where))
    states = {locale: pair.record[locale] for locale in LOCALES}
    sections: tuple[tuple[Locale, Section], ...] = (("en", pair.en), ("id", pair.id))
    for locale, now in sections:
        if now.state == states[locale] or (pair.anchor, locale) in large:
            continue
        was = before(locale).get(pair.anchor)
        if was and was.state == states[locale]:
            if is_small(was.words, now.words, known(locale, now)):
                states[locale] = now.state
            else:
                large.add((pair.anchor, locale))
    return replace(pair, record=SyncRecord(states["en"], states["id"], pair.record.where))
