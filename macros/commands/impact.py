"""`kb impact`: what the change of facts.yml since a commit does to the site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from macros.authoring.impact import impact as impact_of
from macros.authoring.impact_report import as_data, as_markdown
from macros.commands.options import OK, Given, command, formats, print_json
from macros.datafiles.yaml_source import decode
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.loading import FACTS


@command("impact")
@click.argument("base", default="HEAD")
@formats("markdown", "json")
def impact(given: Given, base: str, format: str) -> int:
    """Print each changed fact, and each sentence before and after."""
    project = given.project()
    before, _ = read_facts(decode(_facts_at(project.root, base), "F"), FACTS)
    found = impact_of(project.library, before)
    if format == "json":
        print_json(as_data(found))
    else:
        print(as_markdown(found, given.lang))
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
