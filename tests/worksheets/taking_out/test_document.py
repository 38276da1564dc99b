"""A sheet as a Word document: opened again, it says what stood in it."""

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from plandugnad.engines.sheet.richtext import Heading, Listed, Paragraph, Span
from plandugnad.worksheets.definitions import every_definition
from plandugnad.worksheets.taking_out.content import Adopted, Content
from plandugnad.worksheets.taking_out.document import document
from tests.worksheets.taking_out.contents import DAY, HOSTILE, begun, content, with_actors, write

WORKSHEETS = [one.id for one in every_definition()]


def opened(of: Content) -> Any:
    return Document(io.BytesIO(document(of)))


def headings(made: Any, level: int = 1) -> list[str]:
    return [one.text for one in made.paragraphs if one.style.name == f"Heading {level}"]


def said(made: Any) -> str:
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_every_worksheet_is_a_document_in_every_language_filled_and_empty(worksheet: str, language: str) -> None:
    definition = next(one for one in every_definition() if one.id == worksheet)
    titles = [block.title.said(language) for block in definition.blocks]
    filled, empty = (
        opened(content(worksheet, begun(worksheet, language), language)),
        opened(content(worksheet, None, language)),
    )
    assert headings(filled) == titles
    assert headings(empty)[-len(titles) :] == titles
    for made in (filled, empty):
        assert made.paragraphs[0].text == definition.title.said(language)
        assert made.paragraphs[0].style.name == "Title"
        assert made.core_properties.language == f"{language}-NO"
        marks = {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))}
        assert marks == {"en-GB" if language == "en" else f"{language}-NO"}
    for block in definition.blocks:
        if block.prompt:
            assert block.prompt.said(language) in said(empty)


def test_a_table_says_which_row_is_its_heading_and_what_it_is_called() -> None:
    made = opened(content("meetings", begun("meetings")))
    table = made.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Møte", "Hva møtet er til", "Hvem er med"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Møtene våre"
    assert [cell.text for cell in table.rows[1].cells][:5] == [
        "Ukentlig morgenprat", "Si hva du står i, og spør om det du lurer på", "Planleggere", "Hver uke", "20",
    ]  # fmt: skip
    assert len(table.rows) == 7


def test_what_the_meetings_cost_stands_below_them() -> None:
    made = opened(content("meetings", begun("meetings", "nn"), "nn"))
    assert "Kva kostar det oss? Timar i året for kvar person" in headings(made, 2)
    assert "Planleggjarar: 59 timar" in said(made)


def test_a_wide_table_turns_the_paper() -> None:
    wide, narrow = opened(content("meetings", begun("meetings"))), opened(content("conflict", begun("conflict")))
    assert wide.sections[0].page_width > wide.sections[0].page_height
    assert narrow.sections[0].page_width < narrow.sections[0].page_height


def test_cards_stand_under_their_group_with_their_votes() -> None:
    sheet = begun("purpose")
    write(sheet, "achieve", "clusters", "cluster-1", {"name": "Tid"})
    write(sheet, "achieve", "cards", "card-0001", {"text": "Raskere avklaringer", "cluster": "cluster-1"})
    write(sheet, "achieve", "cards", "card-0002", {"text": "Én felles kartbase"})
    made = opened(content("purpose", sheet, votes={"card-0001": 3, "card-0002": 1}))
    assert headings(made, 2) == ["Tid", "Ikke gruppert"]
    bullets = [one.text for one in made.paragraphs if one.style.name == "List Bullet"]
    assert bullets == ["Raskere avklaringer (3 stemmer)", "Én felles kartbase (1 stemme)"]


def test_a_rich_text_keeps_its_headings_lists_marks_and_links() -> None:
    told = (
        Heading(1, (Span("Hvorfor"),)),
        Heading(3, (Span("Under"),)),
        Paragraph((Span("Vi vil "), Span("sammen", strong=True), Span(" og "), Span("snart", em=True), Span(" lese "),
                   Span("loven", link="https://lovdata.no/lov/2008-06-27-71"), Span("\nNy linje"))),
        Listed(((Paragraph((Span("tredje"),)), Listed(((Paragraph((Span("inni"),)),),))),
                (Paragraph((Span("fjerde"),)),)), 3),
        Listed(((Paragraph((Span("første"),)),),), 1),
    )  # fmt: skip
    made = opened(content("purpose", begun("purpose"), texts={"purpose": told}))
    assert headings(made, 2)[-1:] == ["Hvorfor"]
    assert headings(made, 3) == ["Under"]
    body = next(one for one in made.paragraphs if one.text.startswith("Vi vil"))
    assert [run.text for run in body.runs if run.bold] == ["sammen"]
    assert [run.text for run in body.runs if run.italic] == ["snart"]
    assert [(link.text, link.address) for link in body.hyperlinks] == [
        ("loven", "https://lovdata.no/lov/2008-06-27-71")
    ]
    assert body.text.endswith("lese loven\nNy linje")
    listed = {one.text: one for one in made.paragraphs if one.style.name.startswith("List")}
    assert [listed[name].style.name for name in ("tredje", "inni", "fjerde")] == [
        "List Number", "List Bullet 2", "List Number",
    ]  # fmt: skip
    numbers = {name: listed[name]._p.pPr.numPr.numId.val for name in ("tredje", "fjerde", "første")}
    assert numbers["tredje"] == numbers["fjerde"] != numbers["første"]
    starts = {
        one.numId: one.lvlOverride_lst[0].startOverride.val
        for one in made.part.numbering_part.element.num_lst
        if one.lvlOverride_lst
    }
    assert (starts[numbers["tredje"]], starts[numbers["første"]]) == (3, 1)


