"""addresses.lock: every address that the site ever published, one a line, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.datafiles.lock_lines import lock_lines
from macros.errors import problem
from macros.model import Address, Problem, PublishedAddress
from macros.model.fields import NAME
from macros.site_profile import profile

HEAD = (
    "# Every address that this site has published. `kb addresses --write` adds new ones.\n"
    "# A line is never taken out: what moves gets a line in redirects.yml.\n"
)
_ADDRESS = re.compile(rf"((?:{NAME.pattern}/)*{NAME.pattern}\.md)(?:#([^\s\x00-\x1f]+))?")
_SHORT = re.compile(r"/([a-z]+)/(?:[1-9][0-9]*|([a-z0-9]+(?:[.-][a-z0-9]+)*))/")
"""Something numbered, or a fact. What stands below `/p/` follows from the pages, and an id behind a
short address from the page that it leads to: both are kept with these."""


def parse_address(text: str) -> Address | None:
    """`gcm/index.md`, `gcm/index.md#adoption` or `/m/3/` as an address; None for anything else."""
    if (short := _SHORT.fullmatch(text)) and (
        short[1] == "f" or (short[1] in profile().short and not short[2])
    ):
        return Address(text)
    found = _ADDRESS.fullmatch(text)
    return Address(found[1], found[2] or "") if found else None


def read_lock(text: str, path: str) -> tuple[tuple[PublishedAddress, ...], tuple[Problem, ...]]:
    """The addresses of the lock file, and its lines that are none or stand out of order."""
    locked: list[PublishedAddress] = []
    problems: list[Problem] = []
    for line, where in lock_lines(text, path):
        address = parse_address(line)
        if address is None:
            problems.append(problem(where, "L116", line=line[:60], fault="line"))
            continue
        if locked and address <= locked[-1].address:
            problems.append(problem(where, "L116", line=line[:60], fault="order"))
        locked.append(PublishedAddress(address, where))
    return tuple(locked), tuple(problems)


def lock_text(addresses: Iterable[Address]) -> str:
    return HEAD + "".join(f"{address}\n" for address in sorted(set(addresses)))
