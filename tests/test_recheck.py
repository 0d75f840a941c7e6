"""A check of what changed finds what a check of everything finds.

`benchmarks/rechecks.py` compares many more.
"""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from macros.build_cache import key_of
from macros.git import changed_since, text_at, versions
from macros.kept_checks import Findings, KeptChecks
from macros.library import Earlier, Library
from macros.loading import read_pages
from macros.model import NotKept, Severity
from macros.project import Project, open_project
from macros.recheck import _Reader, keep, open_again, recheck
from tests.conftest import ROOT, TODAY, Command
from tests.corpus.corpus import Case, Workshop, cases, whole_page

Edit = Callable[[str, str, str], None]
TRAINING, HOME = "docs/en/news/training.md", "docs/en/index.md"


class Checks:
    """Checks a folder again and again: what changed since the last whole check, and everything."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.earlier = Earlier(
            partial(text_at, root, "HEAD"),
            Severity.WARNING,
            partial(changed_since, root, "HEAD"),
        )
        self.history = partial(versions, root)

    def whole(self) -> Project:
        """A check of everything, of which nothing is kept."""
        return open_project(self.root, TODAY, earlier=self.earlier, history=self.history)

    def kept(self) -> Project:
        """A check of everything, which is kept."""
        project, kept = self.whole(), KeptChecks(self.root, TODAY)
        keep(project, kept)
        return project

    def again(self) -> Findings | None:
        """A check of what changed."""
        return recheck(self.root, KeptChecks(self.root, TODAY), self.earlier, self.history)

    def agree(self) -> bool:
        """Whether what changed could be checked by itself: then it finds what all of it has."""
        again, whole = self.again(), self.whole()
        if again:
            assert again.problems == whole.problems
            assert set(again.files) >= set(whole.library.files)
        return again is not None


@pytest.fixture
def checks(site: Path) -> Checks:
    """The small project, whose check was kept."""
    checks = Checks(site)
    project = checks.kept()
    assert project.found
    assert not project.problems
    return checks


def add(root: Path, name: str, text: str) -> None:
    path = root / name
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "More words.",
        "50 million.",
        "A raw **mark and *another.",
        'The {{ fact("migrants.world") }} once more.',
        "{{ fact(migrants) }}",
        "[Home](../index.md) and [nowhere](gone.md).",
        "[Home](../index.md#nowhere)",
        "<script>alert(1)</script>",
        "A key: AKIAABCDEFGHIJKLMNOP.",
        "Ma\u200brk and p\u0430ge.",
        "<!-- allow: N112 an example -->\n50 million.",
        "<!-- allow: N112 nothing -->\nWords.",
        "<!-- allow: S109 never -->\nWords.",
    ],
)
def test_body_that_changes_is_checked_by_itself(checks: Checks, text: str) -> None:
    add(checks.root, TRAINING, text)
    assert checks.agree() == ("fact(migrants)" not in text)
    add(checks.root, HOME, text)
    checks.agree()


def test_what_is_found_is_found_again_until_it_is_mended(checks: Checks) -> None:
    sound = (checks.root / TRAINING).read_text(encoding="utf-8")
    add(checks.root, TRAINING, "50 million.")
    assert not checks.whole().library.unreadable
    broken = checks.kept()
    add(checks.root, "docs/id/index.md", "Kata-kata lagi.")
    assert checks.agree()
    assert {p.code for p in broken.problems} >= {"N112"}
    (checks.root / TRAINING).write_text(sound, encoding="utf-8")
    assert checks.agree()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TRAINING, "## Batch {: #batch }", "## Batches {: #batch }"),
        (TRAINING, "{: #batch }", "{: #another }"),
        (TRAINING, "title: Training", "title: Trainings"),
        (TRAINING, "date: 2022-10-28", "date: 2022-10-29"),
        (TRAINING, "title: Training", "titel: Training"),
        (TRAINING, "---\n", "\ud800"),
        ("facts.yml", "migrants", "migrants "),
    ],
)
def test_what_others_rest_on_is_the_matter_of_all(
    checks: Checks, name: str, old: str, new: str
) -> None:
    path = checks.root / name
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert not checks.agree()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TRAINING, '{{ fact("training.agencies", form="items") }}', ""),
        (TRAINING, "It had", '{{ fact("migrants.share") }} It had'),
        (HOME, '{{ claim("migrants.over-three-times") }}', "three times"),
        ("docs/id/data/facts/training.md", "---\n", '---\n{{ fact("migrants.share") }}\n'),
    ],
)
def test_facts_may_come_and_go(checks: Checks, name: str, old: str, new: str) -> None:
    path = checks.root / name
    head, mark, text = path.read_text(encoding="utf-8").rpartition(old)
    path.write_text(head + new + text, encoding="utf-8")
    assert mark
    assert checks.agree()


def test_what_the_whole_site_is_told_at_a_page_stays(checks: Checks) -> None:
    """Such as that two pages have the same number, and that no menu names one."""
    module = checks.root / "docs/en/emm/modules/one.md"
    for locale in ("en", "id"):
        text = (checks.root / f"docs/{locale}/emm/modules/one.md").read_text(encoding="utf-8")
        (checks.root / f"docs/{locale}/emm/modules/two.md").write_text(text, encoding="utf-8")
    assert "P218" in {one.code for one in checks.kept().problems}
    add(checks.root, "docs/en/emm/modules/two.md", "More words.")
    assert checks.agree()
    add(checks.root, str(module.relative_to(checks.root)), "More words.")
    assert checks.agree()


def test_page_that_only_links_lead_to_is_told_when_the_last_one_goes(checks: Checks) -> None:
    keys = {page.key for page in checks.whole().library.every_page} - {"glossary.md"}
    menu = "".join(f"- page: {key}\n" for key in sorted(keys))
    (checks.root / "menu.yml").write_text(menu, encoding="utf-8")
    for locale in ("en", "id"):
        add(checks.root, f"docs/{locale}/index.md", "[Words](glossary.md)")
    assert checks.kept().found
    home = checks.root / HOME
    text = home.read_text(encoding="utf-8")
    home.write_text(text.replace("[Words](glossary.md)", "Words"), encoding="utf-8")
    checks.agree()
    home.write_text(text.replace("[Words](glossary.md)", "[W](glossary.md)"), encoding="utf-8")
    assert checks.agree()


def test_check_of_the_real_site_can_be_short() -> None:
    assert open_project(ROOT, TODAY).found


def test_links_to_an_entry_that_goes_are_the_matter_of_all(checks: Checks) -> None:
    add(checks.root, HOME, "[Batch](news/training.md#figure-training-people)")
    checks.kept()
    path = checks.root / TRAINING
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('{{ fact("training.people") }}', "Some"), encoding="utf-8")
    assert not checks.agree()


def test_new_page_and_one_that_is_gone_are_the_matter_of_all(checks: Checks) -> None:
    page = checks.root / TRAINING
    (checks.root / "docs/en/new.md").write_bytes(page.read_bytes())
    assert not checks.agree()
    (checks.root / "docs/en/new.md").unlink()
    assert checks.agree()
    page.unlink()
    assert not checks.agree()


def test_small_edits_that_git_tells_need_no_whole_check(checks: Checks) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "One"]):
        subprocess.run([*git, *words], cwd=checks.root, check=True)
    checks.kept()
    path = checks.root / TRAINING
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("It had", "It, had"), encoding="utf-8")
    assert checks.agree()
    assert not checks.whole().problems
    path.write_text(text.replace("It had", "It has had"), encoding="utf-8")
    assert checks.agree()
    assert [p.code for p in checks.whole().problems] == ["T201"]


def whole_checks(monkeypatch: pytest.MonkeyPatch) -> list[Project]:
    """The whole checks that `open_again` makes from now on."""
    made: list[Project] = []

    def noted(*given: Any, **named: Any) -> Project:
        made.append(open_project(*given, **named))
        return made[-1]

    monkeypatch.setattr("macros.recheck.open_project", noted)
    return made


def opened(root: Path, address: str = "https://test.example/") -> Project:
    """The project as a build opens it, in which there is all that the whole check gives it."""
    history = partial(versions, root)
    again = open_again(root, TODAY, address, True, history=history)
    whole = open_project(root, TODAY, address, history=history)
    assert again.problems == whole.problems
    for name in {field.name for field in fields(Library)} - {"documents", "history"}:
        assert getattr(again.library, name) == getattr(whole.library, name), name
    assert list(again.library.files) == list(whole.library.files)
    return again


def test_build_opens_what_was_kept_with_all_that_is_in_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = whole_checks(monkeypatch)
    for name, text, whole in (
        (TRAINING, "", 1),
        (TRAINING, "More words.", 1),
        (TRAINING, '{{ fact("migrants.share") }} and 50 million.', 1),
        ("facts.yml", "# A comment.", 2),
        (TRAINING, "## A heading {: #a-heading }", 3),
        (HOME, "{{ fact(migrants) }}", 4),
    ):
        add(site, name, text)
        opened(site)
        assert len(made) == whole, text
    assert opened(site, "https://other.example/").library.address == "https://other.example/"
    assert len(made) == 5


def test_file_that_changes_while_it_is_read_is_read_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(site)
    made = whole_checks(monkeypatch)

    def meanwhile(*given: Any) -> Library:
        found = read_pages(*given)
        add(site, TRAINING, "50 million.")
        return found

    monkeypatch.setattr("macros.recheck.read_pages", meanwhile)
    assert "N112" in {one.code for one in opened(site).problems}
    assert made
    # What is kept is that of no other state.
    monkeypatch.undo()
    assert "N112" in {one.code for one in opened(site).problems}


def test_page_that_is_gone_while_pages_are_read_is_in_no_project(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(site)

    def meanwhile(*given: Any) -> Library:
        (site / TRAINING).unlink(missing_ok=True)
        return read_pages(*given)

    monkeypatch.setattr("macros.recheck.read_pages", meanwhile)
    assert "news/training.md" not in opened(site).library.pages["en"]


SENT = Case("sent", "A", "", "", "", {"en": "Words.", "id": "Kata."}, "", {}, "sent.md")


def compared(folder: Path, sent: list[Case]) -> Iterator[bool]:
    """Whether what changed could be checked by itself, for each of the texts that were sent."""
    workshop = Workshop(folder)
    workshop.write(SENT)
    checks = Checks(workshop.folder)
    assert checks.kept().found
    for case in sent:
        workshop.write(case)
        yield checks.agree()


def of_pages(step: int) -> list[Case]:
    """Every so many of the texts that may be sent as a page."""
    found = [case for case in cases() if case.page and not case.files and case.sort != "F"]
    return [Case(**{**vars(case), "key": SENT.key}) for case in found[::step]]


@pytest.mark.no_cover
def test_hostile_pages_are_told_the_same(tmp_path: Path) -> None:
    outcomes = list(compared(tmp_path, of_pages(9)))
    assert sum(outcomes) > len(outcomes) // 2, (sum(outcomes), len(outcomes))


PIECES = (
    "More words.",
    "70 persen.",
    '{{ fact("migrants.share") }}',
    '{{ term("migrant") }}',
    "## A section\n\nWords.",
    "[Link](../index.md#share)",
    "- one\n- two",
    "!!! note\n    Words.",
    "{{ cards('index.md') }}",
    "<!-- allow: N112 an example -->\n5 million.",
)


def random_edits(checks: Checks, seed: int, count: int) -> Iterator[bool]:
    """Edits of all sorts, after each of which both checks agree."""
    random = Random(seed)
    sound = {path: path.read_bytes() for path in sorted(checks.root.rglob("docs/**/*.md"))}
    for _ in range(count):
        path = random.choice(list(sound))
        lines = path.read_text(encoding="utf-8").split("\n")
        at = random.randrange(len(lines))
        match random.randrange(6):
            case 0:
                path.write_bytes(sound[path])
            case 1:
                del lines[at]
                path.write_text("\n".join(lines), encoding="utf-8")
            case 2:
                words = lines[at].split(" ")
                random.shuffle(words)
                lines[at] = " ".join(words)
                path.write_text("\n".join(lines), encoding="utf-8")
            case _:
                lines.append(f"\n{random.choice(PIECES)}\n")
                path.write_text("\n".join(lines), encoding="utf-8")
        yield checks.agree()
        if random.randrange(4) == 0:
            checks.kept()


def test_random_edits_are_told_the_same(checks: Checks) -> None:
    assert any(list(random_edits(checks, 1, 12)))


def test_command_tells_the_same_with_and_without_what_is_kept(
    kb: Command, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb("check")
    add(site, TRAINING, "50 million. [Nowhere](gone.md)")
    add(site, "docs/id/index.md", "50 juta.")
    ways: tuple[list[str], ...] = (
        [],
        ["--strict"],
        ["--lang", "id"],
        ["--format", "json"],
        ["--format", "sarif"],
        [TRAINING],
        ["docs/id/news", "--format", "json"],
        ["docs/en/glossary.md"],
    )
    opened = monkeypatch.setattr("macros.project.open_project", None)
    assert opened is None
    told = [kb("check", *way) for way in ways]
    monkeypatch.undo()
    monkeypatch.chdir(site)
    monkeypatch.setattr("macros.kept_checks.KeptChecks.findings", lambda _: None)
    monkeypatch.setattr("macros.recheck.recheck", lambda *_: None)
    assert [kb("check", *way, "--today", TODAY.isoformat()) for way in ways] == told


def test_nothing_is_kept_where_a_page_cannot_be_read(checks: Checks) -> None:
    path = checks.root / TRAINING
    path.write_text("no front matter", encoding="utf-8")
    assert not checks.kept().found


def test_record_that_names_anything_else_is_not_read() -> None:
    for harmful in (print, eval, subprocess.run, Path("a")):
        with pytest.raises(pickle.UnpicklingError):
            _Reader(BytesIO(pickle.dumps(harmful))).load()


def test_record_that_cannot_be_read_is_as_good_as_none(checks: Checks) -> None:
    kept = KeptChecks(checks.root, TODAY)
    assert kept.state
    for written in (b"", b"no pickle", pickle.dumps(print), pickle.dumps(())):
        kept.cache.keep("outlines", key_of(kept.state.rest), written)
        kept.cache.flush()
        assert checks.again() is None


def test_outline_has_nothing_of_the_text(checks: Checks) -> None:
    found = checks.whole().found
    assert found
    page = found.outlines.pages["en"]["news/training.md"]
    assert page.meta.title == "Training"
    assert page.ids == {"batch"}
    assert page.makes_calls
    for name in ("body", "document", "calls", "header", "body_line", "written"):
        with pytest.raises(NotKept):
            getattr(page, name)


def test_cases_are_written_as_pages() -> None:
    assert "Words." in whole_page(SENT, "en")
