"""Every regular expression of the package, noted while it is compiled.

Run as a program, in a process in which nothing of the package is imported yet, with the folder of a
project: writes as JSON where each is compiled, its text and its flags.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

ROOT = Path(__file__).parents[1]


def main(folder: str) -> None:
    """Import all of the package, check a project with it, and write what was compiled meanwhile."""
    found: dict[tuple[str, int, str, int], None] = {}
    original: Any = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        compiled = original(pattern, flags)
        frame: Any = sys._getframe(1)
        while frame and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        file = frame.f_code.co_filename
        if file.startswith(f"{ROOT}/macros/") and isinstance(compiled.pattern, str):
            place = (file.removeprefix(f"{ROOT}/"), frame.f_lineno)
            found[*place, compiled.pattern, compiled.flags] = None
        return compiled

    re._compile = noted  # type: ignore[attr-defined]
    macros = import_module("macros")
    import_module("macros.site.registration").register()
    for module in walk_packages(macros.__path__, "macros."):
        import_module(module.name)
    import_module("macros.rules.runner").register_all_rules()
    opened = import_module("macros.project").open_project
    opened(Path(folder), date(2026, 11, 22), "https://test.example/")
    sys.stdout.write(json.dumps(list(found)))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1])
