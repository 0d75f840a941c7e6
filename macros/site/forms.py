"""What trainers fill in on their device: the certificate of attendance, and the tests."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.paths import FORMS, FORMS_IN_BOTH, TEST_PLACE, bilingual_form_path, form_path
from macros.facts.registry import unknown
from macros.macro_registry import macro
from macros.render.context import PageContext
from macros.render.downloads import file_link
from macros.render.result import MacroResult, block, escape, tag
from macros.site.training import modules

_HINTED = frozenset({"names", "date", "hours", "signer", "sign"})
"""Fields that say more than their name."""


@macro()
def attendance_certificate(context: PageContext) -> MacroResult:
    """The fields of a certificate of attendance, and the sheet that they fill.

    Without its script the sheet can be printed and filled in by hand.
    """
    return block(
        '<div class="kb-certificate">',
        tag("form", "".join(_fields(context)), class_="kb-form", autocomplete="off"),
        _sheet(context),
        "</div>",
    )


def _fields(context: PageContext) -> Iterator[str]:
    yield _field(context, "names", rows=4)
    yield _field(context, "title", context.word("form-course"))
    yield _modules(context, context.word("form-modules"))
    for name in ("date", "hours", "place", "organiser", "signer"):
        yield _field(context, name)
    yield tag("p", "", role="status") + _button(context, "form-print")


def _field(context: PageContext, name: str, value: str = "", *, rows: int = 0) -> str:
    """A field with its label."""
    label = tag("span", escape(context.word(f"form-{name}")))
    if name in _HINTED:
        label += tag("small", escape(context.word(f"form-{name}-hint")))
    if rows:
        entry = tag("textarea", escape(value), name_=name, rows=str(rows), dir="auto")
    else:
        entry = f'<input name="{name}" value="{escape(value)}" dir="auto">'
    return tag("label", label + entry)


def _modules(context: PageContext, legend: str, *, ticked: bool = False) -> str:
    """A box to tick for each module."""
    mark = " checked" if ticked else ""
    boxes = (
        tag(
            "label",
            f'<input type="checkbox" name="module" value="{module.number}"{mark}>'
            + tag("span", escape(f"{module.number}. {context.title(page)}")),
        )
        for module, page in modules(context)
    )
    return tag("fieldset", tag("legend", escape(legend)) + "".join(boxes))


def _button(context: PageContext, word: str) -> str:
    return tag("button", escape(context.word(word)), type="button", class_="kb-button")


def _sheet(context: PageContext) -> str:
    """The certificate; what a field gives stands where `data-field` names it."""

    def said(name: str) -> str:
        return tag("p", escape(context.word(f"form-{name}")))

    def given(name: str, **more: str) -> str:
        return tag("p", data_field=name, dir="auto", **more)

    lines = "".join(
        tag("div", given(name) + tag("small", escape(context.word(f"form-{name}"))))
        for name in ("date", "place", "organiser")
    )
    signed = tag("small", escape(context.word("form-signature")))
    inside = (
        tag("p", escape(context.word("form-certificate")), class_="kb-sheet__kind")
        + said("lead")
        + given("name", class_="kb-sheet__name")
        + said("took-part")
        + given("title", class_="kb-sheet__title")
        + tag("ul", data_field="modules")
        + given("hours")
        + tag("div", lines + tag("div", given("signer") + signed), class_="kb-sheet__lines")
        + tag("p", escape(context.word("form-issued")), class_="kb-sheet__issued")
    )
    sheet = tag("div", tag("div", inside), class_="kb-sheet")
    return tag("section", sheet, class_="kb-sheets", aria_label=context.word("form-preview"))


@macro()
def knowledge_test(context: PageContext) -> MacroResult:
    """The pre-test and the post-test: the finished site has the questions here.

    Without its script the questions of the pre-test can be read and marked.
    """
    choice = "".join(
        tag(
            "label",
            f'<input type="radio" name="when" value="{when}"{mark}>'
            + tag("span", escape(context.word(f"form-{when}"))),
        )
        for when, mark in (("pre", " checked"), ("post", ""))
    )
    which = tag("fieldset", tag("legend", escape(context.word("form-when"))) + choice)
    boxes = _modules(context, context.word("form-modules"), ticked=True)
    fold = tag("details", tag("summary", escape(context.word("form-modules"))) + boxes)
    bar = which + _field(context, "sign") + fold
    status = tag("p", role="status")
    end = tag("div", status + _button(context, "form-finish"), class_="kb-test__end")
    return block(
        '<div class="kb-test">',
        tag("form", bar, class_="kb-form", autocomplete="off"),
        TEST_PLACE,
        end,
        '<section class="kb-test__result" tabindex="-1" hidden></section></div>',
    )


@macro()
def form_files(context: PageContext, name: str) -> MacroResult:
    """Links to a form on paper, in the language of the page and in both, each with its size.

    Raises `KnowledgeError` P204 for a form that there is not.
    """
    if name not in FORMS:
        raise unknown("form", name, FORMS)
    title = f"{context.word(f'form-{name}')} (PDF)"
    links = [file_link(context, form_path(name, context.locale), title)]
    if name in FORMS_IN_BOTH:
        links.append(file_link(context, bilingual_form_path(name), context.word("handout-both")))
    return block(tag("p", " · ".join(links)))
