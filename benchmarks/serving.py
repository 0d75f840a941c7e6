"""`kb serve` as a browser sees it, beside what MkDocs makes of the same sources (`cold`).

`Server.shown` measures how long it takes from saving a file until a browser has the page anew;
`unlike` tells where pages that are served are not those wanted.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

SECONDS = 60.0
"""Within these all must be as it is to be, on a machine with other things to do as well."""
_TELLS = re.compile(rb"<script>\s*var livereload = .*?livereload\((\d+), \d+\);\s*</script>", re.S)


@dataclass
class Server:
    """A running `kb serve`."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def fetch(self, path: str) -> tuple[int, bytes]:
        """The status of an answer, and its content as it is served."""
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urlopen(self.address + path, timeout=SECONDS) as answer:
                content: bytes = answer.read()
                return answer.status, content
        except HTTPError as error:
            return error.code, error.read()

    def page(self, path: str) -> bytes:
        """A page without what the server adds to it; empty where there is none."""
        status, content = self.fetch(path)
        return _TELLS.sub(b"", content) if status == 200 else b""

    def poll(self, path: str, epoch: int) -> int:
        """What a browser is told that shows a page of an epoch and asks whether it is another."""
        asking = Request(f"{self.address}livereload/{epoch}/1")
        asking.add_header("Referer", self.address + path)
        with urlopen(asking, timeout=SECONDS) as answer:
            return int(answer.read())

    def shown(self, path: str, edit: Callable[[], object]) -> float:
        """Seconds from an edit of a file until a browser that shows a page has it anew."""
        _, content = self.fetch(path)
        found = _TELLS.search(content)
        assert found, path
        started = time.monotonic()
        edit()
        started = time.monotonic()
        while self.poll(path, int(found[1])) <= int(found[1]):
            pass
        self.fetch(path)
        return time.monotonic() - started


KB: Sequence[str] = ("-m", "macros.cli", "serve", "--address")
"""What Python runs; the address comes behind it."""


@contextmanager
def served(folder: Path, day: str, command: Sequence[str] = KB) -> Iterator[Server]:
    """`kb serve` of a project, from when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, *command, f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, "KB_TODAY": day, "NO_MKDOCS_2_WARNING": "1"},
            stdout=told,
            stderr=told,
        )
        server = Server(f"http://127.0.0.1:{port}/", process, log)
        try:
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                try:
                    server.fetch("")
                    break
                except (URLError, ConnectionError):
                    time.sleep(0.05)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def unlike(server: Server, pages: Mapping[str, bytes], within: float = SECONDS) -> str:
    """The first page that is not served so within some seconds; empty where all are."""
    end = time.monotonic() + within
    left = dict(pages)
    while left:
        left = {path: html for path, html in left.items() if server.page(path) != html}
        if left and time.monotonic() > end:
            return f"{next(iter(left))} and {len(left) - 1} more"
        time.sleep(0.05)
    return ""
