"""Tells the engine which site it serves."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import macros.site
from macros import site_profile


def register() -> None:
    """Register the profile and the macros of this site, unless another site did so before."""
    if site_profile.is_registered():
        return
    for module in iter_modules(macros.site.__path__, "macros.site."):
        import_module(module.name)
    from macros.site.profile import PROFILE  # noqa: PLC0415 - another site does not want ours

    site_profile.register(PROFILE)
