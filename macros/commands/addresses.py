"""`kb addresses`: what the site has published, and is bound to keep."""

from __future__ import annotations

import argparse

from macros.addresses.lock import lock_text
from macros.atomic_write import put
from macros.commands.checked import opened
from macros.commands.options import OK, PROBLEMS
from macros.loading import LOCK
from macros.messages import catalogue
from macros.rules.addresses import published


def run(options: argparse.Namespace) -> int:
    """Print the addresses, or write them down; 1 where some are not written down."""
    library = opened(options).library
    known = {locked.address for locked in library.lock}
    new = sorted(published(library) - known)
    if options.write:
        put(options.root / LOCK, lock_text(known | set(new)))
        words = catalogue().report["addresses"][options.lang]
        print(words.format(count=len(new), all=len(known | set(new)), file=LOCK))
        return OK
    for address in new if options.check else sorted(known | set(new)):
        print(address)
    return PROBLEMS if options.check and new else OK
