"""`kb deploy`: whole releases on a server, one of them live, and nothing else touched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from macros.errors import KnowledgeError
from macros.model import LOCALES, Location
from macros.publish.deploy import Target, refuse_unready
from macros.report.text import words_of
from tests.conftest import Command
from tests.deploy.conftest import Finished

NAMES = [f"2026112{day}T080000Z-0123456789ab" for day in range(10)]


def refused(error: KnowledgeError) -> tuple[str, str]:
    """The code and the reason, which has its words in both languages."""
    assert all(all(words_of(error.at(Location("")), locale)) for locale in LOCALES)
    return error.code, error.values.get("obstacle", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "kb"


@pytest.fixture
def target(folder: Path) -> Target:
    return Target(str(folder))


def shown(folder: Path) -> str:
    """What a reader sees, without what is the same in all sites."""
    return (folder / "current" / "index.html").read_text(encoding="utf-8").rpartition(">")[2]


def names(target: Target) -> list[str]:
    """The releases there, the live one in brackets."""
    return [f"[{name}]" if live else name for name, live in target.releases()]


def everything(folder: Path) -> dict[str, str]:
    """All files below a folder, with their texts."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_text(encoding="utf-8") for path in paths}


def test_the_command_brings_a_site_and_goes_back(
    kb: Command, finished: Finished, folder: Path
) -> None:
    code, out, err = kb("deploy", str(folder), "--site", str(finished("One")))
    assert (code, err) == (0, "")
    first = out.split()[0]
    assert out == f"{first}  live\n"
    assert shown(folder) == "One"
    assert sorted(path.name for path in folder.iterdir()) == [".kb-deploy", "current", "releases"]
    assert not (folder / "current" / ".kb-site").exists()
    time.sleep(1.1)  # names are exact to the second
    then = ("--then", "cat current/index.html > told")
    code, out, err = kb("deploy", str(folder), "--site", str(finished("Two")), *then)
    assert (code, err) == (0, "")
    assert shown(folder) == "Two"
    assert "Two" in (folder / "told").read_text(encoding="utf-8")
    assert kb("deploy", str(folder), "--list", "--lang", "id")[1] == out.replace("live", "tayang")
    code, out, err = kb("deploy", str(folder), "--rollback", *then)
    assert (code, err) == (0, "")
    assert f"{first}  live" in out
    assert "One" in (folder / "told").read_text(encoding="utf-8")
    assert shown(folder) == "One"
    assert kb("deploy", str(folder), "--rollback")[0] == 2
    assert shown(folder) == "One"
    code, _, err = kb("deploy", str(folder), "--rollback", "--list")
    assert (code, "`--rollback`" in err) == (2, True)


def test_a_release_is_named_by_its_commit(
    kb: Command, finished: Finished, folder: Path, site: Path
) -> None:
    for line in ("git init -q", "git add -A", "git commit -qm All"):
        who = {
            f"GIT_{role}_{part}": "t@t.test"
            for role in ("AUTHOR", "COMMITTER")
            for part in ("NAME", "EMAIL")
        }
        subprocess.run(line.split(), cwd=site, check=True, env={**os.environ, **who})
    told = subprocess.run(["git", "rev-parse", "HEAD"], cwd=site, capture_output=True, check=True)
    _, out, _ = kb("deploy", str(folder), "--site", str(finished()))
    assert out.split()[0].endswith(f"Z-{told.stdout.decode()[:12]}")


def test_old_releases_go_and_what_is_the_same_is_kept_once(
    target: Target, folder: Path, finished: Finished
) -> None:
    same = []
    for number, name in enumerate(NAMES[:5]):
        target.deploy(finished(f"Site {number}"), name, keep=3)
        same.append((folder / "current" / "assets" / "same.css").stat())
    assert names(target) == [f"[{NAMES[4]}]", NAMES[3], NAMES[2]]
    assert len({(stat.st_ino, stat.st_mtime_ns) for stat in same}) == 1
    target.rollback()
    target.rollback()
    assert names(target) == [NAMES[4], NAMES[3], f"[{NAMES[2]}]"]
    target.rollback(NAMES[4])
    assert names(target)[0] == f"[{NAMES[4]}]"
    # The one that was live until now stays, however old it is.
    target.rollback(NAMES[2])
    target.deploy(finished("New"), NAMES[5], keep=2)
    assert names(target) == [f"[{NAMES[5]}]", NAMES[4], NAMES[2]]


def test_what_is_not_a_release_is_never_deleted(
    target: Target, folder: Path, finished: Finished
) -> None:
    target.deploy(finished("One"), NAMES[0], keep=2)
    kept = folder / "releases" / "mine"
    kept.mkdir()
    for number in range(1, 5):
        target.deploy(finished(f"Site {number}"), NAMES[number], keep=2)
    assert kept.is_dir()
    assert names(target) == [f"[{NAMES[4]}]", NAMES[3]]


