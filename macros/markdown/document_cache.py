"""Documents that were read before, in a folder that is safe to delete at any time.

Each lies in a file named by the hash of all it depends on: the text, the settings of Markdown, the
releases of what renders and the code that reads. A file that is not what was written there once is
as good as none.
"""

from __future__ import annotations

import json
import os
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from zlib import compress, decompress

from macros.markdown import document as document_module
from macros.markdown.document import read_document
from macros.markdown.rendering import Rendering
from macros.model import Call
from macros.model.document import Attribute, Document, Node, Refusal

_LOCK = "reading.lock"
_SPARE = 4
"""How many times as many files as are used may lie in the folder before the others go."""


class DocumentReader:
    """Reads documents, and keeps them where a folder is given."""

    def __init__(self, rendering: Rendering, folder: Path | None = None) -> None:
        self.rendering = rendering
        self._folder = folder
        self._used: set[str] = set()

    def read(self, source: str, calls: Iterable[Call]) -> Document:
        """The document of a page's body that `limits` has found safe to render."""
        calls = tuple(calls)
        if self._folder is None or self.rendering.refused:
            return self._read(source, calls)
        spans = [(call.start, call.end) for call in calls]
        written = f"{_version()}{self.rendering.fingerprint}{spans}\n{source}".encode(
            "utf-8", "surrogatepass"
        )
        name = sha256(written).hexdigest()
        self._used.add(name)
        document = self._kept(name, source)
        if document is None:
            document = self._read(source, calls)
            self._keep(name, document)
        return document

    def _read(self, source: str, calls: Iterable[Call]) -> Document:
        if self.rendering.unfit:
            return Document(source, refusals=(Refusal("extension", 0, 0),))
        return read_document(source, calls, self.rendering)

    @property
    def kept(self) -> int:
        """How many documents are kept, at most."""
        with suppress(OSError):
            return len(os.listdir(self._folder)) if self._folder else 0
        return 0

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let others who read many documents wait, where the system has such locks: they will find
        them kept, and two processes never read the same."""
        with ExitStack() as lock:
            with suppress(ImportError, OSError):
                import fcntl  # noqa: PLC0415 - not every system has it

                if self._folder is not None:
                    self._folder.mkdir(exist_ok=True)
                    file = lock.enter_context((self._folder / _LOCK).open("wb"))
                    fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def tidy(self) -> None:
        """Remove what was not read of late, once there is much of it."""
        if self._folder is None:
            return
        with suppress(OSError):
            names = set(os.listdir(self._folder)) - {_LOCK}
            if len(names) > _SPARE * (len(self._used) + 100):
                for name in names - self._used:
                    with suppress(OSError):  # as of a folder
                        (self._folder / name).unlink()

    def _kept(self, name: str, source: str) -> Document | None:
        assert self._folder is not None
        try:
            digest, _, written = (self._folder / name).read_bytes().partition(b"\n")
            if sha256(written).hexdigest().encode() != digest:
                return None
            return _document(written, source)
        except (OSError, ValueError):
            return None

    def _keep(self, name: str, document: Document) -> None:
        """Write a file as a whole, or not at all: two processes may be at it."""
        assert self._folder is not None
        written = _written(document)
        new = self._folder / f"{name}.{os.getpid()}"
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            new.write_bytes(sha256(written).hexdigest().encode() + b"\n" + written)
            new.replace(self._folder / name)


@cache
def _version() -> str:
    """The same as long as the code that reads is the same."""
    folder = Path(document_module.__file__).parent
    modules = ("document", "document_cache", "exchange", "rendering")
    code = b"".join((folder / f"{name}.py").read_bytes() for name in modules)
    return sha256(code + sys.byteorder.encode()).hexdigest()


def _written(document: Document) -> bytes:
    """A line of JSON, and the places as they lie in memory."""
    nodes = [(n.tag, n.attributes, n.parent, n.start, n.end, n.last) for n in document.nodes]
    line = json.dumps([document.text, nodes, document.refusals], separators=(",", ":"))
    places = compress(document.starts.tobytes() + document.ends.tobytes(), 1)
    return line.encode() + b"\n" + places


def _document(written: bytes, source: str) -> Document:
    """Raises `ValueError` for a file of a machine with other integers."""
    line, _, packed = written.partition(b"\n")
    text, nodes, refusals = json.loads(line)
    places = array("l")
    places.frombytes(decompress(packed))
    if len(places) != 2 * len(text):
        raise ValueError(len(places))
    return Document(
        source,
        text,
        places[: len(text)],
        places[len(text) :],
        tuple(
            Node(tag, tuple(Attribute(*one) for one in attributes), *rest)
            for tag, attributes, *rest in nodes
        ),
        tuple(Refusal(*one) for one in refusals),
    )
