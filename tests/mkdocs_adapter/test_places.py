"""A figure may stand anywhere on a page, and is made to fit its place."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Opened = Callable[[str], Any]
BOTH = pytest.mark.parametrize(
    ("at", "decimal", "world", "months"),
    [
        ("places", "3,6%", "304\u00a0juta", "33 bulan"),
        ("en/places", "3.6%", "304\u00a0million", "33 months"),
    ],
)
TITLES = {"places": "Sejak 2022: KP2MI", "en/places": "Since 2022: KP2MI"}
ABOUT = {"places": "Bagi lebih dari 5.149 orang.", "en/places": "In over 5,149 people."}


@pytest.mark.parametrize("at", TITLES)
def test_title_with_a_call_is_plain_words_everywhere(opened: Opened, at: str) -> None:
    page = opened(at)
    assert page.one("title").text.startswith(TITLES[at])
    assert page.one("h1").text == TITLES[at]
    assert page.one("meta", name="description").attributes["content"] == ABOUT[at]
    entries = [link.text.strip() for link in page.one("nav", class_="kb-tabs").all("a")]
    assert TITLES[at] in entries
    other = opened(at.replace("places", "glossary"))
    assert TITLES[at] in [link.text.strip() for link in other.all("a")]


@BOTH
def test_heading(opened: Opened, at: str, decimal: str, world: str, months: str) -> None:
    """Its id is the author's; the table of contents has plain words."""
    page = opened(at)
    heading = page.one("h2", id="heading")
    figure = heading.one("data")
    assert figure.attributes["value"] == "0.036"
    assert figure.one("a").attributes["href"] == "#figure-1"
    entry = page.one("nav", class_="kb-toc").one("a", href="#heading")
    assert entry.text.strip() == heading.text.removesuffix("¶")
    assert decimal in entry.text
    assert not entry.all("data")
    assert page.one("h3", id="below").text.removesuffix("¶").endswith("(KP2MI)")


@BOTH
def test_link(opened: Opened, at: str, decimal: str, world: str, months: str) -> None:
    """No link stands in a link, and no element in an attribute."""
    (link,) = [one for one in opened(at).one("article").all("a") if "title" in one.attributes][1:2]
    assert link.one("data").text == decimal
    assert link.all("a") == [link]
    assert link.attributes["title"] == f"Title {decimal}"


@BOTH
def test_picture(opened: Opened, at: str, decimal: str, world: str, months: str) -> None:
    picture = opened(at).one("article").one("img")
    assert picture.attributes["alt"] == f"Drawing of {world}"


@BOTH
def test_admonition(opened: Opened, at: str, decimal: str, world: str, months: str) -> None:
    box = opened(at).one("div", class_="admonition")
    title = box.one("p", class_="admonition-title")
    assert title.text == f"Note of {months}"
    assert [one.attributes["value"] for one in box.all("data")] == ["33", "33"]


@pytest.mark.parametrize("at", TITLES)
def test_table_list_and_quotation(opened: Opened, at: str) -> None:
    article = opened(at).one("article")
    assert len(article.one("thead").all("data")) == len(article.one("tbody").all("data")) == 1
    assert "Ana Sari" in article.one("tbody").text
    day = article.one("blockquote").one("time")
    assert (day.text, day.attributes["datetime"]) == ("2022", "2022-10-28")
    bullets = article.one("ul", data_fact="training.agencies")
    assert len(bullets.all("li")) == 2


@pytest.mark.parametrize("at", TITLES)
def test_code(opened: Opened, at: str) -> None:
    """The figure is shown in code too, but not as a link."""
    article = opened(at).one("article")
    spans = [code for code in article.all("code") if code.all("data")]
    assert [code.text.strip() for code in spans] == ["of 2", "fenced 2"]
    assert not [link for code in spans for link in code.all("a")]
    assert article.all("strong")[0].one("a").text == "2"


@pytest.mark.parametrize("at", TITLES)
def test_each_figure_of_the_page_is_listed_once(opened: Opened, at: str) -> None:
    page = opened(at)
    ended = page.one("details", class_="kb-page-sources")
    anchors = [item.attributes["id"] for item in ended.all("li", id="")]
    links = [link.attributes["href"] for link in page.one("article").all("a")]
    shown = {link for link in links if re.fullmatch("#figure-[0-9]+", link)}
    records = [link.attributes["href"] for link in ended.all("a")]
    recorded = [link.partition("#")[2] for link in records if "data/facts/" in link]
    assert anchors == list(dict.fromkeys(anchors))
    assert recorded == list(dict.fromkeys(recorded))
    assert shown == {f"#{anchor}" for anchor in anchors if anchor.startswith("figure-")}
    bare = {one.attributes["data-fact"] for one in page.one("article").all(data_fact="")}
    assert bare <= set(recorded)


def test_ids_of_headings_do_not_change_with_their_figures(
    built: Path,
    prepare: Callable[[], Path],
    mkdocs: Callable[..., subprocess.CompletedProcess[str]],
    parse: Callable[[str], Any],
    opened: Opened,
) -> None:
    folder = prepare()
    facts = folder / "facts.yml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("value: 0.036", "value: 0.058"), encoding="utf-8")
    assert mkdocs(folder, "build").returncode == 0
    for at in TITLES:
        after = parse((folder / "site" / at / "index.html").read_text(encoding="utf-8"))
        heading = after.one("h2", id="heading")
        assert heading.one("data").text in ("5.8%", "5,8%")
        assert [one.attributes.get("id") for one in after.all("h2")] == [
            one.attributes.get("id") for one in opened(at).all("h2")
        ]
