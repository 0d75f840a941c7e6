"""MkDocs without `kb` refuses too, says where, and leaves the site as it was."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Edit = Callable[[str, str, str], None]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def published(site: Path) -> Path:
    """The last good site."""
    page = site / "site" / "index.html"
    page.parent.mkdir()
    page.write_text("the last good site", encoding="utf-8")
    return page


def told(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout + done.stderr


@pytest.mark.parametrize("options", [[], ["-q", "--no-strict"]])
def test_bad_call_is_refused_at_its_place(
    published: Path, edit: Edit, run: Run, options: list[str]
) -> None:
    edit("docs/id/index.md", 'term("migrant")', 'term("migrnt")')
    done = run("mkdocs", "build", *options)
    assert done.returncode == 1
    assert "docs/id/index.md:5:34: error P204 There is no glossary term `migrnt`." in told(done)
    assert "Traceback" not in told(done)
    assert published.read_text(encoding="utf-8") == "the last good site"
    assert [path.name for path in published.parent.iterdir()] == ["index.html"]


def test_bad_facts_are_refused_before_anything_is_written(
    published: Path, edit: Edit, run: Run, site: Path
) -> None:
    edit("facts.yml", "[1970@old] > 3", "[1970@old] > 4")
    done = run("mkdocs", "build", "-q")
    assert done.returncode == 1
    assert "facts.yml:126:5: error F115 " in told(done)
    assert published.read_text(encoding="utf-8") == "the last good site"
    (site / "facts.yml").unlink()
    assert "facts.yml:1:1: error F101 " in told(run("mkdocs", "build"))
    assert published.read_text(encoding="utf-8") == "the last good site"


def test_refusal_in_indonesian(
    edit: Edit, run: Run, monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    edit("docs/en/index.md", 'term("migrant")', 'term("migrnt")')
    monkeypatch.setenv("KB_LANG", "id")
    done = run("mkdocs", "build")
    assert "docs/en/index.md:5:40: kesalahan P204 " in told(done)
    assert not (site / "site").exists()


def test_site_without_the_engine_of_the_calls_is_refused(site: Path, edit: Edit, run: Run) -> None:
    """Or the pages would show their calls as they are written."""
    line = "  - macros: {module_name: macros, on_undefined: strict, on_error_fail: true}\n"
    edit("mkdocs.yml", line, "")
    done = run("mkdocs", "build")
    assert done.returncode == 1
    assert "the page language is not locked" in told(done)
    assert not (site / "site").exists()


def test_engine_that_is_not_ours_is_refused(site: Path, edit: Edit, run: Run) -> None:
    (site / "other.py").write_text("def define_env(env):\n    pass\n", encoding="utf-8")
    edit("mkdocs.yml", "module_name: macros,", "module_name: other,")
    done = run("mkdocs", "build")
    assert done.returncode == 1
    assert "the page language is not locked" in told(done)
    assert not (site / "site").exists()


WITHOUT_SETTINGS = """
import macros.addresses.menu
from mkdocs.__main__ import cli
macros.addresses.menu.refuse_tags = lambda document: None
cli(["build"])
"""


def test_title_of_the_menu_is_text_and_never_html(site: Path, forked: Run) -> None:
    """A tag in it is refused; and were it not, it would still run no script."""
    titled = """
- index.md
- {page: data.md, title: {en: 'Q & "A"', id: 'T & "J"'}}
- section: {en: '<script>x</script> & co', id: '<script>y</script> & co'}
  pages:
    - glossary.md
    - section: {en: Rest, id: Lain}
      pages: [gcm/objectives.md, gcm/sdgs.md, news/training.md, emm/modules/one.md]
    - section: {en: Records, id: Catatan}
      pages:
        - data/facts/index.md
        - data/facts/migrants.md
        - data/facts/names.md
        - data/facts/objective.md
        - data/facts/target.md
        - data/facts/training.md
