// ---- Ranking
// Whoever types a topic wants its page; whoever asks how many or when, the figure too.
const FITS = { page: 1, fact: 0.75, term: 0.95 };
const ASKED = 1.2;
const SAME = 0.75; // A notion counts less than the word itself …
const FAR = 0.4; // … but more than a root that stands farther from the word.
const APART = 0.4; // What words lose that stand in other sections than the best one.
const sum = (values) => values.reduce((a, b) => a + (b || 0), 0);
const rare = (list) => Math.log(1 + (head.kinds[0] - list.length + 0.5) / (list.length + 0.5));

// The words that count, each with the roots that it may mean and how surely.
const slotsOf = async (all, typing) => {
  const telling = all.filter((word) => !stop.has(word));
  const words = [...new Set(await apart(telling.length ? telling : all, typing))];
  return Promise.all(
    words.map(async (word, i) => {
      const means = await meanings(word, typing && i == words.length - 1);
      return { word, means, doubtful: doubt(word, means) };
    }),
  );
};

// A notion that is nearer to the word than a root of the index says better what is meant.
const doubt = (word, means) => {
  const forms = candidates(word);
  const first = forms.findIndex((form) => phrases.has(form));
  const others = (phrases.get(forms[first]) || []).flatMap((other) => other.split(" "));
  const far = [...means.keys()].filter((root) => forms.indexOf(root) > first);
  if (!others.length || !far.length || far.some((root) => others.includes(root))) return false;
  for (const root of far) means.set(root, means.get(root) * FAR);
  return true;
};

// Entry → its best gain by each slot, in all and by section; and what each slot weighs.
const tally = () => {
  const entries = new Map();
  const weights = [];
  const gain = (slot, entry, value, section) => {
    let one = entries.get(entry);
    if (!one) entries.set(entry, (one = { gains: [], sections: {} }));
    const raise = (gains) => value > (gains[slot] || 0) && (gains[slot] = value);
    raise(one.gains);
    raise((one.sections[section] ??= []));
  };
  const weigh = (slot, weight) => (weights[slot] = Math.max(weights[slot] || 0, weight));
  return { entries, weights, gain, weigh };
};

const byRoots = async (slots, { gain, weigh }) => {
  for (const [slot, { means }] of slots.entries())
    for (const [root, how] of means) {
      const list = await postings(root);
      if (!list) continue;
      const weight = rare(list);
      weigh(slot, weight * how);
      for (const [entry, strength, section] of list)
        gain(slot, entry, (how * weight * strength) / head.levels, section);
    }
};

// Notions: other forms of the words from one slot to another. Gives the roots of those forms.
const byNotions = async (slots, { weights, gain, weigh }) => {
  const own = slots.map(({ doubtful }, slot) => !doubtful && weights[slot]);
  const forms = slots.map(({ word, means }) => new Set([...means.keys(), ...candidates(word)]));
  const roots = [];
  for (const [phrase, others] of phrases) {
    const parts = phrase.split(" ");
    for (let at = 0; at + parts.length <= slots.length; at++) {
      if (!parts.every((part, i) => forms[at + i].has(part))) continue;
      const span = parts.map((_, i) => at + i);
      if (termOf.has(phrase))
        for (const slot of span) gain(slot, termOf.get(phrase), 0.5 * (weights[slot] ??= 1), 0);
      for (const other of others) {
        const { found, most } = await holders(other.split(" "));
        if (most) roots.push(...other.split(" "));
        for (const slot of most ? span : []) {
          const weight = SAME * (own[slot] || most);
          weigh(slot, weight);
          for (const [entry, [, value, section]] of found)
            gain(slot, entry, (weight * value) / head.levels, section);
        }
      }
    }
  }
  return roots;
};

// The entries that hold all of some roots; `most` is the weight of the rarest, if all are known.
const holders = async (roots) => {
  const lists = await Promise.all(roots.map(postings));
  if (!lists.every(Boolean)) return { found: [], most: 0 };
  const rares = lists.map(rare);
  const sum = rares.reduce((a, b) => a + b);
  const met = new Map();
  lists.forEach((list, i) => {
    for (const [entry, strength, section] of list) {
      const [many, value] = met.get(entry) || [0, 0];
      met.set(entry, [many + 1, value + (rares[i] / sum) * strength, section]);
    }
  });
  return { found: [...met].filter(([, [many]]) => many == lists.length), most: Math.max(...rares) };
};

// Entries from the best on: what the words gave, less where some words gave nothing.
const ordered = ({ entries, weights }, asking) => {
  const whole = weights.reduce((sum, weight) => sum + (weight || 0), 0) || 1;
  const found = [];
  for (const [entry, { gains, sections }] of entries) {
    let score = 0, met = 0;
    gains.forEach((value, slot) => ((score += value), (met += weights[slot])));
    // What one section says together with the head of its page.
    const lead = sections[0] || [];
    const together = (at) => sum(gains.map((_, slot) => Math.max(sections[at][slot] || 0, lead[slot] || 0)));
    const own = (at) => sum(sections[at]);
    const best = (how) => Object.keys(sections).reduce((a, b) => (how(b) > how(a) ? b : a));
    const section = best(own);
    const kind = kindOf(entry);
    if (score) score -= APART * (score - together(best(together)));
    score *= (met / whole) * FITS[kind] * (asking && kind == "fact" ? ASKED : 1);
    found.push({ entry, section: +section, score });
  }
  return found.sort((a, b) => b.score - a.score || a.entry - b.entry);
};

const rank = async (text, typing) => {
  await start();
  await meet();
  const words = wordsOf(text);
  const slots = await slotsOf(words, typing);
  const counted = tally();
  await byRoots(slots, counted);
  const others = await byNotions(slots, counted);
  const roots = new Set([...slots.flatMap(({ means }) => [...means.keys()]), ...others]);
  return { found: ordered(counted, words.some((word) => asks.has(word))), roots };
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
