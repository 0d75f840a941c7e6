"""MkDocs as `kb` runs it: `python -m macros.mkdocs_adapter PARENT build …`, or `serve`.

It ends with the process PARENT, which has started it.
"""

from __future__ import annotations

import sys

from macros.background import end_with
from macros.mkdocs_adapter.language import language
from macros.model import Location
from macros.report.faults import refusal
from macros.report.text import words_of


def main() -> None:
    """Run MkDocs; what it has not foreseen itself ends in a sentence, too."""
    end_with(int(sys.argv.pop(1)))
    try:
        from mkdocs.__main__ import cli

        from macros.mkdocs_adapter.checked_settings import check_first

        check_first()
        cli(prog_name="mkdocs")
    except Exception as error:
        sys.exit(" ".join(words_of(refusal(error).at(Location("")), language())))


if __name__ == "__main__":
    main()
