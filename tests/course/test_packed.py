"""Documents whose small objects are packed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from macros.course.packed import packed

FONTS = Path(__file__).parents[2] / "node_modules" / "source-sans" / "TTF"
TEXT = b"""#set document(title: "Two pages")
#set text(font: "Source Sans 3")
= One
A #link("https://example.org")[link], the word endobj, and the word stream.
#list([a], [b]) #pagebreak()
= Two
#table(columns: 2, table.header[A][B], [1], [2])
"""


def plain() -> bytes:
    fonts = typst.Fonts(False, False, [str(FONTS)])
    made = typst.Compiler(TEXT, font_paths=fonts).compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made


def test_document_says_the_same_and_is_smaller() -> None:
    before = plain()
    after = packed(before)
    one, other = PdfReader(BytesIO(before)), PdfReader(BytesIO(after))
    assert [p.extract_text() for p in one.pages] == [p.extract_text() for p in other.pages]
    assert one.metadata == other.metadata
    assert len(one.outline) == len(other.outline) == 2
    assert len(after) < len(before) * 0.9
    assert b"/StructElem" in before
    assert b"/StructElem" not in after


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7\n", packed(plain())])
def test_anything_else_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="no plain trailer"):
        packed(broken)


def test_table_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="no table"):
        packed(plain().replace(b"%PDF-1.7\n", b"%PDF-1.7\n\n", 1))
    with pytest.raises(ValueError, match="does not stand where"):
        packed(plain().replace(b"0000000016 00000 n", b"0000000017 00000 n", 1))
