"""What the style of each language avoids: every entry proves itself by its two examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import macros
from macros.glossary.exclusions import Innocence
from macros.glossary.forms import find, small_letters
from macros.glossary.phrases import phrases
from macros.languages.style import Turn, key, pattern, turns
from macros.model import LOCALES, Locale, Problem
from macros.rules.of_data.style import avoided_turn
from tests.cases import load_yaml
from tests.growth import assert_linear
from tests.rules.setups import terms

PACKAGE = Path(macros.__file__).parent
CASES = Path(__file__).parent / "cases"
TURNS = [(locale, turn) for locale in LOCALES for turn in turns(locale)]


def on_page(text: str, locale: Locale) -> list[Problem]:
    """What is told of a page with this text."""
    return [one for one in terms({"page": text, "lang": locale}) if one.code == "G104"]


def avoided(text: str, locale: Locale) -> Iterator[tuple[str, Turn]]:
    """What is found in a text of no page, and why it is avoided."""
    innocence = Innocence(text, ())
    for one in find(text, innocence.small, phrases(locale)):
        if turn := avoided_turn(one.told, one.start, one.end, innocence):
            yield text[one.start : one.end], turn


@pytest.mark.parametrize(("locale", "turn"), TURNS, ids=[turn.wrong for _, turn in TURNS])
def test_what_is_wrong_is_found_and_what_is_right_is_not(locale: Locale, turn: Turn) -> None:
    found = on_page(turn.wrong, locale)
    assert found
    assert {one.values["note"] for one in found} == {turn.why.en}
    assert on_page(turn.right, locale) == []


@pytest.mark.parametrize(("locale", "turn"), TURNS, ids=[turn.wrong for _, turn in TURNS])
def test_every_phrase_is_found_and_none_of_what_stands_instead(locale: Locale, turn: Turn) -> None:
    for phrase, instead in turn.phrases.items():
        if set(phrase).isdisjoint("`*(") and turn.at == "anywhere":
            text = f"Kini {phrase} jua." if phrase[0].isalnum() else f"Kini{phrase} jua."
            assert [one for _, one in avoided(text, locale)] == [turn], phrase
        if len(turn.phrases) > 1 and instead.islower() and turn.at == "anywhere":
            assert list(avoided(f"Kini {instead} jua.", locale)) == [], instead


@pytest.mark.parametrize(("locale", "turn"), TURNS, ids=[turn.wrong for _, turn in TURNS])
def test_good_phrases_are_longer_ones(locale: Locale, turn: Turn) -> None:
    for phrase in turn.unless:
        if set(phrase).isdisjoint("`*("):
            assert turn not in [one for _, one in avoided(f"Kini {phrase} jua.", locale)]


@pytest.mark.parametrize("locale", LOCALES)
def test_good_sentences_of_the_site_are_left_in_peace(locale: Locale) -> None:
    sentences = (CASES / f"style.{locale}.txt").read_text(encoding="utf-8")
    page = sentences.replace("\n", "\n\n")
    assert [(one.where.line, one.values["found"]) for one in on_page(page, locale)] == []


def test_it_is_only_mentioned_in_quotations_italics_and_where_a_macro_excuses_it() -> None:
    for text in ("Kata *didaftar* keliru.", "Kata “didaftar” keliru.", "Istilah didaftar keliru."):
        assert on_page(text, "id") == []
    assert on_page("Itu tidak kami baca.", "id")
    assert on_page("Itu tidak kami baca.\n\n{{ sources() }}", "id") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_each_phrase_can_be_looked_for_fast(locale: Locale) -> None:
    """It has letters or a mark that few texts have; no part of an expression repeats unbounded."""
    for turn in turns(locale):
        for phrase in (*turn.phrases, *turn.unless):
            assert key(phrase).strip(), phrase
            assert not phrase.startswith("*"), phrase
            re.compile(pattern(phrase, turn.at))
            for expression in phrase.split("`")[1::2]:
                simple = re.sub(r"\\.|\[[^\]]*\]", "x", expression)
                assert not re.search(r"[*+]|,\}", simple), phrase


@pytest.mark.no_cover
@pytest.mark.parametrize(("locale", "turn"), TURNS, ids=[turn.wrong for _, turn in TURNS])
def test_time_grows_as_the_text_does(locale: Locale, turn: Turn) -> None:
    unit = turn.wrong.rstrip(".") + " " + " ".join(key(phrase) for phrase in turn.phrases) + " "

    def looking(times: int) -> Callable[[], object]:
        text = unit * times
        small = small_letters(text)
        return lambda: list(find(text, small, phrases(locale)))

    assert_linear(looking, 20)


def _texts(found: Any, place: str) -> Iterator[tuple[str, dict[Locale, str]]]:
    """Everything in a YAML file that stands in both languages, with the keys that lead to it."""
    if isinstance(found, dict):
        if found.keys() == set(LOCALES) and all(isinstance(one, str) for one in found.values()):
            yield place, found
        else:
            for name, inner in found.items():
                yield from _texts(inner, f"{place} {name}")
    elif isinstance(found, list):
        for inner in found:
            yield from _texts(inner, place)


FILES = sorted({*PACKAGE.rglob("words.yml"), *(PACKAGE / "messages").glob("*.yml")})


@pytest.mark.parametrize("path", FILES, ids=[f"{one.parent.name}/{one.name}" for one in FILES])
def test_the_words_of_site_and_messages_have_style_too(path: Path) -> None:
    """Code is no prose, and nothing can be set in italics."""
    code = re.compile(r"`[^`\n]*`|<!--.*?-->")
    for place, texts in _texts(load_yaml(path.read_text(encoding="utf-8")), path.stem):
        for locale in LOCALES:
            told = avoided(code.sub("\ufffc", texts[locale]), locale)
            found = [text for text, turn in told if "*" not in turn.right]
            assert found == [], f"{place}: {texts[locale]}"
