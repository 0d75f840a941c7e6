"""Tells when MkDocs or a plugin changes where `kb serve` goes below their own builds.

Where a text is another, read what has changed in it, and see to it that `macros/mkdocs_adapter/
serving/` still does the same in the same order; then write down the new hash. The other tests of
serving compare its pages with those of MkDocs' own build.
"""

from __future__ import annotations

import inspect
from hashlib import sha256
from importlib import import_module
from typing import Any

import pytest

KNOWN = {
    "mkdocs.commands.build:build": "c476b64474ac",
    "mkdocs.commands.build:get_context": "4b4bf8a076ed",
    "mkdocs.commands.build:_populate_page": "31a70ea4caef",
    "mkdocs.commands.build:_build_page": "adcdbd14b236",
    "mkdocs.commands.build:_build_theme_template": "628a78f6a129",
    "mkdocs.commands.serve:serve": "518c785249cd",
    "mkdocs.livereload:LiveReloadServer": "e31977f2f87a",
    "mkdocs.structure.files:get_files": "8d8cc69e4d7d",
    "mkdocs.structure.files:Files.copy_static_files": "d26112b6cfc8",
    "mkdocs.structure.nav:get_navigation": "91436b92a3f4",
    "mkdocs.structure.pages:Page.read_source": "b35101eabf60",
    "mkdocs.structure.pages:Page.render": "320529348f7a",
    "mkdocs.structure.pages:Page.title": "0b79ceaa4082",
    "mkdocs.theme:Theme.get_env": "9c26120fb96f",
    "mkdocs_static_i18n.plugin:I18n": "b635827edb77",
    "mkdocs_static_i18n.reconfigure:ExtendedPlugin.reconfigure_files": "bc1fd6d19ebf",
    "mkdocs_static_i18n.reconfigure:ExtendedPlugin.reconfigure_mkdocs_config": "37dc85638ac2",
    "mkdocs_macros.plugin:MacrosPlugin.on_config": "7c0fae744b7a",
    "mkdocs_macros.plugin:MacrosPlugin.on_page_markdown": "c5eebce5e905",
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_below_is_as_it_was_read(name: str) -> None:
    module, _, path = name.partition(":")
    found: Any = import_module(module)
    for part in path.split("."):
        found = inspect.getattr_static(found, part)
    source = inspect.getsource(getattr(found, "func", found))  # of MkDocs' weak properties
    assert sha256(source.encode()).hexdigest()[:12] == KNOWN[name], name
