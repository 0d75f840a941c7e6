"""An observation → the words of one language."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from macros.errors import KnowledgeError
from macros.facts.selection import Choice, select
from macros.languages.dates import format_date, format_period
from macros.languages.lists import join
from macros.languages.numbers import (
    Style,
    format_money,
    format_number,
    format_ratio,
    format_share,
)
from macros.languages.plurals import singular
from macros.languages.spelling import ordinal, spell
from macros.languages.words import word
from macros.model import Bilingual, Fact, Kind, Locale, NameRef, Observation, PartialDate, Period
from macros.render.context import PageContext

_LIMITS = ("over", "at-least", "under")
"""Qualifiers without which a figure would say something else; `about` and the rest stand in the
figure's note."""

FORMS: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("full", "compact", "bare", "unit", "words", "period"),
    Kind.MONEY: ("full", "compact", "bare", "period"),
    Kind.SHARE: ("full", "bare", "period"),
    Kind.RATIO: ("full", "bare", "words", "period"),
    Kind.DURATION: ("full", "bare", "words", "period"),
    Kind.NUMBER: ("full", "bare", "words", "ordinal", "period"),
    Kind.DAY: ("full", "bare", "year", "month", "weekday"),
    Kind.PERIOD: ("full", "bare", "year", "month", "start", "end"),
    Kind.NAME: ("full", "short", "both", "role"),
    Kind.TEXT: ("full",),
    Kind.LIST: ("full", "items"),
}
DISTINCT_FORMS = frozenset({"period", "year", "month", "weekday", "start", "end", "role"})
"""Forms that show something else than the value: its period, a part of a date, an office.

The other ones are a matter of language and grammar: digits or words, short or in full.
"""


def show(context: PageContext, choice: Choice, form: str = "") -> str:
    """The value as text. Raises `KnowledgeError` P206 where its kind has no such form."""
    fact = choice.fact
    if form and form not in FORMS[fact.kind]:
        raise wrong_form(fact, form)
    value = choice.observation.value
    if form == "period":
        return period_text(choice.observation, context.locale)
    try:
        if isinstance(value, Decimal):
            text = _number(fact, value, context.locale, form)
            return _limited(choice.observation, text, context, form)
        if isinstance(value, Period):
            return _moment(value, context.locale, form)
    except ValueError as error:
        # The kind has the form, this value has not: words for 3.5, the weekday of a year.
        raise wrong_form(fact, form) from error
    if isinstance(value, Bilingual):
        return _words(choice.observation, value, context.locale, form)
    return join(list_items(context, choice), context.locale)


def show_observation(
    context: PageContext, fact: Fact, observation: Observation, form: str = ""
) -> str:
    """The value of an observation as text, whichever of its fact a page would show."""
    return show(context, Choice.alone(fact, observation), form)


def wrong_form(fact: Fact, form: str) -> KnowledgeError:
    """The refusal of a form that a fact, or its value, does not have."""
    known = ", ".join(FORMS[fact.kind])
    return KnowledgeError("P206", fact=fact.key, kind=fact.kind.value, form=form, known=known)


def list_items(context: PageContext, choice: Choice) -> list[str]:
    """The items of a list in the page's language.

    A name in it is the one in force in the list's period; where it has none, at the page's date.
    """
    observation = choice.observation
    assert isinstance(observation.value, tuple)
    on = observation.period.end.last if observation.period else context.date
    items = []
    for item in observation.value:
        if isinstance(item, NameRef):
            fact = context.library.registry.name(item.fact)
            chosen = select(fact, today=context.library.today, on=on)
            items.append(show(context, chosen, "both"))
        else:
            items.append(item[context.locale])
    return items


def plain_value(fact: Fact, observation: Observation) -> str:
    """The value as a machine reads it: a decimal number, an ISO date, or nothing."""
    value = observation.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.iso if isinstance(value, Period) else ""


def _limited(observation: Observation, text: str, context: PageContext, form: str) -> str:
    if observation.qualifier in _LIMITS and form != "bare":
        return f"{context.word(observation.qualifier)} {text}"
    return text


_MOST_WORDS = 2
"""EYD V: what takes more words in Indonesian is written in digits."""


def _number(fact: Fact, value: Decimal, locale: Locale, form: str) -> str:
    style: Style = "compact" if form == "compact" or (fact.compact and form != "full") else "full"
    spelled = spell(_whole(value), locale) if form == "words" else ""
    if form == "ordinal":
        text = ordinal(_whole(value), locale)
    elif spelled and (locale == "en" or spelled.count(" ") < _MOST_WORDS):
        text = spelled
    elif fact.kind is Kind.SHARE:
        text = format_share(value, locale)
    elif fact.kind is Kind.RATIO and form != "bare":
        text = format_ratio(value, locale)
    elif fact.kind is Kind.MONEY and fact.unit:
        text = format_money(value, fact.unit.symbol, locale, style=style)
    else:
        text = format_number(value, locale, style=style)
    named = form == "unit" or (fact.kind is Kind.DURATION and form != "bare")
    return f"{text} {_unit(fact, value, locale)}" if named else text


def unit_text(fact: Fact, observation: Observation, locale: Locale) -> str:
    """The unit of a fact beside one of its values: 2 months, 1 month; empty where it has none."""
    value = observation.value
    return _unit(fact, value, locale) if isinstance(value, Decimal) else ""


def _unit(fact: Fact, value: Decimal, locale: Locale) -> str:
    unit = fact.unit[locale] if fact.unit else ""
    return singular(unit, locale) if f"{value:f}" == "1" else unit  # 1.0 months


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise ValueError(f"{value} is not a whole number")
    return int(value)


_MOMENTS: dict[str, Callable[[Period], Period]] = {
    "year": lambda p: Period(PartialDate(p.start.year), PartialDate(p.end.year)),
    "month": lambda p: Period(_month(p.start), _month(p.end)),
    "start": lambda p: Period(p.start, p.start),
    "end": lambda p: Period(p.end, p.end),
}


def _month(moment: PartialDate) -> PartialDate:
    if moment.month is None:
        raise ValueError(f"{moment.iso} has no month")
    return PartialDate(moment.year, moment.month)


def _moment(value: Period, locale: Locale, form: str) -> str:
    if form == "weekday":
        return format_date(value.start, locale, weekday=True)
    return format_period(_MOMENTS[form](value) if form in _MOMENTS else value, locale)


def _words(observation: Observation, value: Bilingual, locale: Locale, form: str) -> str:
    short = observation.short[locale] if observation.short else ""
    if form == "short":
        return short or value[locale]
    if form == "both" and short and short != value[locale]:
        return f"{value[locale]} ({short})"
    if form == "role":
        return observation.role[locale] if observation.role else value[locale]
    return value[locale]


def period_text(observation: Observation, locale: Locale) -> str:
    """The period of an observation in words; empty where it has none."""
    return format_period(observation.period, locale) if observation.period else ""


def qualifier_text(observation: Observation, locale: Locale) -> str:
    """The qualifier in words; empty where there is none."""
    return word(observation.qualifier, locale) if observation.qualifier else ""
