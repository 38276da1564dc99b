"""A worksheet is its file: a new one works by that alone, and a fault in it is told in words."""

from typing import Any

import pytest
import yaml

from plandugnad.engines.sheet.blocks import CardsBlock, FlowBlock, MatrixBlock, Phase, TableBlock
from plandugnad.engines.sheet.definitions import LONGEST_FILE, read_definition, read_definition_text
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing, prefill
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.schema import Schema
from plandugnad.engines.sheet.texts import Text
from tests.engines.sheet.worksheet import DEFINITION, SCHEMA, said

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
}


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
