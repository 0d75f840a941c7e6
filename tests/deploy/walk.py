"""The page "Put it online", walked through: its commands as they stand there, on stand-ins.

A bare repository stands in for the code host, a folder for the server's disk, Caddy and nginx serve
from it on ports of this machine, and `gh`, `docker` and what needs the rights of an administrator
are small programs that note what they are asked for. All else is what it is.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from getpass import getuser
from pathlib import Path

from tests.conftest import ROOT

PAGE = "contribute/put-it-online.md"
NAME = "kb.migrasi.or.id"
_BLOCK = re.compile(r"^( *)```(sh|yaml)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## .*\{: #([\w-]+) \}$", re.MULTILINE)


_STAND_INS = Path(__file__).parent / "stand_ins"
_FETCHED = ROOT / ".venv" / "servers"
"""Where `make test` puts servers that are not installed."""
_SYSTEM = f"{os.environ['PATH']}:/usr/sbin:/sbin:{_FETCHED}/usr/sbin:{_FETCHED}/usr/bin"
PROGRAMS = (
    *("apt-get", "caddy", "curl", "docker", "gh", "nginx"),
    *("ssh-copy-id", "ssh-keyscan", "sudo", "systemctl"),
)
MISSING = [
    name for name in ("caddy", "nginx", "curl", "rsync") if not shutil.which(name, path=_SYSTEM)
]
"""What the walk needs and this machine has not."""


def blocks(text: str) -> dict[str, list[tuple[str, str]]]:
    """The fenced texts of each section of the page, with their languages, in order."""
    parts = _SECTION.split(text)
    return {
        section: [
            (language, re.sub(rf"^{indent}", "", block, flags=re.MULTILINE))
            for indent, language, block in _BLOCK.findall(body)
        ]
        for section, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def page(locale: str) -> dict[str, list[tuple[str, str]]]:
    """The blocks of the page in a language."""
    return blocks((ROOT / "docs" / locale / PAGE).read_text(encoding="utf-8"))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Walk:
    """One who goes through the page with a copy of a project; `prepare` is done in that first."""

    def __init__(self, project: Path, folder: Path, prepare: str) -> None:
        self.folder = folder
        self.project = folder / "home" / "knowledge-base"
        self.server = folder / "srv" / "kb"
        self.nginx = free_port()
        self.environment = {
            **os.environ,
            **{f"GIT_{role}_NAME": "Maintainer" for role in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{role}_EMAIL": "kb@migrasi.or.id" for role in ("AUTHOR", "COMMITTER")},
            **{f"{port}_PORT": str(free_port()) for port in ("HTTP", "HTTPS", "ADMIN")},
            "PATH": f"{folder}/programs:{_SYSTEM}",
            "USER": getuser(),
            "SITE_NAME": NAME,
            "WALK": str(folder),
        }
        self.environment.pop("SITE_URL", None)
        for place in ("home", "programs", "etc/caddy", "etc/nginx/sites-available", "log"):
            (folder / place).mkdir(parents=True)
        (folder / "etc/nginx/sites-enabled").mkdir()
        shutil.copytree(_STAND_INS, folder / "stand_ins")
        settings = folder / "stand_ins" / "nginx.conf"
        installed = "" if Path("/usr/sbin/nginx").exists() else str(_FETCHED)
        text = settings.read_text(encoding="utf-8")
        text = text.replace("WALK", str(folder)).replace("INSTALLED", installed)
        if os.geteuid() == 0:  # else those who serve could not enter this folder
            text = f"user root;\n{text}"
        settings.write_text(text, encoding="utf-8")
        for name in PROGRAMS:
            (folder / "programs" / name).symlink_to(folder / "stand_ins" / "program")
        for arguments in (
            ("init", "--quiet", "--bare", "--initial-branch", "main", str(folder / "host.git")),
            ("clone", "--quiet", "--branch", "main", str(project), str(self.project)),
        ):
            subprocess.run(["git", *arguments], check=True, capture_output=True)
        self.run(("sh", prepare))

    def run(self, *steps: tuple[str, str], **environment: str) -> str:
        """What the blocks print, done one after the other as by one who types them.

        A block of YAML is added to mkdocs.yml. Raises `AssertionError` where a command fails.
        """
        lines = ["set -euo pipefail"]
        for language, block in steps:
            text = self._as_here(block)
            lines.append(text if language == "sh" else f"cat >> mkdocs.yml <<'END'\n{text}END")
        done = subprocess.run(
            ["bash", "-c", "\n".join(lines)],
            env={**self.environment, **environment},
            cwd=self.project,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, "\n".join([*lines, done.stdout, done.stderr])
        for address in re.findall("^export SITE_URL=(.*)$", "\n".join(lines), re.MULTILINE):
            self.environment["SITE_URL"] = address  # the terminal stays open
        return done.stdout

    def asked(self, program: str) -> list[str]:
        """What a stand-in was asked for, call by call."""
        log = self.folder / "log" / program
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def stop(self) -> None:
        """End the servers that were started."""
        for pid in (self.folder / "log").glob("*.pid"):
            with suppress(OSError, ValueError):  # it has ended, or never begun
                os.kill(int(pid.read_text(encoding="utf-8")), signal.SIGTERM)

    def _as_here(self, text: str) -> str:
        """The commands with what stands for something of the reader's, and with places here."""
        here = {
            "https://github.com/OWNER/REPOSITORY.git": f"{self.folder}/host.git",
            "OWNER/REPOSITORY": "migrasi-id/kb",
            "your-organisation": "migrasi-id",
            "USER@kb.your-domain.id:/srv/kb": str(self.server),
            "/srv/kb": str(self.server),
            "/etc/": f"{self.folder}/etc/",
            "listen 80;": f"listen 127.0.0.1:{self.nginx};",
            "kb.your-domain.id": NAME,
            "your-domain.id": "migrasi.or.id",
            "COMMIT": "0123456",
        }
        return re.sub("|".join(map(re.escape, here)), lambda found: here[found[0]], text)
