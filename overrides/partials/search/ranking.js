// ---- Ranking
// Whoever types a topic wants its page; whoever asks how many or when, the figure too, and whoever asks
// what something is, its term.
const FITS = { page: 1, fact: 0.7, term: 0.95 };
const ASKED = { fact: 1.2, term: 1.6 };
const SAME = 0.75; // A notion counts less than the word itself …
const FAR = 0.4; // … but more than a root that stands farther from the word.
const APART = 0.4; // What words lose that stand in other sections than the best one.
const REST = 0.5; // What the words of a phrase count of what they would apart, but for the rarest.
// What a result must give of what the words could give at most. One section that holds all of them,
// none of which is guessed, is a result however little it says of them. Half of it will do for a
// section that holds some words of a whole sentence, and this share of what all its words weigh;
// less will do, too, for one that holds some of more words than are usual. A guess is not held.
const FLOOR = 0.15, SOME = 3, MUCH = 0.4, USUAL = 4;
const sum = (values) => values.reduce((a, b) => a + (b || 0), 0);
const rare = (list) => Math.log(1 + (head.kinds[0] - list.length + 0.5) / (list.length + 0.5));

// The words that count, each with the roots that it may mean and how surely.
const slotsOf = async (all, typing) => {
  const telling = all.filter(({ word }) => !stop.has(word));
  const words = await apart(telling.length ? telling : all, typing);
  const once = [...new Map(words.map((one) => [one.word, one])).values()];
  return Promise.all(
    once.map(async (one, i) => {
      const open = typing && i == once.length - 1;
      const slot = { ...one, open, ...(await meanings(one, open)) };
      slot.doubtful = doubt(slot);
      // What is guessed does not go on into a notion.
      slot.forms = new Set(slot.guess ? [] : [...slot.means.keys(), ...candidates(one.word)]);
      return slot;
    }),
  );
};

