"""Rows as they leave."""

import json
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.core.models import Installation, SentMail
from plandugnad.core.rows_out import in_batches, listed, told, written
from plandugnad.core.takeout import streamed
from plandugnad.engines.tables.when import When

ID = UUID(int=1)


def test_days_ids_and_years_are_written_as_other_programs_read_them() -> None:
    row = {"id": ID, "day": date(2027, 1, 31), "when": When.parse("2024/2026"), "none": None}
    assert json.loads(written(row)) == {"id": str(ID), "day": "2027-01-31", "when": "2024/2026", "none": None}


@pytest.mark.parametrize("rows", [[], [{"a": "«é»"}], [{"a": 1}, {"a": {"b": [1]}}]])
def test_a_list_written_piece_by_piece_reads_as_the_whole(rows: list[dict[str, object]]) -> None:
    assert json.loads(b"".join(listed({"format": "x"}, "rows", rows))) == {"format": "x", "rows": rows}


@given(st.lists(st.binary(max_size=40), max_size=20), st.integers(1, 60))
def test_what_is_streamed_reads_as_its_pieces_however_it_is_read(pieces: list[bytes], size: int) -> None:
    with streamed("a.txt", lambda: pieces).open() as source:
        found = list(iter(lambda: source.read(size), b""))
    assert b"".join(found) == b"".join(pieces)


def test_a_column_that_is_named_stays_behind() -> None:
    row = Installation(is_demo=True)
    assert "is_demo" in told(row)
    assert "is_demo" not in told(row, "is_demo")


@pytest.mark.django_db
def test_batches_keep_the_order() -> None:
    for number in range(5):
        SentMail.objects.create(to=f"{number}@eksempel.no", subject="x")
    rows = SentMail.objects.order_by("-to")
    assert [len(batch) for batch in in_batches(rows, 2)] == [2, 2, 1]
    assert [row for batch in in_batches(rows, 2) for row in batch] == list(rows)
