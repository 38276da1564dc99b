"""Whether what the overviews tell is what their sources say: a sample each night, mended where it is not."""

import json
import logging
import random
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain
from typing import Any
from uuid import UUID

from plandugnad.projections.filling import FILLED, Source, mend, sources, told_of
from plandugnad.projections.models import Entry

logger = logging.getLogger(__name__)
SAMPLE = 500
# A row's own number and moment are new each time it is written; the lexemes follow from the words beside them.
_NOT_COMPARED = {"id", "since", "words", "text"}


def check(sample: int = SAMPLE) -> int:
    """Of each source as many things as `sample` says, and as many lines. Returns how many things were mended."""
    return sum(_check(source, sample) for source in sources())


def _check(source: Source, sample: int) -> int:
    ids = _chosen(source.ids(), sample) | _chosen(told_of(source.key), sample)
    wrong = _wrong(source, ids)
    if wrong:
        mend(source.key, wrong)
        logger.warning("overviews: %s of %s looked at were mended: %s", len(wrong), source.key, _some(wrong))
    return len(wrong)


def _chosen(ids: Iterable[UUID], sample: int) -> set[UUID]:
    known = list(set(ids))
    return set(known if len(known) <= sample else random.sample(known, sample))


def _wrong(source: Source, ids: Collection[UUID]) -> list[UUID]:
    stands: Counter[tuple[UUID, str]] = Counter()
    for model in FILLED:
        stands.update(_compared(row) for row in model.objects.filter(source=source.key, source_id__in=ids))
    says = Counter(_compared(entry) for entry in source.entries(ids))
    return sorted({id for id, _told in chain(stands - says, says - stands)})


def _compared(entry: Entry) -> tuple[UUID, str]:
    names = [field.name for field in entry._meta.concrete_fields if field.name not in _NOT_COMPARED]
    return entry.source_id, repr([type(entry).__name__, *((name, _plain(getattr(entry, name))) for name in names)])


def _plain(value: Any) -> Any:
    """The database keeps the keys of an object in an order of its own."""
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value


def _some(wrong: list[UUID]) -> str:
    return ", ".join(str(id) for id in wrong[:5]) + (" …" if len(wrong) > 5 else "")
