"""The definition and the schema of a sheet, read from the copy it keeps."""

import json
from functools import lru_cache

from plandugnad.engines.sheet.blocks import AdoptionBlock, CardsBlock, Definition
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.engines.sheet.schema import Schema
from plandugnad.worksheets.models import Sheet


def definition_of(sheet: Sheet) -> Definition:
    return schema_of(sheet).definition


def left_out(sheet: Sheet, *, is_alone: bool) -> frozenset[str]:
    """The blocks that are of no use in a document, and not shown in it.

    What each draws as its own practice is in its own document alone, and the course it is compared with in what all
    share. Where nobody writes alone, all of it is in one. The parties of a confidential sheet are people, and no
    municipality adopts it.
    """
    definition = definition_of(sheet)
    practices = definition.practices if sheet.writes_alone_first else ()
    adopted = [one.id for one in definition.blocks if isinstance(one, AdoptionBlock)] if sheet.is_private else []
    return frozenset([*(one.like if is_alone else one.id for one in practices), *adopted])


def anonymous_blocks(sheet: Sheet) -> frozenset[str]:
    """Where cards are nobody's."""
    blocks = definition_of(sheet).blocks
    return frozenset(one.id for one in blocks if isinstance(one, CardsBlock) and one.anonymous)


def schema_of(sheet: Sheet) -> Schema:
    return _read(json.dumps(sheet.definition, sort_keys=True), sheet.kind)


@lru_cache(maxsize=64)
def _read(written: str, kind: str) -> Schema:
    return Schema.of(read_definition(json.loads(written), kind))
