"""Python as a process, begun as a copy of one that has read the code.

It differs from a new process only in what is imported already, and in that it knows the variables
for Python itself (`PYTHON…`, `LC_…`) too late.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from benchmarks.fresh import FRESH

_PATIENCE = 120
"""Seconds."""


def run_forked(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """What `python -m …` or `python -c …` does in a folder, and prints."""
    with TemporaryDirectory(prefix="kb-forked-") as temporary:
        streams = [Path(temporary, name) for name in ("out", "err")]
        process = FRESH.Process(target=_be, args=(arguments, folder, environment, *streams))
        process.start()
        process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(arguments, _PATIENCE)
        code = process.exitcode
        process.close()
        out, err = (path.read_text(encoding="utf-8") for path in streams)
        return subprocess.CompletedProcess(arguments, code, out, err)


def _be(
    arguments: tuple[str, ...], folder: Path, environment: Mapping[str, str], out: Path, err: Path
) -> None:
    for path, stream in ((out, 1), (err, 2)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), stream)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    os.environ.clear()
    os.environ |= environment
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    (kind, given), sys.argv = arguments[:2], ["-c", *arguments[2:]]
    if kind == "-c":
        main = sys.modules["__main__"] = ModuleType("__main__")
        exec(given, main.__dict__)
        return
    assert kind == "-m"
    for module in (given, f"{given}.__main__"):
        if not hasattr(sys.modules.get(module), "__path__"):
            sys.modules.pop(module, None)  # as nobody has imported what begins the program
    runpy.run_module(given, run_name="__main__", alter_sys=True)
