"""Another site on the same engine: a village's water. It knows nothing of the engine's own site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """What mkdocs-macros calls, as the engine's own site does it."""
    from macros.mkdocs_adapter.sandbox import lock  # noqa: PLC0415

    from .site import register  # noqa: PLC0415

    register()
    lock(env)
