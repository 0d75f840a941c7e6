"""Whether claims hold: units, editions, dates and functions, and every refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.errors import KnowledgeError
from macros.facts.evaluation import Evaluation
from macros.facts.measures import MEASURES
from macros.facts.registry import Registry
from macros.model import LOCALES, Bilingual, Claim, Location
from macros.report.text import words_of

TODAY = date(2026, 11, 22)
WITH_EXPRESSION = ("F117", "F118")


def _cases() -> list[Any]:
    text = (Path(__file__).parent / "cases" / "expressions.yml").read_text(encoding="utf-8")
    cases = []
    for case in yaml.load(text, Loader=yaml.CBaseLoader):
        cases.append(pytest.param(case, id=case["holds"]))
    return cases


def evaluation(registry: Registry, *claims: Claim) -> Evaluation:
    """The registry with some claims more."""
    more = {**registry.claims, **{claim.key: claim for claim in claims}}
    return Evaluation(replace(registry, claims=more), TODAY, {"module": 7})


FUNCTIONS = (
    *("abs", "claim", "count", "days", "end", "facts", "months", "number", "pages", "round"),
    *("start", "weekday", "year"),
)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_misspelt_function_is_recognised(name: str, registry: Registry) -> None:
    """Each of them, by one letter too many; and there is no other."""
    assert {*MEASURES} <= set(FUNCTIONS)
    with pytest.raises(KnowledgeError) as caught:
        evaluation(registry).holds(Claim(key="test", holds=f"{name}x(training.dates) == 3"))
    assert caught.value.values["near"].split(", ")[0] == name


@pytest.mark.parametrize("case", _cases())
def test_relation(case: dict[str, str], registry: Registry) -> None:
    holds, gives = case["holds"], case["gives"]
    mixes = Bilingual("on purpose", "sengaja") if "mixes" in case else None
    claim = Claim(key="test", holds=holds, mixes=mixes)
    if gives in ("yes", "no"):
        assert evaluation(registry).holds(claim) is (gives == "yes")
        return
    with pytest.raises(KnowledgeError) as caught:
        evaluation(registry).holds(claim)
    expected = {key: text for key, text in case.items() if key not in ("holds", "gives")}
    if gives in WITH_EXPRESSION:
        expected["expression"] = holds
    assert (caught.value.code, caught.value.values) == (gives, expected)
    assert all(all(words_of(caught.value.at(Location("f")), locale)) for locale in LOCALES)


def test_all_claims_of_the_file_hold(registry: Registry) -> None:
    assert all(evaluation(registry).holds(claim) for claim in registry.claims.values())


@pytest.mark.parametrize(
    ("claims", "cycle"),
    [
        ({"a": "claim(a)"}, "a → a"),
        ({"a": "1 < 2 and claim(b)", "b": "claim(a)"}, "a → b → a"),
        ({"a": "claim(b)", "b": "claim(c)", "c": "claim(b)"}, "a → b → c → b"),
    ],
)
def test_claims_in_a_circle(claims: dict[str, str], cycle: str, registry: Registry) -> None:
    written = [Claim(key=key, holds=holds) for key, holds in claims.items()]
    with pytest.raises(KnowledgeError) as caught:
        evaluation(registry, *written).holds(written[0])
    assert (caught.value.code, caught.value.values) == ("F119", {"cycle": cycle})


def test_one_claim_may_be_named_twice(registry: Registry) -> None:
    claims = [
        Claim(key="a", holds="claim(b) and claim(c)"),
        Claim(key="b", holds="claim(c)"),
        Claim(key="c", holds="1 < 2"),
    ]
    assert evaluation(registry, *claims).holds(claims[0])


def rests_on(registry: Registry, holds: str, *claims: Claim) -> list[str]:
    """The observations that a claim rests on, as pins."""
    choices = evaluation(registry, *claims).references(Claim(key="test", holds=holds))
    return sorted(
        choice.fact.key
        + (f"[{choice.observation.period.iso}" if choice.observation.period else "[")
        + (f"@{choice.observation.edition.key}]" if choice.observation.edition else "]")
        for choice in choices
    )


@pytest.mark.parametrize(
    ("holds", "pins"),
    [
        ("1 < 2", []),
        ("migrants.share > 0", ["migrants.share[2020]"]),
        ("migrants.share > 0 and migrants.share < 1", ["migrants.share[2020]"]),
        ("migrants.share[1970] > 0", ["migrants.share[1970]"]),
        (
            "migrants.share[1970] < migrants.share",
            ["migrants.share[1970]", "migrants.share[2020]"],
        ),
        (
            "(migrants.world - 3) * training.batch > round(training.growth, 2)",
            ["migrants.world[2024@rev-2024]", "training.batch[2022]", "training.growth[2020/2022]"],
        ),
        ("days(training.dates) == 3", ["training.dates[]"]),
        (
            "claim(training.three-days) and training.batch > 1",
            ["training.batch[2022]", "training.dates[]"],
        ),
        ('facts("migrants.") == 3 and unknown > 1', []),
    ],
)
def test_observations_that_a_claim_rests_on(
    holds: str, pins: list[str], registry: Registry
) -> None:
    assert rests_on(registry, holds) == pins


def test_claims_below_claims_are_rested_on(registry: Registry) -> None:
    claims = [Claim(key="a", holds="claim(b)"), Claim(key="b", holds="training.batch == 2")]
    assert rests_on(registry, "claim(a)", *claims) == ["training.batch[2022]"]


def test_both_editions_of_a_period_are_rested_on(registry: Registry) -> None:
    holds = registry.claim("migrants.fewer-after-all").holds
    pins = ["migrants.world[2020@rev-2020]", "migrants.world[2020@rev-2024]"]
    assert rests_on(registry, holds) == pins


def test_circle_of_claims_rests_on_nothing_endless(registry: Registry) -> None:
    claims = [Claim(key="a", holds="claim(b)"), Claim(key="b", holds="claim(a)")]
    with pytest.raises(KnowledgeError) as caught:
        rests_on(registry, "claim(a)", *claims)
    assert caught.value.code == "F119"


def test_endless_sum_is_refused(registry: Registry) -> None:
    holds = " + ".join(["1"] * 2000) + " == 2000"
    with pytest.raises(KnowledgeError) as caught:
        evaluation(registry).holds(Claim(key="test", holds=holds))
    assert caught.value.code == "F116"


def test_what_is_not_public_yet_proves_nothing(registry: Registry) -> None:
    early = Evaluation(registry, date(2021, 11, 30))
    with pytest.raises(KnowledgeError) as caught:
        early.holds(Claim(key="test", holds="training.batch == 2"))
    assert caught.value.code == "P207"
    assert caught.value.values == {
        "fact": "training.batch",
        "date": "2021-11-30",
        "known": "2021-12-01",
    }
