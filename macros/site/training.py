"""Objectives and targets, training modules, and the lists that they point to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from macros.course.paths import (
    COURSE,
    FORMATS,
    all_guides_path,
    bilingual_path,
    booklet_path,
    guide_path,
    lms_path,
    sheet_path,
    slide_sheets_path,
    slides_path,
)
from macros.errors import KnowledgeError
from macros.facts.registry import unknown
from macros.languages.numbers import format_number
from macros.languages.plurals import singular
from macros.macro_registry import macro
from macros.model import Page, other_locale
from macros.render.blocks import numbered_list
from macros.render.context import PageContext
from macros.render.downloads import file_link
from macros.render.inline import WORDING, numbered
from macros.render.result import MacroResult, Part, block, escape, items, tag
from macros.site.profile import (
    DOMAINS,
    EXERCISES,
    MODULES,
    OBJECTIVES,
    PRINCIPLES,
    TARGETS,
    ModuleMeta,
)
from macros.site_profile import profile


@macro(same_on_all_pages=True, appearance=WORDING)
def objective(context: PageContext, number: str, *, form: str = "") -> MacroResult:
    """An objective of the GCM with its number, linked to its place on the objectives page."""
    return numbered(context, OBJECTIVES, number, form)


@macro(same_on_all_pages=True, appearance=WORDING)
def target(context: PageContext, number: str, *, form: str = "") -> MacroResult:
    """A target of the SDGs with its number, linked to its place on the SDG page."""
    return numbered(context, TARGETS, number, form)


def _module(context: PageContext) -> ModuleMeta:
    module = MODULES.of(context.page)
    if module is None:
        raise KnowledgeError("P214", kind=MODULES.name)
    return module


def modules(context: PageContext) -> list[tuple[ModuleMeta, Page]]:
    """The module pages of the page's language, in order of their numbers."""
    found = [(module, page) for page in context.pages().values() if (module := MODULES.of(page))]
    return sorted(found, key=lambda pair: pair[0].number)


def module_link(context: PageContext, module: ModuleMeta, page: Page) -> str:
    return tag("a", escape(context.title(page)), href=context.href(page.key))


@macro()
def module_box(context: PageContext) -> MacroResult:
    """A module at a glance: number, minutes, prerequisites. Objectives have their own section.

    Raises `KnowledgeError` P204 for minutes of a section that the page does not have.
    """
    module = _module(context)
    anchors = {heading.anchor for heading in context.page.headings}
    for section in module.sections:
        if section not in anchors:
            raise unknown("section", section, anchors)
    by_number = {m.number: (m, page) for m, page in modules(context)}
    needed = [
        module_link(context, *by_number[number])
        for number in module.prerequisites
        if number in by_number
    ]
    rows = block(
        *_row(context, "module", context.word("n-of").format(n=module.number, of=len(by_number))),
        *_row(context, "duration", _duration(context, module)),
        *_row(context, "prerequisites", *needed),
    )
    note = tag("p", escape(context.word("own-teaching")), class_="kb-module__note")
    return block(
        tag("dl", rows, class_="kb-module"),
        note,
        tag("p", _handouts(context, module), class_="kb-files"),
    )


@macro()
def course_files(context: PageContext) -> MacroResult:
    """Each module with its slides, its notes, and what is printed of it with the size."""
    locale = context.locale
    rows = [
        f"{module_link(context, module, page)}<br>{_taught_with(context, module)}"
        f"<br>{_handouts(context, module, guide=True)}"
        for module, page in modules(context)
    ]
    whole = file_link(context, booklet_path(locale), context.word("booklet"))
    if any(_has_notes(context, module) for module, _ in modules(context)):
        guides = file_link(context, all_guides_path(locale), context.word("guides"))
        whole = f"{whole} · {guides}"
    return block(items(rows, "ol"), tag("p", whole))


def _taught_with(context: PageContext, module: ModuleMeta) -> str:
    path = slides_path(context.locale, module.number).removesuffix("index.html")
    slides = file_link(context, path, context.word("slides"))
    notes = _notes(module)
    if notes not in context.pages():
        return slides
    words = escape(context.word("planner-notes"))
    return f"{slides} · {tag('a', words, href=context.href(notes))}"


def _handouts(context: PageContext, module: ModuleMeta, *, guide: bool = False) -> str:
    """Links to what is printed of a module: its guide and its slides are for trainers."""
    locale, number = context.locale, module.number
    found = [file_link(context, sheet_path(locale, number), context.word("handout"))]
    others = context.library.pages.get(other_locale(locale), {}).values()
    if number in map(MODULES.number, others):
        found.append(file_link(context, bilingual_path(number), context.word("handout-both")))
    if guide and _has_notes(context, module):
        found.append(file_link(context, guide_path(locale, number), context.word("guide")))
    if guide:
        found.append(file_link(context, slide_sheets_path(locale, number), context.word("slides")))
    return f"PDF: {' · '.join(found)}"


def _has_notes(context: PageContext, module: ModuleMeta) -> bool:
    return _notes(module) in context.pages()


