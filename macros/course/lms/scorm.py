"""A lesson as a package of SCORM, 1.2 and 2004 (4th edition): a page that reports what was done.

Each module is one object of the package, with a page of its own; style and script are shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from lxml.builder import ElementMaker
from rcssmin import cssmin
from rjsmin import jsmin

from macros.course.lms.parcel import Module, Parcel
from macros.course.lms.scorm_page import scorm_page
from macros.course.lms.xml import xml
from macros.library import Library
from macros.render.charts import chart_style
from macros.zip_archive import zip_archive

_HERE = Path(__file__).parent
_SHARED = ("shared/lesson.css", "shared/lesson.js")


class Edition(NamedTuple):
    """What the editions of the standard write differently."""

    name: str
    """As the page says it to its script."""
    version: str
    package: str
    """The namespace of the manifest."""
    terms: str
    """The namespace of what SCORM adds to it."""
    kind: str
    """The attribute that says whether a resource reports or is only shown."""
    prefix: str = "adlcp"


SCORM_12 = Edition(
    "1.2",
    "1.2",
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "scormtype",
)
SCORM_2004 = Edition(
    "2004",
    "2004 4th Edition",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "scormType",
)
_SEQUENCE = "http://www.imsglobal.org/xsd/imsss"
_DELIVERY = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
"""What counts as done is what the page says, not that it was open."""


def scorm(parcel: Parcel, library: Library, edition: Edition) -> bytes:
    """The package."""
    return zip_archive(_files(parcel, library, edition), parcel.day)


def _files(parcel: Parcel, library: Library, edition: Edition) -> Iterator[tuple[str, bytes]]:
    files: dict[str, bytes] = {}
    own: dict[str, list[str]] = {}
    for module, lesson in zip(parcel.modules, parcel.lessons, strict=True):
        page = scorm_page(parcel, module, lesson, library, edition.name)
        paths = {f"{module.id}/{name}": content for name, content in page.items()}
        own[module.id] = list(paths)
        files |= paths
    style = chart_style() + (_HERE / "lesson.css").read_text(encoding="utf-8")
    files[_SHARED[0]] = cssmin(style).encode()
    files[_SHARED[1]] = jsmin((_HERE / "lesson.js").read_text(encoding="utf-8")).encode()
    yield "imsmanifest.xml", xml(_manifest(parcel, own, edition))
    yield from files.items()


def _manifest(parcel: Parcel, files: dict[str, list[str]], edition: Edition) -> etree._Element:
    known = {None: edition.package, edition.prefix: edition.terms}
    if edition is SCORM_2004:
        known["imsss"] = _SEQUENCE
    make = ElementMaker(namespace=edition.package, nsmap=known)
    resources = make.resources(
        *(_resource(make, f"page-{id}", paths, edition) for id, paths in files.items()),
        _resource(make, "shared", list(_SHARED), edition),
    )
    organization = make.organization(
        make.title(parcel.title),
        *(_item(make, module, edition) for module in parcel.modules),
        identifier="modules",
    )
    if edition is SCORM_2004:
        organization.append(_sequencing(controlMode={"choice": "true", "flow": "true"}))
    about = make.metadata(make.schema("ADL SCORM"), make.schemaversion(edition.version))
    manifest = make.manifest(about, make.organizations(organization, default="modules"), resources)
    manifest.set("identifier", f"kb-{parcel.id}-{parcel.locale}")
    manifest.set("version", parcel.day.isoformat())
    return manifest


def _item(make: ElementMaker, module: Module, edition: Edition) -> etree._Element:
    item = make.item(
        make.title(module.title), identifier=module.id, identifierref=f"page-{module.id}"
    )
    if edition is SCORM_2004:
        item.append(_sequencing(deliveryControls=_DELIVERY))
    return item


def _resource(make: ElementMaker, id: str, paths: list[str], edition: Edition) -> etree._Element:
    """A page that reports, the first of its files, or files that pages share."""
    page = id != "shared"
    resource = make.resource(*(make.file(href=path) for path in paths))
    if page:
        resource.append(make.dependency(identifierref="shared"))
        resource.set("href", paths[0])
    resource.set("identifier", id)
    resource.set("type", "webcontent")
    resource.set(f"{{{edition.terms}}}{edition.kind}", "sco" if page else "asset")
    return resource


def _sequencing(**parts: dict[str, str]) -> etree._Element:
    make = ElementMaker(namespace=_SEQUENCE, nsmap={"imsss": _SEQUENCE})
    return make.sequencing(*(make(name, **given) for name, given in parts.items()))
