"""PDF from the templates of this room, by Typst: tagged, PDF/UA-1, the same bytes each time.

Makers of sheets tell what a `Sheet` holds, and `pdf_files` makes them. `content.py` makes values of
finished HTML, and `templates/content.typ` walks them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from macros.background import each
from macros.build_cache import FOLDER, BuildCache
from macros.course.lessons import Course
from macros.course.packages import package_file
from macros.errors import KnowledgeError

FONT = "Source Sans 3"
"""The only family of letters that a document may use: nothing of the system is looked at."""
_FONTS = "source-sans/TTF"
_TEMPLATES = Path(__file__).with_name("templates")
_KIND = "pdf"

Made = tuple[dict[str, Any], dict[str, bytes]]
"""The values of a template, which it reads as `json("values.json")`, and the files they name."""


class Sheet(NamedTuple):
    """A document that is to be made; `path` is the one below the site's folder."""

    path: str
    page: str
    """What it is made of, as an error names it."""
    template: str
    """The name of a file in `templates/`."""
    made: Callable[[], Made]


def pdf_files(course: Course, sheets: Sequence[Sheet]) -> Iterator[tuple[str, bytes]]:
    """The PDFs of sheets, each of which is kept as long as nothing that it is made of changes.

    Raises `KnowledgeError` K117 where Typst cannot set one, K116 where the letters are not
    installed.
    """
    kept = BuildCache(course.root / FOLDER)
    fonts = package_file(course.root, _FONTS)
    made = each(partial(_document, course, fonts, kept), sheets)
    for sheet, (key, is_new, document) in zip(sheets, made, strict=True):
        # It is packed here, where what does that is loaded once.
        content = _packed(document) if is_new else document
        if is_new:
            kept.keep(_KIND, key, content)
        yield sheet.path, content
    kept.flush()


def _document(
    course: Course, fonts: Path, kept: BuildCache, sheet: Sheet
) -> tuple[bytes, bool, bytes]:
    """The key of a document, whether it is new, and the document, which is not yet packed then."""
    values, files = sheet.made()
    given = {
        **templates(),
        **files,
        "main.typ": templates()[sheet.template],
        "values.json": json.dumps(values, ensure_ascii=False, sort_keys=True).encode(),
    }
    day = datetime.combine(course.day, time(), UTC)
    key = _key(given, fonts, day)
    found = kept.get(_KIND, key)
    return key, found is None, found or _typeset(given, fonts, day, sheet.page)


@cache
def templates() -> Mapping[str, bytes]:
    """All templates by their names, each of which may import the others."""
    return {path.name: path.read_bytes() for path in sorted(_TEMPLATES.glob("*.typ"))}


def _key(files: Mapping[str, bytes], fonts: Path, day: datetime) -> bytes:
    """The same as long as all is the same that a document is made of."""
    seen = sha256(f"{version('typst')} {_made_with(fonts)} {day.isoformat()}".encode())
    for name, content in sorted(files.items()):
        seen.update(f"\0{name}\0{len(content)}\0".encode())
        seen.update(content)
    return seen.digest()


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
    return made


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
