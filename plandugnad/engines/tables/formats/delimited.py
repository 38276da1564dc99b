"""Text with separators: .csv, .tsv and pasted tables. Encoding and separator are found from the content."""

import csv
import io
import re
import statistics

from plandugnad.engines.tables.formats.tally import Tally, finished
from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Cell, Sheet
from plandugnad.engines.tables.text import visible

_SEPARATORS = ";\t,|"
_SAMPLE = 60_000
_SAMPLE_RECORDS = 200
# Excel writes ="2020" to keep a text from being taken for a number.
_KEPT_AS_TEXT = re.compile(r'="(.*)"\Z', re.DOTALL)
_EXCEL_HINT = re.compile(r"\s*sep=([;,|:\t])\s*\Z", re.IGNORECASE)
# A quote that never closes swallows the rest of the file; no real cell has this many lines.
_LINES_IN_A_CELL = 200


def decoded(content: bytes) -> str | None:
    """The text, or None when it is not text in any encoding these files are kept in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(content, "utf-16")
    if content.startswith(b"\xef\xbb\xbf"):
        return _as(content, "utf-8-sig")
    sample = content[:4000]
    if b"\0" in sample:
        # UTF-16 without its mark: every other byte of ordinary text is zero.
        little, big = sample[1::2].count(0), sample[0::2].count(0)
        if max(little, big) * 4 < len(sample):
            return None
        return _as(content, "utf-16-le" if little > big else "utf-16-be")
    return _as(content, "utf-8") or _as(content, "cp1252") or content.decode("latin-1")


def _as(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def read_delimited(text: str, file: str, limits: Limits, *, prefer: str = ";") -> Sheet:
    """Records become rows, empty lines included; a line break inside quotes does not start a new record."""
    separator = separator_of(text, prefer)
    records = _records(text, separator, quoted=True, file=file, limits=limits)
    if any(cell.count("\n") > _LINES_IN_A_CELL for record in records for cell in record if len(cell) > 1000):
        records = _records(text, separator, quoted=False, file=file, limits=limits)
    tally = Tally(file, limits)
    rows: dict[int, dict[int, Cell]] = {}
    for number, record in enumerate(records, start=1):
        if number == 1 and _EXCEL_HINT.match(separator.join(record)):
            continue
        cells = {}
        for column, raw in enumerate(record):
            if raw and (value := _value(raw)):
                cells[column] = Cell(value)
                tally.cell(None, number, column, cells[column])
        if cells:
            rows[number] = cells
    return finished(None, rows, [], set(), set())


def separator_of(text: str, prefer: str = ";") -> str:
    """The separator that cuts the most lines into the same number of pieces, more pieces counting more."""
    first_line = text[:20].lstrip("\ufeff").partition("\n")[0]
    if hint := _EXCEL_HINT.match(first_line):
        return hint[1]
    sample = text[:_SAMPLE]
    order = prefer + _SEPARATORS.replace(prefer, "")
    return max(order, key=lambda separator: (_evenness(sample, separator), -order.index(separator)))


def _evenness(sample: str, separator: str) -> float:
    records = []
    try:
        for record in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            if any(cell.strip() for cell in record):
                records.append(len(record))
            if len(records) >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0
    wide = [width for width in records if width > 1]
    if not wide:
        return 0.0
    usual = statistics.mode(wide)
    even = sum(1 for width in records if width == usual) / len(records)
    return even * min(usual, 12) + even


def _records(text: str, separator: str, *, quoted: bool, file: str, limits: Limits) -> list[list[str]]:
    kept = io.StringIO(text, newline="")
    plain = csv.reader(kept, delimiter=separator, quoting=csv.QUOTE_NONE)
    reader = csv.reader(kept, delimiter=separator) if quoted else plain
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append(record)
            if len(record) > limits.last_column * 20:
                raise Refused("too_many_columns", sheet=file, limit=limits.last_column, row=len(records))
            if len(records) > limits.last_row * 10:
                raise Refused("too_many_rows", sheet=file, limit=limits.last_row)
    except csv.Error as wrong:
        # The reader stops at fields of 131,072 characters.
        raise Refused("cell_too_long", sheet=file, row=len(records) + 1, limit=limits.cell_characters) from wrong
    return records


def _value(raw: str) -> str:
    text = visible(raw)
    if kept := _KEPT_AS_TEXT.match(text.strip()):
        return kept[1].replace('""', '"')
    return text if text.strip() else ""
