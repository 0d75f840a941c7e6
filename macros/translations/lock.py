"""twins.lock: the states in which the two languages of each section were last in line.

One line a section, `about/index.md#people en:0123456789ab id:ba9876543210`, in order, so that
changes to different sections merge by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import unquote

from macros.datafiles.lock_lines import lock_lines
from macros.errors import problem
from macros.model import Locale, Location, Problem

HEAD = (
    "# The state of each section, in either language, when an editor last brought both in line.\n"
    "# `kb mark-synced` writes this file; `kb status` tells what has changed since.\n"
)
_LINE = re.compile(r"([^\s#]+\.md)#(\S*) en:([0-9a-f]{12}) id:([0-9a-f]{12})")
_QUOTED = re.compile(r"[\s%#]")

SectionKey: TypeAlias = tuple[str, str]
"""The key of a page, and the id of a section; the lead's is empty."""


@dataclass(frozen=True)
class SyncRecord:
    """The states of one section, and its line in the lock file."""

    en: str
    id: str
    where: Location = field(default=Location(""), compare=False)

    def __getitem__(self, locale: Locale) -> str:
        return self.en if locale == "en" else self.id


SyncRecords: TypeAlias = Mapping[SectionKey, SyncRecord]


def read_records(text: str, path: str) -> tuple[SyncRecords, tuple[Problem, ...]]:
    """The records of the lock file, and its lines that are none or stand twice.

    Of a section that stands twice no record is kept: nobody knows which one holds.
    """
    records: dict[SectionKey, SyncRecord] = {}
    twice: set[SectionKey] = set()
    problems: list[Problem] = []
    for line, where in lock_lines(text, path):
        found = _LINE.fullmatch(line)
        if found is None:
            problems.append(problem(where, "T205", line=line[:60], flaw="line"))
            continue
        key = unquote(found[1]), unquote(found[2])
        if key in records:
            twice.add(key)
            problems.append(problem(where, "T205", line=line[:60], flaw="twice"))
        records.setdefault(key, SyncRecord(found[3], found[4], where))
    return {key: record for key, record in records.items() if key not in twice}, tuple(problems)


def records_text(records: SyncRecords) -> str:
    """The lock file that holds these records."""
    lines = (
        f"{_quoted(page)}#{_quoted(anchor)} en:{record.en} id:{record.id}\n"
        for (page, anchor), record in records.items()
    )
    return HEAD + "".join(sorted(lines))


def _quoted(text: str) -> str:
    """A name without blanks and number signs, which have a meaning in the file."""
    return _QUOTED.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), text)
