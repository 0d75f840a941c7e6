"""Files of XML as other systems want them."""

from __future__ import annotations

from lxml import etree

SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"


def xml(root: etree._Element) -> bytes:
    """The file, each element on a line of its own."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xsi"])
    etree.indent(root)
    made = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    assert isinstance(made, bytes)
    return made
