"""`kb where`: every page, heading and language that shows a fact."""

from __future__ import annotations

import argparse

from macros.authoring.fact_lookup import uses
from macros.commands.options import OK, library_of, print_json


def run(options: argparse.Namespace) -> int:
    """Print the places, as an editor's program can jump to them."""
    found = uses(library_of(options), options.fact)
    if options.format == "json":
        print_json({"fact": options.fact, "uses": found})
        return OK
    for use in found:
        heading = f" › {use['heading']}" if use["heading"] else ""
        print(f"{use['path']}:{use['line']}:{use['column']}  {use['title']}{heading}")
    return OK
