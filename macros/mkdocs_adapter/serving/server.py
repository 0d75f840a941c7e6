"""The server: answers requests, and tells browsers when the page that they show is another."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from posixpath import normpath
from threading import Condition, Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from wsgiref.util import FileWrapper

from mkdocs.livereload import LiveReloadServer

from macros.mkdocs_adapter.serving.changes import Changes
from macros.mkdocs_adapter.serving.checker import Checker
from macros.mkdocs_adapter.serving.site import LiveSite, Unknown

log = logging.getLogger("mkdocs.serving")
_ASKED = re.compile(r"/livereload/([0-9]{1,19})/[0-9]{1,19}")
_RETRY = 1.0
"""Seconds until it is looked again after something that nobody has foreseen."""
Start = Callable[..., object]
Environ = dict[str, Any]


class PageServer(LiveReloadServer):
    """MkDocs' server with pages that are rendered on request.

    A browser is told to reload a page where its bytes are others; one that does not say which page
    it shows, after any change.
    """

    def __init__(
        self, site: LiveSite, changes: Changes, checker: Checker, host: str, port: int
    ) -> None:
        super().__init__(lambda: None, host, port, root="", mount_path=site.mount)
        self.site, self._changes, self._checker = site, changes, checker
        self._news = Condition(site.lock)
        self._to_check = False
        self.error_handler = lambda code: self._told(f"{code}.html")

    def _build_loop(self) -> None:
        """Wait for changes, until the process is told to end."""
        self._changes.start()
        Thread(target=self._check_loop, daemon=True).start()
        while True:
            if self._changes.wait() or self.site.is_of_yesterday():
                self._renew()

    def _renew(self) -> None:
        started = time.monotonic()
        try:
            with self._news:
                self.site.renew(self._changes.stamps)
                self._to_check = True
                self._news.notify_all()
        except Unknown:
            raise
        except Exception:  # as where a file goes while it is read
            log.exception("renew")
            time.sleep(_RETRY)
            self._changes.again()
        else:
            log.info("Changes read in %.0f ms", 1000 * (time.monotonic() - started))

    def _check_loop(self) -> None:
        """Check the whole site after each change, the last one if there were several."""
        while True:  # It was asked to once already.
            try:
                for found in self._checker.answers():
                    with self._news:
                        if self.site.adopt(found):
                            self._news.notify_all()
                self.site.complete()  # before it is asked for
            except Exception:
                log.exception("check")
            with self._news:
                self._news.wait_for(lambda: self._to_check)
                self._to_check = False
                self._checker.ask(self.site.in_view())

    def shutdown(self, wait: bool = False) -> None:
        """End; called by MkDocs' command as well."""
        self._changes.stop()
        super().shutdown(wait)

    def _serve_request(self, environ: Environ, start_response: Start) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if asked := _ASKED.fullmatch(path):
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"%d" % self._reload(int(asked[1]), self._viewed(environ))]
        if not f"{path}/".startswith(self.mount_path):
            if path == "/":
                start_response("302 Found", [("Location", quote(self.mount_path))])
                return []
            return None
        name = self._name(path)
        found = self._told(name)
        if found is None:
            below = self._name(f"{path}/")
            if not path.endswith("/") and (self.site.is_page(below) or self.site.get(below)):
                start_response("302 Found", [("Location", f"{quote(path)}/")])
                return []
            return None
        kind = self._guess_type(name)  # type: ignore[no-untyped-call]
        size = str(len(found))
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", size)])
        return FileWrapper(BytesIO(found))

    def _told(self, name: str) -> bytes | None:
        """A file of the site; pages ask from then on whether they are still the same."""
        with self.site.lock:  # so that what the page is told is its own state
            found, epoch = self.site.get_page(name), self.site.epoch
        if found is None:
            found = self.site.get(name)
        if found is not None and name.endswith(".html"):
            told: bytes = self._inject_js_into_html(found, epoch)  # type: ignore[no-untyped-call]
            return told
        return found

    def _name(self, path: str) -> str:
        """The path of a file below the site's folder, for that of an address."""
        rest = path[len(self.mount_path) :]
        return normpath(f"/{rest}index.html" if path.endswith("/") else f"/{rest}").lstrip("/")

    def _viewed(self, environ: Environ) -> str | None:
        """The page that a browser shows, where it says so."""
        path = unquote(urlsplit(environ.get("HTTP_REFERER") or "").path)
        name = self._name(path) if path.startswith(self.mount_path) else ""
        return name if self.site.is_page(name) else None

    def _reload(self, epoch: int, viewed: str | None) -> int:
        """An epoch after that of the page that a browser shows, once it is another; after a minute
        the same."""
        end = time.monotonic() + self.poll_response_timeout
        with self._news:
            while True:
                since, state = self.site.since(viewed), self.site.state
                if since > epoch:
                    return since
                rest = end - time.monotonic()
                if not self._news.wait_for(partial(self._is_beyond, state), timeout=rest):
                    return epoch

    def _is_beyond(self, state: int) -> bool:
        return self.site.state != state
