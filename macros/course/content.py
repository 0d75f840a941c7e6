"""Finished HTML → the content of a document: plain XML that `templates/content.typ` walks.

Of a page only what can be read on paper is left. A link says where it leads in a note, a mark of a
source refers to the list at the end of the document, and a term to its meaning there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, splitext
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from macros.build_cache import FOLDER
from macros.course.drawings import chart_picture, diagram_picture
from macros.course.lessons import Course, text
from macros.course.pdf import FONT
from macros.course.questions import GROUP, RIGHT, letter
from macros.html.model import BuiltPage
from macros.model import FOLDERS, Address, Term
from macros.pictures.renditions import published
from macros.project_files import DOCS
from macros.render.short_urls import short_path

_DROPPED = frozenset(
    {"kb-use", "kb-moved", "kb-task", "headerlink", "kb-way", "kb-module__note", "kb-files"}
)
_KEPT = {
    **{name: name for name in ("p", "ul", "ol", "li", "blockquote", "figure", "figcaption", "pre")},
    **{name: name for name in ("h2", "h3", "h4", "dl", "dt", "dd", "br", "caption", "code", "sub")},
    **{"em": "em", "i": "em", "cite": "em", "strong": "strong", "b": "strong", "small": "small"},
    "sup": "sup",
}
"""Elements that come through, and what they are called."""
_BLOCKS = frozenset(
    {"p", "ul", "ol", "li", "table", "caption", "tr", "cell", "figure", "figcaption", "img", "dl"}
    | {"dt", "dd", "blockquote", "h2", "h3", "h4", "pre", "box", "title", "question", "option"}
    | {"answer", "reason"}
)
"""Elements of the content that stand in lines of their own."""
_SPACE = re.compile(r"[ \t\r\n]+")
_LIST = "kb-page-sources"

Wanted = Callable[[etree._Element], bool]


class Source(NamedTuple):
    """An entry of the list of sources: its label in the document, and what it says."""

    label: str
    number: int
    xml: str


@dataclass
class Content:
    """What a document in one language is made of, gathered page by page."""

    course: Course
    prefix: str = ""
    """Before the labels and files of this content, where a document holds another one too."""
    wanted: Wanted = lambda node: True
    """Whether an element comes through."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures, by the names that the XML gives them."""
    terms: dict[str, Term] = field(default_factory=dict)
    """The terms that the pages name, by their keys."""
    sources: dict[str, Source] = field(default_factory=dict)
    """The sources of all pages, by what tells each from the others."""
    _answers: list[etree._Element] = field(default_factory=list)
    _numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    """Which source the mark of a page means."""
    _noted: set[str] = field(default_factory=set)

    def xml(self, page: BuiltPage, nodes: Iterable[etree._Element]) -> str:
        """The elements of a page as XML below one root; empty where none comes through."""
        self._list(page)
        root = etree.Element("content")
        for node in nodes:
            self._add(page, root, node)
            _close(root)
        _trim(root)
        return _written(root) if len(root) or root.text else ""

    def _add(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        """What comes through of an element, at the end of `parent`; its tail is left out."""
        classes = frozenset((node.get("class") or "").split())
        if (
            not isinstance(node.tag, str)
            or not _DROPPED.isdisjoint(classes)
            or node.tag in ("nav", "script", "style", "button", "template")
            or node.get("hidden") is not None
            or (node.tag == "summary" and "kb-chart__data" in node.getparent().get("class", ""))
            or not self.wanted(node)
        ):
            return
        special = _special(node, classes)
        if special:
            special(self, page, parent, node)
        elif "kb-invented" in classes:
            self._inside(page, etree.SubElement(etree.SubElement(parent, "p"), "small"), node)
        elif node.tag in _KEPT:
            self._inside(page, etree.SubElement(parent, _KEPT[node.tag]), node)
        elif node.get("lang"):
            own = etree.SubElement(parent, "span", lang=node.get("lang"))
            self._inside(page, own, node)
        else:
            self._inside(page, parent, node)

    def _inside(
        self, page: BuiltPage, target: etree._Element, node: etree._Element
    ) -> etree._Element:
        """The text and the parts of an element, at the end of `target`."""
        _say(target, node.text)
        for part in node:
            self._add(page, target, part)
            _say(target, part.tail)
        return target

    def answers(self) -> str:
        """The answers to the questions since this was last asked for, as XML; else empty."""
        root = etree.Element("content")
        root.extend(self._answers)
        self._answers = []
        _trim(root)
        return _written(root) if len(root) else ""

    # What the site has on its pages, one by one.

    def _question(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        """A question with its options; what is right, and why, is kept for `answers`."""
        legend, *folds = node
        number = str(len(self._answers) + 1)
        own = etree.SubElement(parent, "question", n=number)
        answer = etree.Element("answer", n=number)
        self._answers.append(answer)
        self._after_label(page, etree.SubElement(own, "title"), legend)
        for place, (summary, told) in enumerate(folds):
            self._inside(page, etree.SubElement(own, "option"), summary)
            right = RIGHT in (told.get("class") or "")
            given = {"mark": letter(place), "right": str(right).lower()}
            self._after_label(page, etree.SubElement(answer, "reason", given), told)

    def _after_label(self, page: BuiltPage, target: etree._Element, node: etree._Element) -> None:
        """What an element holds behind the label at its beginning."""
        label, *parts = node
        _say(target, label.tail)
        for part in parts:
            self._add(page, target, part)
            _say(target, part.tail)

    def _link(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        href = node.get("href", "")
        if "kb-term" in (node.get("class") or ""):
            key = href.partition("#")[2]
            term = self.course.library.terms.get(key)
            if term:
                self.terms[key] = term
                own = etree.SubElement(parent, "term", label=f"{self.prefix}term-{key}")
                self._inside(page, own, node)
                return
        if not href or href.startswith("#") or node.find("img") is not None:
            self._inside(page, parent, node)
            return
        address = self.address(page, href)
        own = self._inside(page, etree.SubElement(parent, "a", href=address), node)
        listed = self.sources.get(address)
        if listed:
            own.set("source", listed.label)
            own.set("n", str(listed.number))
        elif address and address not in self._noted:
            self._noted.add(address)
            own.set("note", shown_address(address))

    def _mark(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        """The mark of a source."""
        anchor = node.find("a").get("href").lstrip("#")
        source = self.sources[self._numbers[page.path, anchor]]
        before = parent[-1] if len(parent) else None
        own = etree.SubElement(parent, "mark", label=source.label, n=str(source.number))
        if before is not None and before.tag == "mark" and not (before.tail or "").strip():
            own.set("next", "true")

    def _box(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        """An admonition, or a fold, which stands open."""
        kinds = [one for one in (node.get("class") or "").split() if one != "admonition"]
        own = etree.SubElement(parent, "box", kind=kinds[0] if kinds else "note")
        for part in node:
            if part.tag == "summary" or "admonition-title" in (part.get("class") or ""):
                self._inside(page, etree.SubElement(own, "title"), part)
            else:
                self._add(page, own, part)

    def _diagram(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        """A diagram with its description as the text that stands for it."""
        drawn = next(node.iter("img"))
        id = splitext(drawn.get("src").rpartition("/")[2])[0]
        told = next((text(one) for one in node.iter("p")), drawn.get("alt"))
        svg = diagram_picture(self.course.library, id, page.locale, FONT)
        own = self._picture(parent, f"diagram-{id}-{page.locale}.svg", svg, told)
        caption = node.find("figcaption")
        if caption is not None:
            self._inside(page, etree.SubElement(own, "figcaption"), caption)

    def _chart(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        own = self._picture(
            parent,
            f"{self.prefix}chart-{len(self.files)}.svg",
            chart_picture(node, FONT),
            node.get("aria-label", ""),
        )
        own.tag = "img"

    def _picture(
        self, parent: etree._Element, name: str, content: bytes, told: str
    ) -> etree._Element:
        self.files[name] = content
        return etree.SubElement(parent, "figure", src=name, alt=told)

    def _image(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        """A picture of the page, without what it says of itself."""
        path = normpath(join(dirname(page.path), unquote(urlsplit(node.get("src", "")).path)))
        folder = FOLDERS[page.locale]
        source = self.course.root / DOCS / page.locale / path.removeprefix(folder)
        if source.is_file():
            name = path.replace("/", "-")
            cache = self.course.root / FOLDER / "pictures"
            self.files[name] = next(published(path, source.read_bytes(), cache))[1]
            etree.SubElement(parent, "img", src=name, alt=node.get("alt") or " ")
        else:
            _say(parent, node.get("alt"))

    def _table(self, page: BuiltPage, parent: etree._Element, node: etree._Element) -> None:
        rows = list(node.iter("tr"))
        if not rows:
            return
        own = etree.SubElement(parent, "table", columns=_columns(rows))
        caption = node.find("caption")
        if caption is not None and node.getparent().getparent().tag != "details":
            self._inside(page, etree.SubElement(own, "caption"), caption)
        for row in rows:
            line = etree.SubElement(own, "tr", head=str(row.getparent().tag == "thead").lower())
            for cell in row:
                if isinstance(cell.tag, str):
                    kind = {"head": "true"} if cell.tag == "th" else {}
                    self._inside(page, etree.SubElement(line, "cell", **kind), cell)

    # Sources, addresses.

    def _list(self, page: BuiltPage) -> None:
        """Note the sources of a page, so that its marks have their numbers; once."""
        entries = etree.XPath(f".//details[@class='{_LIST}']//ol/li[@id]")
        for entry in entries(page.article) if page.article is not None else ():
            place = page.path, entry.get("id")
            if place in self._numbers:
                continue
            # The name of the source, with its address where it has one.
            name = entry[0]
            href = name.get("href", "")
            key = href if href.startswith("http") else text(name)
            if key not in self.sources:
                number = len(self.sources) + 1
                label = f"{self.prefix}source-{number}"
                self.sources[key] = Source(label, number, self._entry(entry, href))
            self._numbers[place] = key

    def _entry(self, entry: etree._Element, href: str) -> str:
        """A source without its figures and the ways back to the text, with its address."""
        root = etree.Element("content")
        _say(root, entry.text)
        for part in entry:
            if part.tag in ("ul", "p"):
                break
            if not (part.get("href") or "").startswith("#"):
                own = etree.SubElement(root, "em" if part.tag == "cite" else "span")
                own.text = text(part)
            _say(root, part.tail)
        _trim(root)
        if href.startswith("http"):
            _say(root, " ")
            own = etree.SubElement(root, "address", href=href)
            own.text = shown_address(href)
        return _written(root)

    def address(self, page: BuiltPage, href: str) -> str:
        """The whole address of a link; of a page of the site the shortest one that it has."""
        parts = urlsplit(href)
        if parts.scheme:
            return href
        path = normpath(join(dirname(page.path), unquote(parts.path))) if parts.path else page.path
        path = f"{path}/" if parts.path.endswith(("/", "..", ".")) else path
        path = path.removeprefix("./")
        key = self.course.keys.get(path)
        if key is not None:
            short = self.course.shortened.get(Address(key, parts.fragment))
            path = short or short_path(self.course.library, key)
        return self.course.address and self.course.address + path


def shown_address(address: str) -> str:
    """An address as paper shows it: without what every browser adds."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _special(
    node: etree._Element, classes: frozenset[str]
) -> Callable[[Content, BuiltPage, etree._Element, etree._Element], None] | None:
    """The method for an element that does not come through as it is."""
    found = {
        "a": Content._link,
        "table": Content._table,
        "svg": Content._chart,
        "img": Content._image,
    }.get(node.tag)
    if "kb-cite-mark" in classes:
        return Content._mark
    if GROUP in classes:
        return Content._question
    if "kb-diagram" in classes:
        return Content._diagram
    if "admonition" in classes or (node.tag == "details" and "kb-chart__data" not in classes):
        return Content._box
    return found


def _say(target: etree._Element, said: str | None) -> None:
    """Text at the end of an element; any white space is one space."""
    if said:
        said = _SPACE.sub(" ", said)
        if len(target):
            before = target[-1].tail or ""
            target[-1].tail = before + (said.lstrip(" ") if before.endswith(" ") else said)
        else:
            before = target.text or ""
            target.text = before + (said.lstrip(" ") if before.endswith(" ") else said)


def _close(root: etree._Element) -> None:
    """Elements of a page stand in lines of their own."""
    if len(root):
        root[-1].tail = None


def _written(root: etree._Element) -> str:
    return str(etree.tostring(root, encoding="unicode"))


def _trim(root: etree._Element) -> None:
    """Leave no space at the ends of blocks, nor between them."""
    for node in root.iter():
        blocks = [part for part in node if part.tag in _BLOCKS]
        if node.tag in _BLOCKS or node is root:
            node.text = (node.text or "").lstrip(" ") or None
            if len(node):
                node[-1].tail = (node[-1].tail or "").rstrip(" ") or None
            else:
                node.text = (node.text or "").rstrip(" ") or None
        for part in blocks:
            part.tail = (part.tail or "").lstrip(" ") or None
            before = part.getprevious()
            if before is None:
                node.text = (node.text or "").rstrip(" ") or None
            else:
                before.tail = (before.tail or "").rstrip(" ") or None


def _columns(rows: list[etree._Element]) -> str:
    """How much room each column gets: by what stands in it, but none too little."""
    widths: list[float] = []
    for row in rows:
        cells = [cell for cell in row if isinstance(cell.tag, str)]
        for at, cell in enumerate(cells):
            if at == len(widths):
                widths.append(0)
            widths[at] += len(text(cell)) + 8
    return " ".join(f"{width**0.6:.2f}" for width in widths)
