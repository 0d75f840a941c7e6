"""Which finished pages are known to be sound, and what makes one be looked at again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from macros.build_cache import BuildCache
from macros.html.model import BuiltSite
from macros.html.page import read_built
from macros.project import Project
from macros.publish.sound import SoundBuiltPages
from macros.render.policy import digest

OURS, NEW = "p{color:red}", "p{color:blue}"
PAGE = "<!doctype html><html lang=en><head>{}</head><body><article>Text</article></body></html>"


@pytest.mark.parametrize(
    ("head", "styles", "sound"),
    [
        pytest.param(f"<style>{OURS}</style>", [OURS], True, id="as before"),
        pytest.param(f"<style>{OURS}</style>", [OURS, NEW], True, id="one more elsewhere"),
        pytest.param(f"<style>{OURS}</style>", [NEW], False, id="ours no longer"),
        pytest.param(f"<style>{NEW}</style>", [OURS, NEW], False, id="ours now"),
        pytest.param(f"<!--<style>{NEW}</style>-->", [OURS, NEW], False, id="told by its policy"),
    ],
)
def test_styles(
    read: Callable[[], Project], tmp_path: Path, head: str, styles: list[str], sound: bool
) -> None:
    page = read_built(PAGE.format(head), "a.html", "site")
    site = BuiltSite("site", {page.path: page}, frozenset(["a.html"]))
    library, cache = read().library, BuildCache(tmp_path)
    before = SoundBuiltPages(replace(site, own_styles=frozenset([digest(OURS)])), library, cache)
    assert not before.known
    before.keep([])
    now = replace(site, own_styles=frozenset(map(digest, styles)))
    assert (page.path in SoundBuiltPages(now, library, cache).known) == sound
