// The search: opened by the core script, which brings kb.base and kb.load.
(() => {
  const lang = document.documentElement.lang.slice(0, 2) == "en" ? "en" : "id";

{% include "partials/search/words.js" %}
{% include "partials/search/postings.js" %}
{% include "partials/search/slips.js" %}
{% include "partials/search/ranking.js" %}

  // ---- The dialog
  const there = lang == "id" ? "en" : "id";
  const texts = {{ script_words("search", "search", "close") }};
  const told = texts[lang];
  const { make } = kb;
  // The text with the words that were looked for in <mark>.
  const marked = (text, roots) =>
    text.split(/([\p{L}\p{N}]+)/u).map((part, i) =>
      i % 2 && candidates(fold(part)).some((form) => roots.has(form))
        ? make("mark", {}, part)
        : part,
    );
  let dialog, input, status, results, more, other;
  let round = 0, most = 10, timer;
  const show = async () => {
    const words = input.value.trim();
    const mine = ++round;
    other.hidden = !words;
    const header = document.querySelector(`header [hreflang=${other.lang}]`);
    const target = new URL(header ? header.href : kb.at(lang == "id" ? "en/" : ""));
    target.searchParams.set("q", words);
    target.hash = "";
    other.href = target;
    if (!words) {
      results.replaceChildren();
      more.hidden = true;
      return (status.textContent = told.hint);
    }
    const slow = setTimeout(() => mine == round && (status.textContent = told.wait), 300);
    try {
      const { list, total, roots } = await find(words, { typing: /[\p{L}\p{N}]$/u.test(input.value), most });
      if (mine != round) return;
      // Results that come late do not take the focus away.
      const at = [...results.children].findIndex((one) => one.contains(document.activeElement));
      results.replaceChildren(...list.map((one) => row(one, roots)));
      if (at >= 0) (results.children[at]?.firstChild || input).focus();
      more.hidden = list.length == total;
      const count = total == 1 ? told.one : list.length < total ? told.best : told.all;
      status.textContent = total ? kb.fill(count, { n: list.length, of: total }) : told.none;
    } catch {
      if (mine == round) status.textContent = told.lost;
    } finally {
      clearTimeout(slow);
    }
  };
  const row = ({ kind, url, title, heading, text }, roots) => {
    const name = make("strong", {}, ...marked(title, roots));
    if (heading) name.append(" › ", ...marked(heading, roots));
    const parts = [make("small", {}, told[kind]), name];
    if (text) parts.push(make("span", {}, ...marked(text, roots)));
    return make("li", {}, make("a", { href: kb.at(url), onclick: () => dialog.close() }, ...parts));
  };
  const keys = (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const { key } = event;
    if (key == "Escape" && input.value) {
      input.value = "";
      show();
      input.focus();
    } else if (key == "Escape") dialog.close();
    else if (key == "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (key == "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
    else if (key == "Enter" && event.target == input) {
      clearTimeout(timer);
      show().then(() => results.querySelector("a")?.click());
    } else {
      // Whoever goes on typing on a result means the words.
      if (at >= 0 && key.length == 1 && key != " " && !event.ctrlKey && !event.metaKey && !event.altKey)
        input.focus();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const build = () => {
    input = make("input", { type: "search", id: "kb-finder", autocomplete: "off", enterKeyHint: "go" });
    input.spellcheck = false;
    input.oninput = () => {
      clearTimeout(timer);
      most = 10;
      timer = setTimeout(show, 120);
      ahead();
    };
    status = make("p", { role: "status" });
    results = make("ol");
    more = make("button", { type: "button", hidden: true }, told.more);
    more.onclick = async () => {
      const at = most;
      most += 24;
      await show();
      results.children[at]?.firstChild.focus();
    };
    other = make("a", { lang: there, hreflang: there, hidden: true }, texts[there].elsewhere);
    const close = make("button", { type: "button", onclick: () => dialog.close() }, told.close);
    const label = make("label", { htmlFor: "kb-finder", id: "kb-finder-title" }, told.search);
    const body = make("div", {}, status, results, more, other);
    dialog = make("dialog", { className: "kb-finder", onkeydown: keys }, label, input, close, body);
    dialog.setAttribute("aria-labelledby", "kb-finder-title");
    dialog.onclick = (event) => void (event.target == dialog && dialog.close());
    document.body.append(dialog);
  };
  // A small site is fetched in one go with the first letter.
  const ahead = async () => {
    try {
      await start();
      const all = ["same", "near", ...head.words.map((_, i) => "w" + i), ...head.shown.map((_, i) => "d" + i)];
      if (all.length < 10) await Promise.all(all.map(get));
    } catch {} // What is missing is told when it is needed.
  };

  kb.search = (words = "") => {
    if (!dialog) build();
    start().catch(() => {});
    if (!dialog.open) dialog.showModal();
    input.select();
    if (words) {
      input.value = words; // The cursor goes behind them.
      ahead();
    }
    show();
  };
  Object.assign(kb.search, { find, forms: async (word) => (await start(), [candidates(word), shelf(word)]) });
})();
