"""Figures and charts for other people's work: pages that tell how to use them, and what these give.

The pages are made without the theme, since nobody reads on from them. They ask not to be listed by
search engines: the records say the same, and more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from macros.addresses.urls import record_page, relative_url
from macros.diagrams.layout import WIDTH
from macros.diagrams.text_width import width, wrapped
from macros.languages.words import word
from macros.library import Library, fact_address
from macros.model import FOLDERS, LOCALES, Fact, Group, other_locale
from macros.publish.data.series import is_series
from macros.render.charts import Ink, caption, drawing, laid_out, picture, series, sources
from macros.render.context import PageContext
from macros.render.records import current
from macros.render.result import escape, items, tag
from macros.render.reuse import (
    citation,
    cited,
    embed_path,
    newest_edition,
    picture_path,
    series_path,
    use_anchor,
    use_path,
)
from macros.site_profile import profile

TEXT, QUIET, COLUMN, LINE, GROUND = "#1b2b30", "#4a5d63", "#2b8794", "#c4dde1", "#fff"
"""The colours of a picture on white paper: those of the light scheme in frame.css."""
_FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
_MARGIN = 16
ON_PAPER = Ink(
    {"stroke": LINE},
    {"fill": COLUMN},
    {"stroke": QUIET},
    {"fill": QUIET, "text-anchor": "end"},
    {"font-weight": "700"},
    {},
)


class Shown(NamedTuple):
    """A fact, and the edition of a chart of it that is not the newest one."""

    fact: Fact
    edition: str | None = None


def reuse_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """The pages of both languages, and the charts as pictures, by their paths."""
    for locale in LOCALES:
        context = PageContext.evergreen(library, locale)
        for group in library.registry.groups.values():
            facts = library.registry.of_group(group.key)
            if facts:
                path = f"{use_path(locale, facts[0])}index.html"
                yield path, _use_page(context, group, facts).encode()
            for shown in _all_shown(context, facts):
                if _charted(context, shown):
                    there = embed_path(locale, *shown)
                    yield f"{there}index.html", _embed_page(context, there, shown).encode()
                    yield picture_path(locale, *shown), poster(context, *shown).encode()


def _all_shown(context: PageContext, facts: tuple[Fact, ...]) -> Iterator[Shown]:
    """Each fact, and after it its charts of older editions."""
    for fact in facts:
        yield Shown(fact)
        newest = newest_edition(context, fact)
        for edition in dict.fromkeys(o.edition.key for o in fact.observations if o.edition):
            if edition != newest and _charted(context, Shown(fact, edition)):
                yield Shown(fact, edition)


def _charted(context: PageContext, shown: Shown) -> bool:
    return len(series(context, *shown)) > 1


def _page(context: PageContext, path: str, title: str, body: str, *, script: bool) -> str:
    """A page of the site's look, without its ways to other pages."""
    style, code = (relative_url(path, f"assets/reuse.{kind}") for kind in ("css", "js"))
    return (
        f'<!doctype html>\n<html lang="{context.locale}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(title)} – {escape(context.word('site-name'))}</title>\n"
        '<meta name="robots" content="noindex">\n'
        f'<link rel="stylesheet" href="{style}">\n'
        f"{f'<script defer src={chr(34)}{code}{chr(34)}></script>' if script else ''}</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _use_page(context: PageContext, group: Group, facts: tuple[Fact, ...]) -> str:
    """How to use the facts of a group; a browser shows the one that was asked for alone."""
    locale, here = context.locale, use_path(context.locale, facts[0])
    other = other_locale(locale)
    home = tag(
        "a",
        escape(context.word("site-name")),
        href=relative_url(here, FOLDERS[locale]),
        class_="kb-home",
    )
    there = tag(
        "a",
        escape(word("language-name", other)),
        href=relative_url(here, use_path(other, facts[0])),
        lang=other,
        hreflang=other,
        class_="kb-button",
    )
    title = f"{context.word('use-title')}: {group[locale]}"
    told = escape(context.word("use-licence"))
    if (downloads := profile().pages.downloads) in context.pages():
        whole = relative_url(here, context.path(downloads))
        told += f" {tag('a', escape(context.word('use-whole')), href=whole)}."
    every = tag("a", escape(context.word("use-all")), href="#all")
    body = (
        f'<header class="kb-header">{home}{there}</header>\n<main>\n<article>\n'
        f'<h1 id="all">{escape(title)}</h1>\n'
        f"<p>{told}</p>\n"
        f"{''.join(_section(context, here, one) for one in _all_shown(context, facts))}"
        f'<p class="kb-use__all">{every}</p>\n</article>\n</main>'
    )
    return _page(context, here, title, body, script=True)


def _section(context: PageContext, here: str, shown: Shown) -> str:
    """A figure or chart, what can be saved of it, how to show it elsewhere and how to cite it."""
    fact, edition = shown
    record = relative_url(here, context.path(record_page(fact))) + f"#{fact.key}"
    charted = _charted(context, shown)
    told = caption(fact, series(context, fact, edition), context.locale) if charted else ""
    parts = [
        tag("h2", tag("a", escape(told or fact.label[context.locale]), href=record)),
        *_saved(context, here, shown),
        *_embedding(context, shown),
    ]
    if not edition:
        choice = current(context, fact)
        said = cited(context, fact, [choice.observation])
        parts.append(tag("h3", escape(context.word("cite-figure"))))
        parts.append(citation(context, fact.key, said))
    if charted:
        said = cited(context, fact, series(context, fact, edition))
        parts.append(tag("h3", escape(context.word("cite-chart"))))
        parts.append(citation(context, f"{use_anchor(*shown)}-chart", said))
    return tag("section", "".join(parts), id=use_anchor(*shown)) + "\n"


def _saved(context: PageContext, here: str, shown: Shown) -> Iterator[str]:
    fact = shown.fact
    name = f"{use_anchor(*shown)}.{context.locale}"
    rows = []
    if _charted(context, shown):
        yield poster(context, *shown)
        there = relative_url(here, picture_path(context.locale, *shown))
        link = tag("a", "SVG", href=there, download=f"{name}.svg")
        button = tag("button", "PNG", type="button", class_="kb-button", hidden="", data_png=name)
        rows.append(f"{link} ({escape(context.word('save-picture'))}) {button}")
    if is_series(fact):
        there = relative_url(here, series_path(context.locale, fact))
        link = tag("a", "CSV", href=there, download=f"{fact.key}.{context.locale}.csv")
        rows.append(f"{link} ({escape(context.word('save-table'))})")
    if rows:
        yield tag("h3", escape(context.word("save"))) + items(rows)


def _embedding(context: PageContext, shown: Shown) -> Iterator[str]:
    """The code that another site puts into a page; none where ours has no address."""
    if _charted(context, shown) and context.library.address:
        address = context.library.address + embed_path(context.locale, *shown)
        height = round(laid_out(context, *shown)[0].height * 1.35) + 130
        frame = tag(
            "iframe",
            src=address,
            title=shown.fact.label[context.locale],
            width="100%",
            height=str(height),
            loading="lazy",
            style="border:0;max-width:480px",
        )
        yield tag("h3", escape(context.word("embed"))) + tag("pre", escape(frame))


def _embed_page(context: PageContext, here: str, shown: Shown) -> str:
    """A chart with its sources and the way to its record, for a frame on another site."""
    fact, edition = shown
    observations = series(context, fact, edition)
    told = caption(fact, observations, context.locale)
    record = relative_url(here, context.path(record_page(fact))) + f"#{fact.key}"
    # In the frame itself another site would have no room.
    name = tag("a", escape(context.word("site-name")), href=record, target="_blank")
    line = f"{escape(sources(context, observations))} · {name}"
    figure = tag("figcaption", tag("h1", escape(told))) + picture(context, fact, edition)
    figure += tag("p", line, class_="kb-chart__source")
    body = tag("main", tag("figure", figure, class_="kb-chart__figure"))
    return _page(context, here, told, body, script=False)


def poster(context: PageContext, fact: Fact, edition: str | None = None) -> str:
    """A chart as a picture of its own, on white, with title, source and address.

    Raises `KnowledgeError` P205 for no series.
    """
    drawn, told = laid_out(context, fact, edition)
    observations = series(context, fact, edition)
    foot = wrapped(f"{sources(context, observations)}. {context.word('site-name')}.", WIDTH, 11)
    if context.library.address:
        foot = (*foot, fact_address(context.library, fact))
    y, parts = float(_MARGIN), []
    for line in wrapped(caption(fact, observations, context.locale), WIDTH, 15):
        y += 19
        parts.append(tag("text", escape(line), y=f"{y:.0f}", font_size="15", font_weight="700"))
    y += 8
    inside = drawing(drawn, ON_PAPER)
    parts.append(tag("g", inside, transform=f"translate(0 {y:.0f})", text_anchor="middle"))
    y += drawn.height + 4
    for line in foot:
        y += 15
        size = min(11, 11 * WIDTH / width(line, 11))
        parts.append(tag("text", escape(line), y=f"{y:.0f}", font_size=f"{size:.3g}", fill=QUIET))
    wide, high = WIDTH + 2 * _MARGIN, round(y) + _MARGIN
    shown = tag("g", "".join(parts), transform=f"translate({_MARGIN} 0)", fill=TEXT)
    ground = tag("path", d=f"M0 0h{wide}v{high}H0z", fill=GROUND)
    return tag(
        "svg",
        ground + shown,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {wide} {high}",
        width=str(wide),
        height=str(high),
        font_family=_FONT,
        font_size="13",
        role="img",
        aria_label=told,
    )
