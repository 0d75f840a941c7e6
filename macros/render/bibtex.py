"""A citation as BibTeX reads it."""

from __future__ import annotations

from collections.abc import Mapping

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts even an escaped brace, so that one alone would break the entry.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#_%"},
    }
)


def bibtex(key: str, fields: Mapping[str, str], url: str) -> str:
    """An entry of the kind for what is neither book nor article; the texts are plain.

    The outer braces of a text keep its capitals. An address is not escaped: ours need it not.
    """
    lines = [f"  {name} = {{{{{text.translate(_ESCAPED)}}}}}," for name, text in fields.items()]
    return "\n".join((f"@misc{{{key},", *lines, f"  url = {{{url}}}", "}"))
