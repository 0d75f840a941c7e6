"""Family S: nothing is published that only one person, or one service, may know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from macros.errors import problem
from macros.markdown.calls import Places
from macros.model import File, Problem
from macros.rules.registry import Scope, rule

_KEY = re.compile(
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"
    r"|\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}\b|AIza[\w-]{35}|gh[opsu]_\w{36}|github_pat_\w{22}"
    r"|glpat-[\w-]{20}|xox[abprs]-[\w-]{10}|sk-[\w-]{20}|eyJ[\w-]{10,200}\.eyJ[\w-]{10})"
)
"""Keys as Amazon, Google, GitHub, GitLab, Slack and others write theirs, and signed tokens."""
_BEGINNINGS = (
    *("-----BEGIN", "AKIA", "ASIA", "AIza", "gho_", "ghp_", "ghs_", "ghu_", "github_pat_"),
    *("glpat-", "xox", "sk-", "eyJ"),
)
"""What each of them begins with, which is soon looked for."""
_SIXTEEN = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?![ .-]?\d)")
_NIK = re.compile(
    r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{4}"
    r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}"
)
"""The number of an Indonesian identity card: province and district, the day of birth (with 40 more
for women), its month and year, and four digits."""
_PASSPORT = re.compile(
    r"\bpass?port?\b\W{0,3}(?:n[ou]\w{0,4}\W{0,3})?([A-Z]{1,2}\d{7})\b", re.IGNORECASE
)
_Secret = Literal["key", "nik", "passport"]


@rule("S156", scope=Scope.TEXTS)
def nothing_private_is_published(files: Iterable[File]) -> Iterator[Problem]:
    """No key of a service, and no number of a person's papers, stands in a page or a data file."""
    for file in files:
        places: Places | None = None
        for secret, start, end in _secrets(file.text):
            places = places or Places(file.text, file.path)
            yield problem(places.where(start, end), "S156", secret=secret)


def _secrets(text: str) -> Iterator[tuple[_Secret, int, int]]:
    end = 0
    for at in sorted(at for mark in _BEGINNINGS for at in _all(mark, text)):
        if at >= end and (key := _KEY.match(text, at)):
            end = key.end()
            yield "key", *key.span()
    for number in _SIXTEEN.finditer(text):
        if _NIK.fullmatch(re.sub(r"\D", "", number[0])):
            yield "nik", *number.span()
    small = text.casefold()
    for passport in _PASSPORT.finditer(text) if "paspor" in small or "passpor" in small else ():
        yield "passport", *passport.span(1)


def _all(mark: str, text: str) -> Iterator[int]:
    """Where a mark stands in a text."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)
