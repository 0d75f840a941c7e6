"""Family N: figures typed into the texts of the data files, which pages show as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from macros.datafiles.yaml_source import Path, read_yaml
from macros.errors import problem
from macros.library import Library
from macros.model import LOCALES, Kind, Locale, Problem
from macros.project_files import FACTS, GLOSSARY, MENU, SYNONYMS
from macros.quantities.finder import read_quantities
from macros.quantities.model import Form, Quantity
from macros.rules.registry import Scope, rule

_SERVING_BOTH = frozenset({"short", "publisher"})
"""Texts that may stand once for both languages."""
_MOMENTS = (Form.DATE, Form.YEARS, Form.ORDINAL)
"""What tells of which day a source is, or the how manyth of its kind: the fields of its entry, and
no figure, hold what readers rely on."""


@rule("N120", scope=Scope.DATA)
def data_files_type_no_figures(library: Library) -> Iterator[Problem]:
    """No label, note, definition or short name states a figure, unless a record beside it does.

    A text of a fact may name what its group has on record, and that of a claim what its own
    expression compares: both are there to be seen, and the second is evaluated with every check.
    """
    for name in (FACTS, GLOSSARY, SYNONYMS, MENU):
        file = library.files.get(name)
        document = read_yaml(file.text if file else "", name, "F")
        for path, text in document.texts().items():
            told: set[int] = set()
            for locale in _languages(path, library):
                for quantity in read_quantities(text, locale):
                    stated = quantity.form not in _MOMENTS and not quantity.is_prose
                    new = quantity.start not in told
                    if stated and new and not _is_known(quantity, path, library):
                        told.add(quantity.start)
                        figure = text[quantity.start : quantity.end]
                        yield problem(document.where(path), "N120", figure=figure)


def _languages(path: Path, library: Library) -> tuple[Locale, ...]:
    """The languages in which a text is read; none for what is no text of the site, and for names
    and titles, which somebody else has chosen and whose source stands beside them."""
    fact = library.registry.facts.get(str(path[1])) if "value" in path[2:] else None
    of_a_work = path[:1] in (("sources",), ("editions",)) and "title" in path
    if of_a_work or (fact and fact.kind is Kind.NAME):
        return ()
    known = [one for one in LOCALES if one in path[2:]]
    if known:
        # The last one: a reason in English why an Indonesian form is avoided.
        return (max(known, key=lambda one: len(path) - path[::-1].index(one)),)
    return LOCALES if _SERVING_BOTH.intersection(path[-1:]) else ()


def _is_known(quantity: Quantity, path: Path, library: Library) -> bool:
    """Whether the group of the fact, or the expression of the claim, holds the number."""
    section, key = [*map(str, path), "", ""][:2]
    if section == "claims" and key in library.registry.claims:
        if quantity.form in (Form.MULTIPLE, Form.PART):
            return True  # The words of the claim itself.
        claim = library.registry.claims[key]
        return not _forms(quantity).isdisjoint(library.evaluation.numbers(claim))
    if section == "facts" and key in library.registry.facts:
        group = library.registry.facts[key].group.key
        known = (o.value for f in library.registry.of_group(group) for o in f.observations)
        return quantity.value in {value for value in known if isinstance(value, Decimal)}
    return False


def _forms(quantity: Quantity) -> set[Decimal]:
    """The number, and what an expression may write for it: one in twenty is 0.05, six and a half
    times as much is a rise of 549 per cent."""
    value = quantity.value
    if value is None:
        return set()
    return {value, value + 1} | ({1 / value} if value else set())