@pytest.mark.parametrize("foreign", ["file", "link", "folder"])
def test_a_folder_of_others_is_refused(
    target: Target, folder: Path, finished: Finished, foreign: str, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / NAMES[0]).mkdir()
    folder.mkdir(parents=True)
    if foreign == "file":
        (folder / "index.html").write_text("Mine", encoding="utf-8")
    else:
        (folder / ".kb-deploy").touch()
        if foreign == "link":
            (folder / "releases").symlink_to(other)
        else:
            (folder / "current").mkdir()
    before = everything(tmp_path / "srv")
    site = finished()
    acts: list[Callable[[], object]] = [
        target.rollback,
        target.releases,
        lambda: target.deploy(site, NAMES[0], keep=2),
    ]
    for act in acts:
        with pytest.raises(KnowledgeError) as error:
            act()
        assert refused(error.value) == ("K139", "foreign")
    assert everything(tmp_path / "srv") == before
    assert (other / NAMES[0]).is_dir()


def test_where_nothing_lies_there_is_no_way_back(target: Target, finished: Finished) -> None:
    for act in (target.rollback, target.releases):
        with pytest.raises(KnowledgeError) as error:
            act()
        assert refused(error.value) == ("K139", "no-release")
    target.deploy(finished(), NAMES[0], keep=2)
    for name in (None, NAMES[1], "../../etc", ".", "-rf", "'; true '"):
        with pytest.raises(KnowledgeError) as error:
            target.rollback(name)
        assert refused(error.value) == ("K139", "no-release")
    assert names(target) == [f"[{NAMES[0]}]"]


@pytest.mark.parametrize("damage", ["changed", "missing", "extra", "sums"])
def test_a_damaged_release_does_not_go_live(
    target: Target, folder: Path, finished: Finished, damage: str
) -> None:
    target.deploy(finished("One"), NAMES[0], keep=3)
    target.deploy(finished("Two"), NAMES[1], keep=3)
    old = folder / "releases" / NAMES[0]
    match damage:
        case "changed":
            (old / "index.html").write_text("Evil", encoding="utf-8")
        case "missing":
            (old / "index.html").unlink()
        case "extra":
            (old / "extra.html").symlink_to("/etc/passwd")
        case "sums":
            (old / "SHA256SUMS").write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        target.rollback()
    assert refused(error.value) == ("K139", "damaged")
    assert shown(folder) == "Two"


RsyncThat = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def rsync_that(tmp_path: Path) -> RsyncThat:
    """Puts a program in the place of rsync, which may call the real one as `real`."""

    @contextmanager
    def replaced(does: str) -> Iterator[None]:
        programs = tmp_path / "programs"
        programs.mkdir()
        real = f'PATH="{os.environ["PATH"]}"\nreal() {{ rsync "$@"; }}'
        (programs / "rsync").write_text(f"#!/bin/sh\n{real}\n{does}\n", encoding="utf-8")
        (programs / "rsync").chmod(0o755)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PATH", str(programs), prepend=os.pathsep)
            yield

    return replaced


@pytest.mark.parametrize(
    ("does", "obstacle"),
    [
        ("echo 'No space \033[31m left' >&2; exit 11", "failed"),
        ("exit 66", "failed"),
        ('real --exclude=index.html "$@"', "damaged"),
        ('real --exclude=SHA256SUMS "$@"', "damaged"),
        ('real "$@" && for last; do :; done && echo more >> "$last/index.html"', "damaged"),
        ('real "$@" && for last; do :; done && : > "$last/SHA256SUMS"', "damaged"),
    ],
)
def test_what_arrives_broken_does_not_go_live(
    folder: Path, finished: Finished, rsync_that: RsyncThat, does: str, obstacle: str
) -> None:
    target = Target(str(folder))
    target.deploy(finished("One"), NAMES[0], keep=2)
    with rsync_that(does), pytest.raises(KnowledgeError) as error:
        target.deploy(finished("Two"), NAMES[1], keep=2)
    assert refused(error.value) == ("K139", obstacle)
    assert "\033" not in error.value.values.get("reason", "")
    assert shown(folder) == "One"
    assert names(target) == [f"[{NAMES[0]}]"]
    # What had arrived is in nobody's way, and goes once it is a day old.
    arrived = folder / "releases" / f".{NAMES[1]}"
    if arrived.exists():
        os.utime(arrived, (0, 0))
    target.deploy(finished("Three"), NAMES[2], keep=2)
    assert not arrived.exists()
    assert shown(folder) == "Three"


