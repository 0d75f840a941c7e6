"""Family F: texts of the data files come to pages by calls, and make none themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.datafiles.yaml_source import read_yaml
from macros.errors import problem
from macros.library import Library
from macros.model import Problem
from macros.project_files import DIAGRAMS, FACTS, GLOSSARY, PICTURES, SYNONYMS
from macros.rules.registry import Scope, rule

_BRACES = re.compile(r"\{[{%#]")


@rule("F106", scope=Scope.DATA)
def data_files_make_no_calls(library: Library) -> Iterator[Problem]:
    """No text holds braces of a call, which a page would show as they stand."""
    for name in (FACTS, GLOSSARY, DIAGRAMS, PICTURES, SYNONYMS):
        file = library.files.get(name)
        # A backslash may write a brace as something else.
        if file and ("\\" in file.text or _BRACES.search(file.text)):
            document = read_yaml(file.text, name, "F")
            for path, text in document.texts().items():
                if _BRACES.search(text):
                    yield problem(document.where(path), "F106", what="call", call="yes")
