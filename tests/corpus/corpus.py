"""Runs the corpus: what editors and attackers may send, put into a small real project, and checked.

Each file beside this one holds cases of one class:

class      a letter, and in `about` what its cases have in common
groups     cases for one reason (`why`); `told` says for all of them which codes may be told, as a
           pattern, and `whole: true` that they may be told at any line of the file
cases      `id`; `does`, what is sent, where the group does not say it; `told`, if others than the
           group's; and what is written:

    page     a text in docs/en/ and docs/id/, between two sentences; or with `en` and `id` one of
             its own in each; one that begins with `---` is the whole file
    head     lines of the front matter in place of the usual ones
    key      the page, if another than that of its id
    files    changes of other files, by path: a text is the whole file, `add` stands behind what is
             there, `old` is replaced by `new`, `bytes` are hexadecimal digits, `link` is the target
             of a symbolic link, `picture` what `made_picture` makes of it; null, and the file goes

A text may be a list of parts, some of them `[text, times]`. `▶` marks the line at which the case
has to be told, and is taken out; of a page without such a mark it is the first line of `page`, of
a file that is no text the file.
"""

from __future__ import annotations

import os
import pickle
import re
import resource
import shutil
import struct
import traceback
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import yaml

from macros.html.document import parse
from macros.loading import open_twins
from macros.markdown.calls import parse_calls
from macros.markdown.html_policy import RESERVED_CLASS_PREFIXES
from macros.markdown.rendering import Rendering, read_rendering
from macros.mkdocs_adapter.form_controls import without_controls
from macros.mkdocs_adapter.sanitizer import sanitise
from macros.model import LOCALES, Locale, Problem
from macros.project import Project, open_project
from macros.project_files import TWINS
from macros.report.text import words_of
from macros.rules.runner import register_all_rules
from macros.site.registration import register
from macros.text_edits import edited
from macros.translations.lock import SyncRecord, records_text
from tests.agreed import agree

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TODAY = date(2026, 11, 22)
ADDRESS = "https://test.example/"
BENIGN = "benign"
HEAD: Mapping[Locale, str] = {
    "en": "title: A page that was sent\ndescription: Words that somebody wrote for the site.\n",
    "id": "title: Halaman yang dikirim\ndescription: Kalimat yang ditulis orang untuk situs ini.\n",
}
AROUND: Mapping[Locale, tuple[str, str]] = {
    "en": ("Words before it.", "Words behind it."),
    "id": ("Kalimat sebelumnya.", "Kalimat sesudahnya."),
}
CPU_LIMIT, MEMORY_LIMIT = 2.0, 300
"""Seconds, and MB, that a case may take."""
_TOGETHER = 30
_STOPPED_AFTER = 20
"""Seconds of CPU after which a case is given up."""
MARK = "▶"

Result: TypeAlias = Literal[
    "right", "elsewhere", "inert", "succeeded", "crash", "passed", "refused"
]
Place: TypeAlias = tuple[str, int]


@dataclass(frozen=True)
class Case:
    """What somebody sends, and what has to be told of it."""

    id: str
    sort: str
    does: str
    why: str
    told: str
    page: Mapping[Locale, str] | None
    head: str
    files: Mapping[str, Any]
    key: str
    whole: bool = False
    """Whether it is told of the file as a whole, at whatever line."""


@dataclass(frozen=True)
class Outcome:
    """What became of a case."""

    case: Case
    result: Result
    told: tuple[str, ...] = ()
    """What the check told, a line each."""
    cpu: float = 0.0
    memory: float = 0.0
    """MB beyond what the process had before."""


def cases(name: str = "?") -> list[Case]:
    """The cases of one file, or of all hostile ones."""
    return [case for path in sorted(HERE.glob(f"{name}.yml")) for case in _read(path)]


def _read(path: Path) -> Iterator[Case]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    for group in data["groups"]:
        for one in group["cases"]:
            known = {"id", "does", "told", "page", "head", "files", "key"}
            assert one.keys() <= known, (one["id"], one.keys() - known)
            page = one.get("page", "Words." if "head" in one else None)
            texts = None
            if page is not None:
                pages = page if isinstance(page, dict) else dict.fromkeys(LOCALES, page)
                texts = {locale: text_of(pages[locale]) for locale in LOCALES}
            yield Case(
                one["id"],
                data["class"],
                one.get("does", group.get("does", "")),
                group["why"],
                one.get("told", group.get("told", "")),
                texts,
                one.get("head", ""),
                one.get("files", {}),
                one.get("key", f"{one['id'].lower()}.md"),
                group.get("whole", False),
            )


