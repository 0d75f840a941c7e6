"""Sources of terms: what stands in the file as an address is a link with a name."""

from __future__ import annotations

import re

import pytest

from macros.render.blocks import with_links


@pytest.mark.parametrize(
    ("source", "shown", "links"),
    [
        ("UU 21/2007, Articles 56 to 60", "UU 21/2007, Articles 56 to 60", []),
        ("IOM, https://iom.int/a-b", "IOM", ["IOM"]),
        (
            "IOM Glossary (2019), quoted at https://be.iom.int/x and at https://www.iom.int/y",
            "IOM Glossary (2019), quoted at be.iom.int and at iom.int",
            ["be.iom.int", "iom.int"],
        ),
        (
            "UU 18/2017, Article 1, https://a.info/18 and https://b.com; IOM & ILO, http://c.org",
            "UU 18/2017, Article 1 and b.com; IOM &amp; ILO",
            ["UU 18/2017, Article 1", "b.com", "IOM &amp; ILO"],
        ),
    ],
)
def test_addresses_are_links(source: str, shown: str, links: list[str]) -> None:
    html = with_links(source)
    assert re.sub("<[^>]*>", "", html) == shown
    assert re.findall('<a href="http[^"]*">([^<]*)</a>', html) == links