"""
    (site / "menu.yml").write_text(titled, encoding="utf-8")
    done = forked("-c", WITHOUT_SETTINGS, folder=site)
    assert done.returncode == 0, told(done)
    for path in (site / "site").rglob("*/index.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script>x" not in page
        assert "<script>y" not in page
        if "<aside>" in page:
            english = path.is_relative_to(site / "site" / "en")
            shown, script = (
                ("Q &amp; &quot;A&quot;", "x") if english else ("T &amp; &quot;J&quot;", "y")
            )
            assert page.count(f"{shown}</a>") == 1, path
            assert page.count(f"&lt;script&gt;{script}&lt;/script&gt; &amp; co") == 1


def test_good_project_is_built(site: Path, run: Run) -> None:
    done = run("mkdocs", "build", "-q")
    assert (done.returncode, told(done)) == (0, "")
    page = (site / "site" / "en" / "index.html").read_text(encoding="utf-8")
    assert "304\u00a0million" in page


def test_link_to_a_list_that_is_not_there_is_refused(site: Path, run: Run) -> None:
    with (site / "docs" / "en" / "data.md").open("a", encoding="utf-8") as page:
        page.write("\n[Figures](glossary.md#figures)\n")
    done = run("mkdocs", "build")
    assert done.returncode == 1


WITHOUT_CHECKS = """
from macros.rules.registry import RULES
from macros.rules.runner import register_all_rules
from mkdocs.__main__ import cli
register_all_rules()
RULES.clear()
cli(["build", "-q"])
"""
TITLED = "title: 'Data <img src=x onerror=alert(1)> & {{ name(\"agency\") }}'"


def test_title_is_text_and_never_html(site: Path, edit: Edit, run: Run, forked: Run) -> None:
    """It is refused; and were it not, it would still run no script in a reader's browser."""
    edit("docs/en/data.md", "title: Data", TITLED)
    refused = run("mkdocs", "build", "-q")
    assert refused.returncode == 1
    assert ": error L110 `title` holds" in told(refused)
    shutil.rmtree(site / ".kb-cache")  # That all rules are as they were is taken for granted there.
    assert forked("-c", WITHOUT_CHECKS, folder=site).returncode == 0
    for path in (site / "site").rglob("*.html"):
        assert "<img src=x" not in path.read_text(encoding="utf-8"), path


def test_name_in_a_heading_is_text_and_never_html(site: Path, edit: Edit, run: Run) -> None:
    edit("facts.yml", "{value: Ana Sari,", '{value: "Ana <b>Sari</b> & co",')
    for locale in ("en", "id"):
        with (site / "docs" / locale / "data.md").open("a", encoding="utf-8") as page:
            page.write('\n## {{ name("director") }} {: #director }\n')
    assert run("mkdocs", "build", "-q").returncode == 0
    built = (site / "site" / "en" / "data" / "index.html").read_text(encoding="utf-8")
    assert "Ana &lt;b&gt;Sari" in built
    assert "<b>Sari" not in built


def test_heading_with_the_id_of_the_list_is_refused(site: Path, run: Run) -> None:
    for locale in ("en", "id"):
        with (site / "docs" / locale / "data.md").open("a", encoding="utf-8") as page:
            page.write("\n## Text {: #figures }\n")
    if run("mkdocs", "build", "-q").returncode == 0:
        built = (site / "site" / "data" / "index.html").read_text(encoding="utf-8")
        assert built.count('id="figures"') == 1


def test_what_nobody_foresaw_is_a_sentence_too(site: Path, run: Run) -> None:
    (site / "site").write_text("a file where the folder should be", encoding="utf-8")
    done = run("mkdocs", "build", KB_LANG="id")
    assert done.returncode == 1
    assert f"`{site}/site" in told(done)
    assert "tidak dapat dipakai: " in told(done)
    assert "Traceback" not in told(done)


@pytest.mark.parametrize("day", ["9999-12-31", "soon"])
def test_day_that_is_none_is_a_sentence(run: Run, day: str) -> None:
    done = run("mkdocs", "build", KB_TODAY=day)
    assert done.returncode == 1
    assert "`KB_TODAY` takes a full date of the years 1980 to 2099" in told(done)
    assert "Traceback" not in told(done)
