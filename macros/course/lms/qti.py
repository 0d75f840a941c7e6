"""Questions as a package of QTI 2.1, which Canvas, Blackboard, OpenOlat, TAO and others import.

Version 3 would be newer, but few systems read it: Canvas reads 1.2 and 2.1, and Moodle none. The
schema is imsqti_v2p1, the manifest that of IMS Content Packaging 1.2 in the profile of QTI.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from macros.course.lms.parcel import Module, Parcel
from macros.course.lms.xml import SCHEMA, XML, xml
from macros.course.questions import Question, letter
from macros.zip_archive import zip_archive

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_WHERE = {
    _QTI: "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd",
    _CP: "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
}
_Q = ElementMaker(namespace=_QTI, nsmap={None: _QTI, "xsi": SCHEMA})
_P = ElementMaker(namespace=_CP, nsmap={None: _CP, "xsi": SCHEMA})
_ALWAYS = ("GENERAL", "ALWAYS")
"""The variable and its value by which one feedback follows on any answer."""


def qti(parcel: Parcel) -> bytes:
    """A package with a test for each module and the items in it."""
    return zip_archive(_files(parcel), parcel.day)


def _files(parcel: Parcel) -> Iterator[tuple[str, bytes]]:
    modules = [module for module in parcel.modules if module.questions]
    yield "imsmanifest.xml", xml(_located(_manifest(parcel, modules), _CP))
    for module in modules:
        yield _test_path(module), xml(_located(_test(parcel, module), _QTI))
        for question in module.questions:
            item = _item(parcel, module, question)
            yield _item_path(module, question), xml(_located(item, _QTI))


def _test_path(module: Module) -> str:
    return f"{module.id}/test.xml"


def _item_path(module: Module, question: Question) -> str:
    return f"{module.id}/question-{question.number}.xml"


def _located(root: etree._Element, namespace: str) -> etree._Element:
    """With the place of its schema, by which some systems tell the version."""
    root.set(f"{{{SCHEMA}}}schemaLocation", f"{namespace} {_WHERE[namespace]}")
    return root


def _manifest(parcel: Parcel, modules: list[Module]) -> etree._Element:
    resources = _P.resources()
    for module in modules:
        ids = [parcel.question_id(module, one) for one in module.questions]
        resources.append(
            _P.resource(
                _P.file(href=_test_path(module)),
                *(_P.dependency(identifierref=one) for one in ids),
                identifier=_test_id(parcel, module),
                type="imsqti_test_xmlv2p1",
                href=_test_path(module),
            )
        )
        for one, id in zip(module.questions, ids, strict=True):
            href = _item_path(module, one)
            kind = "imsqti_item_xmlv2p1"
            resources.append(_P.resource(_P.file(href=href), identifier=id, type=kind, href=href))
    about = _P.metadata(_P.schema("QTIv2.1 Package"), _P.schemaversion("1.0.0"))
    identifier = f"kb-{parcel.id}-{parcel.locale}"
    return _P.manifest(about, _P.organizations(), resources, identifier=identifier)


def _test_id(parcel: Parcel, module: Module) -> str:
    return f"kb-{module.id}-test-{parcel.locale}"


def _test(parcel: Parcel, module: Module) -> etree._Element:
    items = (
        _Q.assessmentItemRef(
            identifier=parcel.question_id(module, one), href=f"question-{one.number}.xml"
        )
        for one in module.questions
    )
    section = _Q.assessmentSection(*items, identifier="section", title=module.title, visible="true")
    part = _Q.testPart(
        _Q.itemSessionControl(showFeedback="true"),
        section,
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    total = _Q.setOutcomeValue(
        _Q.sum(_Q.testVariables(variableIdentifier="SCORE")), identifier="SCORE"
    )
    return _Q.assessmentTest(
        _score(len(module.questions)),
        part,
        _Q.outcomeProcessing(total),
        identifier=_test_id(parcel, module),
        title=module.title,
    )


def _item(parcel: Parcel, module: Module, question: Question) -> etree._Element:
    kind = "multiple" if question.several else "single"
    right = (_Q.value(letter(at)) for at in question.right)
    item = _Q.assessmentItem(
        _Q.responseDeclaration(
            _Q.correctResponse(*right),
            identifier="RESPONSE",
            cardinality=kind,
            baseType="identifier",
        ),
        _score(1),
        _outcome("FEEDBACK", kind),
        _outcome(_ALWAYS[0], "single"),
        _Q.itemBody(_choice(question)),
        _Q.responseProcessing(*_processing()),
        *_feedback(question),
        _modal(*_ALWAYS, *etree.HTML(parcel.general(module)).find("body")),
        identifier=parcel.question_id(module, question),
        title=f"{module.title}: {question.number}",
        adaptive="false",
        timeDependent="false",
    )
    item.set(f"{{{XML}}}lang", parcel.locale)
    return item


def _score(most: int) -> etree._Element:
    zero = _Q.defaultValue(_Q.value("0"))
    given = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    return _Q.outcomeDeclaration(zero, **given, normalMaximum=str(most))


def _outcome(name: str, kind: str) -> etree._Element:
    return _Q.outcomeDeclaration(identifier=name, cardinality=kind, baseType="identifier")


def _choice(question: Question) -> etree._Element:
    options = (
        _Q.simpleChoice(option.text, identifier=letter(at))
        for at, option in enumerate(question.options)
    )
    return _Q.choiceInteraction(
        _Q.prompt(question.text),
        *options,
        responseIdentifier="RESPONSE",
        shuffle="false",
        maxChoices="0" if question.several else "1",
    )


def _processing() -> Iterator[etree._Element]:
    """One point for all that is right and nothing else, and the feedback to each choice."""
    given = _Q.variable(identifier="RESPONSE")
    point = _Q.setOutcomeValue(_Q.baseValue("1", baseType="float"), identifier="SCORE")
    right = _Q.match(given, _Q.correct(identifier="RESPONSE"))
    yield _Q.responseCondition(_Q.responseIf(right, point))
    yield _Q.setOutcomeValue(_Q.variable(identifier="RESPONSE"), identifier="FEEDBACK")
    name, value = _ALWAYS
    yield _Q.setOutcomeValue(_Q.baseValue(value, baseType="identifier"), identifier=name)


def _feedback(question: Question) -> Iterator[etree._Element]:
    for at, option in enumerate(question.options):
        yield _modal("FEEDBACK", letter(at), _Q.p(option.reason))


def _modal(outcome: str, value: str, *content: etree._Element) -> etree._Element:
    for one in content:
        for node in one.iter():
            node.tag = f"{{{_QTI}}}{etree.QName(node).localname}"
    return _Q.modalFeedback(*content, outcomeIdentifier=outcome, identifier=value, showHide="show")
