"""A number in digits with what belongs to it: currency, scale, per cent, points."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from macros.languages.numbers import shift
from macros.languages.vocabulary import SPACE, any_of, words
from macros.model import Locale
from macros.quantities.model import Form, Quantity
from macros.quantities.separators import TOKEN, read
from macros.quantities.vocabulary import (
    CODES,
    CURRENCIES,
    DASH,
    MONEY_WORDS,
    POINTS,
    SCALES,
    SHARE,
    SHORT_SCALES,
)

_END = "(?![A-Za-z0-9])"
_BEFORE = re.compile(rf"(?<![A-Za-z])(?P<symbol>(?i:{any_of('currencies')})|{CODES}){SPACE}?\Z")
_SCALE = (
    rf"(?:{SPACE}?-?(?P<scale>(?i:{any_of('scales')})){_END}"
    rf"|(?P<short>{any_of('short scales')}){_END}"
    rf"|{SPACE}(?P<spaced>M|{'|'.join(s for s in SHORT_SCALES if len(s) > 1)}){_END}(?!\.[A-Z]))"
)
_UNIT = (
    rf"(?:{SPACE}?(?P<points>(?i:{POINTS}))|{SPACE}?(?P<share>(?i:{SHARE}))"
    rf"|{SPACE}(?P<code>{CODES}){_END}(?!{SPACE}?[0-9])"
    rf"|{SPACE}(?i:{any_of('of the dollar', locale='en')}{SPACE})?"
    rf"(?P<money>(?i:{any_of('money words')}))s?(?![A-Za-z])"
    rf"(?:{SPACE}{any_of('of the dollar', locale='id')}(?![A-Za-z]))?)"
)
_AFTER = re.compile(f"{_SCALE}?{_UNIT}?")
_ORDINAL = re.compile(rf"{any_of('ordinal endings')}\b")
_RANGE = re.compile(
    rf"{SPACE}?{DASH}{SPACE}?|{SPACE}(?:{any_of('up to', 'between labels')}){SPACE}"
)
_LONGEST_CURRENCY = 6
_CODE = re.compile(rf"[KBb]{_END}")
"""4K, 221B, exercise 3b: without a currency these letters are part of a name, unless the number is
long."""
_LONG = 4


def read_figure(text: str, at: int, locale: Locale) -> Quantity:
    """The number that begins with the digit at `at`, with its surroundings."""
    token = TOKEN.match(text, at)
    assert token is not None  # a digit of ASCII stands there
    own, other = read(token[0], locale)
    end = token.end()
    if ordinal := _ORDINAL.match(text, end):
        return Quantity(at, ordinal.end(), Form.ORDINAL, own, digits=token[0])
    bare = Quantity(at, end, Form.NUMBER, own, other, token[0])
    if text[max(at - 3, 0) : at].lower() in words("before an ordinal"):
        return replace(bare, start=at - 3, form=Form.ORDINAL)
    before = _BEFORE.search(text, max(at - _LONGEST_CURRENCY, 0), at)
    if not before and _CODE.match(text, end) and len(token[0]) < _LONG:
        return bare
    figure = _with_unit(bare, text, locale)
    if before:
        symbol = before["symbol"]
        symbol = CURRENCIES.get(symbol.lower(), symbol)
        return replace(figure, start=before.start(), form=Form.MONEY, currency=symbol)
    return figure


def _with_unit(bare: Quantity, text: str, locale: Locale) -> Quantity:
    """The figure with the scale and the unit behind it; the first of a range has the second's."""
    after = _AFTER.match(text, bare.end)
    assert after is not None  # it may match nothing
    if not after[0]:
        after = _of_range(text, bare.end)
        if after is None:
            return bare
        end = bare.end
    else:
        end = after.end()
    short = after["short"] or after["spaced"]
    power = (
        SHORT_SCALES[short] if short else SCALES[after["scale"].lower()] if after["scale"] else 0
    )
    doubtful = short == "M" and locale == "id"
    form, places, currency = Form.NUMBER, 9 if doubtful else power, ""
    if after["points"] or after["share"]:
        form, places = Form.POINTS if after["points"] else Form.SHARE, places - 2
    elif after["money"] or after["code"]:
        named = after["code"] or after["money"]
        currency = MONEY_WORDS.get(named.lower()) or CURRENCIES.get(named.lower(), named)
        form = Form.MONEY
    return replace(
        bare,
        end=end,
        form=form,
        value=_shifted(bare.value, places),
        other=_shifted(bare.other, places),
        power=9 if doubtful else power,
        currency=currency,
        doubtful=doubtful,
    )


def _of_range(text: str, end: int) -> re.Match[str] | None:
    """What stands behind the second number of a range; None where that is nothing."""
    joined = _RANGE.match(text, end)
    second = TOKEN.match(text, joined.end()) if joined else None
    after = _AFTER.match(text, second.end()) if second else None
    return after if after and after[0] else None


def _shifted(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else shift(value, places)
