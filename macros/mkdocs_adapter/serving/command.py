"""What `kb serve` starts: the server of this folder, or MkDocs' own where that knows too little."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.__main__ import State
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import _serve_url, _timestamp

from macros.mkdocs_adapter.build_state import UNSAFE
from macros.mkdocs_adapter.serving.changes import Changes
from macros.mkdocs_adapter.serving.checker import Checker
from macros.mkdocs_adapter.serving.editions import DEFAULT, Edition, unknown
from macros.mkdocs_adapter.serving.live_project import LiveProject
from macros.mkdocs_adapter.serving.server import PageServer
from macros.mkdocs_adapter.serving.site import LiveSite, Unknown

log = logging.getLogger("mkdocs.serving")


def serve(address: str) -> None:
    """Serve the project of the current folder at HOST:PORT until the process is told to end."""
    _lines = State()  # type: ignore[no-untyped-call] # MkDocs' way to write to a terminal, for as long as this lives
    folder = tempfile.mkdtemp(prefix="mkdocs_")
    try:
        _serve(address, folder)
    except Unknown as error:
        # The settings are others by now, or were never known: begin anew, or leave it to MkDocs.
        log.info("Not known to `kb serve`, so that MkDocs renders all pages: %s", error)
        shutil.rmtree(folder, ignore_errors=True)
        parent = str(os.getppid())
        command = [sys.executable, "-m", "macros.mkdocs_adapter", parent, "serve-all", address]
        os.execv(sys.executable, command)
    except KeyboardInterrupt:
        log.info("Shutting down...")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve(address: str, folder: str) -> None:
    root = Path.cwd()
    gc.disable()  # as long as nearly all that is made stays

    def load() -> MkDocsConfig:
        config = load_config(site_dir=folder, dev_addr=address, strict=False)
        config.plugins.on_startup(command="serve", dirty=False)
        path = urlsplit(config.site_url or "/").path
        config.site_url = _serve_url(*config.dev_addr, path)
        return config

    config = load()
    if rest := unknown(config):
        raise Unknown(rest)
    first = Edition(DEFAULT, config)  # From here on it is known which site this is.
    changes = Changes(root, first.theme)  # before anything is read that may change
    project = LiveProject(root, UNSAFE, config.site_url or "", config.use_directory_urls)
    project.renew()
    checker = Checker(project)  # before there are threads
    checker.ask(())
    site = LiveSite(project, load, _timestamp, first)
    host, port = config.dev_addr
    server = PageServer(site, changes, checker, host, port)
    gc.freeze()  # What has been read stays: it need not be looked through again and again.
    gc.enable()
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()
