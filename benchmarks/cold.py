"""What MkDocs makes of a project for its own server, all at once, in a process of its own."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.fresh import FRESH
from macros.mkdocs_adapter.checked_settings import check_first


def cold(folder: Path, address: str, day: str) -> Mapping[str, bytes]:
    """The pages of a project as MkDocs makes them for its own server, by their addresses."""
    with TemporaryDirectory(prefix="kb-cold-") as temporary:
        made, told = Path(temporary, "made"), Path(temporary, "told")
        process = FRESH.Process(target=_make, args=(folder, made, told, address, day))
        process.start()
        process.join()
        assert process.exitcode == 0, told.read_text(encoding="utf-8")
        process.close()
        pages = {}
        for path in sorted(made.rglob("*.html")):
            name = path.relative_to(made).as_posix()
            pages[name.removesuffix("index.html")] = path.read_bytes()
        return pages


def _make(folder: Path, made: Path, told: Path, address: str, day: str) -> None:
    with told.open("w", encoding="utf-8") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    os.environ |= {"KB_TODAY": day, "NO_MKDOCS_2_WARNING": "1"}
    try:
        check_first()
        config = load_config(site_dir=str(made), strict=False)
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = address
        build(config, serve_url=config.site_url)
    except BaseException:
        traceback.print_exc()
        raise
