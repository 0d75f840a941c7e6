"""What a visit costs: requests and bytes, and when a phone on a slow network shows the text.

Bytes are those of the bodies as the server sends them: the brotli that the site has beside a file,
or one of the best level; the browser adds about 200 bytes of headers a request. Paint is measured
in Chromium as a phone: 360 px, a processor four times slower, the networks of its developer tools.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from playwright.sync_api import Browser, Request

from benchmarks.site.server import Site

PHONE = {"width": 360, "height": 740}
SLOWER = 4
"""How many times slower the processor is made."""
NETWORKS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"slow 4G": (1.44, 562.5), "slow 3G": (0.4, 2000.0)}
)
"""Name in the developer tools of Chromium → megabits per second down, milliseconds a request."""
UP = {"slow 4G": 0.675, "slow 3G": 0.4}
"""Megabits per second up."""
QUIET = 700
"""Milliseconds after the page is loaded in which scripts may still ask for more."""
_WATCH = """
window.painted = { lcp: 0, cls: 0 };
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) painted.lcp = entry.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) painted.cls += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_PAINTED = """() => [
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  painted.lcp,
  painted.cls,
  performance.getEntriesByType("navigation")[0].loadEventEnd,
]"""


@dataclass(frozen=True)
class Visit:
    """One page opened."""

    requests: int
    size: int
    """Bytes of all bodies as sent."""
    elsewhere: tuple[str, ...]
    """Addresses of other hosts that were asked."""


@dataclass(frozen=True)
class Paint:
    """When a page shows itself."""

    fcp: float
    lcp: float
    load: float
    """Seconds from the start."""
    cls: float
    """How much the layout shifts, as Chromium counts it."""


def weigh(browser: Browser, site: Site, paths: list[str]) -> list[Visit]:
    """Open pages one after the other with a cache that is empty at first."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(site.address):
            asked.append(request.url)

    page.on("request", note)
    visits = []
    site.taken()
    for path in paths:
        page.goto(site.address + path, wait_until="networkidle")
        page.wait_for_timeout(QUIET)
        answers = site.taken()
        size = sum(answer.size for answer in answers)
        visits.append(Visit(len(answers) + len(asked), size, tuple(asked)))
        asked.clear()
    context.close()
    return visits


def paint(browser: Browser, address: str, network: str, runs: int) -> Paint:
    """The medians of several first visits."""
    every = [_painted(browser, address, network) for _ in range(runs)]
    fcp, lcp, cls, load = (median(values) for values in zip(*every, strict=True))
    return Paint(fcp / 1000, lcp / 1000, load / 1000, cls)


def _painted(browser: Browser, address: str, network: str) -> list[float]:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(_WATCH)
    devtools = context.new_cdp_session(page)
    down, latency = NETWORKS[network]
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": latency,
            "downloadThroughput": down * 1e6 / 8,
            "uploadThroughput": UP[network] * 1e6 / 8,
        },
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load", timeout=90_000)
    page.wait_for_timeout(QUIET)
    measured: list[float] = page.evaluate(_PAINTED)
    context.close()
    return measured
