"""Ways from a page to those who make the site: to report a mistake there, and to edit it.

All of them follow from settings of mkdocs.yml: `repo_url` with `edit_uri`, and `extra.mail`.
Without these there are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote

from macros.languages.words import word
from macros.model import Locale
from macros.site_profile import profile

_UNTOUCHED = "!'()*"
"""What `encodeURIComponent` leaves as it is besides what `quote` does: scripts look for that."""


class Makers(NamedTuple):
    """Where the makers of the site can be reached; empty for what they have not set."""

    repository: str = ""
    """The address of the repository."""
    host: str = ""
    """The name of its host, as MkDocs knows it by its address, such as `GitHub`."""
    mail: str = ""


class Where(NamedTuple):
    """A page, as a report about it names it."""

    locale: Locale
    source: str
    """Its file below the folder of the pages, such as `en/data/facts/migrants.md`."""
    address: str
    title: str
    edit: str = ""
    """Where MkDocs says that the file can be edited; empty where it knows no such place."""


class Way(NamedTuple):
    """A link, and the key of its words."""

    word: str
    href: str


def ways(makers: Makers, page: Where) -> Iterator[Way]:
    """What a page offers: the report first. With a repository, mail is the second way of it."""
    if makers.repository:
        yield Way("report-mistake", _issue(makers, page))
    if makers.mail:
        mail = quote(makers.mail, safe="@")
        told = _query({"subject": _subject(page), "body": _body(page)})
        name = "report-by-mail" if makers.repository else "report-mistake"
        yield Way(name, f"mailto:{mail}?{told}")
    if page.edit:
        docs = f"docs/{page.source}"
        # What a record says stands in the facts, and its page only asks for it.
        if _of_records(page) and page.edit.endswith(docs):
            yield Way("edit-figures", f"{page.edit.removesuffix(docs)}facts.yml")
        else:
            yield Way("edit-page", page.edit)


def _issue(makers: Makers, page: Where) -> str:
    """A new issue with the page filled in.

    GitHub has forms, whose fields are named by their ids; GitLab and others (Gitea, Forgejo) take
    a title and a text.
    """
    new, host = makers.repository.rstrip("/"), makers.host.lower()
    if host == "github":
        form = "figure" if _of_records(page) else "mistake"
        given = {"template": f"{form}.yml", "title": _subject(page), "where": page.address}
        if form == "figure":
            given["figure"] = page.title
        return f"{new}/issues/new?{_query(given)}"
    if host == "gitlab":
        told = {"issue[title]": _subject(page), "issue[description]": _body(page)}
        return f"{new}/-/issues/new?{_query(told)}"
    return f"{new}/issues/new?{_query({'title': _subject(page), 'body': _body(page)})}"


def _of_records(page: Where) -> bool:
    """Whether a page shows the records of a group of facts."""
    key, records = page.source.partition("/")[2], profile().pages.records
    return key.startswith(records) and key != f"{records}index.md"


def _subject(page: Where) -> str:
    return word("report-subject", page.locale).format(title=page.title)


def _body(page: Where) -> str:
    return word("report-body", page.locale).format(address=page.address)


def _query(given: Mapping[str, str]) -> str:
    return "&".join(
        f"{quote(key, safe='')}={quote(text, safe=_UNTOUCHED)}" for key, text in given.items()
    )
