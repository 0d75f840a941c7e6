"""This site: its name, what it numbers, its words, its colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from macros.course.paths import HANDOUTS, PACKAGES, SLIDES
from macros.languages.words import read_words
from macros.model import Bilingual
from macros.model.fields import Entry, Key, Text, Whole, refusal
from macros.model.pages import Texts
from macros.site_profile import (
    Colours,
    Course,
    OfficialSite,
    PageKind,
    Pages,
    Profile,
    Series,
    Template,
)


@dataclass(frozen=True)
class ModuleMeta(Entry):
    """What a training module page states about itself in its front matter."""

    number: Whole
    minutes: Whole
    objectives: tuple[Whole, ...]
    targets: tuple[Text, ...]
    prerequisites: tuple[Whole, ...]
    outcomes: Texts
    questions: Texts
    also: Annotated[
        tuple[Whole, ...], Field(description="Objectives to take up here that are no module's own")
    ] = ()
    sections: Annotated[
        Mapping[Key, Whole],
        Field(description="Minutes of each section by the id of its heading; together `minutes`"),
    ] = field(default_factory=dict)

    @field_validator("sections")
    @classmethod
    def _together_the_whole(
        cls, sections: Mapping[str, int], info: ValidationInfo[object]
    ) -> Mapping[str, int]:
        whole = info.data.get("minutes")
        if sections and whole is not None and sum(sections.values()) != whole:
            raise refusal("sum", got=str(sum(sections.values())))
        return sections


EXERCISES = ("activity", "case", "questions", "self-check")
"""How the ids of sections begin in which learners work themselves."""

_HERE = Path(__file__).parent


def _template(key: str, name: str) -> Template:
    """A page that `kb new` makes, from the files of a name beside this one."""
    english, indonesian = (
        (_HERE / f"{name}.{locale}.md").read_text(encoding="utf-8") for locale in ("en", "id")
    )
    return Template(key, Bilingual(english, indonesian))


OBJECTIVES = Series("objective", "gcm/objectives.md", short="g")
TARGETS = Series("target", "gcm/sdgs.md")
PRINCIPLES = Series("principle", "gcm/guiding-principles.md")
DOMAINS = Series("domain", "data/mgi.md")
MODULES = PageKind(
    "module",
    ModuleMeta,
    shared=("number", "minutes", "sections", "objectives", "also", "targets", "prerequisites"),
    texts={"outcomes": "module_outcomes", "questions": "module_questions"},
    templates=(
        _template("emm/modules/$name.md", "new-module"),
        _template("trainers/module-$number.md", "new-notes"),
    ),
    short="m",
)


def _course_files(*given: Any) -> Iterator[tuple[str, bytes]]:
    # Of all commands only a build needs what makes them.
    from macros.course.outputs import course_files  # noqa: PLC0415

    yield from course_files(*given)


PROFILE = Profile(
    words=read_words(_HERE / "words.yml"),
    series=(OBJECTIVES, TARGETS, PRINCIPLES, DOMAINS),
    labels=("sdg(s)", "gcm", "tpb"),
    titles=("sdg", "module", "law"),
    timeline=("programme", "training", "mgi", "gcm"),
    colours=Colours(ground="#0c4a56", dark_ground="#0b3b45", accent="#4fa9b6"),
    mark=_HERE.resolve().parents[1] / "overrides" / "assets" / "mark.svg",
    disclaimer=Bilingual(
        "An independent knowledge base, not a publication of IOM or the United Nations.",
        "Basis pengetahuan independen, bukan terbitan IOM atau Perserikatan Bangsa-Bangsa.",
    ),
    official=(
        OfficialSite("https://emm.iom.int", Bilingual("EMM2.0", "EMM2.0")),
        OfficialSite("https://indonesia.iom.int", Bilingual("IOM Indonesia", "IOM Indonesia")),
        OfficialSite(
            "https://migrationnetwork.un.org",
            Bilingual("UN Network on Migration", "Jejaring PBB untuk Migrasi"),
        ),
    ),
    kinds=(MODULES,),
    course=Course(
        MODULES,
        notes="trainers/module-{number}.md",
        hub="trainers/index.md",
        printed=(HANDOUTS, f"{SLIDES}{MODULES.name}-"),
        packages=(PACKAGES,),
    ),
    files=_course_files,
    pages=Pages(
        lists=("contribute/messages.md", "data/sources.md"), foot=("about/site.md", "help.md")
    ),
)
