"""The container: what it may, and what it holds. Built and run where podman and its parts are."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import yaml

from macros.loading import open_built
from macros.publish.hosting.files import hosting_files
from tests.conftest import ROOT
from tests.deploy.conftest import finish

DEPLOY = ROOT / "deploy"
SERVICE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))[
    "services"
]["site"]
BASE = re.compile(r"^FROM (\S+)$", re.MULTILINE)
IMAGE = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
PROGRAMS = ("buildah", "podman", "runc", "caddy", "busybox", "setcap")
SYSTEM = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
APPLETS = ("sh", "cp", "mv", "mkdir", "chown", "wget", "cat", "touch")


def test_it_may_do_nothing_but_serve() -> None:
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert "cap_add" not in SERVICE
    assert "privileged" not in SERVICE
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", SERVICE["user"])
    assert f"USER {SERVICE['user']}\n" in IMAGE
    assert SERVICE["volumes"] == ["certificates:/data"], "nothing else can be written"
    assert all(port.split(":")[1].split("/")[0] > "1024" for port in SERVICE["ports"])
    assert "HEALTHCHECK" in IMAGE


def test_it_is_made_of_a_known_base_and_the_finished_site() -> None:
    (base,) = BASE.findall(IMAGE)
    assert re.fullmatch(r"docker\.io/library/caddy:\d+\.\d+\.\d+-alpine@sha256:[0-9a-f]{64}", base)
    taken = re.findall(r"^COPY (\S+) ", IMAGE, re.MULTILINE)
    assert sorted(taken) == ["deploy/Caddyfile", "site/"]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in ignored if not line.startswith("#")] == [
        "*",
        *sorted((f"!{path.rstrip('/')}" for path in taken), reverse=True),
    ]


class Engine:
    """podman with a store of its own; there is no registry, so the base is made here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # podman takes no long path for what runs.
        self._store = ["--root", f"{folder}/store", "--runroot", f"{folder}/run"]
        self._store += ["--storage-driver", "vfs"]

    def build(self, file: Path, context: Path, tag: str) -> None:
        to = ["--isolation", "chroot", "--pull-never", "--format", "docker", "--tag", tag]
        self._do("buildah", "bud", "--quiet", *to, "--file", str(file), str(context))

    def podman(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._do("podman", *arguments, check=check)

    def start(self, name: str, image: str, **environment: str) -> None:
        """Start a container with just the rights of compose.yml, and no network but its own."""
        rights = ["--cap-drop", *SERVICE["cap_drop"], "--user", SERVICE["user"]]
        rights += ["--security-opt", "no-new-privileges", "--read-only", "--read-only-tmpfs=false"]
        rights += [option for mount in SERVICE["tmpfs"] for option in ("--tmpfs", mount)]
        rights += [option for volume in SERVICE["volumes"] for option in ("--volume", volume)]
        # What this machine may raise no further.
        limits = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"]
        given = [option for pair in environment.items() for option in ("--env", "=".join(pair))]
        self.podman(
            *("run", "--detach", "--name", name, "--network", "none"),
            *rights,
            *limits,
            *given,
            image,
        )

    def _do(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        runtime = (
            ["--runtime", "runc", "--cgroup-manager", "cgroupfs"] if program == "podman" else []
        )
        done = subprocess.run(
            [program, *self._store, *runtime, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the image of a small site, on a stand-in for the base.

    That has Caddy with the capability that the base gives it, and what its shell needs.
    """
    missing = [name for name in PROGRAMS if not shutil.which(name, path=SYSTEM)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    base, project = tmp_path_factory.mktemp("base"), tmp_path_factory.mktemp("project")
    caddy, busybox = (str(shutil.which(name, path=SYSTEM)) for name in ("caddy", "busybox"))
    linked = subprocess.run(["ldd", caddy], capture_output=True, text=True, check=True).stdout
    for path in (*re.findall(r"(/\S+) \(0x", linked), "/usr/bin/caddy", "/usr/bin/busybox"):
        to = base / path[1:]
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy({"/usr/bin/caddy": caddy, "/usr/bin/busybox": busybox}.get(path, path), to)
    for name in APPLETS:
        (base / "usr/bin" / name).symlink_to("busybox")
    (base / "bin").symlink_to("usr/bin")
    (base / "tmp").mkdir()
    setcap = str(shutil.which("setcap", path=SYSTEM))
    subprocess.run([setcap, "cap_net_bind_service=+ep", base / "usr/bin/caddy"], check=True)
    shutil.copytree(DEPLOY, project / "deploy")
    shutil.copy(ROOT / ".dockerignore", project)
    finish(project / "site", "One", {})
    for path, content in hosting_files(open_built(project / "site")):
        (project / "site" / path).write_bytes(content)
    (project / "secret").write_text("secret", encoding="utf-8")
    folder = Path(mkdtemp(prefix="kb"))
    engine = Engine(folder)
    scratch = project / "deploy" / "Base"
    scratch.write_text("FROM scratch\nCOPY . /\n", encoding="utf-8")
    engine.build(scratch, base, "localhost/base")
    stand_in = project / "deploy" / "Containerfile"
    stand_in.write_text(BASE.sub("FROM localhost/base", IMAGE), encoding="utf-8")
    engine.build(stand_in, project, "localhost/site")
    yield engine
    engine.podman("rm", "--all", "--force", "--time", "1", check=False)
    for _ in range(40):  # what ends a container is a process of its own
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.25)


def test_it_serves_without_rights(engine: Engine) -> None:
    engine.start("site", "localhost/site")

    def inside(*command: str) -> str:
        done = engine.podman("exec", "site", *command, check=False)
        return done.stdout + done.stderr

    answer = _patiently(lambda: inside("wget", "-S", "-O", "-", "http://127.0.0.1:8080/"), "One")
    assert "X-Content-Type-Options: nosniff" in answer
    assert "404" in inside("wget", "-O", "-", "http://127.0.0.1:8080/.hosting/Caddyfile")
    engine.podman("healthcheck", "run", "site")
    status = inside("cat", "/proc/1/status")
    assert re.search(r"^Uid:\s+65532\s+65532", status, re.MULTILINE), status
    assert re.search(r"^CapBnd:\s+0+$", status, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\s+1$", status, re.MULTILINE)
    for place in ("/srv/index.html", "/etc/caddy/Caddyfile", "/new", "/usr/bin/new"):
        assert "Read-only file system" in inside("touch", place)
    assert inside("touch", "/data/new") == ""
    assert "No such file" in inside("cat", "/srv/secret")
    # The base as it comes could not even start: so that the copy is not taken out one day.
    done = engine.podman(
        *("run", "--network", "none", "--cap-drop", "ALL"),
        *("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"),
        *("localhost/base", "/usr/bin/caddy", "version"),
        check=False,
    )
    assert "operation not permitted" in done.stderr


def test_a_name_gets_https(engine: Engine) -> None:
    """Without a network there is no certificate, but whoever comes by HTTP is sent to HTTPS."""
    engine.start("named", "localhost/site", SITE_NAME="kb.migrasi.or.id")
    ask = (
        "wget",
        "-S",
        "-O",
        "-",
        "--header",
        "Host: kb.migrasi.or.id",
        "http://127.0.0.1:8080/m/",
    )
    answer = _patiently(
        lambda: engine.podman("exec", "named", *ask, check=False).stderr, "Location"
    )
    assert "Location: https://kb.migrasi.or.id/m/" in answer
    engine.podman("healthcheck", "run", "named")


def _patiently(ask: Callable[[], str], wanted: str) -> str:
    """What is answered, once it holds what is wanted."""
    answer = ""
    for _ in range(40):
        answer = ask()
        if wanted in answer:
            return answer
        time.sleep(0.25)
    raise AssertionError(answer)
