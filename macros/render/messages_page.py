"""What the check can say, for people: each code with its why, its remedy and an example."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from macros.macro_registry import macro
from macros.messages import catalogue, codes
from macros.model import Locale
from macros.render.context import PageContext
from macros.render.layout import group_of
from macros.render.result import MacroResult, block, escape, items, tag

_CODE = re.compile(r"`([^`]+)`")
_STEP = re.compile(r"^\d+\.\s+", re.MULTILINE)


def _dry_run(context: PageContext) -> MacroResult:
    """For the check: only what other pages may link to."""
    families = {_family_anchor(code[0]) for code in codes()}
    return MacroResult("", "", anchors=frozenset(families | {code.lower() for code in codes()}))


@macro(dry_run=_dry_run)
def messages_list(context: PageContext) -> MacroResult:
    """Every code by its family, folded; the same words as `kb explain` prints."""
    families = groupby(sorted(codes()), key=lambda code: code[0])
    return block(*(_family(name, tuple(members), context.locale) for name, members in families))


def _family(name: str, members: Sequence[str], locale: Locale) -> MacroResult:
    title = f"{name} – {catalogue().words['family'][name][locale]}"
    anchor = _family_anchor(name)
    explained = "".join(_explained(code, locale) for code in members)
    group = group_of(title, anchor, len(members), explained)
    return block(group, anchors=[code.lower() for code in members])


def _family_anchor(family: str) -> str:
    return f"family-{family.lower()}"


def _explained(code: str, locale: Locale) -> str:
    entry, headings = catalogue().codes[code], catalogue().report
    head = tag("h3", f"{code}: {escape(entry.title[locale])}", id=code.lower())
    parts = [tag("summary", head)]
    for name, text in (("why", entry.why[locale]), ("fix", entry.fix[locale])):
        parts.append(tag("p", tag("strong", escape(headings[name][locale]))))
        parts.append(_paragraph(text))
    parts.append(tag("pre", tag("code", escape(entry.example.rstrip()))))
    return tag("details", "".join(parts), class_="kb-fold")


def _paragraph(text: str) -> str:
    """The text of a message as HTML: code in backticks, and numbered steps as a list."""
    html = _CODE.sub(lambda found: tag("code", found[1]), escape(text.strip()))
    steps = [" ".join(step.split()) for step in _STEP.split(html)]
    if len(steps) == 1:
        return tag("p", steps[0])
    lead = tag("p", steps[0]) if steps[0] else ""
    return lead + items(steps[1:], "ol")
