"""A worksheet is its file: a new one works by that alone, and a fault in it is told in words."""

from typing import Any

import pytest
import yaml

from plandugnad.engines.sheet.blocks import CardsBlock, FlowBlock, MatrixBlock, Phase, ScaleBlock, TableBlock
from plandugnad.engines.sheet.definitions import LONGEST_FILE, read_definition, read_definition_text
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.prefilling import prefill
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.reckoning import hours_a_year, step_suggested
from plandugnad.engines.sheet.refusal import Refusal, Refused
from plandugnad.engines.sheet.rows import TableRows
from plandugnad.engines.sheet.schema import Schema
from plandugnad.engines.sheet.texts import Text
from tests.engines.sheet.worksheet import DEFINITION, SCHEMA, said

MEETINGS = f"""
id: meetings
title: {said("Møter")}
why: {said("For å møtes")}
part: dialogue
order: 5
principles: [monitoring]
confidential: true
prepare: [{said("Ta med kalenderen")}]
agenda: [{{id: look, title: {said("Se")}, minutes: 15, phase: share}}]
phases: [share]
blocks:
- id: arenas
  kind: table
  title: {said("Møtene")}
  hours: {{minutes: length, times: often, people: who}}
  columns:
  - {{id: arena, kind: text, title: {said("Møte")}}}
  - {{id: length, kind: number, title: {said("Minutter")}}}
  - {{id: often, kind: choice, title: {said("Hvor ofte")}, choices: [{{id: weekly, counts: 44, title: {said("Uke")}}},
      {{id: rarely, title: {said("Sjelden")}}}]}}
  - {{id: who, kind: choices, title: {said("Hvem")}, choices: [{{id: planners, title: {said("Planleggere")}}},
      {{id: leaders, title: {said("Ledere")}}}]}}
  suggestions:
  - {{arena: {said("Morgenprat")}, length: 30, often: weekly, who: [leaders, planners]}}
- {{id: course, kind: flow, title: {said("Løpet")}, stages: [{{id: before, title: {said("Før")}}}],
   fields: [{{id: when, kind: choices, title: {said("Når")}, choices: [{{id: dark, title: {said("Mørkt")}}}]}}]}}
- {{id: practice, kind: flow, title: {said("I dag")}, like: course}}
- id: step
  kind: scale
  title: {said("Trinn")}
  steps:
  - {{id: calm, title: {said("Rolig")}, days: 14, helps: {said("Snakk")}, signs: [{{id: asks, title: {said("Spør")}}},
      {{id: kind, title: {said("Blid")}}}]}}
  - {{id: loud, title: {said("Høylytt")}, signs: [{{id: shouts, title: {said("Roper")}}},
      {{id: slams, title: {said("Smeller")}}}]}}
- {{id: again, kind: scale, title: {said("Igjen")}, like: step}}
"""
SCHEMA_OF_MEETINGS = Schema.of(read_definition_text(MEETINGS, "meetings.yaml"))

NINTH = f"""
id: ninth
title: {said("Vaktlaget")}
why: {said("For å vite hvem som kommer")}
phases: [share, agree]
blocks:
- id: shifts
  kind: table
  title: {said("Vakter")}
  columns: [{{id: who, kind: text, title: {said("Hvem")}}}]
  suggestions: [{{who: {said("Nattevakt")}}}]
"""


def changed(path: str, value: Any) -> Any:
    """The invented worksheet with one thing different; `del` takes it away."""
    data = yaml.safe_load(DEFINITION)
    held, names = data, [int(one) if one.isdigit() else one for one in path.split(".")]
    for name in names[:-1]:
        held = held[name]
    if value == "del":
        del held[names[-1]]
    else:
        held[names[-1]] = value
    return data


def test_a_definition_is_whole_and_typed() -> None:
    definition = SCHEMA.definition
    assert definition.title == Text("Felles brøyting", "Felles brøyting nn", "Felles brøyting en")
    hard, goals, influence, course = (definition.block(name) for name in ("hard", "goals", "influence", "course"))
    assert isinstance(hard, CardsBlock)
    assert hard.anonymous
    assert hard.most_items == 5
    assert isinstance(goals, TableBlock)
    assert [one.id for one in goals.columns][:2] == ["goal", "status"]
    assert isinstance(influence, MatrixBlock)
    assert influence.places == "goals"
    assert influence.x is not None
    assert isinstance(course, FlowBlock)
    assert [one.id for one in course.stages] == ["before", "during"]


