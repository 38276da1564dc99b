"""A flow that each draws for itself begins with the one it is compared with."""

from plandugnad.engines.sheet.definitions import read_definition_text
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.prefilling import draw_on_top, prefill
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import FlowRows
from plandugnad.engines.sheet.schema import Schema
from tests.engines.sheet.worksheet import said

SCHEMA = Schema.of(
    read_definition_text(
        f"""
id: ploughing
title: {said("Brøyting")}
why: {said("For å komme fram")}
phases: [individual, share]
blocks:
- {{id: own, kind: flow, like: course, title: {said("Slik gjør vi det")}}}
- id: course
  kind: flow
  title: {said("Løpet")}
  stages: [{{id: before, title: {said("Før")}}}, {{id: during, title: {said("Under")}}}]
  lanes: [{{id: drivers, title: {said("Sjåførene")}}}]
  fields: [{{id: papers, kind: text, title: {said("Papirer")}}}, {{id: days, kind: number, title: {said("Dager")}}}]
  steps:
  - {{name: {said("Se etter snø")}, stage: before}}
  - {{name: {said("Kjør")}, stage: during, lane: drivers, decision: true, papers: {said("Kart")}}}
""",
        "ploughing.yaml",
    )
)


def begun() -> Sheet:
    ids = iter(f"ny-{number:08}" for number in range(9))
    sheet = Sheet(SCHEMA)
    assert prefill(sheet, "nb", lambda: next(ids))
    return sheet


def flow(sheet: Sheet, block: str) -> FlowRows:
    rows = project(sheet)[block]
    assert isinstance(rows, FlowRows)
    return rows


def test_steps_are_prefilled_in_their_lane_and_the_one_drawn_on_top_is_left_for_each() -> None:
    sheet = begun()
    look, drive = flow(sheet, "course").steps
    assert (look.name, look.lane, look.stage, look.decision) == ("Se etter snø", None, "before", False)
    assert (drive.lane, drive.decision, drive.cells["papers"]) == (flow(sheet, "course").lanes[0].id, True, "Kart")
    assert flow(sheet, "own").steps == ()


def test_it_is_drawn_with_the_same_ids_order_lanes_and_arrows_but_no_numbers() -> None:
    shared, alone = begun(), Sheet(SCHEMA)
    look, drive = flow(shared, "course").steps
    edit = Editing(shared, ["course"])
    edit.set("course", "steps", drive.id, {"days": 3})
    edit.connect("course", "pil-00001", look.id, drive.id, "ved snø")
    assert draw_on_top(alone, "own", shared, "course", is_own=False)
    drawn, common = flow(alone, "own"), flow(shared, "course")
    assert [one.id for one in drawn.steps] == [one.id for one in common.steps]
    assert (drawn.lanes, drawn.arrows) == (common.lanes, common.arrows)
    assert drawn.steps[1].cells == {"papers": "Kart", "days": None}
    assert draw_on_top(Sheet(SCHEMA), "own", alone, "own", is_own=True)


def test_what_is_drawn_can_be_written_in_and_is_not_drawn_twice() -> None:
    shared, alone = begun(), Sheet(SCHEMA)
    draw_on_top(alone, "own", shared, "course", is_own=False)
    step = flow(alone, "own").steps[0]
    assert isinstance(Editing(alone, ["own"]).write("own", "steps", step.id, "name", "Se etter is"), Accepted)
    assert draw_on_top(alone, "own", shared, "course", is_own=False) == b""
    assert flow(alone, "own").steps[0].name == "Se etter is"
