"""MkDocs as `kb build` runs it: `python -m macros.mkdocs_adapter PARENT build …`.

It ends with the process PARENT, which has started it.
"""

from __future__ import annotations

import sys

from macros.background import end_with

if __name__ == "__main__":
    end_with(int(sys.argv.pop(1)))
    from mkdocs.__main__ import cli

    cli(prog_name="mkdocs")
