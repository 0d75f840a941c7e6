"""The pictures of `pictures.yml`: who made each, where it comes from, and under which licence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field
from pydantic import WithJsonSchema as Schema

from macros.model.facts import EntryPlace
from macros.model.fields import LONGEST_URL, Entry, Text, Url, refusal, url
from macros.problems import NOWHERE

OWN = "own"
"""The source of what was made for this site."""
Licence: TypeAlias = Literal[
    "CC0 1.0", "public domain", "CC BY 4.0", "CC BY 3.0", "CC BY 3.0 IGO", "CC BY 2.0",
    "CC BY-SA 4.0", "CC BY-SA 3.0", "CC BY-SA 3.0 IGO", "CC BY-SA 2.0", "permission",
]  # fmt: skip
"""What lets a site show a picture in smaller sizes beside a text under CC BY; `permission` is one
that the author gave this site."""
_FILE = r"[a-z0-9]+([/-][a-z0-9]+)*\.(avif|jpe?g|png|webp)"


def _file(text: str) -> str:
    if not re.fullmatch(_FILE, text, re.ASCII) or len(text) > LONGEST_URL:
        near = re.sub(r"^(docs/)?((en|id)/)?", "", text)
        raise refusal("picture", near=near if re.fullmatch(_FILE, near, re.ASCII) else "")
    return text


def _origin(text: str) -> str:
    return text if text == OWN else url(text)


PictureFile: TypeAlias = Annotated[
    str, AfterValidator(_file), Schema({"type": "string", "pattern": f"^{_FILE}$"})
]
"""The path of a picture below the folder of each language: `news/training.jpg`."""
Origin: TypeAlias = Annotated[
    str, AfterValidator(_origin), Schema({"type": "string", "pattern": rf"^({OWN}|https?://\S+)$"})
]


@dataclass(frozen=True)
class Picture(Entry):
    """What its credit says of a picture."""

    source: Annotated[
        Origin, Field(description="Where it was found, or `own` for one made for this site")
    ]
    licence: Licence
    author: Annotated[Text | None, Field(description="Left out only where `source` is `own`")] = (
        None
    )
    title: Annotated[Text | None, Field(description="As its author calls it")] = None
    where: EntryPlace = NOWHERE

    @property
    def address(self) -> Url:
        """Where it was found; empty for one that was made for this site."""
        return "" if self.source == OWN else self.source

    @property
    def deed(self) -> Url:
        """The address of the licence; empty for a permission."""
        if self.licence == "permission":
            return ""
        place = {"CC0 1.0": "zero/1.0", "public domain": "mark/1.0"}.get(self.licence)
        if place:
            return f"https://creativecommons.org/publicdomain/{place}/"
        path = self.licence.removeprefix("CC ").lower().replace(" ", "/")
        return f"https://creativecommons.org/licenses/{path}/"


@dataclass(frozen=True)
class PicturesFile(Entry):
    """The file: pictures by their paths."""

    pictures: dict[PictureFile, Picture] = field(default_factory=dict)