def test_each_block_is_open_in_the_phases_its_file_says_and_else_in_all() -> None:
    definition = SCHEMA.definition
    assert definition.open_in(Phase.INDIVIDUAL) >= {"hard", "goals", "todo"}
    assert not definition.open_in(Phase.AGREE) & {"hard", "aims"}
    assert "purpose" in definition.open_in(Phase.AGREE)


def test_a_ninth_worksheet_works_by_its_file_alone() -> None:
    schema = Schema.of(read_definition_text(NINTH, "ninth.yaml"))
    sheet = Sheet(schema)
    ids = iter(["vakt-0001"])
    assert prefill(sheet, "nn", lambda: next(ids))
    answer = Editing(sheet, {"shifts"}).write("shifts", "rows", "vakt-0001", "who", "Nattevakt: Tore")
    assert isinstance(answer, Accepted)
    (section,) = outline(schema.definition, project(sheet), "nn")
    assert (section.title, [line.text for line in section.lines]) == ("Vakter nn", ["Nattevakt: Tore"])


def test_a_worksheet_may_say_its_place_what_it_serves_and_how_a_meeting_goes() -> None:
    definition = SCHEMA_OF_MEETINGS.definition
    assert (definition.part, definition.order, definition.principles) == ("dialogue", 5, ("monitoring",))
    assert definition.confidential
    assert [one.nn for one in definition.prepare] == ["Ta med kalenderen nn"]
    assert [(one.id, one.minutes, one.phase) for one in definition.agenda] == [("look", 15, Phase.SHARE)]
    assert not SCHEMA.definition.confidential


def filled_meetings() -> Sheet:
    sheet = Sheet(SCHEMA_OF_MEETINGS)
    prefill(sheet, "nb", lambda: "mote-0001")
    return sheet


def test_numbers_and_several_choices_are_suggested_too() -> None:
    rows = project(filled_meetings())["arenas"]
    assert isinstance(rows, TableRows)
    cells = rows.rows[0].cells
    assert cells == {"arena": "Morgenprat", "length": 30.0, "often": "weekly", "who": ("planners", "leaders")}


def test_two_who_tick_at_once_lose_no_tick() -> None:
    sheet = filled_meetings()
    assert isinstance(Editing(sheet, {"arenas"}).add("arenas", "rows", "more-0001", {}), Accepted)
    apart = [Sheet.open(SCHEMA_OF_MEETINGS, [sheet.doc.get_update()]) for _ in range(2)]
    for one, who in zip(apart, ("who.planners", "who.leaders"), strict=True):
        answer = Editing(one, {"arenas"}).set("arenas", "rows", "more-0001", {who: True})
        assert isinstance(answer, Accepted)
        assert isinstance(sheet.apply(answer.update, {"arenas"}), Accepted)
    rows = project(sheet)["arenas"]
    assert isinstance(rows, TableRows)
    assert rows.rows[1].cells["who"] == ("planners", "leaders")


def test_a_tick_is_yes_or_no_and_of_a_choice_there_is() -> None:
    editing = Editing(filled_meetings(), {"arenas"})
    for values in ({"who.planners": "ja"}, {"who.cats": True}, {"who": "planners"}):
        answer = editing.set("arenas", "rows", "mote-0001", values)
        assert isinstance(answer, Refusal), values


def test_several_choices_are_told_by_name_in_the_outline() -> None:
    section = outline(SCHEMA_OF_MEETINGS.definition, project(filled_meetings()), "nb")[0]
    assert ("Hvem", "Planleggere, Ledere") in [(one.label, one.text) for one in section.lines[0].lines]


