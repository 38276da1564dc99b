"""What a group may be called until a person names it: the words that most of its texts share."""

from collections import Counter
from collections.abc import Sequence

from plandugnad.engines.alike.words import plain_words, said_words, stems_of

_MOST_WORDS = 4


def common_words(texts: Sequence[str]) -> list[str]:
    """Up to four words, in the form and order of the first text, which half of the texts and at least two have.

    A name or a sentence that one person has written is not among them.
    """
    if not texts:
        return []
    has = Counter(stem for text in texts for stem in set(stems_of(said_words(text))))
    least = max(2, (len(texts) + 1) // 2)
    found: dict[str, tuple[int, int, str]] = {}
    for place, word in enumerate(plain_words(texts[0])):
        [stem] = stems_of(said_words(word))[:1] or [""]
        if len(word) > 3 and has[stem] >= least and stem not in found:
            found[stem] = (-has[stem], place, word)
    best = sorted(sorted(found.values())[:_MOST_WORDS], key=lambda one: one[1])
    return [word for _number, _place, word in best]
