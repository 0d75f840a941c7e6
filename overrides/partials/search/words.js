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

// ---- Words: the same rules as in macros/languages/morphology.py and macros/publish/search/words.py.
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
