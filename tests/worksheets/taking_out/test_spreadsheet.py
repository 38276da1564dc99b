"""What is tables in a sheet, as a spreadsheet: opened again, text is text, numbers are numbers and days are days."""

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from plandugnad.worksheets.definitions import every_definition
from plandugnad.worksheets.taking_out.content import Adopted, Content
from plandugnad.worksheets.taking_out.spreadsheet import spreadsheet
from tests.worksheets.taking_out.contents import DAY, HOSTILE, begun, content, with_actors, write


def opened(of: Content) -> Any:
    return load_workbook(io.BytesIO(spreadsheet(of)))


def rows(sheet: Any) -> list[list[Any]]:
    """With days as days: the format has only moments."""
    return [
        [one.date() if isinstance(one, datetime) else one for one in row] for row in sheet.iter_rows(values_only=True)
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("worksheet", [one.id for one in every_definition()])
def test_every_worksheet_is_a_spreadsheet_in_every_language_filled_and_empty(worksheet: str, language: str) -> None:
    filled, empty = content(worksheet, begun(worksheet, language), language), content(worksheet, None, language)
    for of in (filled, empty):
        book = opened(of)
        assert all(len(name) <= 31 for name in book.sheetnames)
        assert book.worksheets[-1].title == {"nb": "Om arket", "nn": "Om arket", "en": "About the sheet"}[language]
        for sheet in book.worksheets[:-1]:
            assert all(isinstance(one.value, str) for one in sheet[1])
            assert sheet.freeze_panes == "B2"


def test_each_table_has_a_page_of_its_own_named_as_excel_takes_it() -> None:
    assert opened(content("purpose", begun("purpose"))).sheetnames == [
        "Hva er krevende hos oss i dag", "Hva vil vi oppnå sammen", "Målene våre", "Hvem har vedtatt formålet",
        "Om arket",
    ]  # fmt: skip


def test_numbers_and_days_stand_as_such() -> None:
    sheet = begun("purpose")
    write(sheet, "goals", "rows", "goal-0001", {"goal": "Raskere", "by_when": "2027-06-01", "principle": "levels",
          "responsible": "free:Ingrid Eksempel"})  # fmt: skip
    book = opened(content("purpose", sheet, adopted=[Adopted("Fjordvik", "Utgave 1", DAY)]))
    assert rows(book["Målene våre"])[1] == [
        "Raskere", None, None, None, None, "Ingrid Eksempel", date(2027, 6, 1), "Koordinering på flere nivåer",
    ]  # fmt: skip
    assert rows(book["Hvem har vedtatt formålet"])[1][2] == date(2026, 11, 30)
    meetings = rows(opened(content("meetings", begun("meetings")))["Møtene våre"])
    assert meetings[1][4] == 20


def test_a_day_that_the_format_does_not_have_is_words() -> None:
    sheet = begun("purpose")
    write(sheet, "goals", "rows", "goal-0001", {"goal": "Gammelt", "by_when": "1900-01-02"})
    assert rows(opened(content("purpose", sheet))["Målene våre"])[1][6] == "2. januar 1900"


def test_cards_have_their_group_and_their_votes() -> None:
    sheet = begun("purpose")
    write(sheet, "achieve", "clusters", "cluster-1", {"name": "Tid"})
    write(sheet, "achieve", "cards", "card-0001", {"text": "Raskere avklaringer", "cluster": "cluster-1"})
    write(sheet, "achieve", "cards", "card-0002", {"text": "Én felles kartbase"})
    book = opened(content("purpose", sheet, votes={"card-0001": 3}))
    assert rows(book["Hva vil vi oppnå sammen"]) == [
        ["Gruppe", "Kort", "Stemmer"], ["Tid", "Raskere avklaringer", 3], [None, "Én felles kartbase", 0],
    ]  # fmt: skip
    assert rows(book["Hva er krevende hos oss i dag"]) == [["Gruppe", "Kort"]]


def test_answers_that_have_not_been_shown_have_no_page() -> None:
    assert "Hvor på trappen er vi" not in opened(content("conflict", begun("conflict"))).sheetnames
    shown = opened(content("conflict", begun("conflict"), answers={"placing": {"silence": 2}}))
    assert ["Samtalen stopper", 2] in rows(shown["Hvor på trappen er vi"])


@pytest.mark.parametrize("text", [*HOSTILE, "Kai \x00\x0b\ufffeområdet", "🙂 山 مرحبا"])
def test_what_looks_like_a_formula_is_words(text: str) -> None:
    book = opened(content("purpose", begun("purpose"), name=text, adopted=[Adopted(text, text, None, text)]))
    cells = [one for sheet in book.worksheets for row in sheet.iter_rows() for one in row if one.value is not None]
    kept = "".join(one for one in text if one.isprintable())
    assert {one.data_type for one in cells} <= {"s", "n", "d"}
    assert [one.value for one in cells].count(kept) == 4
    assert all(one.hyperlink is None for one in cells)


def test_three_hundred_rows_and_a_text_longer_than_a_cell_takes() -> None:
    found = rows(opened(with_actors(300, "Lag {} " + "x" * 40_000))["Aktørene"])
    assert len(found) == 301
    assert len(found[300][0]) == 32_767
    assert found[300][0].endswith("…")


def test_the_empty_one_has_the_headings_alone() -> None:
    book = opened(content("meetings", None))
    assert book.sheetnames == ["Møtene våre", "Om arket"]
    assert len(rows(book["Møtene våre"])) == 1


def test_two_blocks_of_one_name_have_two_pages() -> None:
    of = content("conflict", begun("conflict"))
    blocks = tuple(one for one in of.definition.blocks if one.id in ("plan", "matter", "follow_up"))
    title = blocks[0].title
    alike = replace(of.definition, blocks=tuple(replace(one, title=title) for one in blocks))
    assert opened(replace(of, definition=alike)).sheetnames == [
        "Hva er vi uenige om", "Hva er vi uenige om 2", "Hva er vi uenige om 3", "Om arket",
    ]  # fmt: skip


def test_rows_are_as_high_as_what_stands_in_them() -> None:
    """Not every program works it out: in some, the lines lay over each other."""
    sheet = begun("rules")
    write(sheet, "rules", "rows", "rule-0001", {"rule": "Kort"})
    write(sheet, "rules", "rows", "rule-0002", {"rule": "Vi deler det vi skriver, før det er ferdig. " * 12})
    page = opened(content("rules", sheet))["Reglene vi er enige om"]
    short, long = (page.row_dimensions[number].height for number in (2, 3))
    assert short < 20
    assert long > 100


def test_it_is_printed_on_a_page_across() -> None:
    book = opened(content("meetings", begun("meetings")))
    for page in book.worksheets:
        assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert sum(one.width for one in book["Møtene våre"].column_dimensions.values()) < 160
