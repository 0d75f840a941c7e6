"""PDF from the templates of this room, by Typst: tagged, PDF/UA-1, the same bytes each time.

`PdfMaker.make` is all that a maker of sheets needs: the name of a template in `templates/`, the
values that it reads as `json("values.json")`, and the files that these name. `content.py` makes
values of finished HTML, and `templates/content.typ` walks them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from macros.build_cache import FOLDER
from macros.course.lessons import Course
from macros.course.packages import package_file
from macros.errors import KnowledgeError

FONT = "Source Sans 3"
"""The only family of letters that a document may use: nothing of the system is looked at."""
_FONTS = "source-sans/TTF"
_TEMPLATES = Path(__file__).with_name("templates")
_SPARE = 3
"""So many times as many files as were used may lie in the cache."""


@dataclass
class PdfMaker:
    """Makes the PDFs of a course, and keeps each as long as nothing that it is made of changes.

    What is kept lies in `.kb-cache/pdf` and may be deleted at any time.
    """

    course: Course
    _used: set[str] = field(default_factory=set)

    def make(
        self, template: str, values: Mapping[str, Any], files: Mapping[str, bytes], *, page: str
    ) -> bytes:
        """The PDF of a template with its values and files.

        `page` says in an error what it is made of. Raises `KnowledgeError` K117 where Typst cannot
        set it, K116 where the letters are not installed.
        """
        given = {
            **templates(),
            **files,
            "main.typ": templates()[template],
            "values.json": json.dumps(values, ensure_ascii=False, sort_keys=True).encode(),
        }
        fonts = package_file(self.course.root, _FONTS)
        day = datetime.combine(self.course.day, time(), UTC)
        name = _key(given, fonts, day)
        self._used.add(name)
        folder = self.course.root / FOLDER / "pdf"
        with suppress(OSError):
            return (folder / name).read_bytes()
        made = _typeset(given, fonts, day, page)
        new = folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(made)
            new.replace(folder / name)
        return made

    def tidy(self) -> None:
        """Remove what was not asked for, once there is much of it; call it at the end."""
        folder = self.course.root / FOLDER / "pdf"
        with suppress(OSError):
            names = os.listdir(folder)
            if len(names) > _SPARE * len(self._used):
                for name in set(names) - self._used:
                    with suppress(OSError):
                        (folder / name).unlink()


@cache
def templates() -> Mapping[str, bytes]:
    """All templates by their names, each of which may import the others."""
    return {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}


def _key(files: Mapping[str, bytes], fonts: Path, day: datetime) -> str:
    """The same as long as all is the same that a document is made of."""
    seen = sha256(f"{version('typst')} {_made_with(fonts)} {day.isoformat()}".encode())
    for name, content in sorted(files.items()):
        seen.update(f"\0{name}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.hexdigest()


@cache
def _made_with(fonts: Path) -> str:
    """The same as long as the letters are the same, and what packs the document."""
    letters = (fonts.parent / "package.json").read_bytes()
    return f"{version('pikepdf')} {sha256(letters).hexdigest()}"


def _typeset(files: Mapping[str, bytes], fonts: Path, day: datetime, page: str) -> bytes:
    import typst  # noqa: PLC0415 - its library of 40 MB is loaded only where something is new

    try:
        compiler = typst.Compiler(dict(files), font_paths=_letters(fonts))
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=day)
    except typst.TypstError as error:
        raise KnowledgeError("K117", page=page, told=" ".join(str(error).split())) from error
    assert isinstance(made, bytes)
    return _packed(made)


def _packed(document: bytes) -> bytes:
    """The same with its small objects in compressed streams, as readers have known since PDF 1.5.

    Typst writes each element of the structure that makes a document accessible as plain text: more
    than half of a handout.
    """
    import pikepdf  # noqa: PLC0415 - loaded only where something is new

    written = BytesIO()
    with pikepdf.open(BytesIO(document)) as pdf:
        streams = pikepdf.ObjectStreamMode.generate
        pdf.save(written, object_stream_mode=streams, deterministic_id=True)
    return written.getvalue()


@cache
def _letters(fonts: Path) -> Any:
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
