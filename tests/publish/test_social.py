"""The pictures for links on other sites: every word inside, in the site's colours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor, ImageDraw

from macros.build_cache import BuildCache
from macros.model import LOCALES, Locale
from macros.project import open_project
from macros.publish.social import files
from macros.publish.social.files import picture_path, social_files, words
from macros.publish.social.picture import (
    _DRAWN,
    MARGIN,
    SIZE,
    Words,
    _font,
    lines,
    png,
)
from macros.render.context import PageContext
from macros.site_profile import Colours, profile
from tests.reading import whole_site

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
LIBRARY = open_project(ROOT / "tests" / "site", TODAY, "https://test.example/").library
REAL = whole_site()
PAGES = [(locale, key) for locale, pages in REAL.pages.items() for key in pages]
LONG = "Pertanggungjawaban " * 40


def plain(text: str) -> str:
    """The text as it is drawn."""
    return text.translate(_DRAWN)


def of(locale: Locale, key: str) -> Words:
    """The words of a real page."""
    return words(PageContext(REAL, REAL.pages[locale][key]))


def inside(picture: Words) -> None:
    """No line is cut by the edge, by the line above it or by the foot."""
    last = 0
    for line in lines(picture):
        left, top, right, bottom = line.box
        assert left >= MARGIN - 4
        assert right <= SIZE[0] - MARGIN + 4
        assert last <= top < bottom <= SIZE[1] - MARGIN // 3
        last = bottom


@pytest.mark.parametrize(("locale", "key"), PAGES)
def test_words_of_every_page_stand_whole_inside(locale: Locale, key: str) -> None:
    picture = of(locale, key)
    inside(picture)
    shown = " ".join(line.text for line in lines(picture))
    assert plain(picture.title) in shown
    assert "…" not in shown


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=60) | st.just(
    LONG
)


@pytest.mark.slow
@settings(deadline=None)  # The first line in a size loads its font.
@given(above=TEXTS, title=TEXTS, about=TEXTS, foot=TEXTS)
def test_any_words_stand_inside_the_width(above: str, title: str, about: str, foot: str) -> None:
    for line in lines(Words(above, title, about, foot)):
        assert line.box[2] <= SIZE[0] - MARGIN + 4


def test_long_words_and_texts_are_broken_and_cut() -> None:
    picture = Words(LONG, "m" * 300, "i" * 900, LONG)
    inside(picture)
    shown = [line.text for line in lines(picture)]
    assert shown[0].endswith("…")
    assert shown[-1].endswith("…")
    sizes = {line.size for line in lines(Words("", LONG, LONG, ""))}
    assert min(sizes) >= 32


@pytest.mark.parametrize(("title", "size"), [("Short", 72), ("A word " * 20, 52), (LONG, 36)])
def test_title_is_as_large_as_it_may_be(title: str, size: int) -> None:
    assert next(lines(Words("", title, "", ""))).size == size


def test_font_has_every_letter_of_the_site() -> None:
    missing = bytes(_font(30).getmask("\uffff"))
    texts = (text for locale, key in PAGES for text in of(locale, key))
    letters = set("".join(texts).translate(_DRAWN)) - {" "}
    assert [one for one in letters if bytes(_font(30).getmask(one)) == missing] == []


def test_picture_has_its_size_and_colours() -> None:
    data = png(Words("Site", "Title", "About", "Foot"))
    image = Image.open(BytesIO(data))
    assert (image.format, image.size, image.mode) == ("PNG", SIZE, "P")
    assert len(data) < 30_000
    colours = {colour for _, colour in image.convert("RGB").getcolors() or ()}
    ours = profile().colours
    wanted = {ImageColor.getrgb(one) for one in (ours.ground, ours.accent, "white")}
    assert wanted <= colours
    assert len(colours) <= 16
    assert data == png(Words("Site", "Title", "About", "Foot"))


@pytest.mark.parametrize(("locale", "key"), PAGES[::25])
def test_words_stand_as_in_lines_drawn_as_a_whole(locale: Locale, key: str) -> None:
    picture = of(locale, key)
    whole = Image.new("L", SIZE)
    for line in lines(picture):
        draw = ImageDraw.Draw(whole)
        draw.text((line.x, line.y), line.text, fill=line.bright, font=_font(line.size))
    text = (MARGIN - 20, 140, *SIZE)
    shades = [round(grey * 14 / 255) for grey in range(256)]
    drawn = Image.open(BytesIO(png(picture))).crop(text)
    assert drawn.tobytes() == whole.crop(text).point(shades).tobytes()


def test_pictures_are_kept_by_what_is_in_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = BuildCache(tmp_path)
    before = dict(social_files(LIBRARY, cache))
    cache.flush()
    monkeypatch.setattr(files, "png", lambda words: b"new")
    assert dict(social_files(LIBRARY, BuildCache(tmp_path))) == before
    key = "emm/modules/one.md"
    titles = {**LIBRARY.titles, ("en", key): ("Another title", "")}
    found = dict(social_files(replace(LIBRARY, titles=titles), BuildCache(tmp_path)))
    assert found[picture_path("en", key)] == b"new"
    other = replace(profile(), colours=Colours("#000000", "#000000", "#ffffff"))
    monkeypatch.setattr(files, "profile", lambda: other)
    assert set(dict(social_files(LIBRARY, BuildCache(tmp_path))).values()) == {b"new"}


def test_text_is_drawn_where_it_is_said_to_be() -> None:
    """The boxes that the other tests look at are those of the picture."""
    picture = Words("", "Mengelola perbatasan", "", "")
    image = Image.open(BytesIO(png(picture))).convert("RGB")
    (line,) = lines(picture)
    drawn = image.crop((MARGIN - 20, 140, *SIZE)).convert("L")
    box = drawn.point([255 if grey > 80 else 0 for grey in range(256)]).getbbox()
    assert box
    found = (box[0] + MARGIN - 20, box[1] + 140, box[2] + MARGIN - 20, box[3] + 140)
    left, top, right, bottom = line.box
    assert (found[1], found[3]) == (top, bottom)
    assert left <= found[0] < left + 10
    assert right - 10 < found[2] <= right


def test_what_stands_around_the_title() -> None:
    module = of("id", "emm/modules/policy-cycle.md")
    assert module.above == "Basis Pengetahuan Migrasi"
    assert module.foot.endswith(" · Modul 2")
    assert module.foot.startswith(of("id", "emm/index.md").title)
    assert (
        of("en", "news/2024-09-25-programme-concludes.md").foot
        == "Events 2022–2024 · 25\N{NO-BREAK SPACE}September 2024"
    )
    assert of("en", "index.md").foot == ""
    assert of("en", "glossary.md").foot == of("en", "emm/index.md").foot == ""


def test_every_page_has_a_picture_in_both_languages() -> None:
    names = [
        name for name, data in social_files(LIBRARY, BuildCache()) if data.startswith(b"\x89PNG")
    ]
    expected = [picture_path(locale, key) for locale in LOCALES for key in LIBRARY.pages[locale]]
    assert sorted(names) == sorted(expected)
    assert "assets/social/en/emm/modules/one.png" in names


def test_site_without_an_address_has_none() -> None:
    assert list(social_files(replace(LIBRARY, address=""), BuildCache())) == []
