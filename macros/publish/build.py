"""From sources to a published folder, or nothing at all.

The site is built into a folder beside the published one, looked through, and only then put in
its place, so that a build that fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from macros.model import Locale
from macros.publish.mkdocs_process import MkDocsProcess
from macros.publish.revisions import new_revision
from macros.publish.target import refuse_foreign


def build(
    root: Path, site: Path, today: date, locale: Locale, *, told: str = "", disk: bool = False
) -> int:
    """Check and build the project at `root` into `site`, of which `told` says which it is; tell how
    many pages were published.

    With `disk` its pages open from a disk. Two builds of one folder wait for each other. Raises
    `BuildFailed` with the reason, `KnowledgeError` K111 where the folder is not one that a build
    may replace, and `OSError`.
    """
    root, site = root.resolve(), Path(os.path.realpath(site))  # it may be a link to itself
    refuse_foreign(root, site)
    sums: dict[str, str] = {}
    with (
        new_revision(site, told, sums) as (fresh, lock),
        MkDocsProcess(root, fresh, lock, today, locale) as mkdocs,
    ):
        # What is imported here takes as long as what MkDocs imports meanwhile, on the other core.
        from macros.publish.assembly import Wanted, assemble

        return assemble(Wanted(root, site, today, locale, disk), fresh, mkdocs, sums)
