"""Finding by words, over everything a reader may see."""

from collections.abc import Collection, Iterable, Sequence
from typing import cast
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import IntegerField, QuerySet, Value

from plandugnad.core.norwegian import matches
from plandugnad.projections import lexemes
from plandugnad.projections.models import EntryQuerySet, FoundEntry

# Nobody reads further, and a word that is in every name must not make the database put a hundred thousand in order.
MOST_FOUND = 500
# Names looked at letter by letter when nothing is found.
_MOST_COMPARED = 2_000


class _Lexemes(SearchQuery):
    """A cast, not to_tsquery: that one reads lexemes as text once more, and drops the marks before them."""

    template = "(%(expressions)s)::tsquery"


def find(seen: EntryQuerySet, words: str, *, near: Collection[UUID] = (), most: int = MOST_FOUND) -> list[int]:
    """Keys of the entries among those `seen`, best first, at most `most`; to be read page by page with `read`.

    What lies in `near` places first; within that what begins so, then where a word does, then the rest. Only when
    nothing is found is one wrong letter forgiven.
    """
    rounds = [seen.filter(place_id__in=near), seen.exclude(place_id__in=near)] if near else [seen]
    tiers = [matching for entries in rounds for matching in _best_first(entries, words)]
    if not tiers:
        return []
    rows = [_numbered(matching, number)[:most] for number, matching in enumerate(tiers)]
    best: dict[int, tuple[int, str]] = {}
    for key, tier, order in rows[0].union(*rows[1:], all=True):
        best[key] = min(best.get(key, (tier, order)), (tier, order))
    found = sorted(best, key=lambda key: (best[key], key))
    return (found or _misspelled(seen, words))[:most]


def read(keys: Sequence[int]) -> list[FoundEntry]:
    rows = FoundEntry.objects.defer("words", "text").in_bulk(keys)  # a document's words may be a megabyte
    return [rows[key] for key in keys if key in rows]


def _best_first(entries: EntryQuerySet, words: str) -> list[EntryQuerySet]:
    queries = (lexemes.beginning(words), lexemes.word_beginnings(words), lexemes.anywhere(words))
    if not all(queries):
        return []
    text = SearchQuery(words, search_type="websearch", config="norwegian")
    return [*(entries.filter(words=_Lexemes(query)) for query in queries), entries.filter(text=text)]


def _numbered(matching: EntryQuerySet, number: int) -> "QuerySet[FoundEntry, tuple[int, int, str]]":
    numbered = matching.order_by().annotate(tier=Value(number, output_field=IntegerField()))
    return cast("QuerySet[FoundEntry, tuple[int, int, str]]", numbered.values_list("pk", "tier", "sort_key"))


def _misspelled(seen: EntryQuerySet, words: str) -> list[int]:
    some = seen.filter(words=_Lexemes(lexemes.nearly(words))).values_list("pk", "sort_key", "title")[:_MOST_COMPARED]
    ranked = [(rank, order, key) for key, order, title in some if (rank := matches(words, [title])) is not None]
    return [key for *_, key in sorted(ranked)]


def entries_for(keys: Iterable[str], *, sources: Collection[str] = (), but: Collection[str] = ()) -> EntryQuerySet:
    """What a reader who carries these keys may find: of some sources, or of all but some."""
    seen = FoundEntry.objects.visible_to(keys)
    if sources:
        seen = seen.filter(source__in=sources)
    return seen.exclude(source__in=but) if but else seen
