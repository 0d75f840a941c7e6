"""`kb impact`: what the change of facts.yml since a commit does to the site."""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

from macros.authoring.impact import impact
from macros.authoring.impact_report import as_data, as_markdown
from macros.commands.checked import opened
from macros.commands.options import OK, print_json
from macros.datafiles.yaml_source import decode
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.loading import FACTS


def run(options: argparse.Namespace) -> int:
    """Print each changed fact, and each sentence before and after."""
    project = opened(options)
    before, _ = read_facts(decode(_facts_at(project.root, options.base), "F"), FACTS)
    found = impact(project.library, before)
    if options.format == "json":
        print_json(as_data(found))
    else:
        print(as_markdown(found, options.lang))
    return OK


def _facts_at(root: Path, base: str) -> bytes:
    """facts.yml where the present state and `base` parted. Raises `KnowledgeError` K104."""
    common = _git(root, "merge-base", "--end-of-options", base, "HEAD")
    commit = common.decode().strip() if common else base
    facts = _git(root, "show", "--end-of-options", f"{commit}:./{FACTS}")
    if facts is None:
        raise KnowledgeError("K104", base=base)
    return facts


def _git(root: Path, *arguments: str) -> bytes | None:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None
