"""Sheets to take out: begun from their definition and written in through the engine, as people do."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.prefilling import prefill
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.richtext import RichBlock
from plandugnad.engines.sheet.rows import BlockRows, TableRow, TableRows, TextRows
from plandugnad.engines.sheet.schema import Schema
from plandugnad.worksheets.definitions import definition_named
from plandugnad.worksheets.taking_out.content import About, Content

DAY = date(2026, 11, 30)
# What a spreadsheet, a document, a typesetter and a browser each might take for an order.
HOSTILE = (
    "=HYPERLINK(\"http://example.org\";\"Vinn\")",
    "+47 99 88 77",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script> & </w:t>",
    "#set page(width: 1cm) $x$ *fet* `kode` @ref",
    "]]> {{ 7*7 }} %(name)s {0}",
)  # fmt: skip


def begun(worksheet: str, language: str = "nb") -> Sheet:
    definition = definition_named(worksheet)
    assert definition is not None
    sheet = Sheet(Schema.of(definition))
    ids = _ids()
    prefill(sheet, language, lambda: next(ids))
    return sheet


def _ids() -> Iterator[str]:
    number = 0
    while True:
        yield f"prefilled-{number:05}"
        number += 1


def write(sheet: Sheet, block: str, collection: str, item: str, values: Mapping[str, Any]) -> None:
    answer = Editing(sheet, {block}).add(block, collection, item, values)
    assert isinstance(answer, Accepted), answer


def content(
    worksheet: str,
    sheet: Sheet | None,
    language: str = "nb",
    name: str = "",
    texts: Mapping[str, tuple[RichBlock, ...]] | None = None,
    **more: Any,
) -> Content:
    definition = definition_named(worksheet)
    assert definition is not None
    rows: dict[str, BlockRows] | None = None
    if sheet is not None:
        rows = {**project(sheet), **{block: TextRows(blocks) for block, blocks in (texts or {}).items()}}
    return Content(About(name, "Plansamarbeidet i Fjordlandet", language, DAY), definition, rows, **more)


def with_actors(number: int, name: str) -> Content:
    """More rows than a sheet takes in: what is taken out is not limited by it."""
    of = content("actors", begun("actors"))
    rows = tuple(
        TableRow(f"actor-{one:04}", {"name": name.format(one), "level": "state", "when": ("notice",)})
        for one in range(number)
    )
    return replace(of, rows={**(of.rows or {}), "actors": TableRows(rows)})
