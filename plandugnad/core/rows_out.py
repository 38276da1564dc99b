"""Rows as they leave: for other programs as JSON and for people as sheets, many of them without being held at once."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import xlsxwriter
from django.db import models

MOST_IN_CELL = 32_000  # Excel takes 32,767 signs
AT_A_TIME = 100
SomeRow = TypeVar("SomeRow", bound=models.Model)


def told(row: models.Model, *without: str) -> dict[str, Any]:
    """Every column of a row, so that one that is added later comes along too, but those that are named."""
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in without]
    return {name: getattr(row, name) for name in names}


def written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain).encode()


def listed(head: Mapping[str, Any], name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """An object whose last member is a list, piece by piece."""
    yield written(head).removesuffix(b"\n}") + f',\n "{name}": ['.encode()
    between = b"\n"
    for row in rows:
        yield between + written(row)
        between = b",\n"
    yield b"\n]}\n"


def in_batches(rows: models.QuerySet[SomeRow], size: int = AT_A_TIME) -> Iterator[Sequence[SomeRow]]:
    """In their order. Each batch is asked for by itself: while the one before is being sent, other pages are worked
    out on the same connection, so no cursor can be kept open."""
    ids = list(rows.prefetch_related(None).values_list("pk", flat=True))
    for start in range(0, len(ids), size):
        yield list(rows.filter(pk__in=ids[start : start + size]))


def workbook(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """Of each sheet its name, headings and rows. Text is written as text: what looks like a formula is not one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(headings) - 1, 24)
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading, bold)
            for number, row in enumerate(rows, start=1):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text[:MOST_IN_CELL])
    return out.getvalue()


def _plain(value: Any) -> str:
    """Days and moments as ISO 8601, also those known only to the year; ids and translated words as text."""
    iso = getattr(value, "isoformat", None)
    return str(iso() if iso else getattr(value, "iso", value))
