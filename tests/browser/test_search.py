"""The search as readers use it, on the real site: what it finds, by keyboard, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks import search as bench
from macros.languages.morphology import affixes, candidates
from macros.model import FOLDERS, LOCALES, Locale
from macros.publish.search.words import shelf, words_of

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
KIND = {"id": ("Halaman", "Angka", "Istilah"), "en": ("Page", "Figure", "Term")}

Open = Callable[..., Page]


def search(page: Page, words: str) -> None:
    """Open the dialog by its key, and type."""
    page.keyboard.press("/")
    expect(page.locator("dialog.kb-finder input")).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator("dialog.kb-finder li").first).to_be_visible()
    expect(page.locator("dialog.kb-finder [role=status]")).to_have_text(re.compile(r"\d"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("file", "least", "mean"),
    [
        ("tuned.yml", bench.RECALL, bench.MRR),
        ("held-out.yml", 0.93, 0.88),
        ("third.yml", 0.93, 0.88),
        ("sixth.yml", 0.93, 0.85),
    ],
)
def test_the_queries_are_answered(
    open_page: Open, file: str, least: float, mean: float, locale: Locale
) -> None:
    queries = bench.read_queries(bench.QUERIES.with_name(file))[locale]
    assert len(queries) >= 50
    answers = bench.asked(open_page(FOLDERS[locale]), queries, locale)
    assert bench.recall(answers) >= least
    assert bench.mean_rank(answers) >= mean
    assert bench.in_sight(answers) >= bench.MARKED


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_not_there_is_not_answered(open_page: Open, locale: Locale) -> None:
    queries = bench.read_absent()[locale]
    assert len(queries) >= 20
    answers = bench.asked(open_page(FOLDERS[locale]), queries, locale)
    assert sum(not answer.empty for answer in answers) <= bench.ANSWERED * len(queries)


@pytest.mark.parametrize("locale", LOCALES)
def test_opening_is_light(site_folder: Path, locale: Locale) -> None:
    assert bench.weight(site_folder, bench.opening(locale)) <= 14_000
    folder = site_folder / "assets" / "search" / locale
    index = [str(path) for path in sorted(folder.glob("*.js")) if not path.name.startswith("t")]
    assert bench.weight(site_folder, index) <= 110_000


def test_nothing_is_loaded_before_it_is_opened(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site_url)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url]
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.kb-finder")).to_be_visible()
    page.wait_for_load_state("networkidle")
    found = {urlsplit(url).path for url in asked if "search" in url}
    assert found == {"/assets/search.js", "/assets/search.css", "/assets/search/id/index.js"}
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_by_keyboard(open_page: Open, width: int) -> None:
    page = open_page("emm/", width)
    opener = page.locator("header button.kb-search")
    opener.focus()
    page.keyboard.press("Enter")
    field = page.locator("dialog.kb-finder input")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_name("Cari")
    page.keyboard.type("mengelola perbatasan")
    links = page.locator("dialog.kb-finder li a")
    expect(links.first).to_be_visible()
    expect(page.locator("dialog.kb-finder mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("x")
    expect(field).to_have_value("mengelola perbatasanx")
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.kb-finder")).to_be_hidden()
    expect(opener).to_be_focused()


def test_enter_opens_the_first_result_at_once(open_page: Open) -> None:
    page = open_page("en/")
    page.keyboard.press("/")
    expect(page.locator("dialog.kb-finder input")).to_be_focused()
    page.keyboard.type("session plan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/trainers/**")


@pytest.mark.parametrize("opener", ["/", "Enter"])
def test_what_is_typed_before_the_search_has_come_is_kept(open_page: Open, opener: str) -> None:
    page = open_page("en/")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/assets/search.js*", hold)
    page.locator("header button.kb-search").focus()
    page.keyboard.press(opener)
    page.keyboard.type("remit")
    page.wait_for_timeout(100)
    for route in waiting:
        route.continue_()
    field = page.locator("dialog.kb-finder input")
    expect(field).to_have_value("remit")
    page.keyboard.type("tances")
    expect(field).to_have_value("remittances")
    expect(page.locator("dialog.kb-finder strong").first).to_have_text("Remittances")


@pytest.mark.parametrize("locale", LOCALES)
def test_results_are_of_three_kinds_and_lead_somewhere(
    open_page: Open, site_folder: Path, locale: Locale
) -> None:
    page = open_page(FOLDERS[locale])
    search(page, "migran")
    for kind in KIND[locale]:
        expect(page.locator("dialog.kb-finder small", has_text=kind).first).to_be_visible()
    for link in page.locator("dialog.kb-finder li a").all():
        address = urlsplit(link.get_attribute("href") or "")
        html = (site_folder / address.path.lstrip("/") / "index.html").read_text("utf-8")
        assert not address.fragment or re.search(rf'id="?{re.escape(address.fragment)}[" >]', html)


def test_a_synonym_of_the_other_language_and_an_avoided_form(open_page: Open) -> None:
    page = open_page("")
    for words, title in (("remittances", "Remitansi"), ("TKI", "Pekerja Migran Indonesia (PMI)")):
        page.keyboard.press("/")
        page.locator("dialog.kb-finder input").fill(words)
        expect(page.locator("dialog.kb-finder strong").first).to_have_text(title)


FOUND = """async (words) => {
  await kb.load("search.js");
  return (await kb.search.find(words)).list;
}"""


def test_a_word_of_readers_is_no_slip(open_page: Open) -> None:
    page = open_page("en/")
    assert page.evaluate(FOUND, "maid")[0]["url"] == "en/glossary/#domestic-worker"
    assert page.evaluate(FOUND, "said")  # which stands beside it, and is a word of the site


def test_words_of_one_section_come_before_words_of_several(open_page: Open) -> None:
    page = open_page("en/")
    first = page.evaluate(FOUND, "undocumented immigrants")[0]
    assert first["url"] == "en/glossary/#irregular-migration"
    records = page.evaluate(FOUND, "all figures and records")[0]
    assert records["url"].startswith("en/data/facts/")


READERS: dict[Locale, dict[str, tuple[str, ...]]] = {
    "id": {
        "help/": (
            *("KBRI", "KJRI", "mengadu", "hotline", "nomor telepon"),
            *("lapor penipuan agen", "gaji blm dibayar"),
        ),
        "about/site/": ("kontak", "hubungi kami", "pengelola situs"),
        "data/facts/places/": ("Lombok", "NTB", "Sulsel", "Jateng", "Maroko"),
        "data/downloads/": ("RSS",),
        "data/facts/programme/": ("5149", "5.149", "5,149"),
        "data/facts/organisations/#komnas-perempuan": ("wanita",),
        "emm/modules/trafficking-in-persons/#consent": ("setuju",),
    },
    "en": {
        "data/facts/remittances/": ("831bn", "$831bn", "831 billion"),
        "data/facts/programme/": ("56 percent", "56%", "5.149"),
        "about/site/": ("who runs this site", "is this an official UN site"),
        "glossary/#irregular-migration": ("undocumented",),
        "glossary/#brain-drain": ("brain drain",),
        "data/facts/indonesia/#placements.plantation": ("palm oil",),
        "data/facts/organisations/": ("what happened to BP2MI",),
    },
}


@pytest.mark.parametrize("locale", LOCALES)
def test_words_of_readers_lead_where_they_mean(open_page: Open, locale: Locale) -> None:
    page = open_page(FOLDERS[locale])
    wanted = {words: start for start, many in READERS[locale].items() for words in many}
    found = {words: page.evaluate(FOUND, words)[0]["url"] for words in wanted}
    elsewhere = {
        words: url
        for words, url in found.items()
        if not url.startswith(FOLDERS[locale] + wanted[words])
    }
    assert elsewhere == {}


def test_while_typing_a_word_of_a_notion_is_whole_too(open_page: Open) -> None:
    page = open_page("")
    typed = "async (words) => (await kb.search.find(words, { typing: true })).list[0].url"
    page.evaluate(FOUND, "x")
    for words in ("wanita", "KBRI", "LSM", "WNA"):
        assert page.evaluate(typed, words) == page.evaluate(FOUND, words)[0]["url"], words


def test_an_apostrophe_parts_no_word(open_page: Open) -> None:
    found = "async (words) => (await kb.search.find(words)).missing"
    page = open_page("en/")
    page.evaluate(FOUND, "x")
    for words in ("they didn't pay", "they didn’t pay", "employer's house"):
        assert page.evaluate(found, words) == []


def test_a_word_and_its_number_may_have_grown_together(open_page: Open) -> None:
    page = open_page("")
    urls = "async (words) => (await kb.search.find(words)).list.map(({ url }) => url)"
    page.evaluate(FOUND, "x")
    assert page.evaluate(urls, "modul4") == page.evaluate(urls, "modul 4")


def test_only_the_consonants_are_written(open_page: Open) -> None:
    """*Dkmn* is *dokumen*, three letters away, and *thn* is *tahun*, not *then*."""
    page = open_page("")
    page.evaluate(FOUND, "x")
    for word, meant in (("dkmn", "dokumen"), ("thn", "tahun")):
        found = page.evaluate("word => kb.search.find(word)", word)
        assert found["guesses"] == [[word, meant]]


def test_a_slip_that_begins_another_word(open_page: Open) -> None:
    """*Tenga* begins *tengah*, and is a slip of *tenaga*."""
    found = open_page("").evaluate(FOUND, "migrasi tenga kerja")
    assert found[0]["url"].startswith("emm/modules/labour-migration/")


def test_who_asks_how_many_is_told_the_figure(open_page: Open) -> None:
    page = open_page("")
    topic, asked = (page.evaluate(FOUND, f"{ask}negara anggota IOM") for ask in ("", "berapa "))
    assert asked[0]["kind"] == "fact"
    assert asked[0]["score"] > topic[0]["score"]


@pytest.mark.parametrize(("locale", "ask"), [("id", "apa arti"), ("en", "meaning of")])
def test_who_asks_what_it_means_is_told_the_term(open_page: Open, locale: Locale, ask: str) -> None:
    page = open_page(FOLDERS[locale])
    topic, asked = (page.evaluate(FOUND, f"{words}gender") for words in ("", f"{ask} "))
    assert topic[0]["kind"] == "page"
    assert asked[0]["kind"] == "term"


def test_more_results_and_none(open_page: Open) -> None:
    page = open_page("")
    search(page, "migrasi")
    rows = page.locator("dialog.kb-finder li")
    expect(rows).to_have_count(10)
    page.get_by_role("button", name="Tampilkan lebih banyak").click()
    expect(rows.nth(10).locator("a")).to_be_focused()
    page.locator("dialog.kb-finder input").fill("qqxxzzvv")
    status = page.locator("dialog.kb-finder [role=status]")
    expect(status).to_contain_text("Tidak ada hasil")
    expect(rows).to_have_count(0)


STATUS = "dialog.kb-finder [role=status]"


def test_what_was_not_met_is_named_and_not_opened(open_page: Open) -> None:
    page = open_page("?q=TKI+qatar")
    expect(page.locator(STATUS)).to_contain_text("Tidak ditemukan: qatar.")
    expect(page.locator("dialog.kb-finder ol")).to_have_class("kb-finder__nearest")
    address = page.url
    page.keyboard.press("Enter")
    expect(page.locator("dialog.kb-finder li a").first).to_be_focused()
    assert page.url == address
    page.get_by_role("button", name="Cari hanya: tki").click()
    expect(page.locator("dialog.kb-finder strong").first).to_have_text(
        "Pekerja Migran Indonesia (PMI)"
    )
    expect(page.locator("dialog.kb-finder ol")).not_to_have_class("kb-finder__nearest")


def test_a_guess_is_called_a_guess_and_not_opened(open_page: Open) -> None:
    page = open_page("en/")
    page.keyboard.press("/")
    expect(page.locator("dialog.kb-finder input")).to_be_focused()
    page.keyboard.type("traficking")
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_contain_text("Did you mean “trafficking”?")
    expect(page.locator("dialog.kb-finder li a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/trafficking-in-persons/**")


def test_after_a_pause_and_a_paste_the_last_word_is_whole(open_page: Open) -> None:
    page = open_page("en/")
    page.keyboard.press("/")
    expect(page.locator("dialog.kb-finder input")).to_be_focused()
    page.keyboard.type("traffickn")
    status = page.locator(STATUS)
    expect(status).to_contain_text("Did you mean “traffick")
    page.keyboard.press("Escape")
    page.evaluate(
        """() => {
          const input = document.querySelector("dialog.kb-finder input");
          input.value = "rendang";
          input.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
        }"""
    )
    expect(status).to_contain_text("Not found: rendang.", timeout=600)


def test_the_sentence_that_answers_is_shown_with_the_words_met(open_page: Open) -> None:
    page = open_page("?q=memulangkan+pekerja+migran")
    first = page.locator("dialog.kb-finder li").first
    expect(first.locator("mark").first).to_be_visible()
    marked = " ".join(page.locator("dialog.kb-finder mark").all_inner_texts()).lower()
    assert {"pulang", "pekerja", "migran"} <= {*marked.split()}
    page = open_page("?q=TKI")
    expect(page.locator("dialog.kb-finder mark").first).to_be_visible()
    title = page.locator("dialog.kb-finder strong").first
    assert title.locator("mark").all_inner_texts() == ["Pekerja", "Migran", "Indonesia", "PMI"]


def test_a_number_is_marked_in_the_dress_of_the_page(open_page: Open) -> None:
    page = open_page("?q=281jt")
    expect(page.locator("dialog.kb-finder mark", has_text="281 juta").first).to_be_visible()


def test_five_results_fit_on_a_phone(open_page: Open) -> None:
    page = open_page("?q=pekerja+migran", 360)
    page.set_viewport_size({"width": 360, "height": 740})
    fifth = page.locator("dialog.kb-finder li").nth(4)
    expect(fifth.locator("mark").first).to_be_visible()
    box = fifth.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 740


def test_without_the_sentences_there_are_results_all_the_same(open_page: Open) -> None:
    page = open_page("")
    page.route("**/search/id/t*", lambda route: route.abort())
    search(page, "remitansi")
    expect(page.locator("dialog.kb-finder li").nth(3).locator("strong")).not_to_be_empty()


@pytest.mark.parametrize(("locale", "there"), [("id", "/en/emm/"), ("en", "/emm/")])
def test_the_other_language_keeps_the_words(open_page: Open, locale: Locale, there: str) -> None:
    page = open_page(f"{FOLDERS[locale]}emm/")
    search(page, "migran pekerja")
    link = page.locator("dialog.kb-finder div > a")
    expect(link).to_have_attribute("href", re.compile(r"q=migran\+pekerja"))
    link.press("Enter")  # Results that come late would move it away from a pointer.
    page.wait_for_url(lambda url: url.endswith(f"{there}?q=migran+pekerja"))
    expect(page.locator("dialog.kb-finder input")).to_have_value("migran pekerja")
    expect(page.locator("dialog.kb-finder li").first).to_be_visible()


def test_without_a_network_it_says_so_and_tries_again(open_page: Open) -> None:
    page = open_page("")
    page.route("**/search/id/**", lambda route: route.abort())
    page.keyboard.press("/")
    page.locator("dialog.kb-finder input").fill("migran")
    status = page.locator("dialog.kb-finder [role=status]")
    expect(status).to_contain_text("tidak dapat dimuat")
    page.unroute("**/search/id/**")
    page.locator("dialog.kb-finder input").fill("migrasi")
    expect(page.locator("dialog.kb-finder li").first).to_be_visible()


def test_from_a_disk(site_folder: Path, new_page: Open) -> None:
    page = new_page()
    page.goto((site_folder / "en" / "index.html").as_uri())
    search(page, "labor migration")
    page.keyboard.press("Enter")
    page.wait_for_url((site_folder / "en/emm/modules/labour-migration").as_uri() + "/index.html*")


@pytest.mark.parametrize("locale", LOCALES)
def test_browser_and_build_agree_on_every_word(
    open_page: Open, site_folder: Path, locale: Locale
) -> None:
    page = open_page(FOLDERS[locale])
    folder = site_folder / "assets" / "search" / locale
    words = sorted({w for path in folder.glob("*.js") for w in words_of(path.read_text("utf-8"))})
    there = page.evaluate(
        """async (words) => {
          await kb.load("search.js");
          const { forms } = kb.search;
          const all = [];
          for (const word of words) all.push(await forms(word));
          return all;
        }""",
        words,
    )
    rules = affixes(locale)
    here = [[candidates(word, rules), shelf(word, rules)] for word in words]
    assert there == here


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_at_320_pixels(open_page: Open, scheme: str) -> None:
    page = open_page("", 320, color_scheme=scheme)
    search(page, "program pelatihan")
    dialog = page.locator("dialog.kb-finder")
    assert dialog.evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    box = dialog.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 320)
