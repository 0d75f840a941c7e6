"""What a valid facts file is read as: nothing is guessed at, and nothing is lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.facts.registry import Registry
from macros.model import (
    Bilingual,
    Edition,
    Fact,
    Group,
    Kind,
    Location,
    NameRef,
    PartialDate,
    Source,
    Unit,
    parse_date,
    parse_period,
)

KINDS = {
    "migrants.world": Kind.COUNT,
    "migrants.share": Kind.SHARE,
    "migrants.remittances": Kind.MONEY,
    "training.dates": Kind.PERIOD,
    "training.release": Kind.DAY,
    "training.length": Kind.DURATION,
    "training.batch": Kind.NUMBER,
    "training.growth": Kind.RATIO,
    "training.agencies": Kind.LIST,
    "training.purpose": Kind.TEXT,
    "agency": Kind.NAME,
    "director": Kind.NAME,
}


def test_facts_of_every_kind_in_the_order_of_the_file(registry: Registry) -> None:
    assert list(registry.facts.items()) == [(k, registry.fact(k)) for k in KINDS]
    assert {key: fact.kind for key, fact in registry.facts.items()} == KINDS
    assert set(KINDS.values()) == set(Kind)
    assert registry.readable
    assert registry.broken == {}


def test_records_that_facts_name(registry: Registry) -> None:
    assert registry.groups["names"] == Group("Names", "Nama", "names")
    assert registry.units["usd"] == Unit("US dollars", "dolar AS", "US$", "usd")
    assert registry.units["people"].symbol == ""
    title = Bilingual("2020 revision", "Revisi 2020")
    assert registry.editions["rev-2020"] == Edition(title, PartialDate(2021, 1), "rev-2020")


def test_source_with_all_its_keys(registry: Registry) -> None:
    assert registry.source("unused") == Source(
        key="unused",
        title=Bilingual("The leaflet", "Selebaran"),
        publisher=Bilingual("IOM Indonesia", "IOM Indonesia"),
        accessed=PartialDate(2020, 2, 29),
        published=PartialDate(2020),
        url="http://example.org/a?b=c#d",
        language="id",
        note=Bilingual("Read in part.", "Dibaca sebagian."),
        where=Location("facts.yml", 33, 3, 9),
    )


def test_source_with_few_keys(registry: Registry) -> None:
    portal = registry.source("portal")
    assert portal.publisher.en == "NO"
    assert (portal.published, portal.url, portal.language, portal.note) == (None, "", None, None)


def test_fact_with_all_its_keys(registry: Registry) -> None:
    fact = registry.fact("migrants.world")
    assert fact.label == Bilingual("International migrants", "Migran internasional")
    assert fact.group is registry.groups["migrants"]
    assert fact.unit is registry.units["people"]
    assert fact.compact
    assert fact.review == PartialDate(2027, 1)
    assert fact.note == Bilingual("Mid-year stock.", "Jumlah pertengahan tahun.")
    assert fact.differs == Bilingual(
        "The revisions count apart.", "Kedua revisi menghitung sendiri."
    )
    assert fact.where == Location("facts.yml", 42, 3, 17)


def test_fact_with_few_keys(registry: Registry) -> None:
    fact = registry.fact("migrants.share")
    assert not fact.compact
    assert (fact.unit, fact.review, fact.note, fact.differs) == (None, None, None, None)


def test_observation_with_all_its_keys(registry: Registry) -> None:
    observation = registry.fact("migrants.world").observations[1]
    assert observation.value == Decimal(281_000_000)
    assert observation.source is registry.sources["report"]
    assert observation.edition is registry.editions["rev-2020"]
    assert observation.period == parse_period("2020")
    assert observation.qualifier == "about"
    assert observation.where == Location("facts.yml", 52, 9, 10)
    assert registry.fact("training.length").observations[0].note == Bilingual(
        "By our count.", "Hitungan kami."
    )


def test_group_is_the_part_before_the_point_or_the_written_one(registry: Registry) -> None:
    assert registry.fact("training.dates").group.key == "training"
    assert registry.fact("agency").group.key == "names"


@pytest.mark.parametrize(
    ("fact", "index", "known"),
    [
        ("migrants.world", 0, PartialDate(2021, 12)),  # the source's month
        ("migrants.world", 2, PartialDate(2025, 1)),  # its own month
        ("migrants.world", 3, PartialDate(2025, 1, 15)),  # its own day
        ("agency", 0, None),  # a name is in force, whoever wrote it down
        ("agency", 1, None),
    ],
)
def test_since_when_a_value_is_public_as_precisely_as_it_is_known(
    fact: str, index: int, known: PartialDate | None, registry: Registry
) -> None:
    observation = registry.fact(fact).observations[index]
    assert observation.known == known
    assert observation.public_from == (known.first if known else date.min)
    assert observation.public_by == (known.last if known else date.min)


def test_numbers_keep_their_digits(registry: Registry) -> None:
    assert str(registry.fact("migrants.share").observations[1].value) == "0.0360"
    assert str(registry.fact("training.growth").observations[0].value) == "3.60"


def test_values_that_are_no_numbers(registry: Registry) -> None:
    values = {key: fact.observations[0].value for key, fact in registry.facts.items()}
    assert values["training.dates"] == parse_period("2022-10-24/2022-10-26")
    assert values["training.release"] == parse_period("2022-10-28")
    assert values["training.purpose"] == Bilingual("to share practice", "berbagi praktik")
    assert values["training.agencies"] == (
        NameRef("agency"),
        Bilingual("the ministry", "kementerian"),
    )
    assert values["agency"] == Bilingual("Agency", "Badan")
    assert values["director"] == Bilingual("Ana Sari", "Ana Sari")


def test_names_with_their_days_short_forms_and_roles(registry: Registry) -> None:
    first, second = registry.fact("agency").observations
    assert (first.starts, first.short, first.role) == (date.min, Bilingual("BA", "BA"), None)
    assert (second.starts, second.short) == (date(2024, 11, 5), Bilingual("MI", "KE"))
    (director,) = registry.fact("director").observations
    assert director.role == Bilingual("Director", "Direktur")
    assert director.short is None


def test_claims_with_the_place_of_their_relation(registry: Registry) -> None:
    claim = registry.claim("migrants.over-three-times")
    assert claim.text == Bilingual("over three times", "lebih dari tiga kali lipat")
    assert claim.why == Bilingual("2020 against 1970.", "2020 dibandingkan dengan 1970.")
    assert claim.mixes is None
    assert claim.where == Location("facts.yml", 120, 5, 10)
    fewer = registry.claim("migrants.fewer-after-all")
    assert fewer.mixes == Bilingual("We compare on purpose.", "Sengaja dibandingkan.")
    assert (fewer.text, fewer.why) == (None, None)
    assert fewer.holds == "migrants.world[2020@rev-2024] < migrants.world[2020@rev-2020]"


def test_shelves_and_prefixes(registry: Registry) -> None:
    def keys(facts: tuple[Fact, ...]) -> list[str]:
        return [fact.key for fact in facts]

    assert keys(registry.of_group("names")) == ["agency", "director"]
    assert keys(registry.of_group("unused")) == []
    assert keys(registry.starting("migrants.")) == list(KINDS)[:3]
    assert len(registry.starting("")) == len(KINDS)
    assert keys(registry.starting("zzz")) == []


@pytest.mark.parametrize(
    ("table", "key", "what", "near"),
    [
        ("fact", "drector", "fact", "director"),
        ("name", "agncy", "name", "agency"),
        ("name", "training.dates", "name", ""),
        ("claim", "training.three-day", "claim", "training.three-days"),
        ("source", "raport", "source", "report, portal"),
        ("group", "nams", "group", "names"),
        ("fact", "", "fact", ""),
    ],
)
def test_unknown_ids_are_refused_with_the_nearest(
    table: str, key: str, what: str, near: str, registry: Registry
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        getattr(registry, table)(key)
    assert caught.value.code == "P204"
    assert caught.value.values == {"what": what, "key": key, "near": near}


def test_known_ids_are_found(registry: Registry) -> None:
    assert registry.name("agency") is registry.fact("agency")
    group = registry.group("names")
    assert (group.en, group.id) == ("Names", "Nama")


def test_what_is_wrong_is_left_out_and_the_rest_stays(base: str) -> None:
    text = base.replace("value: 2,", "value: two,").replace("id: menit}", "di: menit}")
    registry, problems = read_facts(text, "facts.yml")
    assert [p.code for p in problems] == ["F109", "F108", "F110"]
    assert list(registry.facts) == [key for key in KINDS if key != "training.batch"]
    assert "minutes" not in registry.units
    assert registry.readable
    assert registry.broken == {"minutes": problems[1].where, "training.batch": problems[2].where}


def test_broken_source_is_known_beside_a_group_of_the_same_id(base: str) -> None:
    registry, problems = read_facts(base.replace("    accessed: 2020-02-29\n", ""), "facts.yml")
    assert [p.code for p in problems] == ["F109"]
    assert registry.broken == {"unused": problems[0].where}


@pytest.mark.parametrize("text", ["", "- a", "x: [", "&a x"])
def test_file_that_cannot_be_read_holds_nothing(text: str) -> None:
    registry, problems = read_facts(text, "facts.yml")
    assert registry == Registry(readable=False)
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    unit: months\n", "    unit: moons\n"),
        ("    unit: months\n", ""),
        ("kind: duration", "kind: number"),
        ("kind: duration", "kind: money"),
    ],
)
def test_fact_with_a_wrong_unit_is_left_out(old: str, new: str, base: str) -> None:
    registry, problems = read_facts(base.replace(old, new), "facts.yml")
    assert problems
    assert "training.length" not in registry.facts


def test_dates_are_as_precise_as_they_are_written(registry: Registry) -> None:
    assert registry.source("report").accessed == parse_date("2026-01-05")
    assert registry.source("portal").accessed == parse_date("2026")


@pytest.mark.parametrize("section", ["groups", "units", "editions", "sources", "facts", "claims"])
@pytest.mark.parametrize("written", ["", "x", "[]", "[x: y]", "{}"])
def test_section_of_any_form(base: str, section: str, written: str) -> None:
    text = f"{base}\n{section}: {written}\n"
    registry, problems = read_facts(text, "facts.yml")
    assert registry.readable
    assert getattr(registry, section) == {}
    assert [p.code for p in problems].count("F107") == 1
    assert written == "{}" or "F110" in {p.code for p in problems}


@pytest.mark.parametrize(("read", "told"), [("part", ["F109"]), ("title", [])])
def test_document_that_nobody_read_has_no_day_of_reading(
    base: str, read: str, told: list[str]
) -> None:
    text = base.replace("    accessed: 2020-02-29\n", f"    read: {read}\n")
    assert [problem.code for problem in read_facts(text, "facts.yml")[1]] == told


def test_source_is_called_by_its_short_name(base: str) -> None:
    text = base.replace("publisher: IOM Indonesia", "publisher: IOM Indonesia\n    short: Leaflet")
    registry, _ = read_facts(text, "facts.yml")
    assert registry.source("unused").name("id") == "Leaflet"
    assert registry.source("report").name("id") == "Laporan"
