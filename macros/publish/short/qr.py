"""QR codes (ISO/IEC 18004) as SVG: black on white in every theme, and as large as their place."""

from __future__ import annotations

import re

import segno

from macros.build_cache import BuildCache, code_version, key_of

QUIET = 4
"""White modules around the code, as many as the standard asks for."""
_RUN = re.compile(b"\x01+")


def kept_qr_svg(content: str, cache: BuildCache) -> bytes:
    """The same as `qr_svg` gives, from what is kept where it is there."""
    key = key_of(code_version(), content)
    return cache.made("qr", key, lambda: qr_svg(content).encode())


def qr_svg(content: str) -> str:
    """The code of a text, with level M of error correction.

    The mask is fixed: a reader takes any of the eight, and to find the smoothest one takes five
    times as long as all the rest.
    """
    code = segno.make(content, error="m", mask=3, micro=False, boost_error=False)
    size = len(code.matrix) + 2 * QUIET
    runs = "".join(
        f"M{run.start() + QUIET} {y}.5h{run.end() - run.start()}"
        for y, row in enumerate(code.matrix, start=QUIET)
        for run in _RUN.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{runs}"/></svg>\n'
    )