def test_what_is_like_another_has_its_steps_lanes_and_fields() -> None:
    definition = SCHEMA_OF_MEETINGS.definition
    course, practice = definition.block("course"), definition.block("practice")
    assert isinstance(course, FlowBlock)
    assert isinstance(practice, FlowBlock)
    assert (practice.like, practice.stages, practice.fields) == ("course", course.stages, course.fields)
    step, again = definition.block("step"), definition.block("again")
    assert isinstance(step, ScaleBlock)
    assert isinstance(again, ScaleBlock)
    assert again.steps == step.steps
    assert (step.steps[0].days, step.steps[0].helps) == (14, Text("Snakk", "Snakk nn", "Snakk en"))


def test_a_year_of_meetings_costs_each_what_they_sit_in() -> None:
    block = SCHEMA_OF_MEETINGS.definition.block("arenas")
    assert isinstance(block, TableBlock)
    sheet = filled_meetings()
    editing = Editing(sheet, {"arenas"})
    more: list[dict[str, Any]] = [
        {"length": 60, "often": "weekly", "who.leaders": True},
        {"length": 60, "often": "rarely", "who.leaders": True},
        {"length": -60, "often": "weekly", "who.leaders": True},
        {"often": "weekly", "who.planners": True},
        {"length": 45},
    ]
    for number, values in enumerate(more):
        assert isinstance(editing.add("arenas", "rows", f"more-{number:04}", values), Accepted)
    rows = project(sheet)["arenas"]
    assert isinstance(rows, TableRows)
    assert hours_a_year(block, rows) == {"planners": 22.0, "leaders": 66.0}


def test_a_table_that_costs_nothing_says_so() -> None:
    goals = SCHEMA.definition.block("goals")
    assert isinstance(goals, TableBlock)
    assert hours_a_year(goals, TableRows(())) == {}


@pytest.mark.parametrize(
    ("ticked", "step"),
    [
        ([], None),
        (["asks"], "calm"),
        (["shouts"], "loud"),
        (["asks", "kind", "shouts"], "calm"),
        (["kind", "shouts", "slams"], "loud"),
        (["no such"], None),
    ],
)
def test_the_step_suggested_is_the_highest_that_two_signs_reach(ticked: list[str], step: str | None) -> None:
    block = SCHEMA_OF_MEETINGS.definition.block("step")
    assert isinstance(block, ScaleBlock)
    assert step_suggested(block, ticked) == step


