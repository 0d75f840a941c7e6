"""What becomes of each case of the corpus of hostile, faulty and benign input: `make bench-corpus`.

A table by class, and below it every case that did not come to what it should:

    right      an error at the file and line where it has to be told, with what to do next
    elsewhere  an error, but at another place
    inert      no error, and nothing on the page that could act
    succeeded  no error, though something acts or a fault stays unseen
    crash      a traceback, or more time or memory than a case may take
    passed     benign, no error, and shown as Markdown renders it
    refused    benign, and refused or changed
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.corpus import BENIGN, Workshop, cases, table

_AS_WANTED = ("right", "passed")


def main() -> int:
    """Print the table; 1 where a case did not come to what it should."""
    with TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        outcomes = [*workshop.try_out(cases()), *workshop.read(cases(BENIGN))]
    print(table(outcomes))
    for name in ("cpu", "memory"):
        worst = max(outcomes, key=lambda outcome: getattr(outcome, name))
        print(f"most {name}: {worst.case.id}, {getattr(worst, name):.1f}")
    others = [outcome for outcome in outcomes if outcome.result not in _AS_WANTED]
    for outcome in others:
        print(f"\n{outcome.case.id} {outcome.result}: {outcome.case.does}")
        print("".join(f"    {line}\n" for line in outcome.told[:6]), end="")
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