def test_a_step_of_a_flow_is_a_row_with_what_comes_after_it() -> None:
    sheet = begun("common_process")
    write(sheet, "course", "lanes", "lane-0001", {"name": "Kommuneadvokaten"})
    write(sheet, "course", "steps", "step-0001", {"name": "Hold møtet", "stage": "startup_meeting", "lane": "lane-0001",
          "decision": True, "weeks": 2.5, "statutory": "reg_2"})  # fmt: skip
    write(sheet, "course", "steps", "step-0002", {"name": "Ring fylket", "stage": "before_initiative"})
    write(sheet, "course", "arrows", "arrow-001", {"from": "step-0002", "to": "step-0001", "label": "hvis enige"})
    made = opened(content("common_process", sheet))
    (table,) = [one for one in made.tables if len(one.columns) == 10]
    rows = {row.cells[1].text: [cell.text for cell in row.cells] for row in table.rows}
    first, second = rows["Ring fylket"], rows["Hold møtet (beslutning)"]
    assert first == ["Før planinitiativ", "Ring fylket", "Ingen rad", "", "", "", "", "", "", "Hold møtet (hvis enige)"]
    assert second == ["Oppstartsmøte", "Hold møtet (beslutning)", "Kommuneadvokaten", "", "", "", "2,5",
                      "Hold oppstartsmøte", "", ""]  # fmt: skip


def test_what_is_placed_is_told_in_words() -> None:
    sheet = begun("actors")
    write(sheet, "influence", "places", "place-001", {"ref": "prefilled-00000", "x": 0.9, "y": 0.1})
    write(sheet, "closeness", "places", "place-002", {"ref": "prefilled-00001", "ring": "core", "turn": 0.5})
    write(sheet, "closeness", "places", "place-003", {"ref": "prefilled-00002"})
    rows = [
        [cell.text for cell in row.cells] for table in opened(content("actors", sheet)).tables for row in table.rows
    ]
    assert ["1", "Kommunestyret", "stor (90 %)", "liten (10 %)"] in rows
    assert ["1", "Barn og unges representant", "Arbeider sammen med oss"] in rows
    assert ["2", "Ungdomsrådet", "ikke plassert"] in rows


def test_answers_that_have_not_been_shown_are_not_taken_out() -> None:
    hidden = opened(content("conflict", begun("conflict")))
    assert "Svarene er ikke vist." in said(hidden)
    assert "Uenighet" not in said(hidden)
    shown = opened(content("conflict", begun("conflict"), answers={"placing": {"disagreement": 2, "silence": 1}}))
    assert ["Uenighet", "2"] in [[cell.text for cell in row.cells] for row in shown.tables[0].rows]
    assert headings(shown, 2) == ["Uenighet", "Samtalen stopper"]


def test_who_has_adopted_which_version_stands_last_with_the_day_to_look_again() -> None:
    adopted = [
        Adopted("Sjøvik kommune", "Utgave 2", DAY, "Med én merknad"),
        Adopted("Fjellvik kommune", "Utgave 2", None),
    ]
    made = opened(content("rules", begun("rules"), adopted=adopted, review_on=DAY))
    rows = [[cell.text for cell in row.cells] for row in made.tables[-1].rows]
    assert rows[1:] == [
        ["Sjøvik kommune", "Utgave 2", "30. november 2026", "Med én merknad"],
        ["Fjellvik kommune", "Utgave 2", "", ""],
    ]
    assert "Dere ser på dette igjen 30. november 2026." in said(made)


def test_what_is_not_written_yet_says_so_with_what_was_asked() -> None:
    made = opened(content("conflict", begun("conflict")))
    assert "Ingenting er skrevet her ennå." in said(made)
    assert "Én linje for hver ting." in said(made)
    assert "Seks forslag står her" not in said(opened(content("meetings", begun("meetings"))))


