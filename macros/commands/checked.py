"""The project that a subcommand works on, checked.

Apart from `options`, because the checks take time to import and some commands need none of them.
"""

from __future__ import annotations

import argparse

from macros.commands.options import day_of, root_of
from macros.project import Project, open_project


def opened(options: argparse.Namespace) -> Project:
    """The project, read and checked. Raises `KnowledgeError` P101 where there is none."""
    return open_project(root_of(options), day_of(options))
