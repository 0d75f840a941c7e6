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
