"""Forms of terms as sentences bend them: what is found, and what only looks alike."""

from __future__ import annotations

import pytest

from macros.glossary.exclusions import Innocence
from macros.glossary.forms import find, form_of, is_acronym, small_letters
from macros.model import Locale

ALIKE = "x " * 200


def found(form: str, locale: Locale, text: str) -> list[str]:
    """What is found of one form in a text."""
    told = find(text, small_letters(text), [form_of(form, locale, form)])
    return [text[one.start : one.end] for one in told]


@pytest.mark.parametrize(
    ("form", "bent"),
    [
        ("rekrut", "rekrut merekrut perekrut direkrutnya terekrutlah perekrutan merekrut-rekrut"),
        (
            "pilih",
            "pilih memilih pemilih dipilihkan terpilihlah pemilihan memilihi memproses milih",
        ),
        ("tulis", "tulis menulis penulis ditulis-tulis tertulis penulisan mentulis nulis"),
        ("sapu", "sapu menyapu penyapu menyapukan sapunya mensapukan nyapu"),
        ("kirim", "kirim mengirim pengirim dikirimkan kirimanmu mengkirim"),
        ("bagi", "bagi membagi pembagi dibagikan bagian berbagi membagi-bagi"),
        ("faks", "faks memfaks memfakskan"),
        ("dukung", "dukung mendukung pendukung mendukungnya"),
        ("ajak", "ajak mengajak pengajak diajaklah ajakanku"),
        ("lapor", "lapor melapor ngelapor"),
        ("lokal", "lokal melokal-lokal lokalkah"),
    ],
)
def test_affixes(form: str, bent: str) -> None:
    words = [word for word in bent.split() if word != "memproses"]
    assert found(form, "id", bent) == words


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rekrut", "rekrutmen prarekrutx"),
        ("UU", "uu UUD"),
        ("migran", "migrant emigran migrasi"),
        ("pakta global", "pakta\nglobal paktaglobal"),
    ],
)
def test_what_only_looks_alike(form: str, text: str) -> None:
    assert found(form, "id", text) == []


def test_words_of_other_kinds() -> None:
    assert found("COVID-19", "id", "COVID-19 dan Covid-19") == ["COVID-19"]
    assert found("a", "en", "a A b") == ["a", "A"]
    assert found(", , x", "id", "a , , x") == [", , x"]
    assert found("boy", "en", "boys boies") == ["boys"]
    assert is_acronym("BP2MI")
    assert not is_acronym("I")
    assert not is_acronym("19")


def test_only_the_longest_of_forms_that_overlap() -> None:
    text = "the Board of TKI"
    forms = [form_of(form, "en", form) for form in ("TKI", "Board of TKI", "of TKI")]
    assert [one.told for one in find(text, small_letters(text), forms)] == ["Board of TKI"]


def test_forms_far_apart_and_near() -> None:
    text = f"TKI TKI {ALIKE}TKI {ALIKE}"
    assert found("TKI", "id", text) == ["TKI"] * 3
    assert found("a b", "en", f"a {ALIKE}b a b") == ["a b"]


def test_small_letters_keep_their_places() -> None:
    assert small_letters("A\u00a0B") == "a b"
    assert small_letters("İA\u00a0B") == "İa b"
    assert found("TKI", "id", "İİİ TKI") == ["TKI"]


def test_a_name_at_the_edges_of_a_text() -> None:
    text = "Old TKI Board"
    innocence = Innocence(text, ["old tki board", "very old tki board"])
    assert innocence.holds(4, 7)
    assert not Innocence(f"a{text}", ["old tki board"]).holds(5, 8)
    assert not Innocence(f"{text}s", ["old tki board"]).holds(4, 7)
