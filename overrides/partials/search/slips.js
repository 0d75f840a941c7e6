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
    for (const one of (await near()).filter((one) => one.startsWith(word)).slice(0, 20))
      await means(one, (0.9 * word.length) / one.length, take);
  if (found.has(word) || (typing && found.size && !sure) || word.length < 3 || /^\d|\d\d/.test(word)) return found;
  if ((await near()).includes(word)) return found;
  const longer = found.size;
  if (!sure) await kin(word, take);
  if (sure || found.size == longer)
    for (const [many, one] of await nearest(word, sure || word.length < 6 ? 1 : 2))
      await means(one, (sure ? 0.6 : 0.9) - 0.2 * (many - 1), take);
  return found;
};

// Another form of a word that stands in the index under a third one.
const kin = async (word, take) => {
  const forms = candidates(word).filter((form) => form.length > 3);
  for (const one of await near())
    if (forms.some((form) => one.includes(form.slice(0, 3))))
      if (candidates(one).some((form) => forms.includes(form))) await means(one, 0.9, take);
};

// The words with the fewest slips between them and a word; one in the first letter counts more.
const nearest = async (word, most) => {
  const all = await near();
  const bits = mask(word);
  masks ??= all.map(mask);
  const found = [];
  all.forEach((one, i) => {
    if (apartBy(bits, masks[i]) > 2 * most) return;
    const many = slips(word, one, most);
    if (many < 3) found.push([many + (one[0] != word[0]) / 4, one]);
  });
  found.sort((a, b) => a[0] - b[0]);
  return found.slice(0, 6).filter(([many]) => many <= found[0][0] + 0.5);
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
