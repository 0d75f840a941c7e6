"""`kb explain`: what a code finds, why it matters, and how to put it right."""

from __future__ import annotations

import argparse

from macros.commands.options import OK
from macros.report.text import explain


def run(options: argparse.Namespace) -> int:
    """Print all about one code."""
    print(explain(options.code, options.lang))
    return OK
