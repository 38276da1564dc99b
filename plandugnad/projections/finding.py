"""Finding by words, over everything a reader may see."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.contrib.postgres.search import SearchQuery

from plandugnad.projections import lexemes
from plandugnad.projections.models import EntryQuerySet, FoundEntry

# Nobody reads further, and a word that is in every name must not make the database put a hundred thousand in order.
MOST_FOUND = 500


class _Lexemes(SearchQuery):
    """A cast, not to_tsquery: that one reads lexemes as text once more, and drops the marks before them."""

    template = "(%(expressions)s)::tsquery"


def find(
    keys: Iterable[str], words: str, *, near: Collection[UUID] = (), sources: Collection[str] = ()
) -> list[FoundEntry]:
    """What lies in `near` places first; within that what begins so, then where a word does, then the rest."""
    seen = FoundEntry.objects.visible_to(keys)
    if sources:
        seen = seen.filter(source__in=sources)
    rounds = [seen.filter(place_id__in=near), seen.exclude(place_id__in=near)] if near else [seen]
    found: dict[int, FoundEntry] = {}
    for entries in rounds:
        for matching in _best_first(entries, words):
            if len(found) >= MOST_FOUND:
                return list(found.values())
            found |= {entry.pk: entry for entry in _in_order(matching, found, MOST_FOUND - len(found))}
    return list(found.values())


def _best_first(entries: EntryQuerySet, words: str) -> Iterator[EntryQuerySet]:
    for query in (lexemes.beginning(words), lexemes.word_beginnings(words), lexemes.anywhere(words)):
        if query:
            yield entries.filter(words=_Lexemes(query, search_type="raw"))
    if words.strip():
        yield entries.filter(text=SearchQuery(words, search_type="websearch", config="norwegian"))


def _in_order(matching: EntryQuerySet, known: Collection[int], most: int) -> EntryQuerySet:
    some = matching.exclude(pk__in=list(known)).order_by().values("pk")[:most]
    return FoundEntry.objects.filter(pk__in=some).order_by("sort_key", "title", "pk")
