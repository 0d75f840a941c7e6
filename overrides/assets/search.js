// The search: opened by the core script, which brings kb.base and kb.load.
(() => {
  const lang = document.documentElement.lang.slice(0, 2) == "en" ? "en" : "id";

  // ---- Files: index.js, notions (same), words (w…), shown texts (d…), and all for slips (near).
  const files = {};
  const add = ([name, data]) => (files[name] = data);
  const early = kb.found || [];
  kb.found = { push: add };
  early.forEach(add);
  const get = async (name) => {
    if (!files[name]) await kb.load(`search/${lang}/${name}.js`);
    if (!files[name]) throw Error(name);
    return files[name];
  };

  // ---- Words: the same rules as in macros/publish/search/affixes.py.
  let head, stop, asks, phrases, spoken, termOf;
  const fold = (text) =>
    text.replace(/['’ʼ`]s?(?![\p{L}\p{N}_])/gu, "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const candidates = (word) => {
    const found = [word];
    const take = (form) =>
      form.length > 2 && found.length < 40 && !found.includes(form) && found.push(form);
    for (const one of found) {
      for (const [affix, follows, puts] of head.before) {
        const rest = one.slice(affix.length);
        if (one.startsWith(affix) && (!follows || (rest && follows.includes(rest[0]))))
          for (const put of puts) take(put + rest);
      }
      for (const [affix, fewest, puts] of head.behind) {
        const rest = one.slice(0, -affix.length);
        if (one.endsWith(affix) && rest.length >= fewest) for (const put of puts) take(rest + put);
      }
    }
    return found;
  };
  const start = async () => {
    if (head) return;
    const data = await get("index");
    head = data;
    stop = new Set(data.stop.split(" "));
    asks = new Set(data.asks.split(" "));
  };
  const meet = async () => {
    const same = await get("same");
    if (phrases) return;
    phrases = new Map();
    spoken = new Set(same.join(" ").split(/[ =|]/));
    termOf = new Map();
    for (const [i, line] of same.entries()) {
      const [used, known] = line.split("=").map((part) => part.split("|").filter(Boolean));
      // The first notions are the terms, in their order; who types another name wants the term.
      const term = head.kinds[2] + i;
      if (term < head.kinds[0]) for (const phrase of known) termOf.set(phrase, term);
      for (const phrase of [...used, ...known]) {
        const others = used.filter((other) => other != phrase);
        phrases.set(phrase, [...(phrases.get(phrase) || []), ...others]);
      }
    }
  };

  // ---- Postings: numbers in base 32, the last digit from "]" on, those before it from "(" on.
  const numbers = (text) => {
    const found = [];
    let value = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 93) value = value * 32 + code - 40;
      else found.push(value * 32 + code - 93), (value = 0);
    }
    return found;
  };
  // A file of words → root → [entry, strength, section].
  const read = ([roots, counts, steps, strengths, sections]) => {
    const index = new Map();
    const [many, step, section] = [counts, steps, sections].map(numbers);
    let at = 0;
    roots.split(" ").forEach((root, i) => {
      let entry = -1;
      const list = [];
      for (const end = at + many[i]; at < end; at++)
        list.push([(entry += step[at] + 1), strengths.charCodeAt(at) - 93, section[at]]);
      index.set(root, list);
    });
    return index;
  };
  const tables = {};
  const table = async (number) => (tables[number] ??= read(await get("w" + number)));
  const shelf = (root) => {
    let best;
    for (const part of candidates(root)) {
      const lost = head.lost.find((sound) => part.startsWith(sound)) || "";
      const bare = part.slice(lost.length);
      const order = [bare.length < 3, bare.length, bare];
      if (!best || before(order, best)) best = order;
    }
    return best[2].slice(0, 3);
  };
  const before = (a, b) => {
    for (const i in a) if (a[i] != b[i]) return a[i] < b[i];
  };
  // A root is in the last file that begins at its shelf or before; a long shelf may fill several.
  const postings = async (root) => {
    const here = shelf(root);
    let last = head.words.findLastIndex((first) => first <= here);
    for (let number = Math.max(last, 0); number >= 0; number--) {
      const list = (await table(number)).get(root);
      if (list || head.words[number] < here) return list;
    }
  };

  // ---- Slips: how many letters are missing, added, wrong or swapped; 3 where it is more than 2.
  const slips = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return 3;
    let older, last, row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      [older, last, row] = [last, row, [i]];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      if (Math.min(...row) > most) return 3;
    }
    return row[b.length];
  };
  // The words themselves, and for each a number with a bit for every letter that it has.
  let known, masks;
  const near = async () => (known ??= (await get("near")).split(" "));
  const mask = (word) => {
    let bits = 0;
    for (let i = 0; i < word.length; i++) bits |= 1 << word.charCodeAt(i) % 31;
    return bits;
  };
  const apartBy = (a, b) => {
    let many = 0;
    for (let bits = a ^ b; bits; bits &= bits - 1) many++;
    return many;
  };

  const means = async (form, how, take) => {
    let many = 0;
    for (const root of candidates(form))
      if (await postings(root)) take(root, many++ ? how * 0.6 : how);
    return many;
  };

  // A word of a notion is no slip, even where no entry has it.
  const isSpoken = (word) => candidates(word).some((form) => spoken.has(form));

  // The roots that a word may mean, each with how surely: 1 is the word itself.
  const meanings = async (word, typing) => {
    const found = new Map();
    const take = (root, how) => how > (found.get(root) || 0) && found.set(root, how);
    const sure = await means(word, 1, take);
    if (!sure && !typing && isSpoken(word)) return found;
    if (typing ? word.length > 1 : !sure && word.length > 2)
      for (const longer of (await near()).filter((one) => one.startsWith(word)).slice(0, 20))
        await means(longer, (0.9 * word.length) / longer.length, take);
    if (found.has(word) || (found.size && !sure) || word.length < 3 || /^\d|\d\d/.test(word)) return found;
    const all = await near();
    if (all.includes(word)) return found;
    if (!sure) {
      // Another form of a word that stands in the index under a third one.
      const forms = candidates(word).filter((form) => form.length > 3);
      for (const one of all)
        if (forms.some((form) => one.includes(form.slice(0, 3))))
          if (candidates(one).some((form) => forms.includes(form))) await means(one, 0.9, take);
      if (found.size) return found;
    }
    masks ??= all.map(mask);
    const best = [];
    const bits = mask(word);
    const most = sure || word.length < 6 ? 1 : 2;
    all.forEach((one, i) => {
      if (apartBy(bits, masks[i]) > 2 * most) return;
      const many = slips(word, one, most);
      if (many < 3) best.push([many + (one[0] != word[0]) / 4, one]);
    });
    best.sort((a, b) => a[0] - b[0]);
    for (const [many, one] of best.slice(0, 6))
      if (many <= best[0][0] + 0.5) await means(one, (sure ? 0.6 : 0.9) - 0.2 * (many - 1), take);
    return found;
  };

  // Unknown words: two that have grown together come apart, two halves of one come together.
  const apart = async (words, typing) => {
    const found = [];
    for (let i = 0; i < words.length; i++) {
      const word = words[i];
      const next = words[i + 1] || "";
      const unknown = async (one) => !isSpoken(one) && !(await means(one, 1, () => {}));
      if (word.length < 3 || (typing && !next) || !(await unknown(word))) {
        found.push(word);
        continue;
      }
      const all = new Set(await near());
      const cuts = [...word].map((_, at) => [word.slice(0, at), word.slice(at)]);
      const cut = cuts.find((parts) => parts.every((part) => all.has(part)));
      if (all.has(word) || !(cut || all.has(word + next))) found.push(word);
      else if (cut) found.push(...cut);
      else found.push(word + next), i++;
    }
    return found;
  };

  // ---- Ranking
  // Whoever types a topic wants its page; whoever asks how many or when, the figure too.
  const FITS = { page: 1, fact: 0.75, term: 0.95 };
  const ASKED = 1.2;
  const SAME = 0.75; // A notion counts less than the word itself …
  const FAR = 0.4; // … but more than a root that stands farther from the word.
  const rank = async (text, typing) => {
    await start();
    await meet();
    const all = wordsOf(text);
    let words = all.filter((word) => !stop.has(word));
    if (!words.length) words = all;
    words = [...new Set(await apart(words, typing))];
    const slots = await Promise.all(
      words.map((word, i) => meanings(word, typing && i == words.length - 1)),
    );
    const total = head.kinds[0];
    const asking = all.some((word) => asks.has(word));
    const rare = (list) => Math.log(1 + (total - list.length + 0.5) / (list.length + 0.5));
    const scores = new Map(); // entry → per slot the best gain; sections
    const weights = [];
    const gain = (slot, entry, value, section) => {
      let one = scores.get(entry);
      if (!one) scores.set(entry, (one = { gains: [], sections: {} }));
      if (value > (one.gains[slot] || 0)) one.gains[slot] = value;
      one.sections[section] = (one.sections[section] || 0) + value;
    };
    const doubtful = new Set();
    for (const [slot, means] of slots.entries()) {
      // A notion that is nearer to the word than a root of the index says better what is meant.
      const forms = candidates(words[slot]);
      const first = forms.findIndex((form) => phrases.has(form));
      const others = (phrases.get(forms[first]) || []).flatMap((other) => other.split(" "));
      const far = [...means.keys()].filter((root) => forms.indexOf(root) > first);
      if (others.length && far.length && !far.some((root) => others.includes(root))) {
        for (const root of far) means.set(root, means.get(root) * FAR);
        doubtful.add(slot);
      }
      for (const [root, how] of means) {
        const list = await postings(root);
        if (!list) continue;
        const weight = rare(list);
        weights[slot] = Math.max(weights[slot] || 0, weight * how);
        for (const [entry, strength, section] of list)
          gain(slot, entry, (how * weight * strength) / head.levels, section);
      }
    }
    const roots = new Set(slots.flatMap((means) => [...means.keys()]));
    const own = weights.map((weight, slot) => !doubtful.has(slot) && weight);
    // Notions: other forms of the words from one slot to another.
    const joined = words.map((word, i) => [...new Set([...slots[i].keys(), ...candidates(word)])]);
    for (const [phrase, others] of phrases) {
      const parts = phrase.split(" ");
      for (let i = 0; i + parts.length <= words.length; i++) {
        if (!parts.every((part, j) => joined[i + j].includes(part))) continue;
        if (termOf.has(phrase))
          for (const j of parts.keys()) gain(i + j, termOf.get(phrase), 0.5 * (weights[i + j] ??= 1), 0);
        for (const other of others) {
          const lists = await Promise.all(other.split(" ").map(postings));
          if (!lists.every(Boolean)) continue;
          other.split(" ").forEach((root) => roots.add(root));
          const rares = lists.map(rare);
          const most = Math.max(...rares);
          const sum = rares.reduce((a, b) => a + b);
          const met = new Map();
          lists.forEach((list, j) => {
            for (const [entry, strength, section] of list) {
              const [many, value] = met.get(entry) || [0, 0];
              met.set(entry, [many + 1, value + (rares[j] / sum) * strength, section]);
            }
          });
          parts.forEach((part, j) => {
            const weight = SAME * (own[i + j] || most);
            weights[i + j] = Math.max(weights[i + j] || 0, weight);
            for (const [entry, [many, value, section]] of met)
              if (many == lists.length) gain(i + j, entry, (weight * value) / head.levels, section);
          });
        }
      }
    }
    const whole = weights.reduce((sum, weight) => sum + (weight || 0), 0) || 1;
    const found = [];
    for (const [entry, { gains, sections }] of scores) {
      let score = 0, met = 0;
      gains.forEach((value, slot) => ((score += value), (met += weights[slot])));
      const kind = kindOf(entry);
      score *= (met / whole) * FITS[kind] * (asking && kind == "fact" ? ASKED : 1);
      const section = Object.keys(sections).reduce((a, b) => (sections[b] > sections[a] ? b : a));
      found.push({ entry, section: +section, score });
    }
    found.sort((a, b) => b.score - a.score || a.entry - b.entry);
    return { found, roots };
  };

  const kindOf = (entry) => (entry < head.kinds[1] ? "page" : entry < head.kinds[2] ? "fact" : "term");
  const describe = async ({ entry, section, score }) => {
    const number = head.shown.findLastIndex((first) => first <= entry);
    const line = (await get("d" + number)).split("\n")[entry - head.shown[number]];
    const [url, title, text, ...parts] = line.split("\t");
    const kind = kindOf(entry);
    const heading = (kind == "page" && section && parts[section * 2 - 2]) || "";
    const anchor = heading && "#" + parts[section * 2 - 1];
    return { kind, url: url + anchor, title, heading, text, score };
  };

  // The best results; of facts and of terms only a few come before the pages that fit less.
  const FEW = { page: 99, fact: 4, term: 3 };
  const find = async (text, { typing = false, most = 10 } = {}) => {
    const { found, roots } = await rank(text, typing);
    const good = found.filter(({ score }) => score > found[0].score / 8);
    const many = { page: 0, fact: 0, term: 0 };
    const first = [], later = [];
    for (const one of good)
      (many[kindOf(one.entry)]++ < FEW[kindOf(one.entry)] ? first : later).push(one);
    const list = await Promise.all([...first, ...later].slice(0, most).map(describe));
    return { list, total: good.length, roots };
  };

  // ---- The dialog
  const told = {
    en: {
      title: "Search", close: "Close", page: "Page", fact: "Figure", term: "Term",
      wait: "Loading the index…",
      none: "Nothing found. Try another word, a shorter one, or look into the glossary.",
      lost: "The index could not be loaded. Are you offline? Type on to try again.",
      hint: "Words in any form; small slips do no harm.",
      more: "Show more", other: "Cari kata ini dalam bahasa Indonesia",
      count: (n, of) => (of == 1 ? "1 result" : n < of ? `${of} results, the best ${n} shown` : `${of} results`),
    },
    id: {
      title: "Cari", close: "Tutup", page: "Halaman", fact: "Angka", term: "Istilah",
      wait: "Memuat indeks…",
      none: "Tidak ada hasil. Coba kata lain atau kata yang lebih pendek, atau buka glosarium.",
      lost: "Indeks tidak dapat dimuat. Apakah perangkat Anda luring? Ketik lagi untuk mencoba kembali.",
      hint: "Kata dalam bentuk apa pun; salah ketik kecil tidak mengapa.",
      more: "Tampilkan lagi", other: "Search for these words in English",
      count: (n, of) => (n < of ? `${of} hasil, ${n} teratas ditampilkan` : `${of} hasil`),
    },
  }[lang];
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
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
    const there = document.querySelector(`header [hreflang=${other.lang}]`);
    const target = new URL(there ? there.href : kb.at(lang == "id" ? "en/" : ""));
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
      status.textContent = total ? told.count(list.length, total) : told.none;
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
    const there = lang == "id" ? "en" : "id";
    other = make("a", { lang: there, hreflang: there, hidden: true }, told.other);
    const close = make("button", { type: "button", onclick: () => dialog.close() }, told.close);
    const label = make("label", { htmlFor: "kb-finder", id: "kb-finder-title" }, told.title);
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
    if (words) input.value = words;
    input.select();
    if (words) ahead();
    show();
  };
  Object.assign(kb.search, { find, forms: async (word) => (await start(), [candidates(word), shelf(word)]) });
})();
