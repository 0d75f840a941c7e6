"""`kb synced`: an editor says that both languages of some sections are in line."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros.authoring.mark_synced import sync
from macros.commands.checked import opened
from macros.commands.options import OK, PROBLEMS
from macros.messages import catalogue
from macros.report.text import as_text


def run(options: argparse.Namespace) -> int:
    """Record all of them in twins.lock, or none and say why."""
    done = sync(opened(options), [] if options.all else options.paths, Path.cwd())
    words = catalogue().report
    if done.refused:
        print(words["refused"][options.lang])
        print(as_text(done.refused, options.lang))
        return PROBLEMS
    pages = len({page for page, _ in done.sections})
    print(words["synced"][options.lang].format(count=len(done.sections), pages=pages))
    return OK
