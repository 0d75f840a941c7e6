"""A finished site → a folder of a server, by rsync: whole releases, and a link to one of them.

What happens there, `deploy.sh` says. Nothing is live before all of it has arrived and its sums
agree, and releases of before stay, so that going back is one rename.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from macros.authoring.before_deploy import address_defect
from macros.errors import KnowledgeError
from macros.html.page import read_built
from macros.publish.checksums import SUMS, differences
from macros.publish.target import MARK

_SCRIPT = Path(__file__).with_suffix(".sh")
_HOST = re.compile(r"([A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*")
_SSH = ("ssh", "-o", "ConnectTimeout=20")
_COPY = ("rsync", "--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--protect-args")
"""No times: a file that is as it was keeps its day, by which browsers ask for it."""
_Refusal: TypeAlias = Literal["foreign", "no-release", "damaged"]
_REFUSALS: dict[int, _Refusal] = {65: "foreign", 66: "no-release", 67: "damaged"}
"""Exit codes of the script."""
_TOLD = 300
"""Characters of what another program says."""


class Release(NamedTuple):
    """A site that lies on the server."""

    name: str
    """When it was brought there, and its commit."""
    live: bool


class Target:
    """A folder for releases: `HOST:FOLDER` or `USER@HOST:FOLDER` by ssh, or one of this machine.

    ssh is called as `RSYNC_RSH` says. Raises `KnowledgeError` K139 where `written` names neither;
    and so does each method where it cannot do its work. What was live then still is.
    """

    def __init__(self, written: str) -> None:
        host, colon, folder = written.rpartition(":")
        if (colon and not _HOST.fullmatch(host)) or not folder or folder.startswith("-"):
            raise KnowledgeError("K139", obstacle="target", target=written)
        self.written = written
        self._host = host
        self._folder = folder if host else str(Path(folder).resolve())

    def deploy(self, site: Path, name: str, keep: int) -> Sequence[Release]:
        """Bring a site there and make it live; keep no more than so many releases."""
        last = self._run("prepare").strip()
        linked = [f"--link-dest=../{last}"] if last else []
        there = f"{self._folder}/releases/.{name}/"
        ssh = ["--rsh", shlex.join(_ssh())] if self._host else []
        to = f"{self._host}:{there}" if self._host else there
        self._do([*_COPY, *ssh, *linked, f"--exclude=/{MARK}", f"{site}/", to])
        return _releases(self._run("finish", name, _sum(site / SUMS), str(keep)))

    def rollback(self, name: str | None = None) -> Sequence[Release]:
        """Make an earlier release live: that of this name, or the one before the live one."""
        return _releases(self._run("rollback", *([name] if name else [])))

    def releases(self) -> Sequence[Release]:
        """All that lies there, the newest first."""
        return _releases(self._run("releases"))

    def then(self, command: str) -> None:
        """Let the shell of the server run a command in the folder."""
        script = f"cd -- {shlex.quote(self._folder)} && {command}"
        done = _call(self._there(["sh", "-c", script]))
        if done.returncode:
            told = {"target": self.written, "command": command, "reason": _plain(done)}
            raise KnowledgeError("K139", obstacle="then", **told)

    def _run(self, *arguments: str) -> str:
        command = self._there(["sh", "-s", "--", self._folder, *arguments])
        return self._do(command, _SCRIPT.read_bytes())

    def _there(self, command: Sequence[str]) -> Sequence[str]:
        return [*_ssh(), self._host, shlex.join(command)] if self._host else command

    def _do(self, command: Sequence[str], script: bytes = b"") -> str:
        """What a command prints. Raises `KnowledgeError` K139 where it fails."""
        done, target = _call(command, script), self.written
        refusal = _REFUSALS.get(done.returncode) if script else None
        if refusal:
            raise KnowledgeError("K139", obstacle=refusal, target=target)
        if done.returncode:
            raise KnowledgeError("K139", obstacle="failed", target=target, reason=_plain(done))
        return done.stdout.decode("utf-8", "replace")


def refuse_unready(site: Path) -> None:
    """See that a site is what a build made, for an address that readers can open.

    Raises `KnowledgeError` K122 where it has no sums, K135 for its address, K139 where it is not
    what its sums say.
    """
    for _, path in differences(site):
        raise KnowledgeError("K139", obstacle="changed", target=str(site), path=path)
    home = (site / "index.html").read_text(encoding="utf-8")
    address = read_built(home, "index.html", site.name).canonical
    if defect := address_defect(address):
        raise KnowledgeError("K135", address=address, defect=defect)


def release_name(site: Path, now: datetime, commit: str) -> str:
    """The time in UTC and the commit; without one, what the site holds stands for it."""
    return f"{now:%Y%m%dT%H%M%SZ}-{commit or _sum(site / SUMS)[:12]}"


def _ssh() -> Sequence[str]:
    return shlex.split(os.environ.get("RSYNC_RSH", "")) or _SSH


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _releases(told: str) -> Sequence[Release]:
    lines = (line.partition(" ") for line in told.splitlines())
    return [Release(name, bool(live)) for name, _, live in lines]


def _call(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """As `subprocess.run`; a program that is not there fails as the shell has it fail."""
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False)
    except OSError as error:
        told = f"{command[0]}: {error.strerror}".encode()
        return subprocess.CompletedProcess(command, 127, b"", told)


def _plain(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a program says, on one line, without what would steer a terminal."""
    text = " ".join(done.stderr.decode("utf-8", "replace").split()) or f"exit {done.returncode}"
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:_TOLD]
