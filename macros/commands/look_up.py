"""The commands that answer and change nothing: `kb facts`, `where`, `explain` and `status`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import click

from macros.authoring.calls_report import calls_entries, calls_text
from macros.authoring.fact_lookup import fact_entries, matching, uses
from macros.authoring.translation_report import status_entries, status_text, status_totals
from macros.commands.options import OK, PROBLEMS, Given, command, formats, print_json
from macros.git import versions
from macros.loading import open_library, open_twins
from macros.report import text


@command("facts")
@click.argument("word", nargs=-1)
@formats("text", "json")
def facts(given: Given, word: Sequence[str], format: str) -> int:
    """Print every fact, or those that hold the words; 1 where none does."""
    entries = matching(fact_entries(open_library(given.folder, given.today)), word)
    if format == "json":
        print_json({"facts": entries})
        return OK
    for entry in entries:
        print(f"{entry['id']}  {entry['label'][given.lang]}: {entry['shown'][given.lang]}")
        print(f"    {entry['call']}")
    return OK if entries else PROBLEMS


@command("where")
@click.argument("fact")
@formats("text", "json")
def where(given: Given, fact: str, format: str) -> int:
    """Print every place that shows a fact, as an editor's program can jump to it."""
    found = uses(open_library(given.folder, given.today), fact)
    if format == "json":
        print_json({"fact": fact, "uses": found})
        return OK
    for use in found:
        heading = f" › {use['heading']}" if use["heading"] else ""
        print(f"{use['path']}:{use['line']}:{use['column']}  {use['title']}{heading}")
    return OK


@command("explain")
@click.argument("code")
def explain(given: Given, code: str) -> int:
    """Print what a code finds, why it matters, and how to put it right."""
    print(text.explain(code, given.lang))
    return OK


@command("status")
@formats("text", "json")
def status(given: Given, format: str) -> int:
    """Print how the two languages of each section stand to each other, and how much is called."""
    library = open_twins(given.folder, given.today, partial(versions, given.root))
    entries, calls = status_entries(library), calls_entries(library)
    if format == "json":
        print_json({"pages": entries, "summary": status_totals(entries), "calls": calls})
    else:
        print(calls_text(calls, given.lang))
        print(status_text(entries, given.lang))
    return OK
