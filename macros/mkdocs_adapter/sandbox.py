"""mkdocs-macros with its template engine locked.

A page is parsed by Jinja and never compiled: `from_string` gives a template that makes the calls
of the page language and knows no variable, filter, statement, loader or context. Should anything
else ever reach the engine, it meets Jinja's immutable sandbox without a single global.
"""

from __future__ import annotations

from typing import Any, NoReturn

import mkdocs_macros.plugin as macros_plugin
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs_macros.plugin import MacrosPlugin

from macros.macro_registry import registered
from macros.markdown.calls import parse_calls
from macros.mkdocs_adapter.build_state import BUILD_STATE
from macros.mkdocs_adapter.placeholders import PlaceholderTable
from macros.text_edits import edited

PROBES = (
    "{{ 7*7 }}",
    "{{ config }}",
    "{% set x = 1 %}",
    "{{ fact.__class__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ macros_info() }}",
    "{# x #}",
)
"""Texts that must be refused; the build stops where one of them is not."""


class LockedEnvironment(ImmutableSandboxedEnvironment):
    """The environment that mkdocs-macros gets in place of its own."""

    def __init__(self, **ignored: object) -> None:
        super().__init__(loader=None, undefined=StrictUndefined, cache_size=0)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def from_string(self, source: Any, *args: object, **kwargs: object) -> Any:
        """A page's text as something to render; nothing is compiled."""
        return PageTemplate(str(source))

    def compile(self, *args: object, **kwargs: object) -> NoReturn:
        raise SecurityError("pages are parsed, never compiled")


class PageTemplate:
    """The text of a page with its calls; variables that are passed to it are not looked at."""

    def __init__(self, source: str) -> None:
        self.source = source

    def render(self, **ignored: object) -> str:
        """The text with a token for each call. Raises SecurityError for any other syntax."""
        parsed = parse_calls(self.source, "")
        page = BUILD_STATE.table.context.page if BUILD_STATE.table.context else None
        for problem in parsed.problems:
            raise SecurityError(f"{problem.code} {dict(problem.values)}")
        if page is None and parsed.calls:
            raise SecurityError(f"{parsed.calls[0].name} is called on no page of this site")
        written = page.calls[-len(parsed.calls) :] if page and parsed.calls else ()
        placed = written if len(written) == len(parsed.calls) else parsed.calls
        answers = (
            (call.start, call.end, BUILD_STATE.answer(one))
            for call, one in zip(parsed.calls, placed, strict=True)
        )
        return edited(self.source, answers)


def lock(plugin: MacrosPlugin) -> None:
    """Make mkdocs-macros build the locked environment, which it does right after this call."""
    macros_plugin.Environment = LockedEnvironment  # type: ignore[attr-defined, assignment]
    for name in registered():
        plugin.macro(_unreachable, name)  # type: ignore[no-untyped-call]


def _unreachable(*args: object, **kwargs: object) -> NoReturn:
    raise SecurityError("macros are made by the page template")


def prove(config: MkDocsConfig) -> None:
    """Raises `PluginError` where the page language of these settings is not locked."""
    plugin = config.plugins.get("macros")
    if not isinstance(plugin, MacrosPlugin) or (found := leak(plugin)):
        raise PluginError(f"the page language is not locked: {found if plugin else 'no macros'}")


def leak(plugin: MacrosPlugin) -> str:
    """The first probe that the plugin's environment does not refuse; empty where it is locked."""
    BUILD_STATE.table = PlaceholderTable()  # No page is being built.
    if type(plugin.env) is not LockedEnvironment:
        return type(plugin.env).__name__
    for probe in PROBES:
        try:
            plugin.env.from_string(probe).render()
        except SecurityError:
            continue
        return probe
    return ""
