// The search: opened by the core script, which brings kb.base and kb.load.
(() => {
  const lang = document.documentElement.lang.slice(0, 2) == "en" ? "en" : "id";

{% include "partials/search/words.js" %}
{% include "partials/search/postings.js" %}
{% include "partials/search/slips.js" %}
{% include "partials/search/ranking.js" %}
{% include "partials/search/evidence.js" %}

  // ---- The dialog
  const there = lang == "id" ? "en" : "id";
  const texts = {{ script_words("search", "search", "close") }};
  const told = texts[lang];
  const { make } = kb;
  const PAUSE = 700; // Milliseconds after which the last word counts as whole.
  const SCREEN = 5; // Results of which the sentence comes at once; of others, when they are seen.
  let dialog, input, status, results, only, more, other;
  let round = 0, most = 10, timer, last, sight;

  // What the search says of the words: what it takes them for, how many results, what is nowhere.
  const say = ({ list, nearest, total, missing, guesses }) => {
    const count = total == 1 ? told.one : list.length < total ? told.best : told.all;
    return [
      ...guesses.map(([, word]) => kb.fill(told.guess, { word })),
      missing.length ? kb.fill(told.missing, { words: missing.join(", ") }) : "",
      total ? kb.fill(count, { n: list.length, of: total }) : nearest.length ? told.nearest : told.none,
    ].join(" ").trim();
  };
  // `typing` says that the last word may go on. Gives what was found; `kb.search.shown` waits for the
  // sentences that come behind it.
  const show = async (typing = false) => {
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
      only.hidden = more.hidden = true;
      last = "";
      return void (status.textContent = told.hint);
    }
    const slow = setTimeout(() => mine == round && (status.textContent = told.wait), 300);
    try {
      const found = await find(words, { typing, most });
      if (mine != round) return;
      const { list, nearest, total, slots, missing } = found;
      const known = slots.map(({ word }) => word).filter((word) => !missing.includes(word)).join(" ");
      status.textContent = say(found);
      more.hidden = list.length == total;
      only.hidden = total || !missing.length || !known;
      only.textContent = kb.fill(told.only, { words: known });
      only.onclick = () => ((input.value = known), show(), input.focus());
      const now = JSON.stringify([words, [...list, ...nearest].map(({ url }) => url)]);
      if (now == last) return found;
      last = now;
      // Results that come late do not take the focus away.
      const at = [...results.children].findIndex((one) => one.contains(document.activeElement));
      const rows = [...list, ...nearest].map((one) => row(one, slots));
      results.replaceChildren(...rows.map(({ item }) => item));
      sight?.disconnect();
      sight = new IntersectionObserver((entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) rows.find(({ item }) => item == target).fill(), sight.unobserve(target);
      });
      for (const { item } of rows.slice(SCREEN)) sight.observe(item);
      results.className = total ? "" : "kb-finder__nearest";
      if (at >= 0) (results.children[at]?.firstChild || input).focus();
      kb.search.shown = Promise.all(rows.slice(0, SCREEN).map(({ fill }) => fill()));
      return found;
    } catch {
      if (mine == round) status.textContent = told.lost;
    } finally {
      clearTimeout(slow);
    }
  };
  // A result; the sentence of its page comes behind it.
  const row = (result, slots) => {
    const name = make("strong", {}, result.title);
    const text = make("span", {}, result.text);
    const put = ([title, heading, words]) => {
      name.replaceChildren(...title);
      if (result.heading) name.append(" › ", ...heading);
      text.replaceChildren(...words);
    };
    if (result.heading) name.append(" › ", result.heading);
    const fill = () => evidence(result, slots).then(put, () => {}); // Without it, the title tells enough.
    const parts = [make("small", {}, told[result.kind]), name, text];
    const link = make("a", { href: kb.at(result.url), onclick: () => dialog.close() }, ...parts);
    return { item: make("li", {}, link), fill };
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
      // Nobody is led to where words were guessed or left out without having seen it.
      show().then((found) => {
        const first = results.querySelector("a");
        if (found?.total && !found.guesses.length && !found.missing.length) first.click();
        else first?.focus();
      });
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
    input.placeholder = told.words;
    input.spellcheck = false;
    input.oninput = ({ inputType = "" }) => {
      clearTimeout(timer);
      most = 10;
      const typing = /[\p{L}\p{N}]$/u.test(input.value) && !/Paste|Drop/.test(inputType);
      timer = setTimeout(() => {
        show(typing);
        if (typing) timer = setTimeout(show, PAUSE);
      }, 120);
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
    only = make("button", { type: "button", hidden: true });
    other = make("a", { lang: there, hreflang: there, hidden: true }, texts[there].elsewhere);
    const close = make("button", { type: "button", onclick: () => dialog.close() }, told.close);
    const label = make("label", { htmlFor: "kb-finder", id: "kb-finder-title" }, told.search);
    const body = make("div", {}, status, only, results, more, other);
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
    kb.search.answered = show();
  };
  Object.assign(kb.search, { find, forms: async (word) => (await start(), [candidates(word), shelf(word)]) });
})();