@pytest.mark.parametrize("text", [*HOSTILE, "Kai \x00\x0b\x1f\ufffeområdet", "🙂 čálliid 山 مرحبا"])
def test_what_people_write_is_only_words(text: str) -> None:
    told = (Paragraph((Span(text),)), Listed(((Paragraph((Span(text, link="https://example.org/?a=1&b=2"),)),),)))
    adopted = [Adopted(text, text, None, text)]
    made = opened(content("purpose", begun("purpose"), name=text, texts={"purpose": told}, adopted=adopted))
    kept = "".join(one for one in text if one.isprintable())
    assert made.paragraphs[0].text == kept
    assert said(made).count(kept) == 6
    assert [cell.text for cell in made.tables[-1].rows[1].cells] == [kept, kept, "", kept]


def test_line_breaks_in_a_cell_are_lines() -> None:
    sheet = begun("rules")
    write(sheet, "rules", "rows", "rule-0001", {"rule": "Vi møter\nforberedt\ttil\nmøtet"})
    cell = opened(content("rules", sheet)).tables[0].rows[1].cells[0]
    assert [one.text for one in cell.paragraphs] == ["Vi møter", "forberedt\ttil", "møtet"]


def test_three_hundred_rows_and_long_texts_are_all_there() -> None:
    made = opened(with_actors(300, "Lag nummer {} " + "med et langt navn " * 60))
    assert len(made.tables[0].rows) == 301
    assert made.tables[0].rows[1]._tr.trPr.find(qn("w:cantSplit")) is None
    last = made.tables[0]._tbl.tr_lst[300]
    assert "".join(last.itertext()).startswith("Lag nummer 299 med et langt navn ")
    assert "".join(last.itertext()).endswith("Varsel om oppstart")


def test_the_empty_form_has_room_to_write_and_choices_to_tick() -> None:
    made = opened(content("actors", None))
    assert headings(made)[:2] == ["Før dere møtes", "Slik kan møtet gå"]
    assert "☐ Skal høres etter loven" in said(made)
    assert "Ungdomsrådet · I kommunen · Bidrar · Varsel om oppstart, Høring" in said(made)
    forms = [table for table in made.tables if table.rows[0].cells[0].text == "Aktør"]
    assert len(forms) == 6
    rules = opened(content("conflict", None))
    plan = next(
        table for table in rules.tables if [cell.text for cell in table.rows[0].cells] == ["Hva", "Hvem", "Når"]
    )
    assert len(plan.rows) == 9
    assert plan.rows[1].height is not None
    assert plan.rows[1].height.cm > 1
    assert "☐ Vi er uenige, men spør hverandre fortsatt hvorfor." in said(rules)


def test_an_example_says_so_on_every_page() -> None:
    of = content("rules", begun("rules"))
    assert opened(of).sections[0].header.paragraphs[0].text == ""
    made = opened(replace(of, about=replace(of.about, is_example=True)))
    assert made.sections[0].header.paragraphs[0].text == "EKSEMPEL. Alt her er oppdiktet."


def held(row: Any) -> bool:
    """On the same page as the row below it."""
    return all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs)


def test_what_is_to_be_written_on_is_not_parted_between_two_pages() -> None:
    made = opened(content("actors", None))
    a_form = next(table for table in made.tables if table.rows[0].cells[0].text == "Aktør")
    assert [held(row) for row in a_form.rows] == [True] * (len(a_form.rows) - 1) + [False]
    cards = opened(content("purpose", None)).tables[1]
    assert [held(row) for row in cards.rows] == [True, True, False]


def test_a_short_table_stands_on_one_page_and_a_long_one_may_be_parted() -> None:
    short = opened(content("meetings", begun("meetings"))).tables[0]
    assert [held(row) for row in short.rows] == [True] * 6 + [False]
    long = opened(with_actors(30, "Lag {}")).tables[0]
    assert [held(row) for row in long.rows] == [True] + [False] * 30


def test_boxes_to_tick_stand_close_and_together() -> None:
    made = opened(content("conflict", None))
    steps = [one for one in made.paragraphs if one.text.startswith("☐ ") and one.style.name == "Normal"][-7:]
    assert [one.text for one in steps][::6] == ["☐ Uenighet", "☐ Polarisering"]
    assert [bool(one.paragraph_format.keep_with_next) for one in steps] == [True] * 6 + [False]


def test_word_opens_it_as_made_for_word_of_today() -> None:
    made = opened(content("rules", begun("rules")))
    told = {one.get(qn("w:name")): one.get(qn("w:val")) for one in made.settings.element.iter(qn("w:compatSetting"))}
    assert told["compatibilityMode"] == "15"
