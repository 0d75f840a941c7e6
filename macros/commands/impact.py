"""`kb impact`: what the change of facts.yml since a commit does to the site."""

from __future__ import annotations

import click

from macros.authoring.impact import impact as impact_of
from macros.authoring.impact_report import as_data, as_markdown
from macros.commands.options import OK, Given, command, formats, print_json
from macros.errors import KnowledgeError
from macros.facts.reader import read_facts
from macros.git import parting, text_at
from macros.project_files import FACTS


@command("impact")
@click.argument("base", default="HEAD")
@formats("markdown", "json")
def impact(given: Given, base: str, format: str) -> int:
    """Print each changed fact, and each sentence before and after."""
    project = given.project()
    text = text_at(project.root, parting(project.root, base), FACTS)
    if text is None:
        raise KnowledgeError("K104", base=base)
    found = impact_of(project.library, read_facts(text, FACTS)[0])
    if format == "json":
        print_json(as_data(found))
    else:
        print(as_markdown(found, given.lang))
    return OK
