"""Finding by words, over everything a reader may see."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from plandugnad.core.norwegian import matches
from plandugnad.projections import lexemes
from plandugnad.projections.models import FoundEntry

# Nobody reads further, and a word that is in every name must not make the database put a hundred thousand in order.
MOST_FOUND = 500
# Names looked at letter by letter when nothing is found.
_MOST_COMPARED = 2_000

# One look at the index, however well the words fit: what begins so begins a word and stands somewhere too. A cast to
# tsquery, not to_tsquery: that one reads lexemes as text once more, and drops the marks before them.
_FIND = """
WITH matching AS MATERIALIZED (
    SELECT id, sort_key, source = ANY(%(apart)s) AS is_apart,
        CASE WHEN place_id = ANY(%(near)s) THEN 0 ELSE 1 END AS far,
        CASE WHEN words @@ %(beginning)s::tsquery THEN 0
             WHEN words @@ %(word_beginnings)s::tsquery THEN 1
             WHEN words @@ %(anywhere)s::tsquery THEN 2
             ELSE 3 END AS tier
    FROM projections_foundentry
    WHERE audience && %(keys)s::varchar[]
        AND (words @@ %(anywhere)s::tsquery OR text @@ websearch_to_tsquery('norwegian', %(asked)s))
)
(SELECT id, is_apart FROM matching WHERE NOT is_apart ORDER BY far, tier, sort_key, id LIMIT %(most)s)
UNION ALL
(SELECT id, is_apart FROM matching WHERE is_apart ORDER BY tier, sort_key, id LIMIT %(most)s)
"""
_NEARLY = """
SELECT id, source = ANY(%(apart)s) AS is_apart, sort_key, title FROM projections_foundentry
WHERE audience && %(keys)s::varchar[] AND words @@ %(nearly)s::tsquery LIMIT %(most)s
"""


@dataclass(frozen=True)
class Finding:
    """Keys of entries, best first, at most MOST_FOUND of each; to be read page by page with `read`."""

    keys: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()  # from the sources that were asked to be kept apart


def find(keys: Iterable[str], words: str, *, near: Collection[UUID] = (), apart: Collection[str] = ()) -> Finding:
    """Among what a reader who carries these keys may see. One query, or two when nothing is found.

    What lies in `near` places first; within that what begins so, then where a word does, then the rest. Only when
    nothing is found is one wrong letter forgiven.
    """
    asked = {"keys": sorted(keys), "near": list(near), "apart": list(apart), "asked": words, "most": MOST_FOUND}
    asked |= {"beginning": lexemes.beginning(words), "word_beginnings": lexemes.word_beginnings(words)}
    asked |= {"anywhere": lexemes.anywhere(words)}
    if not asked["anywhere"]:
        return Finding()
    rows = _asked(_FIND, asked) or _misspelled(asked, words)
    return Finding(tuple(id for id, is_apart in rows if not is_apart), tuple(id for id, is_apart in rows if is_apart))


def read(keys: Sequence[int]) -> list[FoundEntry]:
    rows = FoundEntry.objects.defer("words", "text").in_bulk(keys)  # a document's words may be a megabyte
    return [rows[key] for key in keys if key in rows]


def _misspelled(asked: dict[str, Any], words: str) -> list[tuple[int, bool]]:
    some = _asked(_NEARLY, asked | {"nearly": lexemes.nearly(words), "most": _MOST_COMPARED})
    ranked = [
        (rank, order, id, is_apart)
        for id, is_apart, order, title in some
        if (rank := matches(words, [title])) is not None
    ]
    return [(id, is_apart) for *_, id, is_apart in sorted(ranked)[:MOST_FOUND]]


def _asked(question: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
