"""What belongs to this site: its words, what it numbers, and a macro of its own."""

from __future__ import annotations

from dataclasses import dataclass

from macros import site_profile
from macros.errors import KnowledgeError
from macros.macro_registry import macro
from macros.model import Bilingual
from macros.model.fields import Entry, Text, Whole
from macros.render.blocks import numbered_list
from macros.render.context import PageContext
from macros.render.inline import WORDING, numbered
from macros.render.result import MacroResult, escape, items
from macros.site_profile import Colours, OfficialSite, PageKind, Pages, Profile, Series, Template

RULES = Series("rule", "rules.md", short="r")


@dataclass(frozen=True)
class Well(Entry):
    """What the page of a well states about itself."""

    number: Whole
    depth: Whole
    duties: tuple[Text, ...]


_NEW, _BARU = (
    f"""---
title: "$title"
description: [[{about}]]
well:
  number: $number
  depth: 10
  duties:
    - [[{duty}]]
---
[[{about}]]

{{{{ well_duties() }}}}
"""
    for about, duty in (
        ("Say where this well stands and whom it serves.", "say what the keeper of it does"),
        ("Sebutkan letak sumur ini dan siapa pemakainya.", "sebutkan tugas penjaganya"),
    )
)

WELLS = PageKind(
    "well",
    Well,
    shared=("number", "depth"),
    texts={"duties": "well_duties"},
    templates=(Template("wells/$name.md", Bilingual(_NEW, _BARU)),),
    short="w",
)

PROFILE = Profile(
    words={
        "site-name": Bilingual("Village Water", "Air Desa"),
        "contributors": Bilingual("The water committee", "Panitia air"),
        "rule": Bilingual("Rule", "Aturan"),
        "well": Bilingual("Well", "Sumur"),
    },
    series=(RULES,),
    kinds=(WELLS,),
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


@macro()
def well_duties(context: PageContext) -> MacroResult:
    """What the keeper of the page's well does."""
    well = WELLS.of(context.page)
    if well is None:
        raise KnowledgeError("P214", kind=WELLS.name)
    html = items(map(escape, well.duties))
    return MacroResult(html, "", html, block=True)


def register() -> None:
    """Tell the engine which site it serves."""
    site_profile.register(PROFILE)
