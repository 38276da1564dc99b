"""Words cut so that an index finds a part of them: 'plan' in 'reguleringsplan', which is how Norwegian is written.

The database's own stemmer does not part compounds, and trigrams are not in every installation. Every ending of a word
is a lexeme of its own, so a search for a beginning (`'plan':*`) finds what stands anywhere inside.
"""

from plandugnad.core.norwegian import search_key

SHORTEST = 3
# A longer ending than this is told from another by its beginning.
_LONGEST = 24
# Signs that no key holds mark where a lexeme stands: at the beginning of the title, at the beginning of a word.
_TITLE, _WORD = "=", "^"


def vector_of(key: str) -> str:
    """Of a `search_key`, as PostgreSQL reads a tsvector. It is letters, digits and spaces, so quotes are enough."""
    lexemes = {_TITLE + key[:_LONGEST]} if key else set()
    for word in key.split():
        lexemes.add(_WORD + word[:_LONGEST])
        lexemes.update(word[i : i + _LONGEST] for i in range(len(word) - SHORTEST + 1))
    return " ".join(f"'{lexeme}'" for lexeme in sorted(lexemes))


def beginning(text: str) -> str:
    """Queries as PostgreSQL reads a tsquery. Here: titles that begin so."""
    key = search_key(text)[:_LONGEST]
    return f"'{_TITLE}{key}':*" if key else ""


def word_beginnings(text: str) -> str:
    """Each word of the query begins a word."""
    return " & ".join(f"'{_WORD}{part[:_LONGEST]}':*" for part in search_key(text).split())


def anywhere(text: str) -> str:
    """Each word of the query stands somewhere; one or two letters only where a word begins."""
    parts = [part[:_LONGEST] for part in search_key(text).split()]
    return " & ".join(f"'{part if len(part) >= SHORTEST else _WORD + part}':*" for part in parts)


def nearly(text: str) -> str:
    """Where one letter may be wrong, one half of the word is right: what holds a half of each word of the query."""
    return " & ".join(_halves(part) for part in search_key(text).split())


def _halves(part: str) -> str:
    if len(part) <= SHORTEST:
        return f"'{_WORD}{part}':*"
    first, second = part[: len(part) // 2][:_LONGEST], part[len(part) // 2 :][:_LONGEST]
    return f"('{first}':* | '{second}':*)"
