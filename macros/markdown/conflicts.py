"""Marks of a merge conflict that are left in a page.

They are looked for before anything else is read: Markdown takes them for quotations and headings,
and whatever is wrong between them follows from the conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.datafiles.yaml_source import CONFLICT
from macros.errors import problem
from macros.markdown.calls import Places
from macros.model import Problem

_MARK = re.compile(rf"^{CONFLICT}", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*?\1[`~]*[ \t]*$", re.MULTILINE)


def conflicts(text: str, path: str) -> Iterator[Problem]:
    """Each line that git writes around the versions of a conflict; code may show such lines."""
    found = list(_MARK.finditer(text))
    if not found:
        return
    places = Places(text, path)
    fenced = [code.span() for code in _FENCED.finditer(text)]
    for mark in found:
        if not any(start < mark.start() < end for start, end in fenced):
            yield problem(places.where(*mark.span()), "M105", text=mark[0][:40].strip())
