"""The nouns of the project: frozen values that every other module speaks about.

Nothing here reads a file, formats a text or decides anything.
"""

from macros.model.base import Bilingual
from macros.model.dates import PartialDate, Period, in_order, parse_date, parse_period
from macros.model.diagrams import Diagram, DiagramBox, DiagramMap, DiagramsFile
from macros.model.facts import (
    AvoidedForm,
    Claim,
    Constraints,
    Correction,
    Difference,
    Edition,
    Fact,
    FactsFile,
    GlossaryFile,
    Group,
    Observation,
    Qualifier,
    Range,
    Source,
    Term,
    Unit,
)
from macros.model.fields import Entry, PlacedMapping
from macros.model.menu import Menu, MenuEntry, MenuItem, MenuPage, MenuSection
from macros.model.pages import (
    Call,
    Heading,
    NotKept,
    Outline,
    Page,
    PageMeta,
    Written,
    outline,
)
from macros.model.pictures import Picture, PicturesFile
from macros.model.site import Address, File, PublishedAddress, Redirect, Settings
from macros.model.values import DATED, NUMERIC, SYMBOL, WITH_UNIT, Kind, NameRef, Value
from macros.problems import (
    FOLDERS,
    LOCALES,
    Fix,
    Locale,
    Location,
    Problem,
    Severity,
    other_locale,
)