_THREE = {"nb": "Rolig", "nn": "Roleg", "en": "Calm"}
FAULTS: dict[str, tuple[str, Any, str, str]] = {
    "no title": ("title", "del", "lacks", "title"),
    "no bokmål": ("blocks.0.title.nb", "del", "not_three_languages", "hard.title"),
    "an empty nynorsk": ("blocks.0.prompt.nn", "  ", "not_three_languages", "hard.prompt"),
    "English that is a number": ("why.en", 7, "not_three_languages", "why"),
    "no blocks": ("blocks", [], "not_a_list", "blocks"),
    "blocks that are no list": ("blocks", {"a": 1}, "not_a_list", "blocks"),
    "a block that is a word": ("blocks.0", "cards", "not_a_mapping", "blocks[1]"),
    "no kind": ("blocks.0.kind", "del", "lacks", "hard"),
    "an unknown kind": ("blocks.0.kind", "poem", "strange", "hard.kind"),
    "a kind that is a list": ("blocks.0.kind", ["cards"], "strange", "hard.kind"),
    "an unknown phase": ("phases", ["share", "party"], "strange", "phases[2]"),
    "open in a phase that is not used": ("phases", ["share", "agree"], "strange", "hard.open[1]"),
    "a key of another kind": ("blocks.0.columns", [], "strange", "hard"),
    "an id with a space": ("blocks.0.id", "to ord", "not_an_id", "to ord"),
    "an id that is a number": ("blocks.0.id", 7, "not_an_id", "blocks[1]"),
    "two blocks of one name": ("blocks.1.id", "hard", "twice", "blocks"),
    "two columns of one name": ("blocks.2.columns.1.id", "goal", "twice", "columns"),
    "a column called as our own": ("blocks.2.columns.1.id", "order", "twice", "columns"),
    "a choice without choices": ("blocks.2.columns.1.choices", "del", "lacks", "goals.status"),
    "a suggestion that is no choice": ("blocks.2.suggestions.0.status", "begun", "strange", "suggestions[1].status"),
    "a suggestion of an unknown column": ("blocks.2.suggestions.0.year", "begun", "strange", "suggestions[1]"),
    "a suggestion of a date": ("blocks.2.suggestions.0.due", "2027-01-01", "strange", "suggestions[1]"),
    "places of no block": ("blocks.3.places", "nowhere", "strange", "influence"),
    "places of a text": ("blocks.3.places", "purpose", "strange", "influence"),
    "neither axes nor rings": ("blocks.3.axes", "del", "lacks", "influence"),
    "one axis": ("blocks.3.axes.y", "del", "lacks", "influence.axes"),
    "a limit that is too great": ("blocks.0.limits.items", 1_000_000, "not_a_number", "hard.limits.items"),
    "a limit that is true": ("blocks.0.limits.items", True, "not_a_number", "hard.limits.items"),
    "votes that are words": ("blocks.1.votes", "tre", "not_a_number", "aims.votes"),
    "anonymous that is a word": ("blocks.0.anonymous", "ja", "not_yes", "hard.anonymous"),
    "a part that is no id": ("part", "Felles mål", "not_an_id", "part"),
    "an order that is a word": ("order", "først", "not_a_number", "order"),
    "principles that are a word": ("principles", "monitoring", "not_a_list", "principles"),
    "confidential that is a word": ("confidential", "ja", "not_yes", "confidential"),
    "a preparation in one language": ("prepare", [{"nb": "Inviter"}], "not_three_languages", "prepare[1]"),
    "a turn without minutes": ("agenda", [{"id": "a", "title": _THREE, "phase": "share"}], "not_a_number", "a.minutes"),
    "a turn in no phase": ("agenda", [{"id": "a", "title": _THREE, "minutes": 5}], "lacks", "a"),
    "a sum that is words": ("blocks.2.suggestions.0.hours", "to", "not_an_amount", "suggestions[1].hours"),
    "a sum that is true": ("blocks.2.suggestions.0.hours", True, "not_an_amount", "suggestions[1].hours"),
    "a sum that is no number": ("blocks.2.suggestions.0.hours", float("nan"), "not_an_amount", "suggestions[1].hours"),
    "hours of a column of words": (
        "blocks.2.hours", {"minutes": "goal", "times": "status", "people": "status"}, "strange", "goals.hours.minutes"
    ),
    "rules for names that are no words": ("blocks.2.columns.1.naming", True, "strange", "goals.status"),
    "rules for names that are a word": ("blocks.2.columns.0.naming", "ja", "not_yes", "goals.goal.naming"),
    "a flow like a table": ("blocks.5", {"id": "a", "kind": "flow", "title": _THREE, "like": "goals"}, "strange", "a"),
    "a scale like itself": ("blocks.8", {"id": "a", "kind": "scale", "title": _THREE, "like": "a"}, "strange", "a"),
    "a scale like one and with steps": ("blocks.8.like", "step", "strange", "step"),
    "two signs of one name": (
        "blocks.8.steps.0.signs", [{"id": "a", "title": _THREE}, {"id": "a", "title": _THREE}], "twice", "signs"
    ),
    "days that are none": ("blocks.8.steps.0.days", 0, "not_a_number", "step.calm.days"),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_names_the_file_the_place_and_what_to_do(what: str) -> None:
    path, value, code, at = FAULTS[what]
    with pytest.raises(Refused) as refused:
        read_definition(changed(path, value), "example.yaml")
    refusal = refused.value.refusal
    assert refusal.code == code
    for language in ("nb", "nn", "en"):
        assert refusal.sentence(language).startswith("example.yaml: ")
        assert at in refusal.sentence(language)


@pytest.mark.parametrize(
    "written", ["", "- 1", "a: [", "\t", "a: &b [1]\nc: *b", "7", "a: \x00", "x" * (LONGEST_FILE + 1)]
)
def test_what_is_no_definition_is_told_so(written: str) -> None:
    with pytest.raises(Refused) as refused:
        read_definition_text(written, "feil.yaml")
    assert str(refused.value).startswith("feil.yaml: ")
