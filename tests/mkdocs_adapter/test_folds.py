"""Long series that authors write: each entry opens."""

from __future__ import annotations

import re

from macros.mkdocs_adapter.folds import with_folds
from macros.site.profile import OBJECTIVES


def headings(count: int) -> str:
    parts = (f'<h3 id="objective-{n}">{n}</h3><p>a{n}</p>' for n in range(1, count + 1))
    return "<h2>All</h2>" + "".join(parts) + '<h2 id="end">End</h2><p>b</p>'


def test_each_entry_of_a_long_series_is_folded_and_nothing_else() -> None:
    html = with_folds(headings(13), OBJECTIVES.page)
    found = re.findall("<details.*?</details>", html)
    assert len(found) == 13
    assert found[12] == (
        '<details class="kb-fold"><summary><h3 id="objective-13">13</h3></summary>'
        "<p>a13</p></details>"
    )
    assert re.sub("<details.*</details>", "", html) == '<h2>All</h2><h2 id="end">End</h2><p>b</p>'


def test_a_short_series_and_other_pages_stay() -> None:
    assert with_folds(headings(12), OBJECTIVES.page) == headings(12)
    assert with_folds(headings(13), "index.md") == headings(13)
