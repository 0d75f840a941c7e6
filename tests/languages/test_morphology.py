"""What words are forms of: known families meet, and the rules hold for any word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.glossary.forms import form_of
from macros.languages.morphology import Family, affixes, candidates, roots
from macros.model import LOCALES, Locale
from macros.publish.search.words import fold, shelf, words_of
from tests.cases import load_yaml

FAMILIES: dict[Locale, list[str]] = {
    "id": [
        "kelola mengelola dikelola pengelolaan pengelola",
        "dagang memperdagangkan perdagangan pedagang diperdagangkan",
        "tempat penempatan menempatkan ditempatkan",
        "tipu menipu penipu penipuan",
        "pakai memakai pemakai dipakai",
        "sewa menyewa penyewa sewaan",
        "ajar belajar pelajar mengajarkan pembelajaran",
        "kerja bekerja pekerja pekerjaan mengerjakannya",
        "masuk memasukkan termasuk pemasukan",
        "bijak kebijakan kebijakannya",
        "sah mengesahkan disahkan pengesahan",
        "lembaga antarlembaga kelembagaan",
        "bandingkan bandingkanlah perbandingan dibandingkan",
        "biaya biayanya pembiayaan",
    ],
    "en": [
        "manage manages managed managing manager management",
        "policy policies",
        "labour labor",
        "programme programmes program programs",
        "organise organisation organizations organizing",
        "trafficked trafficking trafficker",
        "plan planned planning plans",
        "migrate migration migrated",
        "include inclusion inclusive includes",
        "detain detained detention",
        "centre center centres",
        "defence defense",
        "govern governance government",
        "die dies died dying",
        "withhold withholds withheld withholding",
    ],
}


@pytest.mark.parametrize(
    ("locale", "family"),
    [(locale, family) for locale in LOCALES for family in FAMILIES[locale]],
)
def test_a_family_has_one_root(locale: Locale, family: str) -> None:
    assert len(set(roots(family.split(), affixes(locale)).values())) == 1


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [("id", "persetujuan", "tujuan"), ("id", "keberangkatan", "mengangkat"),
     ("id", "laporan", "melaporkan"), ("id", "perusahaan", "pengusaha"),
     ("en", "placements", "places"), ("en", "missions", "missing"), ("en", "brokers", "broken")],
)  # fmt: skip
def test_a_word_that_is_whole_is_no_form_of_another(locale: Locale, one: str, other: str) -> None:
    found = roots([one, other], affixes(locale))
    assert found[one] != found[other]


HELD_OUT: dict[str, str] = load_yaml(
    (Path(__file__).parent / "cases" / "families.yml").read_text(encoding="utf-8")
)


def test_the_forms_are_many() -> None:
    assert sum(len(forms.split()) for forms in HELD_OUT.values()) >= 330


@pytest.mark.parametrize("root", HELD_OUT)
def test_the_search_finds_one_root_for_all_forms(root: str) -> None:
    rules = affixes("id")
    words = words_of(f"{root} {HELD_OUT[root]}")
    words = [word for word in words if rules.whole.isdisjoint(candidates(word, rules))]
    assert len(set(roots(words, affixes("id")).values())) == 1


@pytest.mark.parametrize("root", HELD_OUT)
def test_terms_and_figures_know_each_form(root: str) -> None:
    pattern, family = form_of(root, "id", None).pattern, Family([root], "id")
    for form in HELD_OUT[root].split():
        assert pattern.fullmatch(form)
        assert all(family.holds(word) for word in words_of(form)), form
        assert all(Family([word], "id").holds(root) for word in words_of(form)), form


@pytest.mark.parametrize("family", HELD_OUT.values())
def test_most_forms_of_one_root_are_related(family: str) -> None:
    """Those of a root of three letters are not: what two forms share must tell more."""
    words = [word for word in words_of(family) if len(word) > 5]
    for word in words:
        related = Family([word], "id")
        assert sum(map(related.holds, words)) > len(words) / 2


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("masa", "masak semesta massa"),
        ("pasal", "asal asalnya berasal"),
        ("sekolah", "seko kolam olah"),
        ("migran", "migas migren"),
        ("negara", "negarawan segera gara"),
        ("tujuan", "tujuh"),
        ("pekerja", "peka kera"),
        ("ras", "keras beras teras"),
    ],
)
def test_unrelated_words(word: str, others: str) -> None:
    told = Family([word], "id")
    related = [other for other in others.split() if len(word) > 3 and told.holds(other)]
    pattern = form_of(word, "id", None).pattern
    assert related + [other for other in others.split() if pattern.fullmatch(other)] == []


@pytest.mark.parametrize(
    "words", ["masa masalah", "seko sekolah", "tanya berta", "nama sama", "pasal asal"]
)
def test_words_that_only_look_alike_stay_apart(words: str) -> None:
    rules = affixes("id")
    first, second = words.split()
    found = roots([first, second, "bertanya"], rules)
    assert found[first] != found[second]


def test_of_equal_candidates_the_shorter_one_is_taken() -> None:
    found = roots(["kesejahteraan"], affixes("id"))["kesejahteraan"]
    assert found in candidates("menyejahterakan", affixes("id"))


WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=30)


@given(WORDS, st.sampled_from(LOCALES))
def test_any_word_has_few_candidates_and_is_the_first(word: str, locale: Locale) -> None:
    found = candidates(word, affixes(locale))
    assert found[0] == word
    assert len(found) == len(set(found)) <= 40
    assert all(len(one) >= 3 for one in found[1:])
    assert len(shelf(word, affixes(locale))) <= 3


@given(st.lists(WORDS, max_size=20, unique=True), st.sampled_from(LOCALES))
def test_a_root_is_a_candidate_of_its_word(words: list[str], locale: Locale) -> None:
    rules = affixes(locale)
    for word, root in roots(words, rules).items():
        assert root in candidates(word, rules)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert words_of(" ".join(words_of(text))) == words_of(text)


def test_folding() -> None:
    assert fold("Café’s “Résumé”") == "cafe “resume”"
    assert fold("it's") == "it"
    assert words_of("negara-negara, GCM's 10.c") == ["negara", "negara", "gcm", "10", "c"]
