"""What a word may look like in a sentence: Indonesian affixes and reduplication, English endings.

Each function gives the source of a regular expression; none of them can match in more than a few
ways, so that a search takes time in proportion to the text.
"""

from __future__ import annotations

import re

_PREFIXES = "(?:memper|diper|ber|di|ter|se|ke|per|pe|non|ku|kau)-?"
_NASAL = {
    **dict.fromkeys("aiueoghq", "ng"),
    **dict.fromkeys("cdjz", "n"),
    **dict.fromkeys("bfv", "m"),
    "k": "ng",
    "p": "m",
    "s": "ny",
    "t": "n",
}
"""The sound that ends me- and pe- before a letter."""
_LOST = frozenset("kpst")
"""Letters that this sound swallows: `pilih`, `memilih`. Newer loanwords keep them: `memproses`."""
_KEPT = {"s": "n"}
_SUFFIX = "(?:-?(?:kan|an|i))?(?:-?(?:nya|ku|mu))?(?:-?(?:lah|kah|pun|tah))?"
_CLITIC = "(?:-?(?:nya|ku|mu))?(?:-?(?:lah|kah|pun|tah))?"
_FEWEST = 4
"""Letters of the shortest word that takes prefixes here: shorter ones are too alike."""


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals, and so means something else in small letters."""
    return len(word) > 1 and any(c.isupper() for c in word) and not any(c.islower() for c in word)


def indonesian(word: str, *, first: bool, last: bool) -> str:
    """A word of an Indonesian term with what may stand before and behind it, and doubled.

    Prefixes come before the first word of a term, suffixes behind the last.
    """
    core = re.escape(word)
    if is_acronym(word):
        return f"{core}(?:-{core}|2|²)?{_CLITIC if last else ''}"
    if first and len(word) >= _FEWEST and word.isalpha() and word.islower():
        core = f"(?:{'|'.join(_prefixed(word))})"
    twice = f"{core}(?:-{core}|2|²)?" if word.isalpha() else core
    return twice + (_SUFFIX if last and word.isalpha() else "")


def _prefixed(word: str) -> list[str]:
    """The word alone, with a prefix, and with me- or pe- as its first letter wants it."""
    sound = _NASAL.get(word[0], "")
    forms = [f"(?:{_PREFIXES})?{word}"]
    if word[0] == "r":
        forms.append(f"[bt]e{word}")  # terekrut: one r is lost
    if word[0] in _LOST:
        forms.append(f"[mp]e{sound}{word[1:]}")
    forms.append(f"[mp]e{_KEPT.get(word[0], sound)}{word}")
    return forms


def english(word: str, *, last: bool) -> str:
    """A word of an English term; the last one in the plural and with an apostrophe, too."""
    core = re.escape(word)
    if not last:
        return core
    if word[-1] == "y" and word[-2:-1] not in ("a", "e", "o", "u") and not is_acronym(word):
        core = f"{re.escape(word[:-1])}(?:y|ies)"
    return f"{core}(?:e?s)?(?:['’]s?)?"
