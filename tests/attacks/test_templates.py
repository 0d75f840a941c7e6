"""Pages cannot make the template engine do anything but answer the site's own calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from jinja2.exceptions import SecurityError
from mkdocs_macros.plugin import MacrosPlugin

from macros.mkdocs_adapter.sandbox import LockedEnvironment, leak
from macros.model import LOCALES, Locale

PAYLOADS: list[str] = yaml.safe_load(
    (Path(__file__).parent / "templates.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_is_refused_at_its_place(
    payload: str, locale: Locale, site: Path, read: Callable[[], Any]
) -> None:
    path = f"docs/{locale}/data.md"
    with (site / path).open("a", encoding="utf-8") as page:
        page.write(f"\nBefore.\n\n{payload}\n")
    line = (site / path).read_text(encoding="utf-8").count("\n")
    found = [p for p in read().errors if p.where.path == path and p.where.line == line]
    assert found
    told = {p.code for p in found}
    # Between two tags of the engine stands a figure typed by hand, which is told as one.
    between = {"N112", "T115"} if "%}99{%" in payload else set()
    assert told <= {"P201", "P202", "P203", "P210", "T102"} | between


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize("payload", [p for p in PAYLOADS if "'" not in p])
def test_payload_in_front_matter_is_refused(
    payload: str, field: str, site: Path, read: Callable[[], Any]
) -> None:
    path = site / "docs" / "id" / "data.md"
    text = path.read_text(encoding="utf-8")
    old = next(line for line in text.splitlines() if line.startswith(f"{field}:"))
    path.write_text(text.replace(old, f"{field}: '{payload}'"), encoding="utf-8")
    if payload == "## Heading {#anchor}" or payload.startswith("{"):
        assert [p for p in read().errors if p.where.path == "docs/id/data.md"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_engine_itself_refuses(payload: str) -> None:
    """Even where the check before the build were passed by, the engine answers nothing."""
    with pytest.raises(SecurityError):
        LockedEnvironment().from_string(payload).render(config="x", page="y")


def test_nothing_is_ever_compiled() -> None:
    environment = LockedEnvironment()
    with pytest.raises(SecurityError):
        environment.compile("x")
    assert not environment.globals
    assert not environment.filters
    assert environment.loader is None


def test_self_test_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = MacrosPlugin()
    plugin._env = LockedEnvironment()
    assert leak(plugin) == ""
    monkeypatch.setattr(
        "macros.mkdocs_adapter.sandbox.PageTemplate.render", lambda self, **ignored: self.source
    )
    assert leak(plugin) == "{{ 7*7 }}"
    plugin._env = Environment(autoescape=True)
    assert leak(plugin) == "Environment"


def test_real_build_refuses_a_payload(site: Path, run: Callable[..., Any]) -> None:
    with (site / "docs/en/data.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ cycler.__init__.__globals__.os.popen('id').read() }}\n")
    done = run("mkdocs", "build")
    assert done.returncode == 1
    assert "docs/en/data.md:" in done.stderr + done.stdout
    assert "uid=" not in done.stderr + done.stdout
    assert not (site / "site").exists()
