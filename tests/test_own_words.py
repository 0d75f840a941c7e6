"""No page takes a sentence over from the documents that it reports on.

`KB_SOURCE_DOCUMENTS` names a folder with their texts, `….en.txt` and `….id.txt`, which are not
part of the project; without it there is nothing to compare with.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

from macros.library import Library
from macros.markdown.plain_text import OBJECT
from macros.model import LOCALES, Bilingual, Locale
from tests.reading import whole_site

DOCUMENTS = os.environ.get("KB_SOURCE_DOCUMENTS", "")
RUN = 7
"""Words in a row that are no accident any more."""
_WORD = re.compile(rf"[^\W_]+(?:[-'’][^\W_]+)*|{OBJECT}")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every seven words in a row, none of which a call has written."""
    words = _WORD.findall(text.casefold())
    for at in range(len(words) - RUN + 1):
        run = tuple(words[at : at + RUN])
        if OBJECT not in run:
            yield run


def names(library: Library, locale: Locale) -> Set[tuple[str, ...]]:
    """The runs in names and titles that somebody else has given."""
    titles = [source.title for source in library.registry.sources.values()]
    values = [o.value for fact in library.registry.facts.values() for o in fact.observations]
    titles += [value for value in values if isinstance(value, Bilingual)]
    titles += [term.form for term in library.terms.values()]
    return {run for title in titles for run in runs(title[locale])}


def test_run_is_found_across_line_ends_and_signs() -> None:
    document = set(runs("One two, three\nfour (five) six SEVEN eight."))
    assert {" ".join(run) for run in document} == {
        "one two three four five six seven",
        "two three four five six seven eight",
    }
    assert document & set(runs("zero – one two three “four” five six seven"))
    assert not document & set(runs(f"one two three {OBJECT} four five six seven"))


@pytest.mark.skipif(not DOCUMENTS, reason="the documents are not here")
@pytest.mark.parametrize("locale", LOCALES)
def test_pages_are_in_our_own_words(locale: Locale) -> None:
    library = whole_site()
    texts = [path.read_text(encoding="utf-8") for path in Path(DOCUMENTS).glob(f"*.{locale}.txt")]
    assert texts
    taken = {run for text in texts for run in runs(text)} - names(library, locale)
    found = {
        (page.path, " ".join(run))
        for page in library.pages[locale].values()
        for run in runs(library.text_of(page).text)
        if run in taken
    }
    assert not found
