"""What belongs to this site: its words, what it numbers, and a macro of its own."""

from __future__ import annotations

from macros import site_profile
from macros.macro_registry import macro
from macros.model import Bilingual
from macros.render.blocks import numbered_list
from macros.render.context import PageContext
from macros.render.inline import WORDING, numbered
from macros.render.result import MacroResult
from macros.site_profile import Colours, OfficialSite, Pages, Profile, Series

RULES = Series("rule", "rules.md", short="r")

PROFILE = Profile(
    words={
        "site-name": Bilingual("Village Water", "Air Desa"),
        "contributors": Bilingual("The water committee", "Panitia air"),
        "rule": Bilingual("Rule", "Aturan"),
    },
    series=(RULES,),
    timeline=("works",),
    pages=Pages(
        records="figures/",
        glossary="words.md",
        downloads="data.md",
        figures="figures/index.md",
        news="diary/",
        lists=(),
        tools=(),
    ),
    colours=Colours(ground="#1d3557", dark_ground="#14263f", accent="#76a5c4"),
    disclaimer=Bilingual("Kept by the village.", "Dirawat oleh desa."),
    official=(OfficialSite("https://office.example", Bilingual("The office", "Kantor")),),
    package="waterworks",
)


@macro(same_on_all_pages=True, appearance=WORDING)
def rule(context: PageContext, number: str, *, form: str = "") -> MacroResult:
    """A rule with its number."""
    return numbered(context, RULES, number, form)


@macro()
def rules_list(context: PageContext) -> MacroResult:
    """All rules."""
    return numbered_list(context, RULES)


def register() -> None:
    """Tell the engine which site it serves."""
    site_profile.register(PROFILE)