def text_of(written: Any) -> str:
    """A text as it is written, or of its parts."""
    if isinstance(written, list):
        return "".join(p if isinstance(p, str) else text_of(p[0]) * int(p[1]) for p in written)
    return str(written)


def whole_page(case: Case, locale: Locale) -> str:
    """The file of the page of a case."""
    assert case.page
    text = case.page[locale]
    if text.startswith(("---\n", f"---{MARK}\n")):
        return text
    before, behind = AROUND[locale]
    marked = text if MARK in text or MARK in case.head else f"{MARK}{text}"
    return f"---\n{case.head or HEAD[locale]}---\n{before}\n\n{marked}\n\n{behind}\n"


@cache
def rendering() -> Rendering:
    """The Markdown of the real site."""
    return read_rendering((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))


@cache
def settings() -> str:
    """The settings of the small project, with the Markdown of the real one."""
    small = (ROOT / "tests" / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    real = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    extensions = re.search(r"^markdown_extensions:\n(?:[ \t]+.*\n)+", real, re.MULTILINE)
    assert extensions
    before = small.partition("markdown_extensions:")[0]
    return before + extensions[0]


class Workshop:
    """One folder with a small project, in which one case after the other is tried."""

    def __init__(self, folder: Path) -> None:
        register()
        register_all_rules()
        self._sound, self.folder = folder / "sound", folder / "project"
        self._touched = {TWINS}
        shutil.copytree(ROOT / "tests" / "site", self._sound)
        (self._sound / "mkdocs.yml").write_text(settings(), encoding="utf-8")
        agree(self._sound)
        shutil.copytree(self._sound, self.folder)
        self.bring_in_line()
        found = self.check().errors  # which keeps the documents, too
        assert not found, found
        shutil.copyfile(self.folder / TWINS, self._sound / TWINS)

    def restore(self) -> None:
        """Make the folder what it was."""
        for path in self._touched:
            target, sound = self.folder / path, self._sound / path
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            else:
                target.unlink(missing_ok=True)
            if sound.exists():
                shutil.copyfile(sound, target)
        self._touched.clear()

    def check(self) -> Project:
        """The project as it is now."""
        return open_project(self.folder, TODAY, ADDRESS)

    def bring_in_line(self) -> None:
        """Record both languages of every section as in line."""
        records = {
            (key, pair.anchor): SyncRecord(pair.en.state, pair.id.state)
            for key, pages in open_twins(self.folder, TODAY).twins.items()
            for pair in pages.pairs
            if pair.en and pair.id
        }
        (self.folder / TWINS).write_text(records_text(records), encoding="utf-8")

    def write(self, case: Case) -> set[Place]:
        """Write what a case brings; the places at which it has to be told."""
        places: set[Place] = set()
        if case.page is not None:
            for locale in LOCALES:
                path = f"docs/{locale}/{case.key}"
                places |= self._put(path, whole_page(case, locale))
        for path, change in case.files.items():
            places |= self._change(path, change)
        return places

    def _put(self, path: str, text: str) -> set[Place]:
        at, found = -1, set()
        while (at := text.find(MARK, at + 1)) >= 0:
            found.add((path, text.count("\n", 0, at) + 1))
        target = self._target(path)
        target.write_bytes(text.replace(MARK, "").encode("utf-8", "surrogatepass"))
        return found

    def _change(self, path: str, change: Any) -> set[Place]:
        whole = {(path, 1)}
        if isinstance(change, str | list):
            return self._put(path, text_of(change)) or whole
        target = self._target(path)
        if change is None:
            target.unlink()
            return set()
        if "old" in change:
            text = target.read_text(encoding="utf-8")
            assert text.count(change["old"]) >= 1, (path, change["old"])
            return self._put(path, text.replace(change["old"], text_of(change["new"]), 1))
        if "add" in change:
            before = target.read_text(encoding="utf-8") if target.exists() else ""
            return self._put(path, before + text_of(change["add"]))
        if "link" in change:
            target.symlink_to(change["link"])
        elif "bytes" in change:
            target.write_bytes(bytes.fromhex(text_of(change["bytes"])))
        else:
            target.write_bytes(made_picture(**change["picture"]))
        return whole

    def _target(self, path: str) -> Path:
        """Where a file of a case goes; `restore` takes it out again."""
        self._touched.add(path)
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def try_out(self, cases: Sequence[Case]) -> list[Outcome]:
        """What becomes of hostile or faulty cases, in their order.

        Those that write nothing but a page are tried many at a time; where that goes wrong, and
        where a limit is passed, each of them by itself.
        """
        outcomes: dict[str, Outcome] = {}
        alone = [case for case in cases if case.files or case.sort == "F"]
        pages = [case for case in cases if case not in alone]
        for at in range(0, len(pages), _TOGETHER):
            several = pages[at : at + _TOGETHER]
            found = self._tried(several)
            if any(outcome.result == "crash" for outcome in found):
                alone += several
            outcomes |= {outcome.case.id: outcome for outcome in found}
        for case in alone:
            outcomes[case.id] = self._tried([case])[0]
        return [outcomes[case.id] for case in cases]

    def _tried(self, several: Sequence[Case]) -> list[Outcome]:
        """The cases, all in one project, tried in a process of its own."""
        self.restore()
        places = {case.id: self.write(case) for case in several}
        before = _memory()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            self._tell(several, places, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status, used = os.wait4(child, 0)
        cpu, memory = used.ru_utime + used.ru_stime, max(used.ru_maxrss / 1024 - before, 0)
        crashed = status or cpu > CPU_LIMIT or memory > MEMORY_LIMIT
        found: Any = pickle.loads(told) if told else f"ended with {status}"
        if isinstance(found, str):
            found = [("crash", (found,))] * len(several)
        return [
            Outcome(case, "crash" if crashed else result, lines, cpu, memory)
            for case, (result, lines) in zip(several, found, strict=True)
        ]

    def read(self, cases: Sequence[Case]) -> list[Outcome]:
        """What becomes of benign cases: all of them in one project, in line in both languages."""
        self.restore()
        for case in cases:
            self.write(case)
        self.bring_in_line()
        told: dict[str, list[str]] = {}
        for problem in self.check().errors:
            told.setdefault(problem.where.path, []).append(line_of(problem))
        outcomes = []
        for case in cases:
            lines = [*changes(case)]
            for locale in LOCALES:
                lines += told.pop(f"docs/{locale}/{case.key}", [])
            outcomes.append(Outcome(case, "refused" if lines else "passed", tuple(lines)))
        assert not told, told
        return outcomes

    def _tell(self, several: Sequence[Case], places: Mapping[str, set[Place]], pipe: int) -> None:
        """In the second process: say what became of the cases, and end without any clean-up."""
        resource.setrlimit(resource.RLIMIT_CPU, (_STOPPED_AFTER, _STOPPED_AFTER))
        found: object
        try:
            errors = self.check().errors
            found = [judged(case, places[case.id], errors) for case in several]
        except BaseException:
            found = traceback.format_exc()[-1500:]
        with suppress(BaseException), os.fdopen(pipe, "wb") as told:
            told.write(pickle.dumps(found))
        os._exit(isinstance(found, str))


def judged(
    case: Case, places: set[Place], errors: Sequence[Problem]
) -> tuple[Result, tuple[str, ...]]:
    """What became of a case of which the check has told this, and what it has told of it."""
    own = {path for path, _ in places}
    found = [p for p in errors if case.files or p.where.path in own]
    told = tuple(line_of(problem) for problem in found)
    if any(
        ((p.where.path, p.where.line) in places or (case.whole and p.where.path in own))
        and re.fullmatch(case.told, p.code)
        and all(words_of(p, locale)[1].strip() for locale in LOCALES)
        for p in found
    ):
        return "right", told
    if found:
        return "elsewhere", told
    if case.page and not any(acting(shown(text)) for text in case.page.values()):
        return "inert", told
    return "succeeded", told


def line_of(problem: Problem) -> str:
    """A problem as a line."""
    return f"{problem.where} {problem.code} {words_of(problem, 'en')[0]}"


def _memory() -> float:
    """MB that this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def changes(case: Case) -> Iterator[str]:
    """What the page shows otherwise than Markdown renders it, but for the answers of calls."""
    for text in (case.page or {}).values():
        html = rendered(text)
        first, second = outline(html), outline(sanitise(html))
        yield from (f"{a} | {b}" for a, b in zip_longest(first, second) if a != b)


def shown(text: str) -> str:
    """What a page shows of a text, whatever the check said."""
    return sanitise(rendered(text))


def rendered(text: str) -> str:
    """The HTML of a page's text; of one with braces that are no calls there is none."""
    body = text.replace(MARK, "")
    if body.startswith("---\n"):
        body = body[4:].partition("\n---\n")[2]
    parsed = parse_calls(body, "")
    if parsed.problems:
        return ""  # the template engine refuses it: tests/mkdocs_adapter
    calls = ((c.start, c.end, f"\ue000{n}\ue001") for n, c in enumerate(parsed.calls))
    html = rendering().html(edited(body, calls))
    return without_controls(html, lambda done: "☑" if done else "☐")


_ACTIVE = frozenset({
    "applet", "audio", "base", "button", "dialog", "embed", "form", "frame", "frameset", "iframe",
    "input", "link", "marquee", "math", "meta", "noscript", "object", "portal", "script", "select",
    "source", "style", "svg", "template", "textarea", "title", "track", "video",
})  # fmt: skip
_RUNS = re.compile("(?:javascript|data|vbscript|blob|file):")
_BLANKS = re.compile("[\x00-\x20]+")


def acting(html: str) -> list[str]:
    """What in the HTML of an article could act, load from elsewhere, or pose as the site."""
    found: list[str] = []
    for element in parse(html).root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        if tag in _ACTIVE:
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            if _acts(name, value):
                found.append(f"{name}={value}")
    return found


def _acts(name: str, value: str) -> bool:
    plain = _BLANKS.sub("", value).lower()
    match name:
        case "href":
            return _RUNS.match(plain) is not None
        case "src":  # no picture has a scheme, or a host
            return ":" in plain.partition("/")[0] or plain[:2].strip("/\\") == ""
        case "class":
            return any(word.startswith(RESERVED_CLASS_PREFIXES) for word in value.split())
        case "id":
            return value.startswith(("__", "figure-"))
    return name == "style" or name.startswith("on")


def outline(html: str) -> list[str]:
    """The elements and texts of some HTML, with all attributes: equal where a reader gets the
    same."""
    lines: list[str] = []
    for element in parse(html).root.iter():
        plain = isinstance(element.tag, str)  # what is no element is seen by no reader
        attributes = sorted(element.attrib.items()) if plain else []
        kept = [one for one in attributes if one[0] != "data-tabs"]
        texts = " | ".join(
            " ".join(text.split()) for text in (element.text if plain else "", element.tail) if text
        )
        if kept or plain or texts:
            lines.append(f"{element.tag if plain else ''} {kept} {texts}")
    return lines


def made_picture(
    width: int = 8,
    height: int = 8,
    *,
    cut: int = 0,
    behind: str = "",
    chunk: str = "",
    head: bool = True,
) -> bytes:
    """A PNG of one colour: shortened by `cut` bytes, with text `behind` it, or with one more
    chunk (`eXIf`, `tEXt`, …) in it; without `head` its first bytes are no PNG's."""

    def part(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    line = zlib.compress(b"\0" * (1 + width * 3) * min(height, 64))
    parts = [part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))]
    if chunk:
        parts.append(part(chunk.encode(), b"MM\0*\0\0\0\x08\0\0\0\0\0\0"))
    parts += [part(b"IDAT", line), part(b"IEND", b"")]
    whole = b"\x89PNG\r\n\x1a\n" + b"".join(parts)
    whole = whole[: len(whole) - cut] + behind.encode()
    return whole if head else b"<!DOCTYPE html>" + whole


def table(outcomes: list[Outcome]) -> str:
    """How many cases of each class came to what."""
    names = get_args(Result)
    heads = ("class", "n", *names)
    rows: list[tuple[object, ...]] = []
    sorts = sorted({outcome.case.sort for outcome in outcomes})
    for sort in (*sorts, "all"):
        of_sort = [o for o in outcomes if sort in (o.case.sort, "all")]
        counts = Counter(outcome.result for outcome in of_sort)
        rows.append((sort, len(of_sort), *(counts[name] for name in names)))
    return "\n".join("".join(f"{one!s:>11}" for one in row) for row in (heads, *rows))
