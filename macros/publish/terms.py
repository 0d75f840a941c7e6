"""What a page shows of a term where its reader asks: a script of each language."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros.library import Library
from macros.model import LOCALES, other_locale


def term_files(library: Library) -> Iterator[tuple[str, bytes]]:
    """Scripts that give `kb.terms` each term by its key: its name, definition, and other name.

    Plain scripts and not JSON, since these work from a disk too.
    """
    for locale in LOCALES:
        other = other_locale(locale)
        terms = {
            key: [term.form[locale], term.definition[locale], term.form[other]]
            for key, term in library.terms.items()
        }
        told = json.dumps(terms, ensure_ascii=False, separators=(",", ":"))
        yield f"assets/terms/{locale}.js", f"kb.terms={told};\n".encode()
