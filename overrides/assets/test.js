// The tests before and after a session. Answers stay on the device, and which are right is told
// only at the end of the second test.
(() => {
  const told = {{ script_words("test") }}[document.documentElement.lang];
  const { make, fill, store } = kb;
  const all = (selector, root = box) => [...root.querySelectorAll(selector)];
  const box = document.querySelector(".kb-test");
  const form = box.querySelector("form");
  const sections = all("section[data-module]");
  const end = box.querySelector(".kb-test__end");
  const status = end.querySelector("[role=status]");
  const finish = end.querySelector("button");
  const finishing = finish.textContent;
  const result = box.querySelector(".kb-test__result");
  const modules = all("[name=module]", form);

  let kept = {};
  try {
    kept = JSON.parse(store("kb-test")) ?? {};
  } catch {}
  const keep = () => store("kb-test", JSON.stringify(kept));
  const when = () => form.when.value;
  const answers = (which = when()) => ((kept[which] ??= {}).answers ??= {});

  // FNV-1a: see seal in macros/course/assessment.py.
  const seal = (text) => {
    let sum = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    return sum.toString(16);
  };
  const isRight = ({ dataset }, place) => seal(`${dataset.name}/${place}`) == dataset.seal;
  const chosen = (group) => group.querySelector(":checked");
  const shown = () => all("section:not([hidden]) > fieldset");

  // The post-test has the questions of each module in the other order, and their options moved on.
  const places = ({ dataset }) =>
    when() == "post" ? dataset.post.split(" ") : [...dataset.post.split(" ")].sort((a, b) => a - b);
  const arrange = () => {
    for (const section of sections) {
      section.hidden = !modules.find((one) => one.value == section.dataset.module).checked;
      const groups = all("fieldset", section).sort((a, b) => a.dataset.name.localeCompare(b.dataset.name, "en", { numeric: true }));
      if (when() == "post") groups.reverse();
      for (const group of groups) {
        const labels = Object.fromEntries(all("label", group).map((label) => [label.firstChild.value, label]));
        group.append(...places(group).map((place) => labels[place]));
        section.lastElementChild.before(group);
        for (const input of all("input", group)) input.checked = input.value == answers()[group.dataset.name];
      }
    }
    form.sign.value = kept.sign ?? "";
    sure = false;
    count();
  };
  const open = () => shown().filter((group) => !chosen(group));
  const count = () => {
    const of = shown().length;
    const done = !!kept[when()]?.done;
    for (const group of all("fieldset")) if (!form.contains(group)) group.disabled = done;
    end.hidden = done || !of;
    finish.textContent = sure ? told.anyway : finishing;
    status.textContent = fill(told.answered, { n: of - open().length, of });
    result.hidden = !done;
    for (const section of sections) section.lastElementChild.hidden = !(done && when() == "post");
    for (const label of all("section label")) {
      label.className = "";
      label.querySelector("small")?.remove();
    }
    if (done) tell();
  };
  const right = (which) => shown().filter((group) => isRight(group, kept[which].answers[group.dataset.name] ?? "")).length;

  // What the second test tells in the end; the first one tells only what was chosen.
  const tell = () => {
    const of = shown().length;
    const letters = shown().map((group, at) => `${at + 1}${chosen(group) ? "ABCDEFGH"[places(group).indexOf(chosen(group).value)] : "–"}`);
    const lines = [make("h2", {}, told.result), make("p", {}, `${form.querySelector("[name=when]:checked").nextSibling.textContent} · ${kept[when()].done}${kept.sign ? ` · ${kept.sign}` : ""}`)];
    if (when() == "post") {
      lines.push(make("p", { className: "kb-test__score" }, fill(told.score, { n: right("post"), of })));
      if (kept.pre?.done) lines.push(make("p", {}, fill(told.before, { n: right("pre"), of })));
      for (const group of shown()) {
        for (const input of all("input", group)) {
          const right = isRight(group, input.value);
          if (!right && !input.checked) continue;
          input.parentElement.className = right ? "kb-test__right" : "kb-test__wrong";
          input.parentElement.append(make("small", {}, right ? told.right : told.wrong));
        }
      }
    } else lines.push(make("p", {}, told.kept));
    const press = (text, onclick) => make("button", { type: "button", className: "kb-button", onclick }, text);
    lines.push(make("p", {}, `${told.answers} ${letters.join(" ")}`));
    lines.push(make("div", {}, press(told.print, () => print()), press(told.clear, clear)));
    result.replaceChildren(...lines);
  };
  const clear = () => {
    kept = {};
    keep();
    form.when.value = "pre";
    arrange();
    status.textContent = told.cleared;
    form.sign.focus();
  };

  let sure = false;
  finish.onclick = () => {
    const left = open();
    if (left.length && !sure) {
      sure = true;
      count();
      const numbers = left.map((group) => shown().indexOf(group) + 1).join(", ");
      status.textContent = fill(told.open, { numbers });
      return;
    }
    answers();
    kept[when()].done = new Intl.DateTimeFormat(`${document.documentElement.lang}-${document.documentElement.lang == "en" ? "GB" : "ID"}`, { dateStyle: "long", timeStyle: "short" }).format();
    keep();
    count();
    result.focus();
  };
  box.addEventListener("change", ({ target }) => {
    const group = target.closest("[data-name]");
    if (!group) return void (target != form.sign && note());
    answers()[group.dataset.name] = target.value;
    sure = false;
    keep();
    count();
  });
  form.sign.oninput = () => {
    kept.sign = form.sign.value.trim().toUpperCase();
    keep();
    if (kept[when()]?.done) tell();
  };
  form.onsubmit = () => false;

  // Which test, and which modules, may stand at the end of the address: #post&modules=1,6
  const note = () => {
    const ticked = modules.filter((one) => one.checked).map((one) => one.value);
    const address = `#${when()}${ticked.length < modules.length ? `&modules=${ticked}` : ""}`;
    try {
      history.replaceState(null, "", address);
    } catch {} // A browser may forbid it on a disk.
    arrange();
  };
  const read = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    if (given.has("pre") || given.has("post")) form.when.value = given.has("post") ? "post" : "pre";
    const asked = given.get("modules")?.split(",");
    if (asked) for (const one of modules) one.checked = asked.includes(one.value);
    arrange();
  };
  addEventListener("hashchange", read);
  read();
})();
