"""twins.lock as a file: small, in order, and mergeable line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.translations.lock import HEAD, SyncRecord, read_records, records_text

A, B = "0123456789ab", "ba9876543210"
STATES = st.text("0123456789abcdef", min_size=12, max_size=12)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


def test_a_line_a_section_in_order() -> None:
    records = {
        ("b.md", ""): SyncRecord(A, B),
        ("a.md", "x"): SyncRecord(B, A),
        ("a.md", ""): SyncRecord(A, A),
    }
    assert records_text(records) == (
        f"{HEAD}a.md# en:{A} id:{A}\na.md#x en:{B} id:{A}\nb.md# en:{A} id:{B}\n"
    )


def test_a_record_by_language_and_its_place() -> None:
    text = f"{HEAD}a.md#x en:{A} id:{B}\n"
    records, problems = read_records(text, "twins.lock")
    record = records["a.md", "x"]
    assert (record["en"], record["id"], problems) == (A, B, ())
    assert str(record.where) == f"twins.lock:{HEAD.count(chr(10)) + 1}:1"


@pytest.mark.parametrize("name", ["a b.md", "a#b.md", "a%20b.md", "ä\u2003.md"])
def test_names_with_marks_of_the_file(name: str) -> None:
    records = {(name, "x"): SyncRecord(A, B)}
    text = records_text(records)
    assert len(text.splitlines()) == HEAD.count("\n") + 1
    assert read_records(text, "") == (records, ())


@settings(max_examples=100)
@given(st.dictionaries(st.tuples(NAMES.map(lambda name: f"{name}.md"), NAMES), STATES))
def test_what_is_written_is_read(states: dict[tuple[str, str], str]) -> None:
    records = {section: SyncRecord(state, state[::-1]) for section, state in states.items()}
    assert read_records(records_text(records), "") == (records, ())


@settings(max_examples=100)
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    records, problems = read_records(text, "twins.lock")
    assert len(records) + len(problems) <= text.count("\n") + 1
    assert {problem.code for problem in problems} <= {"T205"}
