// ---- Files: index.js, notions (same), words (w…), shown results (d…), texts (t…), and all for slips (near).
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

// ---- Words: the same rules as in macros/languages/morphology.py and macros/publish/search/words.py.
let head, stop, asks, defines, whole, phrases, notionsOf, spoken, termOf, written;
const fold = (text) =>
  text.replace(/['’ʼ`](s(?![\p{L}\p{N}_]))?/gu, "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const seen = new Map();
const candidates = (word) => {
  if (!seen.has(word)) seen.set(word, stripped(word));
  return seen.get(word);
};
const stripped = (word) => {
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
  const kept = found.filter((one) => whole.has(one));
  return kept.length ? found.filter((one) => kept.some((part) => one.includes(part))) : found;
};
const start = async () => {
  if (head) return;
  const data = await get("index");
  head = data;
  [stop, asks, defines, whole] = [data.stop, data.asks, data.defines, data.whole].map((words) => new Set(words.split(" ")));
  const scales = Object.keys(data.scales).sort((a, b) => b.length - a.length);
  const end = "(?![\\p{L}\\p{N}])";
  const dress = `\\s?(?:(${scales.join("|")})${end}|%|(?:${data.percent})${end})|${end}`;
  written = RegExp(`(\\d+(?:[.,]\\d+)*)(?:${dress})|[\\p{L}\\p{N}]+`, "giu");
};
const meet = async () => {
  const same = await get("same");
  if (phrases) return;
  phrases = new Map();
  notionsOf = new Map();
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
      notionsOf.set(phrase, [...(notionsOf.get(phrase) || []), i]);
    }
  }
};

// The words of a text with their places. A number is one word however it is dressed, in digits
// alone: 5,149 and 5.149 are 5149, 281jt is 281000000, and 56 percent is 56.
const tokens = (text) => {
  const found = [];
  for (const { 0: all, 1: digits, 2: scale, index: from } of text.matchAll(written)) {
    const to = from + all.length;
    const parts = digits?.split(/[.,]/);
    const grouped = parts?.[1] && parts[0].length < 4 && parts.slice(1).every((part) => part.length == 3);
    const power = head.scales[scale?.toLowerCase()];
    if (!digits) found.push({ word: fold(all), from, to });
    else if (power) {
      const front = grouped ? parts.join("") : parts[0];
      const value = (grouped ? front : parts.join("")).padEnd(front.length + power, "0");
      found.push({ word: value, from, to, front });
    } else if (grouped) found.push({ word: parts.join(""), from, to });
    else for (const part of parts) found.push({ word: part, from, to });
  }
  return found;
};