// A notion that is nearer to the word than a root of the index says better what is meant.
const doubt = ({ word, means }) => {
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

// Notions: other forms of the words from one slot to another.
const byNotions = async (slots, { weights, gain, weigh }) => {
  const own = slots.map(({ doubtful }, slot) => !doubtful && weights[slot]);
  const spans = [];
  const met = {};
  for (const [phrase, others] of phrases) {
    const parts = phrase.split(" ");
    for (let at = 0; at + parts.length <= slots.length; at++) {
      if (!parts.every((part, i) => slots[at + i].forms.has(part))) continue;
      const span = parts.map((_, i) => at + i);
      spans.push(span);
      for (const notion of notionsOf.get(phrase)) met[notion] = new Set([...(met[notion] || []), ...span]);
      if (termOf.has(phrase))
        for (const slot of span) gain(slot, termOf.get(phrase), 0.5 * (weights[slot] ??= 1), 0);
      for (const other of others) {
        const { found, most } = await holders(other.split(" "));
        for (const slot of most ? span : []) {
          (slots[slot].others ??= []).push(other.split(" "));
          const weight = SAME * (own[slot] || most);
          weigh(slot, weight);
          for (const [entry, [, value, section]] of found)
            gain(slot, entry, (weight * value) / head.levels, section);
        }
      }
    }
  }
  return [...spans, ...Object.values(met).map((slots) => [...slots])];
};

// The entries that hold all of some roots; `most` is the weight of the rarest, if all are known.
const holders = async (roots) => {
  const lists = await Promise.all(roots.map(postings));
  if (!lists.every(Boolean)) return { found: [], most: 0 };
  const rares = lists.map(rare);
  const whole = sum(rares);
  const met = new Map();
  lists.forEach((list, i) => {
    for (const [entry, strength, section] of list) {
      const [many, value] = met.get(entry) || [0, 0];
      met.set(entry, [many + 1, value + (rares[i] / whole) * strength, section]);
    }
  });
  return { found: [...met].filter(([, [many]]) => many == lists.length), most: Math.max(...rares) };
};

// What the words of a phrase, or of one notion, count of what they would count apart.
const sharesOf = (spans, weights) => {
  const shares = weights.map(() => 1);
  const taken = new Set();
  for (const span of spans.sort((a, b) => b.length - a.length)) {
    if (span.length < 2 || span.some((slot) => taken.has(slot))) continue;
    const own = span.map((slot) => weights[slot]);
    for (const slot of span) taken.add(slot), (shares[slot] = REST + ((1 - REST) * Math.max(...own)) / sum(own));
  }
  return shares;
};

// Entries from the best on: what the words gave, less where some words gave nothing. The root keeps
// a page that says much of one word and nothing of another before one that says a little of both.
const ordered = ({ entries, weights }, shares, { wanted, guessed }) => {
  const parts = weights.map((weight, slot) => weight * shares[slot]);
  const whole = sum(parts) || 1;
  const found = [];
  for (const [entry, { gains, sections }] of entries) {
    const given = (gains, slot) => (gains[slot] || 0) * shares[slot];
    // What one section says together with the head of its page.
    const lead = sections[0] || [];
    const together = (at) =>
      sum(gains.map((_, slot) => Math.max(given(sections[at], slot), given(lead, slot))));
    const own = (at) => sum(sections[at].map((_, slot) => given(sections[at], slot)));
    const best = (how) => Object.keys(sections).reduce((a, b) => (how(b) > how(a) ? b : a));
    const [section, joint] = [best(own), best(together)];
    const kind = kindOf(entry);
    let score = sum(gains.map((_, slot) => given(gains, slot)));
    if (score) score -= APART * (score - together(joint));
    const met = sum(gains.map((_, slot) => parts[slot])) / whole;
    score *= Math.sqrt(met) * FITS[kind] * (wanted[kind] ? ASKED[kind] : 1);
    const told = (slot) => !guessed[slot] && (sections[joint][slot] || lead[slot]);
    const held = parts.filter((part, slot) => part && told(slot));
    const many = parts.filter(Boolean).length;
    const all = held.length == many;
    const much = held.length >= SOME && sum(held) >= MUCH * whole;
    const long = held.length >= SOME ? Math.min(1, USUAL / many) : 1;
    const floor = all ? 0 : (much ? 0.5 : 1) * long;
    found.push({ entry, section: +section, score, good: score >= floor * FLOOR * whole * FITS[kind] });
  }
  return found.sort((a, b) => b.score - a.score || a.entry - b.entry);
};

// The words that no entry has, and those that may be slips of others, weigh as much as the rarest.
const rank = async (text, typing) => {
  await start();
  await meet();
  const words = tokens(fold(text));
  const slots = await slotsOf(words, typing);
  const counted = tally();
  await byRoots(slots, counted);
  const spans = await byNotions(slots, counted);
  const { weights } = counted;
  const missing = slots.filter((_, slot) => !weights[slot]);
  slots.forEach(({ open }, slot) => (weights[slot] ||= open ? 0 : rare([])));
  const shares = sharesOf(spans, weights);
  slots.forEach((slot, i) => (slot.weight = weights[i] * shares[i]));
  const has = (list) => words.some(({ word }) => list.has(word));
  const wanted = { fact: has(asks), term: has(defines) };
  const guessed = slots.map(({ guess }) => guess);
  return { found: ordered(counted, shares, { wanted, guessed }), slots, missing };
};

const kindOf = (entry) => (entry < head.kinds[1] ? "page" : entry < head.kinds[2] ? "fact" : "term");
const lineOf = async (files, name, entry) => {
  const number = files.findLastIndex((first) => first <= entry);
  return [await get(name + number), entry - files[number]];
};
const describe = async ({ entry, section, ...more }) => {
  const [lines, at] = await lineOf(head.shown, "d", entry);
  const [url, title, text, first, ...parts] = lines.split("\n")[at].split("\t");
  const heading = (section && parts[section * 2 - 2]) || "";
  const anchor = heading && "#" + parts[section * 2 - 1];
  const kind = kindOf(entry);
  return { ...more, kind, url: url + anchor, title, heading, text, place: first ? +first + section : -1 };
};

// The best results; of facts and of terms only a few come before the pages that fit less. Where none
// is good enough to be one, what is nearest.
const FEW = { page: 99, fact: 4, term: 3 };
const NEAREST = 3;
const find = async (text, { typing = false, most = 10 } = {}) => {
  const { found, slots, missing } = await rank(text, typing);
  // What is ranked before a good one may be shown with it.
  const least = Math.max(found.find(({ good }) => good)?.score ?? Infinity, found[0]?.score / 8);
  const good = found.filter(({ score, good }) => score >= least || (good && score > found[0].score / 8));
  const many = { page: 0, fact: 0, term: 0 };
  const first = [], later = [];
  for (const one of good)
    (many[kindOf(one.entry)]++ < FEW[kindOf(one.entry)] ? first : later).push(one);
  const list = await Promise.all([...first, ...later].slice(0, most).map(describe));
  const nearest = list.length ? [] : await Promise.all(found.slice(0, NEAREST).map(describe));
  const closed = slots.filter(({ open }) => !open);
  const guesses = closed.filter(({ guess }) => guess).map(({ word, guess }) => [word, guess]);
  return {
    list,
    nearest,
    total: good.length,
    slots,
    missing: missing.filter(({ open }) => !open).map(({ word }) => word),
    guesses,
  };
};
