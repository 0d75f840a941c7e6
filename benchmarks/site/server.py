"""A static server as a good host is one: brotli, types, caching, a page for what is missing.

It counts what it sends, bodies as compressed, so that also what the browser's own tools hide (the
icon of the site) is in the count.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import unquote, urlsplit

import brotli

QUALITY = 11
"""Of brotli, for what a site has not compressed itself: what hosts use for files that they compress
once."""
AGE = 600
"""Seconds for which a browser may use a file without asking again."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".xml": "application/xml",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
}
_PACKED = {".gz", ".png", ".jpg", ".webp", ".avif", ".woff2", ".zip", ".pagefind", ".pf_index"}
"""Endings of files that compression makes no smaller."""


@dataclass(frozen=True)
class Answer:
    """One request that the server answered."""

    path: str
    status: int
    size: int
    """Bytes of the body as sent."""


class Site:
    """A folder on a local address. The folder may be filled after the address is known."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address
        """Ends with a slash."""
        self._answers: list[Answer] = []
        self._compressed: dict[Path, bytes] = {}
        self._lock = Lock()

    def note(self, answer: Answer) -> None:
        """Remember an answer."""
        with self._lock:
            self._answers.append(answer)

    def taken(self) -> list[Answer]:
        """The answers since the last time of asking."""
        with self._lock:
            answers, self._answers = self._answers, []
        return answers

    def compressed(self, path: Path) -> bytes:
        """The brotli of a file: the one that the site has beside it, else one that is made once."""
        if path not in self._compressed:
            beside = path.with_name(f"{path.name}.br")
            self._compressed[path] = (
                beside.read_bytes()
                if beside.is_file()
                else brotli.compress(path.read_bytes(), quality=QUALITY)
            )
        return self._compressed[path]

    def find(self, address: str) -> tuple[int, Path]:
        """The status and the file of an address."""
        path = (self.folder / unquote(urlsplit(address).path).lstrip("/")).resolve()
        if path.is_dir():
            path /= "index.html"
        if path.is_file() and path.is_relative_to(self.folder.resolve()):
            return 200, path
        return 404, self.folder / "404.html"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, site: list[Site]) -> None:
        self.site = site[0]
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file."""
        status, path = self.site.find(self.path)
        packed = path.suffix in _PACKED or "br" not in self.headers.get("Accept-Encoding", "")
        body = path.read_bytes() if packed else self.site.compressed(path)
        self.send_response(status)
        guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", _TYPES.get(path.suffix, guessed))
        if not packed:
            self.send_header("Content-Encoding", "br")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", f"max-age={AGE}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # a page that is left in the middle
            self.wfile.write(body)
            self.wfile.flush()
        self.site.note(Answer(self.path, status, len(body)))

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a folder while the context lasts."""
    sites: list[Site] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=sites)) as server:
        sites.append(Site(folder, f"http://127.0.0.1:{server.server_port}/"))
        Thread(target=server.serve_forever, daemon=True).start()
        yield sites[0]
        server.shutdown()
