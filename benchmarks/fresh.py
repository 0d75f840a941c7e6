"""Processes that begin as copies of one that has read the code, and has done nothing else.

To read it takes longer than most of what they are asked for. There is one such process for all:
what it is to read beforehand can be said only once.
"""

from __future__ import annotations

from multiprocessing import get_context

import mkdocs_macros.plugin  # noqa: F401

import macros.cli
import macros.commands.build
import macros.commands.check
import macros.mkdocs_adapter.hooks  # noqa: F401 - what the settings of a project name

FRESH = get_context("forkserver")
FRESH.set_forkserver_preload([__name__])
