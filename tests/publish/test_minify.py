"""Scripts and styles lose what only their authors need."""

from __future__ import annotations

import pytest

from macros.publish.minify import small


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        ("a.css", b"/* why */\na > b {\n  color: red;\n}\n", b"a>b{color:red}"),
        ("a.js", b"// why\nlet a = 1; /* b */\nlet c = `x  y`;\n", b"let a=1;let c=`x  y`;"),
        ("a.svg", b"<svg>  </svg>", b"<svg>  </svg>"),
    ],
)
def test_small(path: str, given: bytes, expected: bytes) -> None:
    assert small(path, given).replace(b"\n", b"") == expected
