"""The ways into the site, for the home page."""

from __future__ import annotations

from typing import NamedTuple

from macros.macro_registry import macro
from macros.render.context import PageContext
from macros.render.result import MacroResult, block, escape, tag


class Door(NamedTuple):
    """A way into the site: its words are `door-<name>` and `door-<name>-about`."""

    name: str
    """Also the end of the class by which the style sheet finds its icon."""
    page: str


DOORS = (
    Door("learn", "emm/index.md"),
    Door("teach", "trainers/index.md"),
    Door("look-up", "indonesia/figures.md"),
    Door("help", "help.md"),
)


@macro()
def doors(context: PageContext) -> MacroResult:
    """The ways into the site as cards: to learn, to teach, to look up, to find help."""
    return block(tag("ul", "".join(_card(context, door) for door in DOORS), class_="kb-cards"))


def _card(context: PageContext, door: Door) -> str:
    words = escape(context.word(f"door-{door.name}"))
    link = tag("strong", tag("a", words, href=context.href(door.page)))
    about = tag("p", escape(context.word(f"door-{door.name}-about")))
    return tag("li", link + about, class_=f"kb-door kb-door--{door.name}")
