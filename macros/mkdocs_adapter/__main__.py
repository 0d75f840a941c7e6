"""MkDocs as `kb` runs it: `python -m macros.mkdocs_adapter PARENT build …`, or `serve HOST:PORT`.

It ends with the process PARENT, which has started it. With `when-told` before `build` it waits for
a line, and reads nothing of the project before that.
"""

from __future__ import annotations

import gc
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
        from macros.mkdocs_adapter.checked_settings import check_first

        check_first()
        if sys.argv[1] == "when-told":
            del sys.argv[1]
            # Imported while the other process imports what it needs itself.
            from mkdocs.commands import build  # noqa: F401

            from macros.mkdocs_adapter import hooks  # noqa: F401

            if not sys.stdin.readline():
                sys.exit(1)
        gc.freeze()
        gc.set_threshold(100_000)  # to look for garbage took a tenth of a build, and found little
        if sys.argv[1] == "serve":
            from macros.mkdocs_adapter.serving.command import serve

            serve(sys.argv[2])
            return
        from mkdocs.__main__ import cli

        if sys.argv[1] == "serve-all":  # as MkDocs does it
            sys.argv[1:] = ["serve", "--livereload", "--no-strict", "--dev-addr", sys.argv[2]]
        cli(prog_name="mkdocs")
    except Exception as error:
        sys.exit(" ".join(words_of(refusal(error).at(Location("")), language())))


if __name__ == "__main__":
    main()
