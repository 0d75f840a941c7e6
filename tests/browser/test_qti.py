"""Questions of QTI, answered in a browser and judged by the library qti-components."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import Browser

from macros.course.packages import package_file
from macros.model import FOLDERS, LOCALES, Locale

ROOT = Path(__file__).parents[2]
_HTML = frozenset({"a", "p"})
_ANSWER = """async ([items, answers, right]) => {
  const a_while = () => new Promise(done => setTimeout(done, 500));
  const id = one => one.getAttribute("identifier");
  document.body.innerHTML = items.join("");
  await a_while();
  const all = [...document.querySelectorAll("qti-assessment-item")].map((whole, at) => {
    const choices = [...whole.querySelectorAll("qti-simple-choice")];
    const several = whole.querySelector("[max-choices='0']");
    const meant = choices.filter(one => answers[at].includes(id(one)) === right);
    const chosen = right || several ? meant : meant.slice(0, 1);
    chosen.forEach(one => one.click());
    return [whole, chosen];
  });
  await a_while();
  all.forEach(([whole]) => whole.processResponse());
  await a_while();
  return all.map(([whole, chosen]) => ({
    score: Number(whole.getOutcome("SCORE").value),
    chosen: chosen.map(id),
    shown: [...whole.querySelectorAll("qti-modal-feedback")]
      .filter(one => one.shadowRoot.querySelector("dialog").open).map(id),
  }));
}"""


@pytest.mark.parametrize("locale", LOCALES)
def test_right_answers_score_and_each_choice_gets_its_reason(
    site_folder: Path, browser: Browser, locale: Locale
) -> None:
    path = site_folder / FOLDERS[locale] / "lms" / "course-qti-2.1.zip"
    with ZipFile(path) as package:
        items = [package.read(name) for name in package.namelist() if "question" in name]
    page = browser.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(path=package_file(ROOT, "@citolab/qti-components/cdn/index.global.js"))
    read = [etree.fromstring(item) for item in items]
    answers = [[one.text for one in item.iterfind(".//{*}correctResponse/*")] for item in read]
    for right in (True, False):
        told = page.evaluate(_ANSWER, [[_newer(item) for item in read], answers, right])
        assert len(told) == len(items) > 30
        assert [one["score"] for one in told] == [right] * len(items)
        assert [one["shown"] for one in told] == [[*one["chosen"], "ALWAYS"] for one in told]
    page.close()


def _newer(node: etree._Element) -> str:
    """The names of version 3, which the library reads: as those of 2.1, but written otherwise."""
    own = etree.QName(node).localname
    name = own if own in _HTML else f"qti-{_kebab(own)}"
    given = "".join(
        f' {_kebab(etree.QName(key).localname)}="{escape(value)}"' for key, value in node.items()
    )
    inside = "".join(_newer(one) + escape(one.tail or "") for one in node)
    return f"<{name}{given}>{escape(node.text or '')}{inside}</{name}>"


def _kebab(name: str) -> str:
    return re.sub("(?<!^)(?=[A-Z])", "-", name).lower()
