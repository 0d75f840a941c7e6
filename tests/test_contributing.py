"""What CONTRIBUTING shows is so, in both languages: commands, their output, YAML, calls."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.cli import main
from macros.facts.reader import read_facts
from macros.macro_registry import registered
from macros.markdown.calls import parse_calls
from macros.messages import codes
from macros.model import LOCALES, Locale
from macros.render.context import PageContext
from macros.render.dispatch import evaluate
from macros.rules.suppressions import in_yaml
from tests.conftest import ROOT, TODAY
from tests.reading import PUBLISHED, whole_site

FILES: dict[Locale, str] = {"en": "CONTRIBUTING.md", "id": "CONTRIBUTING.id.md"}
TEXTS = {locale: (ROOT / name).read_text(encoding="utf-8") for locale, name in FILES.items()}
FENCES = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(locale: Locale, language: str) -> list[str]:
    """The fenced texts of a language of code, without their indent."""
    return [
        re.sub(rf"^{indent}", "", text, flags=re.MULTILINE)
        for indent, found, text in FENCES.findall(TEXTS[locale])
        if found == language
    ]


def inline(locale: Locale) -> Iterator[str]:
    """The texts between backticks, each on one line."""
    for text in re.findall(r"`([^`]+)`", FENCES.sub("", TEXTS[locale])):
        yield " ".join(text.split())


COMMANDS = sorted(
    {
        text.removeprefix(".venv/bin/")
        for locale in LOCALES
        for text in inline(locale)
        if re.match(r"(\.venv/bin/)?kb ", text)
    }
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the whole project that a command may change, kept by git."""
    folder = tmp_path_factory.mktemp("contributing") / "project"
    hidden = shutil.ignore_patterns(
        ".[!gk]*", ".git", ".github", "tests", "benchmarks", "node_modules", "site", "macros"
    )
    shutil.copytree(ROOT, folder, ignore=hidden)
    (folder / "macros").symlink_to(ROOT / "macros")
    for command in ("init -q -b main", "add --all", "commit -q -m First"):
        name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        subprocess.run(["git", *name, *command.split()], cwd=folder, check=True)
    return folder


def test_there_are_examples() -> None:
    assert len(COMMANDS) >= 9
    for locale in LOCALES:
        assert len(blocks(locale, "yaml")) == 2
        assert len(blocks(locale, "text")) == 1


@pytest.mark.no_cover
@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(
    project: Path,
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv("KB_TODAY", PUBLISHED.isoformat())
    code = main(shlex.split(command)[1:])
    out, err = capsys.readouterr()
    assert (code, err) == (0, ""), out
    for undo in ("checkout -q .", "clean -fdq"):
        subprocess.run(["git", *undo.split()], cwd=project, check=True)


@pytest.mark.parametrize("locale", LOCALES)
def test_output_is_what_the_check_prints(
    locale: Locale, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = blocks(locale, "text")
    page = site / shown.partition(":")[0]
    text = page.read_text(encoding="utf-8")
    before, call, after = text.partition("---\n")[2].partition('{{ fact("migrants.world") }} {{')
    assert call
    page.write_text(f'---\n{before}{{{{ fact("migrants.wrld") }}}} {{{{{after}', encoding="utf-8")
    options = ("--root", str(site), "--lang", locale, "--today", TODAY.isoformat())
    main(["check", *options])
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize("locale", LOCALES)
def test_observations_can_be_added_as_shown(locale: Locale) -> None:
    facts = (ROOT / "facts.yml").read_text(encoding="utf-8")
    head = "  example.people:\n    kind: count\n    label: {en: A, id: B}\n    unit: people\n"
    for shown in blocks(locale, "yaml"):
        lines = shown if shown.startswith("observations:") else f"observations:\n{shown}"
        entry = "".join(f"    {line}\n" for line in lines.splitlines())
        added = f"{head}    group: migrants\n{entry}"
        registry, problems = read_facts(facts.replace("\nfacts:\n", f"\nfacts:\n{added}"), "f")
        assert problems == ()
        assert len(registry.fact("example.people").observations) == len(
            [line for line in lines.splitlines() if "value:" in line]
        )


@pytest.mark.parametrize("locale", LOCALES)
def test_calls_can_be_made(locale: Locale) -> None:
    home = PageContext(whole_site(), whole_site().pages["en"]["index.md"])
    shown = [text for text in inline(locale) if text.startswith("{{")]
    assert len(shown) >= 2
    for text in shown:
        (call,) = parse_calls(text, "").calls
        assert call.name in registered()
        assert evaluate(call, home).text


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_named_is_there(locale: Locale) -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for text in inline(locale):
        if re.fullmatch(r"(docs|macros|tests)/[\w/.-]+", text) and "CODE" not in text:
            assert (ROOT / text).exists(), text
        if text.startswith("make "):
            assert re.search(rf"^{text[5:]}:", targets, re.MULTILINE), text
        if text.startswith("<!-- allow:"):
            (allowed,) = in_yaml(f"# {text[5:-4]}", "")
            assert allowed.code in codes()
            assert allowed.reason
        if link := re.fullmatch(r"\[\w+\]\(\.\./([\w/.-]+)#([\w-]+)\)", text):
            page = (ROOT / "docs" / locale / link[1]).read_text(encoding="utf-8")
            assert f"{{: #{link[2]} }}" in page


def test_the_languages_show_the_same_commands() -> None:
    names = {
        locale: {text.split()[1] for text in inline(locale) if "kb " in text and "yml" not in text}
        for locale in LOCALES
    }
    assert names["id"] <= names["en"]
