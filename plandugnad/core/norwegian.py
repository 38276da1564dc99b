"""Norwegian order and Norwegian finding: keys that are compared as plain text, by us or by the database."""

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum

# Letter and mark that are one letter of a Nordic alphabet. All other marks are taken off.
_MARKED = {("a", "\u030a"): "å", ("a", "\u0308"): "æ", ("o", "\u0308"): "ø", ("o", "\u030b"): "ø"}
_MARKED |= {("u", "\u0308"): "ü", ("u", "\u030b"): "ü"}
_WITH_MARKS = re.compile(r"([aou])([\u0300-\u036f]+)")
_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "ħ": "h", "ǥ": "g", "ʒ": "z", "ı": "i", "þ": "th", "œ": "oe"}
)
# Between the letters of a word these join; every other sign parts two words.
_SILENT = frozenset("'’‘`´ʼʹ\"«»“”„\u00ad\u200b\u200c\u200d\u2060\ufeff")

# 'Aa' is an old way to write å (Aasen), except where a word that ends in a meets one that begins with it (klimaarbeid).
_DOUBLE_A = re.compile(r"(klim|tem|dat|aren|vill|medi|ekstr|infr)?aa(?![\u0300-\u036f])")
_NORDIC = re.compile("[æøå]")
_NUMBER = re.compile(r"\d+")
_AFTER_Z = str.maketrans({"æ": "{", "ø": "|", "å": "}", "ü": "y"})
_TYPED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ü": "u"})

# No name is longer; what a hostile text holds beyond this is not looked at.
LONGEST = 1_000

MISSPELLING_FROM_LETTERS = 4  # in shorter words one letter is too much of the word
BEGINNING_FROM_LETTERS = 5


class Rank(IntEnum):
    """How well a name answers a query; lower is better."""

    EXACT = 0
    PREFIX = 1
    WORD_PREFIX = 2
    CONTAINS = 3
    MISSPELLED = 4


def sort_key(text: str) -> str:
    """Text whose code point order is Norwegian order: æ ø å last, Aa as å, Sami letters by their base, 2 before 10.

    Texts that differ only in case, accents or punctuation share a key: break the tie with the text itself.
    """
    words = _words(_letters(_DOUBLE_A.sub(_as_one_letter, _lowered(text))))
    return _NUMBER.sub(_counted, words).translate(_AFTER_Z)


def search_key(text: str) -> str:
    """Text as someone in a hurry types it: no marks, no case; å and aa as a, ø and oe as o, æ and ae as e."""
    typed = _words(_letters(_lowered(text))).translate(_TYPED)
    typed = re.sub("a+(e?)", lambda run: run[1] or "a", typed)
    return re.sub("oe+", "o", typed)


def matches(query: str, names: Iterable[str]) -> Rank | None:
    """The best rank any of the names has for the query, or None. One letter may be wrong in a query of four or more.

    Whoever types æ, ø or å means it: 'ål' does not find Alta. Without them, 'al' finds Ål too.
    """
    typed, spelled = search_key(query), _spelled(query)
    if not typed:
        return None
    ranks = (_rank_of(typed, spelled, name) for name in names)
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank_of(typed: str, spelled: str, name: str) -> Rank | None:
    key, name_spelled = search_key(name), _spelled(name)
    rank = _rank(spelled, name_spelled) if _NORDIC.search(spelled) else _rank(typed, key)
    if rank is not None:
        return rank
    # The key reads å and æ that meet as one letter, which would make one lost letter between them two.
    is_near = _is_misspelled(typed, key) or _is_misspelled(spelled, name_spelled)
    return Rank.MISSPELLED if is_near else None


def _rank(query: str, name: str) -> Rank | None:
    joined_query, joined_name = query.replace(" ", ""), name.replace(" ", "")
    if joined_query == joined_name:
        return Rank.EXACT
    if joined_name.startswith(joined_query):
        return Rank.PREFIX
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in query.split()):
        return Rank.WORD_PREFIX
    return Rank.CONTAINS if query in name else None


def _is_misspelled(query: str, name: str) -> bool:
    if len(query) < MISSPELLING_FROM_LETTERS:
        return False
    candidates = {name, *name.split()}
    if len(query) >= BEGINNING_FROM_LETTERS:
        candidates |= {name[: len(query) + longer] for longer in (-1, 0, 1)}
    return any(_is_within_one_edit(query, candidate) for candidate in candidates)


def _is_within_one_edit(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours swapped. Linear, so a long query costs nothing."""
    if abs(len(one) - len(other)) > 1:
        return False
    shortest = min(len(one), len(other))
    start = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    one, other = one[start:], other[start:]
    shortest = min(len(one), len(other))
    end = next((i for i in range(shortest) if one[-1 - i] != other[-1 - i]), shortest)
    one, other = one[: len(one) - end], other[: len(other) - end]
    return (len(one) <= 1 and len(other) <= 1) or (len(one) == 2 and one == other[::-1])


def _lowered(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text[:LONGEST]).casefold())


def _letters(lowered: str) -> str:
    return _WITH_MARKS.sub(_without_marks, lowered).translate(_PLAIN)


def _without_marks(match: re.Match[str]) -> str:
    letter, marks = match.groups()
    return next((_MARKED[letter, mark] for mark in marks if (letter, mark) in _MARKED), letter)


def _as_one_letter(match: re.Match[str]) -> str:
    return match[0] if match[1] else "å"


def _words(letters: str) -> str:
    return " ".join("".join(map(_sign, letters)).split())


def _sign(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    if sign.isalnum():
        return sign
    return "" if sign in _SILENT or unicodedata.category(sign)[0] == "M" else " "


def _counted(match: re.Match[str]) -> str:
    """A number behind its own length, so that text order is number order: 2 is 12, 10 is 210."""
    digits = match[0].lstrip("0")
    nines, rest = divmod(len(digits), 9)
    return f"{'9' * nines}{rest}{digits}"


def _spelled(text: str) -> str:
    words = _words(_letters(_lowered(text)))
    return re.sub("aa+", "å", words).replace("ae", "æ").replace("oe", "ø")
