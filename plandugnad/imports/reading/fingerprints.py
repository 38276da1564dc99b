"""Rows known again by what they say, wherever in the table they stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from plandugnad.engines.tables import Workbook

Fingerprint = str
_BYTES = 16
_BETWEEN_CELLS = "\x1f"


def fingerprints(workbook: Workbook) -> dict[tuple[int, int], Fingerprint]:
    """By sheet and row. Rows that say the same are told apart by which of them comes first."""
    found: dict[tuple[int, int], Fingerprint] = {}
    times: Counter[str] = Counter()
    for index, sheet in enumerate(workbook.sheets):
        for row in sorted(sheet.rows):
            if said := _BETWEEN_CELLS.join(text for _, text in sheet.own_texts(row)):
                times[said] += 1
                found[index, row] = _digest(f"{times[said]}{_BETWEEN_CELLS}{said}")
    return found


def fingerprint_of_group(rows: Iterable[Fingerprint]) -> Fingerprint:
    return _digest(_BETWEEN_CELLS.join(sorted(rows)))


def _digest(text: str) -> Fingerprint:
    return hashlib.blake2b(text.encode(), digest_size=_BYTES).hexdigest()
