"""Figures in what stands as code, although it is a sentence: `12.5 percent`."""

from __future__ import annotations

import re

from macros.languages.vocabulary import SPACE
from macros.markdown.plain_text import PageText
from macros.quantities.label_words import COUNTED
from macros.quantities.model import Form, Quantity
from macros.quantities.separators import GROUPED

_WORD = re.compile(rf"{SPACE}[A-Za-z]{{2}}")
_NAMED = re.compile("[A-Za-z]{3}")


def says(code: PageText, quantity: Quantity) -> bool:
    """Whether a quantity says something by itself: it has a unit, counts a thing, or is a day with
    its month in words. All other numbers in code are arguments, versions, values and sizes."""
    if quantity.form is Form.DATE:
        return _NAMED.search(code.text, quantity.start, quantity.end) is not None
    if quantity.form is not Form.NUMBER or quantity.power:
        return quantity.form not in (Form.YEARS, Form.ORDINAL)
    grouped = GROUPED.match(quantity.digits) and not quantity.digits.startswith("0")
    if grouped or COUNTED.match(code.text, quantity.end):
        return True
    # No command and no name of anything begins with a number.
    begins = quantity.start == code.block_at(quantity.start).start
    return begins and _WORD.match(code.text, quantity.end) is not None