def _notes(module: ModuleMeta) -> str:
    course = profile().course
    return course.notes.format(number=module.number) if course else ""


def _duration(context: PageContext, module: ModuleMeta) -> str:
    """The minutes, and where the sections of the module have some, those of exercises."""
    whole = minutes(context, str(module.minutes)).html
    exercises = sum(m for section, m in module.sections.items() if section.startswith(EXERCISES))
    if not exercises:
        return whole
    return f"{whole}, {escape(context.word('exercise-minutes').format(minutes=exercises))}"


def _row(context: PageContext, word: str, *values: Part) -> Iterator[Part]:
    """A term with its values on one line."""
    line = [part for value in values for part in (", ", value)][1:]
    yield tag("dt", escape(context.word(word)))
    yield tag("dd", block(*line or [escape(context.word("none"))]))


@macro()
def minutes(context: PageContext, of: str, *, module: str = "") -> MacroResult:
    """Minutes in words: those written, or those of a section of a module, by its id.

    The module is that of the page, or the one of a number. Raises `KnowledgeError` P204, P214.
    """
    number = int(of) if of.isascii() and of.isdigit() else _minutes_of(context, of, module)
    return _words(_counted(context, number, "minutes"))


@macro()
def total_minutes(context: PageContext, parts: str = "") -> MacroResult:
    """The minutes of several modules (`4`) and sections of modules (`1.key-ideas`), summed up.

    All modules where none is named. From an hour on they are told in hours, too. Raises
    `KnowledgeError` P204 for a module or a section that there is not.
    """
    known = {str(module.number): module for module, _ in modules(context)}
    total = 0
    for part in parts.split() or known:
        number, _, section = part.partition(".")
        if number not in known:
            raise unknown("module", number, known)
        total += _minutes_of(context, section, number) if section else known[number].minutes
    told = _counted(context, total, "minutes")
    hours, rest = divmod(total, 60)
    if hours:
        also = [_counted(context, hours, "hours")]
        also += [_counted(context, rest, "minutes")] if rest else []
        told += f" ({' '.join(also)})"
    return _words(told)


def _counted(context: PageContext, number: int, unit: str) -> str:
    """A number with its unit."""
    words = context.word(unit)
    shown = format_number(Decimal(number), context.locale)
    return f"{shown} {singular(words, context.locale) if number == 1 else words}"


def _words(text: str) -> MacroResult:
    return MacroResult(escape(text), text, escape(text))


def _minutes_of(context: PageContext, section: str, number: str) -> int:
    if number:
        known = {str(one.number): one for one, _ in modules(context)}
        if number not in known:
            raise unknown("module", number, known)
        meta = known[number]
    else:
        meta = _module(context)
    if section not in meta.sections:
        raise unknown("section", section, meta.sections)
    return meta.sections[section]


@macro()
def module_outcomes(context: PageContext) -> MacroResult:
    """The learning outcomes of the page's module."""
    lead = tag("p", escape(context.word("after-this-module")))
    return block(lead, items(map(escape, _module(context).outcomes)))


@macro()
def module_questions(context: PageContext) -> MacroResult:
    """The questions for discussion of the page's module."""
    return block(items(map(escape, _module(context).questions), "ol"))


@macro()
def module_list(context: PageContext) -> MacroResult:
    """The modules with number, title, description and suggested minutes."""
    rows = []
    for module, page in modules(context):
        minutes = f"{module.minutes} {context.word('minutes')}"
        about = tag("p", escape(context.description(page)))
        number = tag("span", str(module.number), class_="kb-card__number")
        link = tag("strong", module_link(context, module, page))
        rows.append(f"{number} {link} {tag('small', escape(minutes))}{about}")
    return block(items(rows, class_="kb-cards"))


@macro()
def objectives_list(context: PageContext) -> MacroResult:
    """The objectives of the GCM, with the modules that serve each."""
    return numbered_list(context, OBJECTIVES)


@macro()
def principles_list(context: PageContext) -> MacroResult:
    """The guiding principles of the GCM."""
    return numbered_list(context, PRINCIPLES)


@macro()
def domains_list(context: PageContext) -> MacroResult:
    """The domains of the Migration Governance Indicators."""
    return numbered_list(context, DOMAINS)


@macro()
def targets_list(context: PageContext) -> MacroResult:
    """The SDG targets that concern migration."""
    return numbered_list(context, TARGETS)


@macro()
def lms_packages(context: PageContext) -> MacroResult:
    """The course and each module as files for other systems, all with their sizes."""

    def row(id: str, title: str) -> str:
        files = (
            file_link(context, lms_path(context.locale, id, form), form.name)
            for form in FORMATS.values()
        )
        return f"{tag('b', escape(title))}<br>{' · '.join(files)}"

    rows = [row(COURSE, context.word("whole-course"))]
    for module, page in modules(context):
        title = f"{context.word(MODULES.name)} {module.number}. {context.title(page)}"
        rows.append(row(f"{MODULES.name}-{module.number}", title))
    return block(items(rows))
