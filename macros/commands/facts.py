"""`kb facts`: every fact, or those that hold some words, with the call to paste."""

from __future__ import annotations

import argparse

from macros.authoring.fact_lookup import fact_entries, matching
from macros.commands.options import OK, PROBLEMS, library_of, print_json
from macros.model import Locale


def run(options: argparse.Namespace) -> int:
    """Print the facts; 1 where no fact holds the words."""
    entries = matching(fact_entries(library_of(options)), options.words)
    if options.format == "json":
        print_json({"facts": entries})
        return OK
    locale: Locale = options.lang
    for entry in entries:
        print(f"{entry['id']}  {entry['label'][locale]}: {entry['shown'][locale]}")
        print(f"    {entry['call']}")
    return OK if entries else PROBLEMS
