"""The page on the visual system says what the style sheet does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.model import LOCALES
from macros.publish import reuse

ROOT = Path(__file__).parents[1]
STYLES = (ROOT / "overrides/partials/frame.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"(--kb-[a-z]+): (#[0-9a-f]{3,6});", part))
    for part in STYLES.split("{% set dark %}")
)
TEXTS = {"text", "strong", "quiet", "link", "warn"}
COPIES = (
    *("macros/publish/plain.css", "macros/render/diagrams.css", "macros/course/lms/lesson.css"),
    "overrides/assets/slides.css",
)
"""Styles of what stands outside the theme, with colours of their own under the same names."""
ROW = re.compile(r"^\| `--kb-([a-z]+)` \| .* \| `([0-9.]+):1` \| `([0-9.]+):1` \|$", re.MULTILINE)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (value / 255 for value in bytes.fromhex(digits))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, share: float, ground: str) -> str:
    """What `color-mix(in srgb, …)` makes of them."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in pairs)


@pytest.mark.parametrize("path", COPIES)
def test_styles_outside_the_theme_have_its_colours(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    light, _, dark = text.partition("@media (prefers-color-scheme: dark)")
    for part, colours in ((light, LIGHT), *([(dark, DARK)] if dark else [])):
        named = re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", part)
        assert len(named) > 2
        for name, colour in named:
            assert colour == colours[f"--kb-{name}"], name


def test_pictures_to_save_have_the_light_colours() -> None:
    names = ("--kb-text", "--kb-quiet", "--kb-bar", "--kb-ground")
    assert tuple(LIGHT[n] for n in names) == (reuse.TEXT, reuse.QUIET, reuse.COLUMN, reuse.GROUND)
    assert mixed(reuse.COLUMN, 0.28, "#ffffff") == reuse.LINE


@pytest.mark.parametrize("locale", LOCALES)
def test_the_contrasts_are_those_of_the_style_sheet(locale: str) -> None:
    page = (ROOT / f"docs/{locale}/contribute/visual-system.md").read_text(encoding="utf-8")
    rows = ROW.findall(page)
    assert {name for name, _, _ in rows} == {*TEXTS, "bar"}
    for name, *told in rows:
        for said, colours in zip(told, (LIGHT, DARK), strict=True):
            real = contrast(colours[f"--kb-{name}"], colours["--kb-ground"])
            assert said == f"{real:.1f}", name
            assert real >= (4.5 if name in TEXTS else 3)
