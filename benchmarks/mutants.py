"""How many of the small changes that mutmut made a test has noticed, per module.

Reads what `mutmut run` left in `mutants/`. A change that no test runs into counts as unnoticed.
Exits with 1 below 85 percent.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

WANTED = 0.85
_SURVIVED, _NO_TESTS = 0, 33
"""The exit codes of pytest and of mutmut for what went unnoticed."""


def main() -> int:
    """Print the shares, and the mutants that are left."""
    noticed = made = 0
    for path in sorted(Path("mutants/macros").rglob("*.meta")):
        codes: dict[str, int | None] = json.loads(path.read_text())["exit_code_by_key"]
        run = {name: code for name, code in codes.items() if code is not None}
        left = sorted(name for name, code in run.items() if code in (_SURVIVED, _NO_TESTS))
        if run:
            found = len(run) - len(left)
            told = f"{found} of {len(run)} ({found / len(run):.0%})"
            print(f"{path.relative_to('mutants').with_suffix('')}: {told}")
            print("".join(f"    {name}\n" for name in left), end="")
            noticed, made = noticed + found, made + len(run)
    print(f"all: {noticed} of {made} ({noticed / made:.1%})" if made else "nothing was run")
    return int(not made or noticed / made < WANTED)


if __name__ == "__main__":
    sys.exit(main())
