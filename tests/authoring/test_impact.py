"""What a change of the facts does: changed facts, sentences, claims, and pages that stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.authoring.impact import Impact, impact
from macros.authoring.impact_report import as_data, as_markdown
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.project import Project

Read = Callable[[], Project]
Edit = Callable[[str, str, str], None]


@pytest.fixture
def before(site: Path) -> Registry:
    """The facts as they were."""
    return read_facts((site / "facts.yml").read_text(encoding="utf-8"), "facts.yml")[0]


@pytest.fixture
def found(read: Read, before: Registry) -> Callable[[], Impact]:
    """What the edits since have done."""
    return lambda: impact(read().library, before)


Found = Callable[[], Impact]


def test_nothing_changed(found: Found) -> None:
    assert found() == Impact((), (), (), (), ())
    assert as_markdown(found(), "en").startswith("The change of the facts changes nothing")
    assert "tidak mengubah" in as_markdown(found(), "id")


def test_order_in_the_file_changes_nothing(found: Found, edit: Edit) -> None:
    edit("facts.yml", "facts:\n", "# A comment.\n\nfacts:\n")
    edit("facts.yml", "sources:\n", "\nsources:\n")
    assert found() == Impact((), (), (), (), ())


def test_newest_value(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 304000000", "value: 305000000")
    told = found()
    (fact,) = told.facts
    assert fact.key == "migrants.world"
    assert fact.before == {"en": "304\u00a0million (2024)", "id": "304\u00a0juta (2024)"}
    assert fact.after == {"en": "305\u00a0million (2024)", "id": "305\u00a0juta (2024)"}
    changes = {(str(s.where), s.locale): (s.before, s.after) for s in told.sentences}
    assert changes["docs/en/index.md:2:8", "en"] == (
        "Home with 304 million",
        "Home with 305 million",
    )
    assert ("docs/id/index.md:3:14", "id") in changes
    assert all("news" not in place for place, _ in changes)


def test_dated_page_keeps_its_figure(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 304000000", "value: 305000000")
    assert [page.path for page in found().dated] == [
        "docs/en/news/training.md",
        "docs/id/news/training.md",
    ]


def test_only_the_sentence_with_the_figure(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 831000000000", "value: 832000000000")
    sentences = {s.before for s in found().sentences if s.where.path == "docs/en/index.md"}
    assert sentences == {"In all, US$831 billion was sent."}


def test_claim_that_turns_false_and_true_again(found: Found, read: Read, edit: Edit) -> None:
    edit("facts.yml", "value: 84000000", "value: 99000000")
    told = found()
    assert told.claims_now_false == ("migrants.over-three-times",)
    assert told.claims_now_true == ()
    wrong = read().library
    edit("facts.yml", "value: 99000000", "value: 84000000")
    back = impact(read().library, wrong.registry)
    assert (back.claims_now_false, back.claims_now_true) == ((), ("migrants.over-three-times",))


def test_fact_that_comes_and_goes(found: Found, read: Read, before: Registry, edit: Edit) -> None:
    edit("facts.yml", "  migrants.share:\n", "  migrants.part:\n")
    told = {change.key: (change.before["en"], change.after["en"]) for change in found().facts}
    assert told == {
        "migrants.share": ("2.3% (1970), 3.6% (2020)", ""),
        "migrants.part": ("", "2.3% (1970), 3.6% (2020)"),
    }
    assert any("⟨P204⟩" in sentence.after for sentence in found().sentences)


def test_claim_that_can_no_longer_be_told(found: Found, edit: Edit) -> None:
    edit("facts.yml", "  training.release:\n", "  training.issued:\n")
    assert "training.three-days" in found().claims_now_false


def test_words_around_a_value(found: Found, edit: Edit) -> None:
    edit("facts.yml", "Mid-year stock.", "Stock at mid-year.")
    (fact,) = found().facts
    assert (
        fact.before
        == fact.after
        == {
            "en": "304\u00a0million (2024)",
            "id": "304\u00a0juta (2024)",
        }
    )
    assert found().sentences == ()


def test_report(found: Found, edit: Edit) -> None:
    edit("facts.yml", "value: 84000000", "value: 99000000")
    edit("facts.yml", "value: 304000000", "value: 305000000")
    told = as_markdown(found(), "en")
    assert "### Claims that are no longer true\n\n- `migrants.over-three-times`\n" in told
    assert "| `migrants.world` | 84 million (1970), 304 million (2024) / 84" in told
    assert "### docs/en/index.md\n\n| Line | Before | After |\n|---|---|---|\n| 2 |" in told
    assert told.endswith("- `docs/en/news/training.md`\n- `docs/id/news/training.md`")
    data = as_data(found())
    assert data["claims_now_false"] == ["migrants.over-three-times"]
    assert {"path", "line", "language", "before", "after"} == set(data["sentences"][0])
    assert data["facts"][0]["id"] == "migrants.world"
    assert data["dated_pages_that_stay"][0] == "docs/en/news/training.md"
