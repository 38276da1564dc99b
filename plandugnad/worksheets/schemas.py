"""The definition and the schema of a sheet, read from the copy it keeps."""

import json
from functools import lru_cache

from plandugnad.engines.sheet.blocks import Definition
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.engines.sheet.schema import Schema
from plandugnad.worksheets.models import Sheet


def definition_of(sheet: Sheet) -> Definition:
    return schema_of(sheet).definition


def schema_of(sheet: Sheet) -> Schema:
    return _read(json.dumps(sheet.definition, sort_keys=True), sheet.kind)


@lru_cache(maxsize=64)
def _read(written: str, kind: str) -> Schema:
    return Schema.of(read_definition(json.loads(written), kind))
