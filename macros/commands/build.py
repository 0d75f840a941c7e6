"""`kb build`: the whole site, checked, built beside the published one, and put in its place."""

from __future__ import annotations

import argparse

from macros.commands.options import OK, PROBLEMS, day_of, root_of
from macros.publish.build import BuildFailed, build


def run(options: argparse.Namespace) -> int:
    """Build and publish; 1, and nothing published, where something is wrong."""
    root = root_of(options).resolve()
    try:
        print(build(root, root / options.site, day_of(options), options.lang, disk=options.disk))
    except BuildFailed as error:
        print(error)
        return PROBLEMS
    return OK
