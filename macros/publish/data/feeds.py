"""Atom feeds (RFC 4287), one of the news and one of the changed figures in each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from macros.addresses.urls import record_page
from macros.languages.words import word
from macros.library import Library
from macros.model import FOLDERS, Fact, Locale, Observation
from macros.publish.data.changes import Change, changes
from macros.publish.data.export import LICENCE
from macros.render.context import PageContext
from macros.render.downloads import ATOM, feeds
from macros.render.figures import vintage
from macros.render.result import escape, tag
from macros.render.values import qualifier_text, show_observation

NEWEST = 50
"""How many entries a feed holds: who reads it later finds the rest on the site."""
_SINCE = "2026"
"""The year from which the site's name was ours, as tag URIs want it (RFC 4151)."""


class _Entry(NamedTuple):
    """An entry of a feed: its texts are plain, its `name` stays for good."""

    name: str
    day: date
    title: str
    summary: str
    address: str


def feed_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The feeds of both languages by their paths."""
    found = changes(library)[:NEWEST]
    for locale in FOLDERS:
        context = PageContext.evergreen(library, locale)
        entries = (_news(context), (_figure(context, change) for change in found))
        for (path, _, title, _), listed in zip(feeds(locale), entries, strict=True):
            yield path, _feed(context, path, title, list(listed))


def _news(context: PageContext) -> Iterator[_Entry]:
    dated = [(page.meta.date, page) for page in context.pages().values() if page.meta.date]
    dated.sort(key=lambda one: (-one[0].toordinal(), one[1].key))
    for day, page in dated[:NEWEST]:
        name = page.key.removesuffix(".md")
        title, about = context.title(page), context.description(page)
        yield _Entry(name, day, title, about, context.permalink(page.key))


def _figure(context: PageContext, change: Change) -> _Entry:
    day, fact, before, now = change
    label, shown = fact.label[context.locale], show_observation(context, fact, now)
    told = []
    if before:
        told.append(f"{context.word('before')}: {_dated(context, fact, before)}.")
        shown = f"{show_observation(context, fact, before)} → {shown}"
    source = f"{now.source.title[context.locale]}, {now.source.publisher[context.locale]}"
    told.append(f"{context.word('now')}: {_dated(context, fact, now)}.")
    told.append(f"{context.word('source')}: {source}.")
    address = context.permalink(record_page(fact), fact.key)
    # The name stays when a year that is still running has ended.
    name = f"figures/{fact.key}/{max(now.public_by, now.starts).isoformat()}"
    return _Entry(name, day, f"{label}: {shown}", " ".join(told), address)


def _dated(context: PageContext, fact: Fact, observation: Observation) -> str:
    """The value with its period, edition and qualifier."""
    text = show_observation(context, fact, observation)
    qualifier = qualifier_text(observation, context.locale)
    parts = (vintage(observation, context.locale), "" if qualifier in text else qualifier)
    about = ", ".join(part for part in parts if part)
    return f"{text} ({about})" if about else text


def _feed(context: PageContext, path: str, title: str, entries: list[_Entry]) -> bytes:
    library, locale = context.library, context.locale
    newest = max((entry.day for entry in entries), default=library.today)
    parts = [
        tag("id", _identifier(library, locale, path)),
        tag("title", escape(f"{word('site-name', locale)}: {word(title, locale)}")),
        tag("updated", _moment(newest)),
        tag("author", tag("name", escape(word("contributors", locale)))),
        tag("rights", f"CC BY 4.0, {LICENCE}"),
        _link("self", library.address + path, ATOM),
        _link("alternate", context.permalink("index.md"), "text/html", locale),
        _link("license", LICENCE, "text/html"),
        *_written(library, locale, entries),
    ]
    body = "\n".join(parts)
    head = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{locale}">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{body}\n</feed>\n'.encode()


def _written(library: Library, locale: Locale, entries: Iterable[_Entry]) -> Iterator[str]:
    for entry in entries:
        moment = _moment(entry.day)
        parts = (
            tag("id", _identifier(library, locale, entry.name)),
            tag("title", escape(entry.title)),
            tag("updated", moment),
            tag("published", moment),
            _link("alternate", entry.address, "text/html", locale),
            tag("summary", escape(entry.summary)),
        )
        yield tag("entry", "\n".join(("", *parts, "")))


def _link(rel: str, address: str, media_type: str, language: str | None = None) -> str:
    return tag("link", rel=rel, href=address, type=media_type, hreflang=language)


def _identifier(library: Library, locale: Locale, name: str) -> str:
    """A tag URI (RFC 4151): it stays the same wherever the page moves."""
    host = urlsplit(library.address).hostname or "localhost"
    return escape(f"tag:{host},{_SINCE}:{locale}/{name}")


def _moment(day: date) -> str:
    """The start of a day as RFC 3339 writes it; nobody knows the hour."""
    return f"{day.isoformat()}T00:00:00Z"
