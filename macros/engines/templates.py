"""The theme's templates, compiled once for both languages."""

from __future__ import annotations

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache


class SharedTemplates(BytecodeCache):
    """Compiled templates in memory, by their source: each language has an environment of its own,
    made anew, and compiling takes an eighth of a build."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's own hook: take what was compiled from the same source."""
        known = self.compiled.get((bucket.key, bucket.checksum))
        if known:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's own hook: keep what was compiled."""
        self.compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_SHARED = SharedTemplates()


def share(environment: Environment) -> None:
    """Let an environment use what another one of the same theme has compiled."""
    environment.bytecode_cache = _SHARED
