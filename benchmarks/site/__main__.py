"""What our pages ask of a reader's phone, beside two stock themes: `make bench-site`.

Three sites with the same pages are built and served on this machine, one after the other: ours,
the stock Material theme, and Astro Starlight. Each is measured in the same way:

    weight      requests and bytes of a first visit, and of a second page
    paint       when the text shows on a slow phone and network
    lighthouse  its four scores
    axe         what axe-core finds in every state of the pages

Exit codes: 0 within our limits, 1 a limit is passed, 2 a site or a tool failed. Times depend on
the machine: run it alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from playwright.sync_api import Browser, TimeoutError, sync_playwright

from benchmarks.site import axe, lighthouse, states, visits
from benchmarks.site.limits import Measured, broken
from benchmarks.site.pages import FOLDERS, PAGES, next_of, path_of
from benchmarks.site.report import as_json, lines
from benchmarks.site.server import Site, served
from benchmarks.site.sites import BUILDS, Failed

PARTS = ("weight", "paint", "lighthouse", "axe")
LOOKS = {"ours": states.OURS, "Material": states.MATERIAL, "Starlight": states.STARLIGHT}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and say whether our limits hold."""
    options = _parser().parse_args(arguments)
    results: dict[str, Measured] = {}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
                args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
            )
            for name in BUILDS:
                if name not in options.without:
                    results[name] = measured(browser, name, options)
    except Failed as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        text = json.dumps(as_json(results), ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    print("\n".join(lines(results)))
    passed = list(broken(results["ours"]))
    print()
    print("\n".join(f"Limit passed: {line}" for line in passed) or "Within the limits.")
    return 1 if passed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measures our pages beside two stock themes.")
    told = f"what to measure, with commas between (default: {','.join(PARTS)})"
    parser.add_argument("--only", type=lambda text: text.split(","), default=PARTS, help=told)
    parser.add_argument("--runs", type=int, default=3, help="runs of each page (default 3)")
    for option, names, told in (
        ("--skip-starlight", ["Starlight"], "without Starlight"),
        ("--ours", ["Material", "Starlight"], "our site alone"),
    ):
        parser.add_argument(
            option, dest="without", action="store_const", const=names, default=[], help=told
        )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all of it there too")
    return parser


def measured(browser: Browser, name: str, options: argparse.Namespace) -> Measured:
    """Build one site, serve it and measure what is asked for."""
    one = Measured()
    with TemporaryDirectory(prefix="kb-site-") as work, served(Path(work) / "site") as site:
        say(f"{name}: building")
        BUILDS[name](site.folder, Path(work), site.address)
        # Ours in both languages, the others in the site's first.
        languages = list(FOLDERS) if name == "ours" else list(FOLDERS)[:1]
        say(f"{name}: weight")
        weights(browser, site, one)
        if "paint" in options.only:
            paints(browser, site, one, languages, options.runs)
        if "lighthouse" in options.only:
            lighthouses(site, one, languages, options.runs)
        if "axe" in options.only:
            say(f"{name}: axe-core")
            accessibility(browser, site, one, LOOKS[name])
    return one


def weights(browser: Browser, site: Site, one: Measured) -> None:
    """Weigh the visits. Always done: it also fills the server's store of compressed files."""
    for language in FOLDERS:
        for page in PAGES:
            after = next_of(page)
            paths = [path_of(page, language), path_of(after, language)]
            first, second = visits.weigh(browser, site, paths)
            one.first[f"{language} {page}"] = first
            one.second[f"{language} {page} → {after}"] = second
    for path in listed(site):
        one.pages[path] = len(site.compressed(site.find(path)[1]))


def listed(site: Site) -> list[str]:
    """The addresses of all pages: those of the site's own map, or every file where it has none."""
    file = site.folder / "sitemap.xml"
    if file.is_file():
        places = ElementTree.parse(file).iterfind("{*}url/{*}loc")
        return [str(place.text).removeprefix(site.address) for place in places]
    pages = (path.relative_to(site.folder) for path in site.folder.rglob("index.html"))
    return [path.as_posix().removesuffix("index.html") for path in pages]


def paints(
    browser: Browser, site: Site, one: Measured, languages: Sequence[str], runs: int
) -> None:
    """Time the paint of every page on every network."""
    for language in languages:
        for page in PAGES:
            say(f"paint: {language} {page}")
            address = site.address + path_of(page, language)
            one.paint[f"{language} {page}"] = {
                network: visits.paint(browser, address, network, runs)
                for network in visits.NETWORKS
            }


def lighthouses(site: Site, one: Measured, languages: Sequence[str], runs: int) -> None:
    """Let Lighthouse judge every page."""
    for language in languages:
        for page in PAGES:
            say(f"Lighthouse: {language} {page}")
            address = site.address + path_of(page, language)
            one.lighthouse[f"{language} {page}"] = lighthouse.judge(address, runs)


def accessibility(browser: Browser, site: Site, one: Measured, look: states.Look) -> None:
    """Let axe-core look at every state that the site can be in."""
    for state in states.states(look):
        if state.needs and not (site.folder / state.needs).is_file():
            if not any(state.name in told for told in one.skipped):
                one.skipped.append(f"{state.name}, the site has no {state.needs} yet")
            continue
        try:
            one.axe.extend(axe.look(browser, site.address, [state]))
        except TimeoutError:
            one.unreached.append(str(state))
        else:
            one.states[state.name] = one.states.get(state.name, 0) + 1


def say(text: str) -> None:
    """Tell whoever waits what is being done."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
