// ---- Evidence: the sentence of a page that says most of the words, and the words met in it.
const SHORT = 90, LONG = 170; // Letters of a text below which the next sentence follows, and above which it is cut.

// Finds in a text the words of the slots that it holds: themselves or other forms of them, and other
// words of their notion only for those that the whole of what is shown does not have.
const reader = (slots) => {
  const direct = new Map();
  slots.forEach(({ means }, slot) => {
    for (const root of means.keys()) if (!direct.has(root)) direct.set(root, slot);
  });
  const slotOf = new Map();
  const meant = (word) => {
    if (!slotOf.has(word)) slotOf.set(word, direct.get(candidates(word).find((form) => direct.has(form))));
    return slotOf.get(word);
  };
  // The places of the words met: [from, to, slot].
  const own = (text) =>
    tokens(text).flatMap(({ word, from, to }) => {
      const slot = stop.has(word) && !direct.has(word) ? undefined : meant(word);
      return slot === undefined ? [] : [[from, to, slot]];
    });
  const others = (text, wanted) => {
    const found = [];
    const words = tokens(text).filter(({ word }) => !stop.has(word));
    for (const slot of wanted)
      for (const phrase of slots[slot].others || [])
        for (let at = 0; at + phrase.length <= words.length; at++) {
          const parts = words.slice(at, at + phrase.length);
          if (parts.every(({ word }, i) => candidates(word).includes(phrase[i])))
            for (const { from, to } of parts) found.push([from, to, slot]);
        }
    return found;
  };
  const lacking = (met) => [...slots.keys()].filter((slot) => !met.some((places) => places.some((one) => one[2] == slot)));
  return { own, others, lacking };
};

// The text with what was met in <mark>.
const marked = (text, places) => {
  const parts = [];
  let at = 0;
  for (const [from, to] of places.sort((a, b) => a[0] - b[0])) {
    if (from < at) continue;
    parts.push(text.slice(at, from), kb.make("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
};

const sentences = (text) => text.match(/\S.*?(?:[.!?…]["”’)]*(?=\s+["“‘(]?\p{Lu})|$)/gmu) || [];

// A sentence that is too long is cut around what was met.
const cut = (text, places) => {
  if (text.length <= LONG || !places.length) return text;
  const first = Math.min(...places.map(([from]) => from));
  if (first < LONG / 2) return text;
  const from = text.indexOf(" ", Math.max(0, first - LONG / 3)) + 1;
  return "… " + text.slice(from);
};

// What a result shows: title, heading and a text, with the words met in them.
const evidence = async (result, slots) => {
  const { own, others, lacking } = reader(slots);
  const names = [result.title, result.heading];
  const weigh = (met) => sum([...new Set(met.map((one) => one[2]))].map((slot) => slots[slot].weight));
  let { text } = result;
  if (result.place >= 0) {
    const [sections, at] = await lineOf(head.texts, "t", result.place);
    const missed = lacking(names.map(own));
    const met = (text) => [...own(text), ...others(text, missed)];
    // What the section says, or else the description of the page.
    const all = sentences(sections[at]);
    const best = [...all, text].reduce((a, b) => (weigh(met(b)) > weigh(met(a)) ? b : a), "");
    const next = all[all.indexOf(best) + 1];
    if (best) text = cut(best, met(best));
    else if (result.heading && all[0]) text = all[0];
    if (best && all.includes(best) && text.length < SHORT && next) text += " " + next;
  }
  const shown = [...names, text];
  const places = shown.map(own);
  const missed = lacking(places);
  return shown.map((text, i) => marked(text, [...places[i], ...others(text, missed)]));
};
