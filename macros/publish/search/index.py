"""Entries → which word leads to which entry, how strongly, and to which section of it.

The strength of a word follows BM25F (Robertson, Zaragoza, Taylor, "Simple BM25 extension to
multiple weighted fields", 2004): the counts of a word in the fields are weighted, set against the
length of the entry, and levelled off. How rare a word is, the browser works out by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from macros.languages.morphology import Affixes, roots
from macros.publish.search.documents import Entry, WeightedText
from macros.publish.search.synonyms import SynonymSet
from macros.publish.search.words import shelf, words_of

LEVELS = 24
"""Steps of strength."""
_HALF = 3.0
"""k1 of BM25: the weighted count at which a word has half of its strength."""
_LENGTH = 0.6
"""b of BM25: how much a long entry loses beside a short one of its kind."""
_OFTEN = 1.5
"""How often a word must stand in a text to count half of what it would if it stood everywhere."""


class Posting(NamedTuple):
    """That a word stands in an entry."""

    entry: int
    strength: int
    section: int


class Index(NamedTuple):
    """Everything a search needs, not yet cut into files."""

    entries: Sequence[Entry]
    postings: Mapping[str, Sequence[Posting]]
    """By root, in the order of the shelves."""
    notions: Sequence[tuple[Sequence[str], Sequence[str]]]
    """The forms of each notion as roots joined by a space: those used, those only known. The
    terms come first, in the order of their entries."""
    roots: Mapping[str, str]
    """Every word, and its root."""


_Said = Sequence[tuple[WeightedText, Sequence[str]]]
_Told = Sequence[_Said]


def build_index(found: Iterable[Entry], notions: Iterable[SynonymSet], rules: Affixes) -> Index:
    """The index of one language."""
    listed = tuple(found)
    told = [[(said, words_of(said.text)) for said in entry.said] for entry in listed]
    of_word = roots(dict.fromkeys(w for said in told for _, words in said for w in words), rules)
    means = _means(listed, told)
    looked_for = {word: root for word, root in of_word.items() if word not in rules.stop}
    postings: dict[str, list[Posting]] = defaultdict(list)
    for number, (entry, said) in enumerate(zip(listed, told, strict=True)):
        for root, (gain, section) in _gains(entry, said, looked_for, means).items():
            strength = round(LEVELS * entry.prior * gain / (gain + _HALF))
            postings[root].append(Posting(number, max(strength, 1), section))
    forms = [_forms(one, of_word, rules) for one in notions]
    ordered = sorted(postings, key=lambda root: (shelf(root, rules), root))
    in_order = {root: postings[root] for root in ordered}
    return Index(listed, in_order, forms, of_word)


def _gains(
    entry: Entry,
    said: _Said,
    looked_for: Mapping[str, str],
    means: Mapping[tuple[str, float], float],
) -> dict[str, tuple[float, int]]:
    """What each root of an entry is worth to it, and the section that says most of it."""
    counts: dict[float, dict[str, int]] = defaultdict(dict)
    lengths: Counter[float] = Counter()
    places: dict[str, Counter[int]] = defaultdict(Counter)
    """How much each section says of a root, in tenths."""
    for (weight, _, section), words in said:
        lengths[weight] += len(words)
        here = counts[weight]
        for word, count in Counter(words).items():
            if (root := looked_for.get(word)) is None:
                continue
            here[root] = here.get(root, 0) + count
            places[root][section] += round(10 * weight * count)
    gains: dict[str, float] = defaultdict(float)
    for weight, here in counts.items():
        length = lengths[weight] / means[entry.kind, weight]
        norm = _OFTEN * (1 - _LENGTH + _LENGTH * length)
        for root, count in here.items():
            gains[root] += weight * count / (count + norm)
    return {root: (gain, places[root].most_common(1)[0][0]) for root, gain in gains.items()}


def _means(found: Sequence[Entry], told: _Told) -> dict[tuple[str, float], float]:
    """The mean number of words of one weight, by the kind of the entry and by the weight."""
    lengths: dict[tuple[str, float], list[int]] = defaultdict(list)
    for entry, said in zip(found, told, strict=True):
        whole: Counter[float] = Counter()
        for one, words in said:
            whole[one.weight] += len(words)
        for weight, length in whole.items():
            lengths[entry.kind, weight].append(length)
    return {sort: max(sum(all_of) / len(all_of), 1.0) for sort, all_of in lengths.items()}


def _forms(
    notion: SynonymSet, of_word: Mapping[str, str], rules: Affixes
) -> tuple[list[str], list[str]]:
    """The forms as roots. One with a word that no entry has is known but not used, and so is one of
    which words that say nothing leave a single word: that word alone says something else."""
    used: dict[str, None] = {}
    known: dict[str, None] = {}
    for form in (*notion.used, *notion.known):
        every = words_of(form)
        words = [word for word in every if word not in rules.stop] or every
        phrase = " ".join(of_word.get(word, word) for word in words)
        whole = form in notion.used and all(word in of_word for word in words)
        whole = whole and (len(words) > 1 or len(every) == 1)
        (used if whole else known)[phrase] = None
    return list(used), [form for form in known if form not in used]
