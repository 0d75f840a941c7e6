"""The knowledge base: facts, pages, checks, and the door that mkdocs-macros knocks on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Register the macros and lock the environment that pages are rendered in."""
    # Imported late: `kb` reads this package without MkDocs.
    from macros.mkdocs_adapter.sandbox import lock  # noqa: PLC0415
    from macros.site.registration import register  # noqa: PLC0415

    register()
    lock(env)
