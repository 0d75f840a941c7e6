"""A third engine shows the same figures: Zensical, which is not built on MkDocs.

It has an engine of calls of its own, for which `zensical_macros.py` registers our macros. It runs
neither hooks nor static-i18n, so this is one language of the small site, and these differ:

- nothing is checked, cleaned or refused while it builds: `kb check` has to run before;
- a call in a title stays a figure in the page's heading (MkDocs gets it as plain words);
- there is no list of sources and figures at the end of a page, so that links to it lead nowhere,
  no notice, and no head that names feeds, short addresses and the other language;
- what `kb build` makes besides is missing: search, feeds, data files, short addresses.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SETTINGS = """\
[project]
site_name = "Test"
docs_dir = "docs/en"
[project.markdown_extensions]
admonition = {}
attr_list = {}
tables = {}
toc = {}
[project.markdown_extensions.zensical.extensions.macros]
module_name = "zensical_macros"
on_error_fail = true
on_undefined = "strict"
"""
LISTS = ("kb-page-sources",)
Figure = tuple[dict[str, str], str]


def test_figures_are_the_same(
    tmp_path: Path,
    run: Callable[..., Any],
    python: Callable[..., Any],
    site: Path,
    parse: Callable[[str], Any],
) -> None:
    """In the text of every page, each with its attributes, in the same order."""
    other = tmp_path / "other"
    shutil.copytree(ROOT / "tests" / "site", other, ignore=shutil.ignore_patterns("mkdocs.yml"))
    shutil.copy(Path(__file__).with_name("zensical_macros.py"), other)
    (other / "zensical.toml").write_text(SETTINGS, encoding="utf-8")
    done = python("-m", "zensical", "build", "--strict", folder=other, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    assert run("mkdocs", "build", "-q").returncode == 0
    pages = sorted(path.relative_to(other / "site") for path in other.glob("site/**/index.html"))
    assert len(pages) > 10
    count = 0
    for page in pages:
        ours = figures(parse((site / "site" / "en" / page).read_text(encoding="utf-8")))
        theirs = figures(parse((other / "site" / page).read_text(encoding="utf-8")))
        assert theirs == ours, page
        count += len(ours)
    assert count > 20


def figures(page: Any) -> list[Figure]:
    """Those in the text: neither in the heading of the page nor in the list at its end.

    Where a figure has no link of its own, only ours says of which fact it is.
    """
    article = page.one("article")
    left_out = [*article.all("h1"), *(part for name in LISTS for part in article.all(class_=name))]
    outside = {id(figure) for part in left_out for figure in part.all("data")}
    return [
        ({**figure.attributes, "data-fact": ""}, figure.text)
        for figure in article.all("data")
        if id(figure) not in outside
    ]
