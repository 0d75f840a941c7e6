"""`kb deploy`: puts a finished site on a server, and goes back to an earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.commands.build import SITE
from macros.commands.options import OK, WHOLE, Given, command
from macros.errors import KnowledgeError
from macros.git import commit_of
from macros.messages import catalogue

if TYPE_CHECKING:
    from macros.publish.deploy import Release


@command("deploy")
@click.argument("target")
@SITE
@click.option("--keep", type=WHOLE, default=5)
@click.option("--then", metavar="COMMAND")
@click.option("--rollback", is_flag=True)
@click.option("--release", metavar="NAME")
@click.option("--list", "listed", is_flag=True)
def deploy(
    given: Given,
    *,
    target: str,
    site: Path,
    keep: int,
    then: str | None,
    rollback: bool,
    release: str | None,
    listed: bool,
) -> int:
    """Bring a site to a server and make it live, or an earlier one; name what lies there.

    Raises `KnowledgeError` K107 for options that exclude each other, K122, K135 or K139 where the
    site cannot go online, or the server does not take it.
    """
    from macros.publish.deploy import Target, refuse_unready, release_name

    if rollback and listed:
        raise KnowledgeError("K107", problem="both", given="--rollback", other="--list")
    server = Target(target)
    if listed:
        _tell(given, server.releases())
        return OK
    if rollback or release:
        found = server.rollback(release)
    else:
        folder = given.folder.resolve() / site
        refuse_unready(folder)
        name = release_name(folder, datetime.now(UTC), commit_of(given.folder))
        found = server.deploy(folder, name, max(keep, 2))
    if then:
        server.then(then)
    _tell(given, found)
    return OK


def _tell(given: Given, found: Sequence[Release]) -> None:
    for name, live in found:
        mark = catalogue().report["live"][given.lang] if live else ""
        print(f"{name}  {mark}".rstrip())
