"""The language in which whoever builds or serves is told what is wrong."""

from __future__ import annotations

import os

from macros.model import Locale


def language() -> Locale:
    """What `kb` was asked for, and has handed on as `KB_LANG`."""
    return "id" if os.environ.get("KB_LANG") == "id" else "en"
