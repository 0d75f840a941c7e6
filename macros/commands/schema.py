"""`kb schema`: the JSON Schemas of the data files."""

from __future__ import annotations

import argparse

from macros.atomic_write import put
from macros.authoring.schemas import stale_schemas
from macros.commands.options import OK, PROBLEMS


def run(options: argparse.Namespace) -> int:
    """Write those that are out of date, or only name them."""
    stale = stale_schemas(options.root)
    for path, text in stale.items():
        print(path)
        if not options.check:
            put(path, text)
    return PROBLEMS if stale and options.check else OK
