"""MkDocs in a process of its own, which makes the pages of a site.

This imports little: that process begins as soon as it is known that there is something to build.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from macros.errors import KnowledgeError
from macros.model import Locale

WHOLE = "KB_BUILD"
"""Set while `kb build` has MkDocs make the pages: what they lead to will be there."""
_REPORTED = re.compile(r"^(WARNING|ERROR|CRITICAL|Error|Aborted)\b")


class BuildFailed(Exception):
    """The site could not be built; the published one is as it was."""


class MkDocsProcess:
    """Builds the pages of the project at `root` into the folder `fresh`, once it is told to `go`.

    It keeps the `lock` as long as it lives: what it still writes after the end of this process is
    written before another build. At the end of the block it lives no longer.
    """

    def __init__(self, root: Path, fresh: Path, lock: int, today: date, locale: Locale) -> None:
        parent = str(os.getpid())
        # Never with -q: it would hide what --strict counts.
        command = [parent, "when-told", "build", "--strict", "--site-dir", str(fresh)]
        midnight = datetime.combine(today, datetime.min.time(), UTC)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "macros.mkdocs_adapter", *command],
            cwd=root,
            env={
                **os.environ,
                "KB_TODAY": today.isoformat(),
                "KB_LANG": locale,
                WHOLE: "1",
                "NO_MKDOCS_2_WARNING": "1",
                # What MkDocs itself dates, the list of all addresses, is of the same day.
                "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            pass_fds=(lock,) if os.name == "posix" else (),
        )

    def __enter__(self) -> MkDocsProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        with self._process:  # close what leads to it, and wait for its end
            pass

    def go(self) -> None:
        """Let it read the settings, and build."""
        assert self._process.stdin
        with suppress(BrokenPipeError):  # how it ended is told when it is waited for
            self._process.stdin.write("go\n")
            self._process.stdin.flush()

    def wait(self) -> None:
        """Until the pages are made.

        Raises `BuildFailed` with what it says where it fails or warns, `KnowledgeError` K124 where
        the system has ended it.
        """
        parts = self._process.communicate()
        said = [line for part in parts for line in part.splitlines() if line.strip()]
        if (code := self._process.returncode) < 0:
            raise KnowledgeError("K124", number=str(-code))
        if code != 0 or any(_REPORTED.match(line) for line in said):
            raise BuildFailed("\n".join(line for line in said if not line.startswith("INFO")))
