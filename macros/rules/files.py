"""Family S: the files below docs/ are pages and pictures, and nothing else gets published.

Everything that is not Markdown is copied to the site as it is. So the types are a short list:
Markdown, and the pictures of `permitted.PICTURES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from posixpath import basename, splitext
from typing import Literal

from macros.errors import nearest, problem
from macros.library import Library
from macros.markdown.html_policy import PICTURES
from macros.model import LOCALES, Address, File, Location, Problem
from macros.model.fields import NAME
from macros.pictures.inspection import LARGEST_PICTURE, MOST_PIXELS
from macros.project_files import DEEPEST
from macros.project_files import PICTURES as PICTURES_FILE
from macros.render.short_urls import first_parts
from macros.rules.registry import rule

_LONGEST_NAME, _LONGEST_PATH = 80, 150
"""Characters of the name of a file or folder, and of all of them below docs/: Windows and packed
files have room for little more, with what the site puts before and behind."""
_AT_THE_TOP = frozenset({"assets", "en", "id", "404"})
"""What the finished site has below its own address, besides pages and short addresses."""
_ANYWHERE = frozenset({"readme", "templates"})
"""What MkDocs takes for something else than a page."""
_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""What Windows takes for a device: it cannot have a file or folder of that name."""
_PAGES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""The endings that MkDocs takes for pages."""
_IGNORED = frozenset({".DS_Store", ".gitkeep"})
"""What operating systems and git leave in folders; MkDocs passes over it, too."""


@rule("S121 S122 S123 S124 S126 S127 S128 S129 S150 S153 S154")
def files_are_fit(library: Library) -> Iterator[Problem]:
    """Every file below docs/ is a plain file of an allowed type, name, size and content."""
    for file in library.files.values():
        if not file.path.startswith("docs/") or basename(file.path) in _IGNORED:
            continue
        if not file.regular and file.path.endswith(".md") and _locale(file) in LOCALES:
            continue  # The reader of pages has told it.
        problem = _nature(file)
        if problem:
            yield problem
        else:
            yield from _name(file)
            yield from _content(file)


def _nature(file: File) -> Problem | None:
    """What makes a file unfit to be looked at further."""
    where = Location(file.path)
    kind = splitext(file.path)[1]
    if not file.regular:
        if (count := file.path.count("/")) > DEEPEST:
            return problem(where, "S150", long="folders", count=str(count), limit=str(DEEPEST))
        return problem(where, "S121")
    if kind.lower() not in (".md", *PICTURES):
        near = ".md" if kind.lower() in _PAGES else ""
        known = ", ".join((".md", *PICTURES))
        return problem(where, "S122", known=known, near=near)
    if _locale(file) not in LOCALES:
        return problem(where, "S129", path=file.path)
    return None


def _locale(file: File) -> str:
    return file.path.split("/")[1]


def _name(file: File) -> Iterator[Problem]:
    parts = file.path.split("/")[2:]
    stem, kind = splitext(parts[-1])
    names = [*parts[:-1], stem]
    taken = reserved_name(names)
    if taken:
        near = "index.md" if taken.lower() == "readme" else ""
        yield problem(Location(file.path), "S123", name=taken, near=near)
        return
    if max(map(len, names)) > _LONGEST_NAME or len(file.path) > _LONGEST_PATH:
        yield from _long(file.path, names)
        return
    for part in names:
        if not NAME.fullmatch(part):
            yield problem(Location(file.path), "S124", name=part, near=_kebab(part))
            return
    if kind != kind.lower():
        yield problem(Location(file.path), "S124", name=parts[-1], near=stem + kind.lower())


def _long(path: str, names: Sequence[str]) -> Iterator[Problem]:
    longest = max(map(len, names))
    long: Literal["name", "path"] = "name" if longest > _LONGEST_NAME else "path"
    count, limit = (longest, _LONGEST_NAME) if long == "name" else (len(path), _LONGEST_PATH)
    yield problem(Location(path), "S150", long=long, count=str(count), limit=str(limit))


def reserved_name(names: Sequence[str]) -> str:
    """The name among those of a page and its folders that means something else; often empty."""
    anywhere = (n for n in names if n.lower() in _ANYWHERE or _DEVICES.fullmatch(n.lower()))
    return next(anywhere, names[0] if names[0].lower() in _AT_THE_TOP | first_parts() else "")


def _kebab(name: str) -> str:
    """The name as it may be written; empty where nothing of it can."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def _content(file: File) -> Iterator[Problem]:
    kind = splitext(file.path)[1].lower()
    where = Location(file.path)
    if not file.size:
        yield problem(where, "S126")
    elif kind == ".md":
        return  # The reader of pages tells of a large one.
    elif file.size > LARGEST_PICTURE:
        size, limit = -(-file.size // 1000), LARGEST_PICTURE // 1000
        yield problem(where, "S127", size=str(size), limit=str(limit))
    elif kind in PICTURES and not any(_begins(file.head, mark) for mark in PICTURES[kind]):
        yield problem(where, "S128", type=kind, near=_really(file.head))
    else:
        yield from _faults(file)


def _faults(file: File) -> Iterator[Problem]:
    where = Location(file.path)
    for sort, found in file.faults:
        match sort:
            case "words":
                yield problem(where, "S154", found=found)
            case "pixels":
                limit = str(MOST_PIXELS // 1_000_000)
                yield problem(where, "S153", spoilt=sort, found=found, limit=limit)
            case "frames" | "behind" | "damaged":
                yield problem(where, "S153", spoilt=sort, found=found)


def _begins(head: bytes, mark: bytes) -> bool:
    """Whether a file begins so; a point of the mark stands for any byte."""
    pairs = zip(head, mark, strict=False)
    return len(head) >= len(mark) and all(b in (a, ord(".")) for a, b in pairs)


def _really(head: bytes) -> str:
    """The type that a file has by its first bytes."""
    known = (kind for kind, marks in PICTURES.items() if any(_begins(head, m) for m in marks))
    return next(known, "")


@rule("F133 F134")
def pictures_are_credited(library: Library) -> Iterator[Problem]:
    """Of each picture it is known who made it and under which licence; it is in both languages."""
    if PICTURES_FILE in library.broken_files:
        return
    found: dict[str, dict[str, str]] = {}
    for path, file in library.files.items():
        folder, _, key = path.removeprefix("docs/").partition("/")
        if file.regular and folder in LOCALES and splitext(path)[1] in PICTURES:
            found.setdefault(key, {})[folder] = path
    for key, paths in found.items():
        if key not in library.pictures:
            near = nearest(key, library.pictures.keys() - found.keys())
            yield problem(Location(min(paths.values())), "F133", key=key, near=near)
    for key, picture in library.pictures.items():
        for locale in LOCALES:
            if picture and locale not in found.get(key, {}):
                near = nearest(key, found.keys() - library.pictures.keys())
                yield problem(picture.where, "F134", path=f"docs/{locale}/{key}", near=near)


@rule("S125")
def addresses_are_apart(library: Library) -> Iterator[Problem]:
    """No two files would have the same address, or differ only in capital letters."""
    names: dict[str, str] = {}
    places: dict[str, str] = {}
    for path, file in library.files.items():
        if path.startswith("docs/") and file.regular:
            first = names.setdefault(path.lower(), path)
            if first != path:
                yield problem(Location(path), "S125", first=first, alike="case")
            place = Address(path).folder if path.endswith(".md") else path
            first = places.setdefault(place, path)
            if first != path:
                yield problem(Location(path), "S125", first=first, alike="address")
