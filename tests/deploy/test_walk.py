"""The page "Put it online" is walked through, so that it says what is so."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.agreed import agree
from tests.conftest import ROOT
from tests.deploy.walk import MISSING, Walk, page
from tests.deploy.workflow import Run

PAGE = page("en")
WHOSE, SERVER, LIVE = PAGE["whose"], PAGE["server"], PAGE["live"]
INSTALL, BRING, CADDY, UPDATE, BACK, NGINX, GITHUB = SERVER
SITE_URL = "https://kb.migrasi.or.id/"

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")


def test_both_languages_have_the_same_commands() -> None:
    assert page("id") == PAGE


@pytest.fixture(scope="module")
def prepare() -> str:
    """Spares the installation: what it gives stands beside this project."""
    programs = shlex.quote(str(Path(sys.executable).parent))
    packages = shlex.quote(str(ROOT / "node_modules"))
    return (
        f"mkdir .venv node_modules && ln -s {programs} .venv/bin && "
        f"ln -s {packages}/* node_modules/ && touch .venv/ready node_modules/.ready && "
        "touch -d 2000-01-01 requirements.lock pyproject.toml package-lock.json"
    )


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, prepare: str) -> Iterator[Walk]:
    """One who has said whose site it is; the site is the small one of the tests."""
    folder = tmp_path_factory.mktemp("walk")
    project = folder / "project"
    shutil.copytree(ROOT / "tests" / "site", project)
    settings = project / "mkdocs.yml"
    real = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    address = next(line for line in real.splitlines() if line.startswith("site_url:"))
    text = settings.read_text(encoding="utf-8").replace("site_url: https://test.example/", address)
    settings.write_text(text, encoding="utf-8")
    agree(project)
    for name in (
        *(".dockerignore", ".github", ".gitignore", "Makefile", "deploy", "package-lock.json"),
        *("package.json", "pyproject.toml", "requirements.lock"),
    ):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, project / name)
    (project / "macros").symlink_to(ROOT / "macros")
    who = ("-c", "user.name=T", "-c", "user.email=t@t.test", "-c", "commit.gpgsign=false")
    for arguments in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        (*who, "commit", "--quiet", "--message", "All"),
    ):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    walk = Walk(project, folder / "walk", prepare)
    yield walk
    walk.stop()


@pytest.fixture(scope="module")
def ready(walk: Walk) -> str:
    """What is said once it was told whose site this is."""
    return walk.run(*WHOSE)


def test_nothing_is_missing(walk: Walk, ready: str) -> None:
    assert ready.count("No problems found.") == 2, "of the check, and of that before a deployment"
    told = subprocess.run(
        ["git", "log", "--format=%s", "main"],
        cwd=walk.folder / "host.git",
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode().splitlines()[0] == "Say whose site this is"


@pytest.fixture(scope="module")
def served(walk: Walk, ready: str) -> str:
    """What is said until Caddy serves the site, and when that is looked at."""
    return walk.run(INSTALL, BRING, CADDY, *LIVE)


def test_a_server_with_caddy(walk: Walk, served: str) -> None:
    assert "HTTP/2 200" in served
    assert "HTTP/2 404" in served
    head = served.lower()
    for header in (
        "content-security-policy:",
        "strict-transport-security:",
        "x-content-type-options:",
    ):
        assert head.count(header) >= 1, header
    first = (walk.server / "current").readlink()
    walk.run(UPDATE, *LIVE)
    second = (walk.server / "current").readlink()
    assert first != second
    walk.run(BACK, *LIVE)
    assert (walk.server / "current").readlink() == first
    # The first time Caddy is only reloaded by the command of the page itself.
    assert walk.asked("caddy").count(f"reload --config {walk.folder}/etc/caddy/Caddyfile") == 2


def test_a_server_with_nginx(walk: Walk, served: str) -> None:
    said = walk.run(NGINX, *LIVE, BY=f"http://kb.migrasi.or.id:{walk.nginx}/")
    assert "HTTP/1.1 200" in said
    assert "HTTP/1.1 404" in said
    assert "content-security-policy:" in said.lower()


def test_a_container(walk: Walk, ready: str) -> None:
    """The commands; that they give what they shall, test_container.py shows."""
    (language, start), back = PAGE["container"]
    walk.run((language, start.replace("make build\n", "")), back)
    first, second = walk.asked("docker")
    for call in (first, second):
        assert call.startswith("compose --file deploy/compose.yml up ")
    assert (walk.project / "deploy/compose.yml").is_file()
    assert "--no-build" in second


@pytest.fixture(scope="module")
def run(walk: Walk, ready: str, prepare: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The workflow, with the site built and checked for GitHub Pages."""
    walk.run(*PAGE["github-pages"])
    run = Run("deploy", walk, tmp_path_factory.mktemp("workflow"), prepare)
    assert run.known == {"vars.SITE_URL": SITE_URL, "vars.DEPLOY": "pages"}
    run.job("build")
    return run


def test_github_pages(run: Run) -> None:
    with pytest.raises(AssertionError, match="is not run"):
        run.job("rsync")
    run.job("pages")
    handler = partial(Quiet, directory=str(run.folder / "live-on-pages"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        run.job("live", BY=f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *arguments: object) -> None:
        pass


def test_github_brings_it_to_a_server(run: Run, walk: Walk, served: str) -> None:
    """The same site, so that it is not built again."""
    (run.folder / "github-pages").rename(run.folder / "site")
    walk.run(GITHUB)
    run.read_settings()
    assert run.known["vars.DEPLOY"] == "rsync"
    before = (walk.server / "current").readlink()
    with pytest.raises(AssertionError, match="is not run"):
        run.job("pages")
    run.job("rsync")
    assert (walk.server / "current").readlink() != before
    run.job("live")
    assert not (run.folder / "rsync" / "key").exists()
    assert (run.folder / "rsync" / "known_hosts").read_text(encoding="utf-8").strip() == (
        "kb.migrasi.or.id ssh-ed25519 KEY"
    )
    # A site that is not the one that was checked is not brought.
    (run.folder / "site" / "index.html").write_text("Evil", encoding="utf-8")
    (run.folder / "site" / "SHA256SUMS").write_text("", encoding="utf-8")
    with pytest.raises(AssertionError, match="Bring it to the server"):
        run.job("rsync")