def test_without_rsync(
    target: Target, finished: Finished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "mkdir", "ls", "find", "readlink", "sed"):
        (programs / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(KnowledgeError) as error:
        target.deploy(finished(), NAMES[0], keep=2)
    assert refused(error.value) == ("K139", "failed")
    assert error.value.values["reason"].startswith("rsync: ")


def test_what_follows_fails(target: Target, folder: Path, finished: Finished) -> None:
    """It is told; the release is live all the same."""
    target.deploy(finished(), NAMES[0], keep=2)
    with pytest.raises(KnowledgeError) as error:
        target.then("echo Not so >&2; exit 67")
    assert refused(error.value) == ("K139", "then")
    message, hint = words_of(error.value.at(Location("")), "en")
    assert message.endswith("`echo Not so >&2; exit 67` failed: “Not so”.")
    assert hint.startswith("The release is live.")
    assert shown(folder) == "One"


@pytest.mark.parametrize(
    "written",
    ["", "host:", ":/srv", "-x", "a b:/srv", "-oProxyCommand=x:/srv", "a@b@c:/srv", "a:-x"],
)
def test_a_target_is_a_folder(written: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        Target(written)
    assert refused(error.value) == ("K139", "target")


def test_only_what_a_build_made_goes_online(finished: Finished) -> None:
    refuse_unready(finished("Good"))
    with pytest.raises(KnowledgeError) as error:
        refuse_unready(finished("Example", address="https://kb.example.org/"))
    assert refused(error.value)[0] == "K135"
    changed = finished("Changed")
    (changed / "index.html").write_text("Evil", encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        refuse_unready(changed)
    assert refused(error.value) == ("K139", "changed")
    (changed / "SHA256SUMS").unlink()
    with pytest.raises(KnowledgeError) as error:
        refuse_unready(changed)
    assert refused(error.value)[0] == "K122"
    with pytest.raises(KnowledgeError) as error:
        refuse_unready(changed / "none")
    assert refused(error.value)[0] == "K122"


WATCH = """
import pathlib, sys
page, stop = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
seen, looks = set(), 0
print("ready", flush=True)
while not stop.exists():
    seen.add(page.read_text().rpartition(">")[2]); looks += 1
print(looks, sorted(seen))
"""


def test_there_is_no_moment_without_the_site(
    target: Target, folder: Path, finished: Finished, tmp_path: Path
) -> None:
    target.deploy(finished("One"), NAMES[0], keep=3)
    target.deploy(finished("Two"), NAMES[1], keep=3)
    page, stop = folder / "current" / "index.html", tmp_path / "stop"
    command = [sys.executable, "-c", WATCH, str(page), str(stop)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout
        assert watching.stdout.readline() == "ready\n"
        for _ in range(10):
            target.rollback(NAMES[0])
            target.rollback(NAMES[1])
        stop.touch()
        looks, _, seen = watching.stdout.read().partition(" ")
    assert watching.returncode == 0, "it found no page"
    assert int(looks) > 100
    assert seen == "['One', 'Two']\n"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A user and host that ssh reaches on this machine, with keys of its own."""
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    for key in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True
        )
    port = 20_000 + os.getpid() % 20_000
    settings = {
        "ListenAddress": "127.0.0.1",
        "Port": port,
        "HostKey": folder / "host",
        "PidFile": "none",
        "AuthorizedKeysFile": folder / "user.pub",
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "UsePAM": "no",
    }
    (folder / "sshd_config").write_text("".join(f"{k} {v}\n" for k, v in settings.items()))
    host = (folder / "host.pub").read_text(encoding="utf-8")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {host}", encoding="utf-8")
    ssh = f"ssh -F none -p {port} -i {folder}/user -o BatchMode=yes -o LogLevel=ERROR"
    monkeypatch.setenv("RSYNC_RSH", f"{ssh} -o UserKnownHostsFile={folder}/known")
    Path("/run/sshd").mkdir(exist_ok=True)
    program = "/usr/sbin/sshd"
    with subprocess.Popen([program, "-D", "-e", "-f", folder / "sshd_config"]) as daemon:
        time.sleep(0.5)
        yield "127.0.0.1"
        daemon.terminate()


@pytest.mark.skipif(
    not Path("/usr/sbin/sshd").exists() or os.geteuid() != 0, reason="needs sshd, and to be root"
)
def test_by_ssh(server: str, folder: Path, finished: Finished) -> None:
    """The same, and every argument arrives as it was."""
    odd = folder / "a b 'c' $HOME"
    target = Target(f"{server}:{odd}")
    target.deploy(finished("One"), NAMES[0], keep=2)
    target.deploy(finished("Two"), NAMES[1], keep=2)
    assert shown(odd) == "Two"
    inodes = {(odd / "releases" / name / "assets/same.css").stat().st_ino for name in NAMES[:2]}
    assert len(inodes) == 1
    target.then("echo $(basename \"$PWD\") > 'told it'")
    assert (odd / "told it").read_text(encoding="utf-8") == "a b 'c' $HOME\n"
    target.rollback()
    assert shown(odd) == "One"
    with pytest.raises(KnowledgeError) as error:
        target.rollback("x; touch /tmp/no")
    assert refused(error.value) == ("K139", "no-release")
    with pytest.raises(KnowledgeError) as error:
        Target(f"nobody@{server}:{odd}").releases()
    assert "Permission denied" in error.value.values["reason"]
