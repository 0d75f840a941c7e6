"""A lesson in the frame of a learning management system, played by the library scorm-again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Frame, Page

from benchmarks.site import axe
from macros.course.packages import package_file

ROOT = Path(__file__).parents[2]
EDITIONS = ("1.2", "2004")
_HOST = """<!doctype html><html lang="en"><title>Host</title><script src="EDITION.js"></script>
<script>
"use strict";
const name = "EDITION" === "1.2" ? "API" : "API_1484_11";
window[name] = new (name === "API" ? Scorm12API : Scorm2004API)({logLevel: 5});
window.calls = [];
const kept = localStorage.getItem("kept");
if (kept) window[name].loadFromJSON(JSON.parse(kept).cmi, "cmi");
for (const call of ["Initialize", "SetValue", "Commit", "Terminate", "Finish"]) {
  const full = name === "API" ? "LMS" + call : call;
  const done = window[name][full];
  if (!done) continue;
  window[name][full] = (...given) => {
    const answer = done.apply(window[name], given);
    const error = window[name][name === "API" ? "LMSGetLastError" : "GetLastError"]();
    calls.push([call, ...given, String(answer), String(error)]);
    const kept = JSON.stringify(window[name].renderCMIToJSONObject());
    if (call === "Commit") localStorage.setItem("kept", kept);
    return answer;
  };
}
</script><iframe src="package/module-1/index.html" width="360" height="640"></iframe></html>"""


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def host(
    edition: str,
    site_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[[Path], AbstractContextManager[str]],
) -> Iterator[str]:
    """The address of a page that shows the first module in a frame, and gives it an API."""
    folder = tmp_path_factory.mktemp("host")
    with ZipFile(site_folder / "en" / "lms" / f"module-1-scorm-{edition}.zip") as package:
        package.extractall(folder / "package")
    script = package_file(ROOT, f"scorm-again/dist/scorm{edition.replace('.', '')}.min.js")
    shutil.copy(script, folder / f"{edition}.js")
    (folder / "index.html").write_text(_HOST.replace("EDITION", edition), encoding="utf-8")
    with serve(folder) as address:
        yield address


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 400, "height": 700}) as context:
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert wrong == []


def _frame(page: Page, address: str) -> Frame:
    page.goto(address)
    frame = page.frames[1]
    frame.wait_for_load_state()
    frame.wait_for_selector("html.script")
    return frame


def _cmi(page: Page) -> dict[str, Any]:
    """What the system keeps, as it was when the page last asked it to keep it."""
    kept = json.loads(page.evaluate("localStorage.getItem('kept')"))["cmi"]
    assert isinstance(kept, dict)
    return kept


def _told(page: Page, edition: str) -> tuple[str, Any]:
    """How far the learner is, and the score out of 100."""
    cmi = _cmi(page)
    core = cmi["core"] if edition == "1.2" else cmi
    status = core["lesson_status" if edition == "1.2" else "completion_status"]
    return status, core["score"]["raw"]


def _answer(frame: Frame, *, right: bool) -> None:
    """Answer all questions that are still open."""
    frame.evaluate(
        """right => [...document.forms].forEach(f => {
          if (f.querySelector("button").hidden) return;
          const items = [...f.querySelectorAll("li")];
          const chosen = items.filter(i => (i.className === "right") === right);
          const several = f.querySelector("[type=checkbox]");
          (several ? chosen : chosen.slice(0, 1)).forEach(i => i.querySelector("input").click());
          f.querySelector("button").click();
        })""",
        right,
    )


def _to_the_end(frame: Frame) -> None:
    frame.evaluate("document.getElementById('end').scrollIntoView()")
    frame.wait_for_timeout(200)


def test_score_and_completion_are_told_when_all_is_answered_and_the_end_was_seen(
    host: str, window: Page, edition: str
) -> None:
    frame = _frame(window, host)
    assert _told(window, edition)[0] == "incomplete"
    _answer(frame, right=True)
    assert _told(window, edition)[0] == "incomplete"
    assert float(_told(window, edition)[1]) == 100
    _to_the_end(frame)
    assert _told(window, edition)[0] == "completed"
    assert "5 of 5" in frame.inner_text("#score") or "6 of 6" in frame.inner_text("#score")
    assert frame.is_visible("#sent")
    if edition == "2004":
        assert float(_cmi(window)["score"]["scaled"]) == 1
        assert _cmi(window)["success_status"] == "unknown"
    refused = [one for one in window.evaluate("calls") if one[-1] != "0" or one[-2] != "true"]
    assert refused == []


def test_learner_goes_on_where_they_left(host: str, window: Page, edition: str) -> None:
    frame = _frame(window, host)
    first = frame.locator("form").first
    wrong = first.locator("li:not(.right) input").first
    wrong.check()
    first.locator("button").click()
    assert first.locator(".told.wrong").is_visible()
    assert frame.evaluate("document.activeElement.contains(document.querySelector('.told.wrong'))")
    frame.evaluate("document.getElementById('indonesia').scrollIntoView()")
    frame.wait_for_timeout(100)

    frame = _frame(window, host)
    first = frame.locator("form").first
    assert first.locator(".told.wrong").is_visible()
    assert first.locator("li:not(.right) input").first.is_checked()
    assert first.locator("input").first.is_disabled()
    assert frame.locator("form").nth(1).locator("button").is_visible()
    assert (
        abs(frame.evaluate("document.getElementById('indonesia').getBoundingClientRect().top")) < 90
    )
    _answer(frame, right=True)
    _to_the_end(frame)
    status, score = _told(window, edition)
    assert status == "completed"
    assert 0 < float(score) < 100


def test_what_was_answered_is_told_one_by_one(host: str, window: Page, edition: str) -> None:
    frame = _frame(window, host)
    _answer(frame, right=False)
    assert float(_told(window, edition)[1]) == 0
    set_to = {one[1]: one[2] for one in window.evaluate("calls") if one[0] == "SetValue"}
    assert set_to["cmi.interactions.0.id"] == "self-check-1"
    assert set_to["cmi.interactions.0.result"] == ("wrong" if edition == "1.2" else "incorrect")
    several = frame.evaluate(
        "[...document.forms].findIndex(f => f.querySelector('[type=checkbox]'))"
    )
    between = "," if edition == "1.2" else "[,]"
    assert between in set_to[f"cmi.interactions.{several}.correct_responses.0.pattern"]


def test_system_is_told_when_the_learner_leaves(host: str, window: Page, edition: str) -> None:
    _frame(window, host)
    window.evaluate("document.querySelector('iframe').src = 'about:blank'")
    window.wait_for_timeout(300)
    calls = window.evaluate("calls")
    assert [one[0] for one in calls[-2:]] == [
        "Commit",
        "Finish" if edition == "1.2" else "Terminate",
    ]
    spent = next(one[2] for one in calls if one[1].endswith("session_time"))
    assert spent.startswith("0000:00:0" if edition == "1.2" else "PT0H0M")
    assert [one for one in calls if one[-1] != "0"] == []


def test_page_alone_tells_answers_and_nothing_breaks(host: str, window: Page) -> None:
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.goto(f"{host}/package/module-1/index.html")
    window.locator("form").first.locator("button").click()
    assert window.locator("form").first.locator(".none").is_visible()
    _answer(window.main_frame, right=True)
    _to_the_end(window.main_frame)
    assert window.is_hidden("#sent")
    assert {url for url in asked if not url.startswith(host)} == set()
    window.goto("about:blank")


@pytest.mark.parametrize("width", [320, 1280])
def test_page_has_no_faults_and_nothing_stands_aside(host: str, window: Page, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    window.goto(f"{host}/package/module-1/index.html")
    _answer(window.main_frame, right=False)
    window.add_script_tag(path=axe.SCRIPT)
    found = window.evaluate("axe.run().then(told => told.violations.map(one => one.id))")
    assert found == []
    assert window.evaluate("document.documentElement.scrollWidth") <= width
