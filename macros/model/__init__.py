"""The nouns of the project: frozen values that every other module speaks about.

Nothing here reads a file, formats a text or decides anything.
"""

from macros.model.base import (
    FOLDERS,
    LOCALES,
    Bilingual,
    Fix,
    Locale,
    Location,
    Problem,
    Severity,
    other_locale,
)
from macros.model.dates import PartialDate, Period, in_order, parse_date, parse_period
from macros.model.facts import (
    AvoidedForm,
    Claim,
    Correction,
    Edition,
    Fact,
    FactsFile,
    GlossaryFile,
    Group,
    Observation,
    Qualifier,
    Source,
    Term,
    Unit,
)
from macros.model.fields import Entry, PlacedMapping
from macros.model.pages import Call, Heading, Page, PageMeta, Written
from macros.model.site import Address, File, Menu, MenuEntry, PublishedAddress, Redirect
from macros.model.values import DATED, NUMERIC, SYMBOL, WITH_UNIT, Kind, NameRef, Value

__all__ = [
    "DATED",
    "FOLDERS",
    "LOCALES",
    "NUMERIC",
    "SYMBOL",
    "WITH_UNIT",
    "Address",
    "AvoidedForm",
    "Bilingual",
    "Call",
    "Claim",
    "Correction",
    "Edition",
    "Entry",
    "Fact",
    "FactsFile",
    "File",
    "Fix",
    "GlossaryFile",
    "Group",
    "Heading",
    "Kind",
    "Locale",
    "Location",
    "Menu",
    "MenuEntry",
    "NameRef",
    "Observation",
    "Page",
    "PageMeta",
    "PartialDate",
    "Period",
    "PlacedMapping",
    "Problem",
    "PublishedAddress",
    "Qualifier",
    "Redirect",
    "Severity",
    "Source",
    "Term",
    "Unit",
    "Value",
    "Written",
    "in_order",
    "other_locale",
    "parse_date",
    "parse_period",
]
