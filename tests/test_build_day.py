"""Nothing asks the clock for the day but one function, so that a build can be repeated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import macros

PACKAGE = Path(macros.__file__).parent
CLOCKS = frozenset({"today", "now", "utcnow", "gmtime", "localtime", "ctime", "time_ns"})
KNOWN = {
    ("build_day.py", "today"),
    ("build_cache.py", "time"),
    ("commands/deploy.py", "now"),
    ("loading.py", "time_ns"),
}
"""The others decide nothing that is built: what is oldest in the cache, how a release is named on a
server, and whether a file was written too lately for its time to tell of another write."""


def clocks(tree: ast.AST) -> Iterator[str]:
    """The calls of what tells the time of day."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            module = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            name = node.func.attr
            if module in ("date", "datetime", "time") and name in {*CLOCKS, "time", "strftime"}:
                yield name


def test_the_clock_is_asked_in_one_place() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.py")
        for name in clocks(ast.parse(path.read_bytes()))
    }
    assert found == KNOWN


def test_a_call_of_the_clock_would_be_noticed() -> None:
    source = "a = datetime.datetime.now(); b = time.time(); c = date.today(); d = time.strftime('')"
    assert sorted(clocks(ast.parse(source))) == ["now", "strftime", "time", "today"]
