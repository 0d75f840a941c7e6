"""`kb status`: how the two languages of every page and section stand to each other."""

from __future__ import annotations

import argparse

from macros.authoring.translation_report import status_entries, status_text, status_totals
from macros.commands.options import OK, day_of, print_json, root_of
from macros.loading import open_twins


def run(options: argparse.Namespace) -> int:
    """Print a line a section."""
    entries = status_entries(open_twins(root_of(options), day_of(options)))
    if options.format == "json":
        print_json({"pages": entries, "summary": status_totals(entries)})
    else:
        print(status_text(entries, options.lang))
    return OK
