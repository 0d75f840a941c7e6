"""redirects.yml: where published addresses have moved."""

from __future__ import annotations

from dataclasses import dataclass

from macros.addresses.lock import parse_address
from macros.datafiles.validation import abbreviated, read_file
from macros.errors import KnowledgeError
from macros.model import Entry, Problem, Redirect


@dataclass(frozen=True)
class RedirectsFile(Entry):
    """The file: old address to new one, `page.md` or `page.md#anchor`.

    A short address such as `/f/old/` may lead to a page or to another short one; only a short one
    can lead to a short one, since the page at it leaves the language of its reader open.
    """

    redirects: dict[str, str]


def read_redirects(text: str, path: str) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """The redirects, and what is wrong with the form of the file."""
    document, file = read_file(text, path, RedirectsFile)
    found: list[Redirect] = []
    for old, new in file.redirects.items() if file else ():
        before, after = parse_address(old), parse_address(new)
        place = ("redirects", old)
        if before and after and (before.short or not after.short):
            found.append(Redirect(before, after, document.where(place)))
        else:
            got = abbreviated(new if before else old)
            error = KnowledgeError("F110", expected="address", choices="", near="", got=got)
            document.refuse(place, error)
    return tuple(found), tuple(document.problems)
