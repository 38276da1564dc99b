"""The sheet as headings and lists says all that the drawing shows."""

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.outline import Line, Section, outline
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Where
from plandugnad.engines.sheet.rows import Party
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, Browser


def filled() -> Sheet:
    sheet = Sheet(SCHEMA)
    edit = Editing(sheet, BLOCKS)
    answers = [
        edit.add("aims", "clusters", "klynge-01", {"name": "Folk"}),
        edit.add("aims", "cards", "kort-0001", {"text": "Dele folk", "cluster": "klynge-01"}),
        edit.add("aims", "cards", "kort-0002", {"text": "Alene"}),
        edit.add("goals", "rows", "maal-0001", {"goal": "Felles vakt", "status": "going", "hours": 7.5,
                                                "due": "2027-03-01", "responsible": "organisation:9901"}),
        edit.add("influence", "places", "plass-001", {"ref": "maal-0001", "x": 0.9, "y": 0.5}),
        edit.add("near", "places", "plass-001", {"text": "Sjåførene", "ring": "inner", "turn": 0.1}),
        edit.add("course", "lanes", "rad-00001", {"name": "Sjåførene"}),
        edit.add("course", "steps", "steg-0001", {"name": "Ringe", "lane": "rad-00001", "stage": "during"}),
        edit.add("course", "steps", "steg-0002", {"name": "Møtes", "lane": "rad-00001", "stage": "before",
                                                  "decision": True, "days": 3}),
        edit.add("course", "steps", "steg-0003", {"name": "Uten rad"}),
        edit.connect("course", "pil-00001", "steg-0002", "steg-0001", "når det snør"),
        edit.add("todo", "tasks", "sak-00001", {"text": "Tell plogene", "owner": "free:Åse", "done": True}),
    ]  # fmt: skip
    assert all(isinstance(one, Accepted) for one in answers)
    return sheet


def sections(sheet: Sheet, language: str = "nb") -> dict[str, Section]:
    def name_of(party: Party) -> str:
        return {"9901": "Fjordvik"}.get(party.id, party.name)

    return {one.block: one for one in outline(SCHEMA.definition, project(sheet), language, name_of)}


def said(lines: tuple[Line, ...], deep: int = 0) -> list[str]:
    found = []
    for one in lines:
        found.append("  " * deep + (f"{one.label}: " if one.label else "") + one.text)
        found += said(one.lines, deep + 1)
    return found


def test_each_block_with_a_document_is_a_section_with_its_prompt() -> None:
    found = sections(Sheet(SCHEMA))
    assert list(found) == ["hard", "aims", "goals", "influence", "near", "course", "todo", "purpose"]
    assert (found["hard"].title, found["hard"].prompt) == ("Hva er krevende", "Skriv ett på hvert kort")
    assert all(one.empty == "Ingenting er skrevet her ennå." for one in found.values())
    assert sections(Sheet(SCHEMA), "en")["aims"].empty == "Nothing has been written here yet."


def test_cards_stand_by_cluster_and_the_rest_last() -> None:
    assert said(sections(filled())["aims"].lines) == ["Folk", "  Dele folk", "Ikke gruppert", "  Alene"]


def test_a_row_says_each_column_by_name() -> None:
    assert said(sections(filled())["goals"].lines) == [
        "Felles vakt", "  Målet: Felles vakt", "  Status: På vei", "  Ansvarlig: Fjordvik", "  Frist: 1.3.2027",
        "  Timer: 7,5",
    ]  # fmt: skip


def test_a_place_on_axes_or_in_a_ring_is_said_in_words() -> None:
    found = sections(filled())
    assert said(found["influence"].lines) == ["Felles vakt", "  Interesse: mye (90 %)", "  Makt: midt mellom (50 %)"]
    assert said(found["near"].lines) == ["Sjåførene", "  Ring: Innerst"]


def test_a_process_is_read_lane_by_lane_in_the_order_of_its_stages_with_what_comes_after() -> None:
    assert said(sections(filled())["course"].lines) == [
        "Sjåførene",
        "  Møtes", "    Fase: Før", "    Beslutning: ja", "    Papirer: ", "    Dager: 3",
        "    Deretter: Ringe (når det snør)",
        "  Ringe", "    Fase: Under", "    Papirer: ", "    Dager: ",
        "Ingen rad",
        "  Uten rad", "    Fase: ", "    Papirer: ", "    Dager: ",
    ]  # fmt: skip


def test_a_task_says_who_when_and_whether_it_is_done() -> None:
    assert said(sections(filled(), "nn")["todo"].lines) == [
        "Tell plogene", "  Ansvarleg: Åse", "  Frist: ", "  Ferdig: ja",
    ]  # fmt: skip


def every(lines: tuple[Line, ...]) -> list[Line]:
    return [line for one in lines for line in (one, *every(one.lines))]


def test_every_line_that_is_somebodys_words_says_where_an_edit_of_it_goes() -> None:
    sheet = filled()
    edit = Editing(sheet, BLOCKS)
    for section in sections(sheet).values():
        for line in every(section.lines):
            if line.where == Where():
                assert line.text in ("Ikke gruppert", "Ingen rad")
                continue
            where = line.where
            root = sheet.schema.roots[f"{where.block}/{where.collection}"]
            assert where.item in sheet.root(root.name)
            if where.field in root.texts:
                answer = edit.write(where.block, where.collection, where.item, where.field, "Nytt")
                assert isinstance(answer, Accepted)


def test_every_word_in_the_document_is_in_the_outline() -> None:
    sheet, browser = filled(), Browser()
    browser.receive(sheet.state())
    told = "\n".join(text for one in sections(sheet).values() for text in said(one.lines))
    for name, root in SCHEMA.roots.items():
        for item in ({} if root.is_text else browser.items(name).to_py()).values():
            assert all(item[text] in told for text in root.texts)
