"""Ways to the makers, and pages for those who are lost."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from macros.publish.makers import Makers, Where, ways

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
RECORDS = "en/data/facts/migrants/"
MODULE = "emm/modules/migration-development/"
ADDRESS = f"https://kb.example.org/{RECORDS}"


@pytest.fixture
def records(new_page: Callable[..., Page], site_url: str) -> Page:
    """Records of a site whose makers can be reached: the page as its template would have it."""
    page = new_page()
    answer = page.request.get(f"{site_url}/{RECORDS}").text()
    title = answer.partition("<title>")[2].partition(" – ")[0]
    makers = Makers("https://github.com/a/b", "GitHub", "makers@kb.example")
    where = Where("en", "en/data/facts/migrants.md", ADDRESS, title)
    links = [f'<a href="{one.href}" class="kb-report">Report</a>' for one in ways(makers, where)]
    html = answer.replace("</footer>", f"{links[0].replace('&', '&amp;')}</footer>")
    assert html != answer

    def fulfil(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html")

    page.route(f"**/{RECORDS}", fulfil)
    page.goto(f"{site_url}/{RECORDS}")
    return page


def asked(link: str | None) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link or "").query))


def test_report_of_a_record_names_it(records: Page) -> None:
    whole = asked(records.locator(".kb-report").get_attribute("href"))
    assert whole["where"] == ADDRESS
    record = records.locator("[data-record='migrants.world']")
    link = record.get_by_role("link", name="Report", exact=True)
    given = asked(link.get_attribute("href"))
    assert given["template"] == "figure.yml"
    assert given["where"] == f"{ADDRESS}#migrants.world"
    assert given["figure"] == "International migrants"
    assert given["title"].endswith(": International migrants")
    assert link.count() == 1


def test_site_whose_makers_are_not_set_has_no_such_links(open_page: Open) -> None:
    page = open_page(RECORDS)
    expect(page.locator(".kb-ways, .kb-report, a[href^='mailto:']")).to_have_count(0)


@pytest.mark.parametrize(("language", "home"), [("id", "/"), ("en", "/en/")])
def test_lost_readers_find_their_way(
    open_page: Open, site_url: str, language: str, home: str
) -> None:
    """As a host answers for an address that leads nowhere: the links are those of no folder."""
    page = open_page("m/1/")
    body = page.request.get(f"{site_url}/404.html").text()
    path = f"{site_url}/en/deep/down/nowhere/"
    page.route(path, lambda route: route.fulfill(status=404, body=body, content_type="text/html"))
    page.goto(path)
    expect(page.locator("h1")).to_have_text("Halaman tidak ditemukan Page not found")
    part = page.locator(f".kb-both [lang={language}]")
    links = part.get_by_role("link")
    assert links.first.get_attribute("href") == home
    for link in links.all():
        assert page.request.get(
            urlsplit(site_url)._replace(path=link.get_attribute("href") or "").geturl()
        ).ok
    part.get_by_role("searchbox").fill("remittance")
    part.get_by_role("button").click()
    page.wait_for_url(f"{site_url}{home}?q=remittance")
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("remittance")


def test_lost_readers_without_a_script_are_offered_no_search(open_page: Open) -> None:
    page = open_page("404.html", java_script_enabled=False)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("link", name="Need help?").first).to_be_visible()


@pytest.mark.parametrize(("locale", "offers"), [("fr-FR", 1), ("zh-CN", 1), ("ms-MY", 0)])
def test_devices_in_neither_language_are_offered_english(
    open_page: Open, locale: str, offers: int
) -> None:
    page = open_page(MODULE, locale=locale)
    expect(page.locator("html.js")).to_have_count(1)
    expect(page.locator(".kb-offer a[lang=en]")).to_have_count(offers)


def test_other_language_opens_at_the_section_that_is_read(open_page: Open, site_url: str) -> None:
    page = open_page(f"en/{MODULE}", 360, 740)
    switch = page.locator("header .kb-language")
    switch.dispatch_event("pointerdown")
    assert "#" not in (switch.get_attribute("href") or "")
    page.locator("#two-directions").evaluate("section => section.scrollIntoView()")
    page.evaluate("scrollBy(0, 120)")
    box = switch.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(f"{site_url}/{MODULE}#two-directions")


def test_focus_in_the_bar_leaves_the_page_where_it_is(open_page: Open) -> None:
    page = open_page(f"en/{MODULE}#key-ideas", 360, 740)
    before = page.evaluate("scrollY")
    assert before > 500
    for part in (".kb-language", ".kb-search", ".kb-home"):
        page.locator(f"header {part}").focus()
        assert page.evaluate("scrollY") == before
