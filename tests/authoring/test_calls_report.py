"""`kb status` on calls and text records."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

Edit = Callable[[str, str, str], None]
Kb = Callable[..., tuple[int, str, str]]
PAGE = "docs/en/news/training.md"


def calls_of(kb: Kb) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(kb("status", "--format", "json")[1])["calls"]
    return told


@pytest.mark.parametrize(("calls", "told"), [(1, False), (9, True)])
def test_page_with_too_many_calls_is_told(kb: Kb, edit: Edit, calls: int, told: bool) -> None:
    body = f"{'word ' * 140}{'{{ fact(1) }} ' * calls}".replace("1", '"training.people"')
    edit(PAGE, "It had", body)
    (page,) = calls_of(kb)["pages"]
    assert page["path"] == PAGE
    assert page["per_hundred"] == round(100 * page["calls"] / page["words"], 1)
    assert (page["per_hundred"] > 6) is told
    assert (f"{PAGE}: {page['per_hundred']} calls" in kb("status")[1]) is told


def test_marks_of_sources_are_not_counted(kb: Kb, edit: Edit) -> None:
    edit(PAGE, "It had", f"{'word ' * 160}It had")
    (before,) = calls_of(kb)["pages"]
    edit(PAGE, "It had", "{{ cite('report') }} It had".replace("'", '"'))
    assert calls_of(kb)["pages"] == [before]


def test_table_is_no_prose(kb: Kb, edit: Edit) -> None:
    rows = '| {{ fact("training.people") }} | word |\n' * 20
    edit(PAGE, "It had", f"{'word ' * 160}\n\n| a | b |\n|---|---|\n{rows}\nIt had")
    (page,) = calls_of(kb)["pages"]
    assert page["calls"] < 10
    assert 160 < page["words"] < 185


def test_page_of_few_words_is_no_prose(kb: Kb) -> None:
    assert calls_of(kb)["pages"] == []


def test_texts_besides_catalogues_are_counted(kb: Kb) -> None:
    assert calls_of(kb)["texts"] == ["training.purpose"]
    assert kb("status")[1].startswith("Text records besides the titles of catalogues: 1.\n")
