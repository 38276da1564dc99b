"""What yjs and ProseMirror send from a browser is taken in, and gives the same as it did there."""

import pytest

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.richtext import Heading, Listed, Paragraph, Span, plain
from plandugnad.engines.sheet.rows import Card, CardsRows, Party, TableRows, TextRows
from plandugnad.engines.sheet.wire import texts_in
from tests.engines.sheet.recordings import recorded
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, faults


def replayed(name: str, updates: int | None = None) -> Sheet:
    sheet = Sheet(SCHEMA)
    for one in recorded(name)[:updates]:
        answer = sheet.apply(one, BLOCKS)
        assert isinstance(answer, Accepted), answer
    assert faults(sheet) == []
    return sheet


def cards(sheet: Sheet) -> tuple[Card, ...]:
    rows = project(sheet)["hard"]
    assert isinstance(rows, CardsRows)
    return rows.cards


def test_a_card_that_is_written_mended_moved_and_another_that_is_removed() -> None:
    assert cards(replayed("cards")) == (Card("kort-0001", "få  æøåfolk 🌱"),)


def test_a_removal_that_is_undone() -> None:
    assert cards(replayed("undo", 2)) == ()
    assert cards(replayed("undo")) == (Card("kort-0001", "Angre meg"),)


def test_a_rich_text_as_the_editor_writes_it() -> None:
    rows = project(replayed("rich", 1))["purpose"]
    assert isinstance(rows, TextRows)
    three = Listed(((Paragraph((Span("tre"),)),),), start=3)
    assert rows.blocks == (
        Heading(2, (Span("Formål"),)),
        Paragraph(
            (
                Span("Vi vil "),
                Span("dele", strong=True),
                Span(" og "),
                Span("lære", strong=True, em=True),
                Span(" av "),
                Span("hverandre", link="https://eksempel.no/"),
            )
        ),
        Listed(((Paragraph((Span("én"),)),), (Paragraph((Span("to"),)), three))),
        Paragraph((Span("Linje\nbrudd"),)),
    )


def test_the_same_text_after_the_editor_has_changed_it() -> None:
    rows = project(replayed("rich"))["purpose"]
    assert isinstance(rows, TextRows)
    assert rows.blocks[0] == Heading(3, (Span("Formålet"),))
    assert plain(rows.blocks) == "Formålet\nVi skal dele."


def test_a_row_and_the_whole_state_of_the_device_it_was_written_on() -> None:
    sheet = replayed("table")
    rows = project(sheet)["goals"]
    assert isinstance(rows, TableRows)
    (row,) = rows.rows
    assert (row.cells["goal"], row.cells["status"], row.cells["hours"]) == ("Dele fagfolk", None, 8.0)
    assert row.cells["responsible"] == Party("free", name="Åse i Fjordvik")
    assert project(replayed("table_state")) == project(sheet)
    (whole,) = recorded("table_state")
    assert sheet.apply(whole, frozenset()) == Accepted(frozenset(), b"")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("hostile_rich", "formatting"), ("subdocument", "structure"), ("embed", "structure"), ("nested", "structure"),
        ("formatted", "formatting"), ("javascript_link", "formatting"),
    ],
)  # fmt: skip
def test_what_the_editor_never_writes_is_refused_from_yjs_too(name: str, code: str) -> None:
    sheet, found = Sheet(SCHEMA), []
    for one in recorded(name):
        before = sheet.state()
        answer = sheet.apply(one, BLOCKS)
        if isinstance(answer, Refusal):
            found.append(answer.code)
            assert sheet.state() == before
    assert found[0] == code
    assert faults(sheet) == []


def test_words_typed_in_a_browser_are_found_in_what_is_refused() -> None:
    assert texts_in(recorded("cards")[0]) == ["For få folk 🌱"]
    assert texts_in(recorded("cards")[0][:-4]) == ["For få folk 🌱"]
    assert texts_in(recorded("table")[0]) == ["Dele fagfolk", "Åse i Fjordvik"]
    assert texts_in(b"\xff\xff\xff") == []
