"""Timetables: what holds for all of them, in the code of browsers, and that Python makes the same.

The scripts of the planner run in Node as they stand in the theme.
"""

from __future__ import annotations

import csv
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from macros.errors import KnowledgeError
from macros.site.schedule import Courses, read_plan, schedule

FOLDER = Path(__file__).parent
NODE = Path(sys.executable).with_name("node")
COURSE = {
    1: {"story": 10, "key-ideas": 30, "activity-1": 25, "case": 30},
    2: {"key-ideas": 35, "activity-1": 30, "activity-2": 25, "self-check": 10},
    6: {"story": 5, "key-ideas": 30, "indonesia": 20, "case": 45},
}


def node(script: str, given: object = None) -> str:
    asked = json.dumps(given)
    done = subprocess.run(
        [NODE, FOLDER / script], input=asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def answers(**asked: object) -> Any:
    return json.loads(node("answers.mjs", asked))


@pytest.mark.slow
def test_what_holds_for_every_plan() -> None:
    assert node("properties.mjs").strip() == "12 properties hold"


def some_address(chance: random.Random) -> str:
    """An address that says much or little, and nothing that is not so."""

    def time(start: int, end: int) -> str:
        minutes = chance.randrange(start, end)
        return f"{minutes // 60:02}{minutes % 60:02}"

    def part(module: int) -> str:
        return f"{module}.{chance.choice(list(COURSE[module]))}"

    modules = chance.sample(list(COURSE), chance.randint(0, 3))
    places = [part(chance.choice(list(COURSE))) for _ in range(chance.randint(0, 4))]
    said = {
        "plan": "1",
        "modules": ",".join(map(str, modules)),
        "days": ",".join(
            f"{time(420, 660)}-{time(661, 960)}" for _ in range(chance.choice([1, 1, 1, 2, 5]))
        ),
        "opening": str(chance.randint(0, 60)),
        "closing": str(chance.randint(0, 60)),
        "without": ",".join(places),
        "minutes": ",".join(f"{one}.{chance.randint(5, 99)}" for one in dict.fromkeys(places[:2])),
    }
    for name in ("morning", "lunch", "afternoon"):
        wished = f"{time(480, 1020)}-{chance.randint(5, 90)}"
        said[name] = chance.choice(["off", wished, wished])
    kept = [key for key in said if said[key] and chance.random() < 0.8]
    return "&".join(f"{key}={said[key]}" for key in kept) or "plan=1"


@pytest.mark.slow
def test_python_makes_the_timetables_of_the_browser() -> None:
    chance = random.Random(12)
    addresses = [some_address(chance) for _ in range(600)]
    course = {str(module): sections for module, sections in COURSE.items()}
    asked = [{"course": course, "address": address} for address in addresses]
    theirs = answers(timetables=asked)["timetables"]
    full = 0
    for address, told in zip(addresses, theirs, strict=True):
        made = schedule(read_plan(address, COURSE))
        rows = [
            {
                "day": row.day,
                "from": row.start,
                "to": row.end,
                "kind": row.kind,
                **({"module": row.module, "section": row.section} if row.module else {}),
                **({"name": row.name} if row.name else {}),
            }
            for row in made.rows
        ]
        assert told == {"unknown": [], "over": made.over, "rows": rows}, address
        full += made.over > 0
    assert 100 < full < 500  # Both those that fit and those that do not are among them.


@pytest.mark.parametrize(
    "address",
    [
        "modules=1&modules=2",
        "module=1",
        "days=0900",
        "days=1600-0900",
        "days=2500-2600",
        "lunch=noon",
        "lunch=1200-3",
        "opening=",
        "opening=500",
        "minutes=1.case.1000",
        "without=1.case.5",
    ],
)
def test_a_ready_plan_is_written_as_an_address_or_refused(address: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read_plan(address, COURSE)
    assert raised.value.code == "P203"


@pytest.mark.parametrize("address", ["modules=9", "without=9.case", "without=1.coda", "minutes=1"])
def test_a_module_or_section_that_there_is_not(address: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read_plan(address, COURSE)
    assert raised.value.code == "P204"


def test_a_longer_section_changes_the_plan() -> None:
    address = "modules=1&days=0900-1100&morning=off&lunch=off&afternoon=off&opening=10&closing=5"
    longer: Courses = {1: {**COURSE[1], "case": 40}}
    now, then = (schedule(read_plan(address, course)) for course in (COURSE, longer))
    assert [row.end for row in now.rows[-2:]] == [645, 650]
    assert [row.end for row in then.rows[-2:]] == [655, 660]
    assert schedule(read_plan(address, {1: {**COURSE[1], "case": 45}})).over == 5


def unfolded(text: str) -> Iterator[str]:
    """The lines of a calendar, RFC 5545, 3.1: at most 75 octets each, whole characters in each."""
    assert text.endswith("\r\n")
    raw = text.encode()
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
        assert b"\n" not in line
        assert b"\r" not in line
    yield from raw.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def read_text(value: str) -> str:
    """RFC 5545, 3.3.11."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


HOSTILE = [
    "plain",
    "a; b, c: d\\n \\ e",
    "two\nlines\r\nand\rmore",
    "“Layanan pelanggan” – ünïcødé 🧭" * 9,
    "é" * 200,
    'quotes " and, commas',
    "=HYPERLINK(1)",
    "+62",
    "-5",
    "@you",
    "\ttab",
    "\rreturn",
    "",
    "END:VEVENT\r\nBEGIN:VEVENT",
]


@pytest.mark.slow
def test_a_calendar_is_what_the_standard_asks_for() -> None:
    events = [
        {"uid": f"2027-01-05-{n}@kb.example.org", "date": "2027-01-05", "from": 540 + n}
        | {
            "to": 600 + n,
            "summary": text,
            "description": text,
            "url": "https://kb.example.org/m/6/",
        }
        for n, text in enumerate(HOSTILE)
    ]
    lines = list(unfolded(answers(calendar=events, name="A; plan")["calendar"]))
    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Session planner//EN",
        "X-WR-CALNAME:A\\; plan",
    ]
    assert lines[-1] == "END:VCALENDAR"
    inside = lines[4:-1]
    starts = [at for at, line in enumerate(inside) if line == "BEGIN:VEVENT"]
    found = [inside[a + 1 : b] for a, b in zip(starts, [*starts[1:], len(inside)], strict=True)]
    assert all(one.pop() == "END:VEVENT" for one in found)
    read = [dict(line.split(":", 1) for line in one) for one in found]
    assert all(len(one) == len(two) for one, two in zip(found, read, strict=True))
    assert [read_text(one["SUMMARY"]) for one in read] == [
        text.replace("\r\n", "\n").replace("\r", "\n") for text in HOSTILE
    ]
    assert ["DESCRIPTION" in one for one in read] == [bool(text) for text in HOSTILE]
    assert len({one["UID"] for one in read}) == len(HOSTILE)
    # The time of wherever it is opened: neither a zone nor UTC, but for the stamp.
    assert (read[0]["DTSTART"], read[0]["DTEND"]) == ("20270105T090000", "20270105T100000")
    assert read[0]["DTSTAMP"] == "20270105T060708Z"


@pytest.mark.slow
def test_a_table_opens_as_texts() -> None:
    rows = [[text, "x", 5] for text in HOSTILE]
    text: str = answers(table=rows)["table"]
    assert text[0] == "\ufeff"
    read = list(csv.reader(StringIO(text[1:], newline=""), strict=True))
    guarded = [f"'{one}" if one[:1] in tuple("=+-@\t\r") else one for one in HOSTILE]
    assert read == [[one, "x", "5"] for one in guarded]
    assert text.endswith("\r\n")
