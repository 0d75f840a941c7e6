"""The commands that look at mkdocs.yml first: `kb serve` and `kb lock-settings`."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

import click

from macros.addresses.settings_lock import settings_lock_text
from macros.atomic_write import put
from macros.build_day import today
from macros.commands.options import OK, PROBLEMS, Given, command
from macros.loading import open_settings
from macros.messages import catalogue
from macros.project_files import SETTINGS, SETTINGS_LOCK
from macros.report.text import as_text


@command("serve")
@click.option("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
def serve(given: Given, address: str) -> int:
    """Show the site while its author works; 1 where its settings may not be used.

    MkDocs runs in a process of its own, which ends with this one.
    """
    root = given.folder.resolve()
    if problems := open_settings(root).problems:
        print(as_text(problems, given.lang))
        return PROBLEMS
    words = ["serve", address]
    environment = {**os.environ, "KB_LANG": given.lang, "NO_MKDOCS_2_WARNING": "1"}
    if given.today != today():  # else a new day comes while it serves
        environment["KB_TODAY"] = given.today.isoformat()
    command = [sys.executable, "-m", "macros.mkdocs_adapter", str(os.getpid()), *words]
    with subprocess.Popen(command, cwd=root, env=environment) as server:
        try:
            return OK if server.wait() == 0 else PROBLEMS
        except BaseException:
            with suppress(subprocess.TimeoutExpired):
                server.wait(2)  # Ctrl-C reaches it as well, and it cleans up.
            server.terminate()
            raise


@command("lock-settings")
def lock_settings(given: Given) -> int:
    """Write down mkdocs.yml as it is, for maintainers; 1 where something else is wrong with it."""
    found = open_settings(given.folder)
    rest = [problem for problem in found.problems if problem.code != "S142"]
    if rest or not found.text:
        print(as_text(rest, given.lang))
        return PROBLEMS
    put(given.root / SETTINGS_LOCK, settings_lock_text(found.text))
    words = catalogue().report["settings-locked"][given.lang]
    print(words.format(file=SETTINGS_LOCK, settings=SETTINGS))
    return OK
