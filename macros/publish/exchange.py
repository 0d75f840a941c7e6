"""Two folders swap their names, in one step where the system knows such a step."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_AT_CWD, _EXCHANGE, _SWAP = -100, 2, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux (renameat2(2)); RENAME_SWAP of macOS (renamex_np(2))."""
_UNKNOWN = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})
"""What a file system or a sandbox answers to a step that it does not know."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders swap their names at once; False, and nothing done, where that is unknown.

    Raises `OSError` where the system knows it and refuses.
    """
    try:
        import ctypes

        system = ctypes.CDLL(None, use_errno=True)
        first, second = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            failed = system.renameat2(_AT_CWD, first, _AT_CWD, second, _EXCHANGE)
        else:
            failed = system.renamex_np(first, second, _SWAP)
    except (ImportError, AttributeError, TypeError):  # as on Windows, or with an old C library
        return False
    code = ctypes.get_errno() if failed else 0
    if failed and code not in _UNKNOWN:
        raise OSError(code, os.strerror(code), str(one))
    return not failed
