"""The published site, the one that is to follow it, and those before it.

A reader who asks at any moment gets one whole site: a new one is made beside the published one and
takes its place in one step. What happens to a process meanwhile, the next one puts right.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from macros.errors import KnowledgeError
from macros.publish.checksums import SUMS, differences, put_sums
from macros.publish.exchange import exchange
from macros.publish.lock import alone
from macros.publish.target import (
    MARK,
    fresh_of,
    lock_of,
    make_marked,
    previous_of,
    remove,
    revisions_of,
    told_by,
)

KEPT = 3
"""How many sites before the published one are kept."""
_GONE = "gone-"
"""What the name of one begins with that is kept no longer, and not yet deleted."""


@contextmanager
def new_revision(
    site: Path, told: str = "", sums: Mapping[str, str] | None = None
) -> Iterator[tuple[Path, int]]:
    """A folder for a new site, and the lock that other builds wait for.

    When the block ends, the site takes the place of the published one; when it fails, nothing of it
    is left. `told` says which site it is. Raises `OSError`, with the path of what failed.
    """
    fresh = fresh_of(site)
    with alone(lock_of(site)) as lock:
        _recover(site)
        try:
            make_marked(fresh, told)
            yield fresh, lock
            put_sums(fresh, sums)
            _publish(fresh, site)
        except OSError as error:
            error.filename = error.filename or str(fresh)  # a full disk does not say where
            raise
        finally:
            with suppress(OSError):
                remove(fresh)


def delete_oldest(site: Path) -> None:
    """Delete the sites that are kept no longer. It takes long: it is for when a build waits."""
    for path in revisions_of(site).glob(f"{_GONE}*"):
        with suppress(OSError):
            remove(path)


def is_whole(site: Path, told: str, sums: str) -> bool:
    """Whether the published site is, file by file, the one of which this is told, and whose sums
    have this hash. Puts right what a killed build has left."""
    with alone(lock_of(site)):
        _recover(site)
        try:
            same = told_by(site) == told and sha256(_sums(site)).hexdigest() == sums
            return same and next(differences(site), None) is None
        except (OSError, KnowledgeError):
            return False


def roll_back(site: Path) -> tuple[str, int]:
    """Put the site before the published one in its place, and delete the published one.

    Gives what is told of the site that is back, and how many are left before it. Raises
    `KnowledgeError` K121 where there is none, K123 where it is no longer as it was made.
    """
    with alone(lock_of(site)):
        _recover(site)
        *numbers, last = _numbers(site) or [0]
        before = revisions_of(site) / str(last)
        if not last or not site.is_dir():
            raise KnowledgeError("K121", path=str(site))
        for _, path in differences(before):
            raise KnowledgeError("K123", path=str(before / path))
        _swap(before, site)
        remove(before)
    return told_by(site), len(numbers)


def _recover(site: Path) -> None:
    """Put right what a process left that was killed."""
    previous = previous_of(site)
    if previous.exists() and not site.exists():
        previous.rename(site)
    remove(previous)
    remove(fresh_of(site))


def _publish(fresh: Path, site: Path) -> None:
    for place, _, names in os.walk(fresh):
        os.chmod(place, 0o755)
        for name in names:
            os.chmod(os.path.join(place, name), 0o644)
    if not site.exists():
        fresh.rename(site)
        return
    _swap(fresh, site)
    # The site is published: if the one before it cannot be kept, that is no failure.
    with suppress(OSError):
        _keep(fresh, site)


def _swap(other: Path, site: Path) -> None:
    if exchange(other, site):
        return
    previous = previous_of(site)
    site.rename(previous)
    try:
        other.rename(site)
    except BaseException:
        previous.rename(site)
        raise
    previous.rename(other)


def _keep(old: Path, site: Path) -> None:
    """Put a site among the revisions, unless the next one is the same, and no longer the oldest."""
    if not (old / MARK).is_file() or _sums(old) == _sums(site):
        return
    folder, numbers = revisions_of(site), _numbers(site)
    if not folder.exists():
        make_marked(folder)
    old.chmod(0o755)  # a folder that nobody may write to cannot be moved into another one
    old.rename(folder / str(max(numbers, default=0) + 1))
    delete_oldest(site)  # of a build that had no time to
    for number in numbers[: len(numbers) - KEPT + 1]:
        (folder / str(number)).rename(folder / f"{_GONE}{number}")


def _sums(site: Path) -> bytes:
    """What tells a site from others; nothing where an older version has made it."""
    try:
        return (site / SUMS).read_bytes()
    except FileNotFoundError:
        return b""


def _numbers(site: Path) -> list[int]:
    """The numbers of the sites that are kept, the oldest first."""
    folder = revisions_of(site)
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(int(name) for name in names if name.isdecimal())
