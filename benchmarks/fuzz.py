"""Mutations of real files, as many as a release asks for: `make fuzz`.

5,000 of pages, data files and pictures, 1,000 of settings, redirects, menu and locks. What the
check fell over is printed with its number, which makes the same change again, and 1 returned.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus.fuzz import DATA, SETTINGS, Fuzz

PAGES, FILES, STEERING = 4_000, 1_000, 1_000


def main() -> int:
    """Print how many mutations were made, and each fall; 1 where there is any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="the number of the first round")
    parser.add_argument("--share", type=float, default=1, help="a part of all mutations")
    parser.add_argument("--only", choices=("pages", "files", "steering"))
    given = parser.parse_args()
    falls = 0
    with TemporaryDirectory() as folder:
        fuzz = Fuzz(Path(folder))
        groups = {
            "pages": (fuzz.pages, PAGES),
            "files": ((*DATA, *fuzz.pictures), FILES),
            "steering": (SETTINGS, STEERING),
        }
        for name, (paths, wanted) in groups.items():
            if given.only in (None, name):
                rounds = -(-int(wanted * given.share) // len(paths))
                for number in range(given.first, given.first + rounds):
                    for fall in fuzz.falls(paths, number):
                        falls += 1
                        print(f"{fall.path} {fall.number}\n{fall.told}", flush=True)
                print(f"{name}: {rounds * len(paths)} mutations", flush=True)
    print(f"{falls} falls")
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main())
