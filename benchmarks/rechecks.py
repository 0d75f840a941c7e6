"""Compares checks of what changed with checks of everything: all hostile pages, and random edits.

    python -m benchmarks.rechecks [SEQUENCES]

Prints how many there were, and how many of them needed no check of everything. The first pair that
does not agree ends it with a traceback.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.site.registration import register
from tests.test_recheck import Checks, compared, of_pages, random_edits

SITE = Path(__file__).parents[1] / "tests" / "site"


def told(name: str, outcomes: Iterable[bool]) -> None:
    """Print how many checks were compared, and how many of them were short."""
    found = list(outcomes)
    print(f"{name}: {len(found)} compared, {sum(found)} of them without a check of everything")


def main() -> None:
    """Compare them, as many sequences of edits as are asked for."""
    register()
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with TemporaryDirectory() as folder:
        told("Hostile pages", compared(Path(folder), of_pages(1)))
        edited: list[bool] = []
        for seed in range(count):
            checks = Checks(shutil.copytree(SITE, Path(folder) / f"edited-{seed}"))
            checks.kept()
            edited += random_edits(checks, seed, 20)
        told("Random edits", edited)


if __name__ == "__main__":
    main()
