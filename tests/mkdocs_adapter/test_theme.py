"""What the theme's templates may ask for."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from mkdocs.structure.files import File, Files
from mkdocs.theme import Theme

from macros.mkdocs_adapter.theme import leave_theme_files, set_up

ROOT = Path(__file__).parents[2]
OVERRIDES = str(ROOT / "overrides")


@pytest.fixture
def theme() -> Theme:
    """Material, as the site loads it."""
    return Theme("material", custom_dir=OVERRIDES, language="en")


def rendered(theme: Theme, template: str) -> str:
    """What a template gives on a page of the theme's language."""
    environment = Environment(loader=DictLoader({"x": template}))
    set_up(environment, theme, set())
    return environment.get_template("x").render(config=SimpleNamespace(theme=theme))


def test_words_are_in_the_language_of_the_page(theme: Theme) -> None:
    assert rendered(theme, '{{ word("previous") }}, {{ word("previous", "id") }}') == (
        "Previous, Sebelumnya"
    )


def test_an_icon_of_the_installed_theme_stands_in_the_page_or_in_a_style(theme: Theme) -> None:
    svg = rendered(theme, '{{ icon("material/menu") }}')
    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>")
    address = rendered(theme, '{{ icon("material/menu") | data_url }}')
    assert address.startswith("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'")
    assert not set('"<>#') & set(address)
    with pytest.raises(FileNotFoundError):
        rendered(theme, '{{ icon("material/no-such-icon") }}')


def test_of_the_theme_only_the_files_of_the_site_are_copied(theme: Theme) -> None:
    material = theme.dirs[1]
    files = Files(
        File(path, folder, "site", True)
        for path, folder in [
            ("en/index.md", str(ROOT / "docs")),
            ("assets/mark.svg", OVERRIDES),
            ("partials/frame.css", OVERRIDES),
            ("assets/images/favicon.png", material),
        ]
    )
    leave_theme_files(files, theme)
    assert [file.src_uri for file in files] == ["en/index.md", "assets/mark.svg"]
