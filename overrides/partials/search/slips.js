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
// In a short word a slip makes another word more often than none: below five letters only a letter
// may be missing, below seven there is none in the first letter, and below eight there are no two.
const ONE = 5, FIRST = 7, TWO = 8;
// A word without a vowel is a longer one of which only the consonants are written.
const VOWELS = /[aeiou]/gu;
const single = (word) => word.replace(/(.)\1/gu, "$1");
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

// A word of a notion is neither a slip nor the beginning of another word.
const isSpoken = (word) => candidates(word).some((form) => spoken.has(form));

// The roots that a word may mean, each with how surely: 1 is the word itself. `guess` is the word
// that it may be a slip of, where it is no word of the site; `sure` says how many are no guess.
const meanings = async ({ word, front }, typing) => {
  const found = new Map();
  const take = (root, how) => how > (found.get(root) || 0) && found.set(root, how);
  const sure = await means(word, 1, take);
  const told = (guess) => ({ means: found, guess });
  if (!sure && front) await means(front, 0.6, take);
  if (isSpoken(word) || /^\d|\d\d/.test(word)) return told();
  const all = await near();
  let guess;
  if (typing ? word.length > 1 : !sure && word.length >= ONE)
    for (const one of all.filter((one) => one.startsWith(word)).slice(0, 20)) {
      await means(one, (0.9 * word.length) / one.length, take);
      guess ??= one;
    }
  if (typing && found.size) return told();
  if (found.has(word) || all.includes(word)) return told(sure ? undefined : guess);
  const longer = found.size;
  if (!sure) await kin(word, take);
  if (!sure && found.size > longer) return told();
  if (word.length > 2)
    for (const [many, one] of await nearest(word, sure || word.length < TWO ? 1 : 2)) {
      await means(one, (sure ? 0.6 : 0.9) - 0.2 * (many - 1), take);
      guess ??= one;
    }
  return told(sure ? undefined : guess);
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
  const bare = single(word);
  const short = word.length > 2 && !word.match(VOWELS);
  masks ??= all.map(mask);
  const found = [];
  all.forEach((one, i) => {
    const first = one[0] != word[0];
    if (short && one.replace(VOWELS, "") == word) return found.push([0, one]);
    if (word.length < ONE && one.length <= word.length) return;
    if ((first && word.length < FIRST) || apartBy(bits, masks[i]) > 2 * most) return;
    // Letters that are doubled or not are one slip together.
    const many = single(one) == bare ? 1 : slips(word, one, most);
    if (many <= most) found.push([many + first / 4, one]);
  });
  found.sort((a, b) => a[0] - b[0]);
  return found.slice(0, 6).filter(([many]) => many <= found[0][0] + 0.5);
};

// Unknown words: two that have grown together come apart, also a word and its number, two halves of one
// come together.
const apart = async (words, typing) => {
  const found = [];
  for (let i = 0; i < words.length; i++) {
    const { word } = words[i];
    const next = words[i + 1]?.word || "";
    const unknown = async (one) => !isSpoken(one) && !(await means(one, 1, () => {}));
    if (word.length < 3 || (typing && !next) || !(await unknown(word))) {
      found.push(words[i]);
      continue;
    }
    const all = new Set(await near());
    const cuts = [...word].map((_, at) => [word.slice(0, at), word.slice(at)]);
    const whole = (part) => all.has(part) || (part && stop.has(part));
    const cut = cuts.find(([front, back]) => whole(front) && (whole(back) || /^\d+$/.test(back)));
    if (all.has(word) || !(cut || all.has(word + next))) found.push(words[i]);
    else if (cut) found.push(...cut.filter((part) => !stop.has(part)).map((part) => ({ word: part })));
    else found.push({ word: word + next }), i++;
  }
  return found;
};
