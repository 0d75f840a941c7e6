"""Real web servers with the settings that the site brings along, each serving the built site."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from macros.publish.hosting.files import FOLDER

OWN = Path(__file__).parents[2] / ".venv" / "servers"
"""Where `make test` has unpacked Debian's packages, installing nothing."""


def _there(path: str) -> Path | None:
    """A file of those packages, unpacked or installed."""
    return next((at for at in (OWN / path, Path("/") / path) if at.exists()), None)


BROTLI = _there("usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
MODULES = _there("usr/lib/apache2/modules")
NAMES = ("nginx", "caddy", "apache2")


class Answer(NamedTuple):
    """What a server has sent."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes

    @property
    def policy(self) -> str:
        return self.headers.get("content-security-policy", "")


class Server(NamedTuple):
    """A server that runs, and its port."""

    name: str
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path, as it is written; no answer is followed, and none unpacked."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()


def nginx(site: Path, folder: Path, port: int) -> list[str]:
    """As the site's page for maintainers says; temporary files in a folder of the test."""
    places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "\n".join(f"{place}_temp_path {folder}/{place};" for place in places)
    brotli = f"include {site}/{FOLDER}/nginx-brotli.conf;" if BROTLI else ""
    (folder / "nginx.conf").write_text(
        f"{f'load_module {BROTLI};' if brotli else ''}\n"
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        "events { }\n"
        f"http {{\naccess_log off;\n{temporary}\ninclude {site}/{FOLDER}/nginx-http.conf;\n"
        f"server {{\nlisten 127.0.0.1:{port};\nroot {site};\n"
        f"include {site}/{FOLDER}/nginx.conf;\n{brotli}\n}}\n}}\n",
        encoding="utf-8",
    )
    return ["-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]


def caddy(site: Path, folder: Path, port: int) -> list[str]:
    (folder / "Caddyfile").write_text(
        "{\n\tadmin off\n\tauto_https off\n}\n"
        f"import {site}/{FOLDER}/Caddyfile\n"
        f"http://127.0.0.1:{port} {{\n\troot * {site}\n\timport knowledge_base\n}}\n",
        encoding="utf-8",
    )
    return ["run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


def apache2(site: Path, folder: Path, port: int) -> list[str]:
    names = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "alias", "autoindex")
    load = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names)
    (folder / "apache.conf").write_text(
        f"{load}\nServerRoot {folder}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/error.log\nDocumentRoot {site}\n"
        "User www-data\nGroup www-data\nTypesConfig /dev/null\n"
        f"<Directory {site}>\nAllowOverride All\nOptions Indexes FollowSymLinks\n"
        "Require all granted\n</Directory>\n",
        encoding="utf-8",
    )
    return ["-f", f"{folder}/apache.conf", "-DFOREGROUND"]


_SETTINGS: Mapping[str, Callable[[Path, Path, int], list[str]]] = {
    "nginx": nginx,
    "caddy": caddy,
    "apache2": apache2,
}


def running(name: str, site: Path, folder: Path) -> Iterator[Server]:
    """A server until the test ends; the test is left out where this computer has none."""
    program = _there(f"usr/bin/{name}") or _there(f"usr/sbin/{name}")
    if not program:
        pytest.skip(f"no {name}: `make test` fetches it on Debian, where the network has it")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = _SETTINGS[name](site, folder, port)
    libraries = next((str(path) for path in OWN.glob("usr/lib/*-linux-gnu")), "")
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": libraries}
    with (
        (folder / "said.txt").open("w+b") as said,
        subprocess.Popen(
            [program, *arguments], stdout=said, stderr=said, env=environment
        ) as process,
    ):
        try:
            server = Server(name, port)
            for _ in range(200):
                if process.poll() is not None:
                    break
                try:
                    server.get("/")
                    yield server
                    return
                except OSError:
                    time.sleep(0.05)
            said.seek(0)
            logs = [path.read_text() for path in folder.glob("error.log")]
            pytest.fail("\n".join([said.read().decode(), *logs]))
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def public(site_folder: Path) -> Iterator[Path]:
    """The built site where a server may read it that is not the user who runs the tests."""
    with TemporaryDirectory(prefix="kb-site-") as folder:
        Path(folder).chmod(0o755)
        yield Path(shutil.copytree(site_folder, Path(folder) / "site", copy_function=_linked))


def _linked(old: str, new: str) -> None:
    """The same file at a second place, or a copy on another disk."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy(old, new)


@pytest.fixture(scope="module", params=NAMES)
def server(
    request: pytest.FixtureRequest, public: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Each of the servers in turn, with the built site."""
    yield from running(request.param, public, tmp_path_factory.mktemp(request.param))
