"""The eight worksheets of the guide, read as they are shipped."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from plandugnad.engines.sheet.blocks import (
    AdoptionBlock,
    Block,
    CardsBlock,
    Column,
    ColumnKind,
    Definition,
    FlowBlock,
    MatrixBlock,
    Phase,
    ScaleBlock,
    TableBlock,
)
from plandugnad.engines.sheet.definitions import LONGEST_FILE, read_definition
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.prefilling import prefill
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.reckoning import hours_a_year
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.rows import FlowRows, TableRows
from plandugnad.engines.sheet.schema import Schema
from plandugnad.engines.statute.chains import chains
from plandugnad.worksheets.definitions import (
    FOLDER,
    definition_named,
    every_definition,
    file_of,
    mapping_of,
    read_folder,
)
from plandugnad.worksheets.definitions.law import course_of_law, duties_of, step_of_law
from plandugnad.worksheets.guide import guide

EIGHT = {
    "purpose": "Vårt formål",
    "actors": "Regionens aktørkart",
    "rules": "Spilleregler for samarbeidet",
    "common_process": "En felles planprosess",
    "meetings": "Møtemodell",
    "structure": "En digital struktur",
    "review": "Faglig planvurdering",
    "conflict": "Konfliktkompasset",
}

# Block → its kind, and its columns, choices, rings, lanes, stages, steps and signs. They are kept in sheets: none may
# ever vanish or come to mean something else. New ones are added.
KEPT: Mapping[str, Mapping[str, str]] = {
    "purpose": {
        "demanding": "cards",
        "achieve": "cards",
        "goals": "table goal how indicator current target responsible by_when principle principle=boundaries"
        " principle=local_rules principle=collective_choice principle=monitoring principle=graduated_response"
        " principle=conflict_resolution principle=right_to_organise principle=levels",
        "purpose": "text",
        "adopted": "adoption",
    },
    "actors": {
        "actors": "table name party level level=internal level=regional level=state level=external role role=decides"
        " role=consultee role=contributes role=affected role=informed responsibility when when=before_initiative"
        " when=initiative when=startup_meeting when=notice when=programme when=drafting when=first_treatment"
        " when=consultation when=revision when=adoption when=announcement when=follow_up contact depends_on conflict",
        "influence": "matrix x y",
        "closeness": "matrix core regular occasional distant",
        "missing": "cards",
        "adopted": "adoption",
    },
    "rules": {
        **dict.fromkeys(
            ("sharing", "feedback", "disagreement", "preparation", "decisions", "roles", "confidentiality"), "cards"
        ),
        "rules": "table rule theme theme=sharing theme=feedback theme=disagreement theme=preparation theme=decisions"
        " theme=roles theme=confidentiality why noticed first_response next_response",
        "adopted": "adoption",
    },
    "common_process": {
        "practice": "flow",
        "differences": "cards",
        "course": "flow before_initiative initiative startup_meeting notice programme drafting first_treatment"
        " consultation revision adoption announcement follow_up proposer planning others council authorities public"
        " colleagues what documents clarification weeks statutory statutory=reg_1 statutory=reg_2 statutory=reg_2a"
        " statutory=reg_3 statutory=reg_4 statutory=reg_6 statutory=reg_7 statutory=reg_9 statutory=reg_10 required"
        " required=always required=sometimes required=optional",
        "adopted": "adoption",
    },
    "meetings": {
        "arenas": "table arena purpose who who=planners who=leaders who=elected who=county who=state who=others"
        " how_often how_often=weekly how_often=fortnightly how_often=monthly how_often=bimonthly how_often=quarterly"
        " how_often=twice_a_year how_often=yearly how_often=when_needed length place place=video place=in_person"
        " place=both prepares chairs agenda output",
        "yearly": "text",
        "adopted": "adoption",
    },
    "structure": {
        "rooms": "table kind room naming readers readers=members readers=planners readers=leaders"
        " readers=members_and_guides readers=everybody editors editors=owner editors=planners editors=coordinator"
        " editors=members kept archived",
        "naming": "table rule example",
        "systems": "table system used_for stays_for owner",
        "adopted": "adoption",
    },
    "review": {
        "request": "text",
        "questions": "table question background",
        "clarifying": "table question asked_by answer",
        "assessments": "table question question=first question=second question=third question=whole strength concern"
        " suggestion source from",
        "summary": "table advice decision decision=taken decision=partly decision=not_taken why",
        "next_steps": "checklist",
        "helped": "scale not_at_all little some much",
        "lesson": "text",
        "adopted": "adoption",
    },
    "conflict": {
        "placing": "scale disagreement personal growing silence enemies hostility polarisation curious about_the_matter"
        " you_always motives old_cases many_issues only_writing missed_meetings them winning threats alliances"
        " cannot_meet leaving",
        "matter": "table matter about about=method about=resources about=values about=people needs",
        "common_ground": "cards",
        "plan": "table action who by_when",
        "follow_up": "table day invites look_at",
        "placing_again": "scale disagreement personal growing silence enemies hostility polarisation",
        "adopted": "adoption",
    },
}


def named(id: str) -> Definition:
    found = definition_named(id)
    assert found is not None
    return found


def table(worksheet: str, block: str) -> TableBlock:
    found = named(worksheet).block(block)
    assert isinstance(found, TableBlock)
    return found


def ids_in(block: Block) -> set[str]:
    if isinstance(block, TableBlock):
        return set(_columns(block.columns))
    if isinstance(block, FlowBlock):
        return {one.id for one in (*block.stages, *block.lanes)} | set(_columns(block.fields))
    if isinstance(block, MatrixBlock):
        return {one.id for one in block.rings} or {"x", "y"}
    if isinstance(block, ScaleBlock):
        return {one.id for step in block.steps for one in (step, *step.signs)}
    return set()


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    for column in columns:
        yield column.id
        yield from (f"{column.id}={choice.id}" for choice in column.choices)


def test_the_eight_stand_in_the_order_of_the_guide_under_their_own_names() -> None:
    assert {one.id: one.title.nb for one in every_definition()} == EIGHT
    assert [one.id for one in every_definition()] == list(EIGHT)
    assert definition_named("ninth") is None


@pytest.mark.parametrize("worksheet", KEPT)
def test_no_id_that_sheets_hold_has_vanished(worksheet: str) -> None:
    for block, written in KEPT[worksheet].items():
        kind, *ids = written.split()
        found = named(worksheet).block(block)
        assert found is not None, block
        assert type(found).__name__.lower() == f"{kind}block"
        assert set(ids) - ids_in(found) == set(), block


def test_the_table_of_kept_ids_knows_every_block() -> None:
    assert {one.id: {block.id for block in one.blocks} for one in every_definition()} == {
        worksheet: set(blocks) for worksheet, blocks in KEPT.items()
    }


def test_no_id_of_the_councils_workshop_has_vanished_and_it_is_none_of_the_guides() -> None:
    found = definition_named("council")
    assert found is not None
    assert found not in every_definition()
    assert {block.id: ids_in(block) for block in found.blocks} == {
        "frame": {"what", "words"},
        "ambitions": set(),
        "needs": set(),
        "agreed": {"ambition", "because"},
    }


@pytest.mark.parametrize("worksheet", EIGHT)
def test_every_block_can_be_written_in_at_some_time_and_the_last_is_adoption(worksheet: str) -> None:
    definition = named(worksheet)
    assert all(block.open for block in definition.blocks)
    assert all(definition.open_in(phase) for phase in definition.phases)
    assert definition.phases[-1] is Phase.ADOPT
    last = definition.blocks[-1]
    assert isinstance(last, AdoptionBlock)
    assert last.open == {Phase.ADOPT}
    assert [block for block in definition.blocks if isinstance(block, AdoptionBlock)] == [last]


@pytest.mark.parametrize("worksheet", EIGHT)
def test_every_block_says_what_to_do_and_every_meeting_has_its_turns(worksheet: str) -> None:
    definition = named(worksheet)
    assert [block.id for block in definition.blocks if not block.prompt and block.id != "next_steps"] == []
    assert definition.prepare
    assert 40 <= sum(one.minutes for one in definition.agenda) <= 150
    assert definition.part in {one.id for one in guide().parts}
    assert set(definition.principles) <= {one.id for one in guide().principles}


def texts(held: Any, at: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(held, Mapping) and set(held) == {"nb", "nn", "en"}:
        yield at, held
    elif isinstance(held, Mapping):
        for name, one in held.items():
            yield from texts(one, f"{at}.{name}")
    elif isinstance(held, list):
        for number, one in enumerate(held):
            yield from texts(one, f"{at}.{number}")


@pytest.mark.parametrize("worksheet", EIGHT)
def test_the_three_languages_are_three_and_calm(worksheet: str) -> None:
    """What is long enough to be a sentence is not the same words in two languages, and nobody is shouted at."""
    said = dict(texts(mapping_of(worksheet)))
    assert len(said) > 20
    for at, one in said.items():
        assert "!" not in "".join(one.values()), at
        assert max(len(words) for words in one.values()) <= 260, at
        if len(one["nb"].split()) > 7:
            assert one["nb"] != one["nn"], at
        if len(one["nb"].split()) > 3:
            assert one["en"] not in (one["nb"], one["nn"]), at
        assert not re.search(r"\b(ikke|hvordan|hva|hvem|noen|fra|være|gjøre)\b", one["nn"], re.IGNORECASE), at
        assert not re.search(r"\b(ikkje|korleis|kva|kven|nokon|frå|vere|gjere)\b", one["nb"], re.IGNORECASE), at


@pytest.mark.parametrize("worksheet", EIGHT)
def test_a_sheet_can_keep_the_mapping_and_read_it_again(worksheet: str) -> None:
    mapping = mapping_of(worksheet)
    kept = json.loads(json.dumps(mapping))
    assert kept == mapping
    assert read_definition(kept, "kept") == named(worksheet)
    assert len(json.dumps(mapping)) < LONGEST_FILE
    mapping["blocks"].clear()
    assert mapping_of(worksheet) == kept
    assert (FOLDER / file_of(worksheet)).is_file()


@pytest.mark.parametrize("worksheet", EIGHT)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_new_sheet_begins_with_the_suggestions_and_can_be_written_on(worksheet: str, language: str) -> None:
    definition = named(worksheet)
    sheet = Sheet(Schema.of(definition))
    ids = (f"prefilled-{number:04}" for number in range(1000))
    prefill(sheet, language, lambda: next(ids))
    for block in definition.blocks:
        for root in sheet.schema.roots_of(block.id):
            if not root.is_text:
                words = dict.fromkeys(root.texts, "Kaiområdet")
                answer = Editing(sheet, {block.id}).add(block.id, root.collection, "written-0001", words)
                if block.id == "questions":
                    assert root.most_items == 3
                assert isinstance(answer, Accepted), (block.id, root.collection)
    again = Sheet.open(sheet.schema, [sheet.doc.get_update()])
    assert project(again) == project(sheet)
    sections = outline(definition, project(again), language)
    titles = [block.title.said(language) for block in definition.blocks if sheet.schema.roots_of(block.id)]
    assert [one.title for one in sections] == titles


def test_goals_ask_which_of_the_eight_principles_they_serve_in_the_words_of_the_guide() -> None:
    column = next(one for one in table("purpose", "goals").columns if one.id == "principle")
    assert [(one.id, one.title) for one in column.choices] == [(one.id, one.title) for one in guide().principles]


def test_a_rule_has_the_themes_the_cards_are_written_under() -> None:
    column = next(one for one in table("rules", "rules").columns if one.id == "theme")
    cards = [one for one in named("rules").blocks if isinstance(one, CardsBlock)]
    assert [(one.id, one.title) for one in column.choices] == [(one.id, one.title) for one in cards]
    assert all(one.votes for one in cards)


def test_actors_come_in_at_the_stages_the_common_process_is_drawn_in() -> None:
    when = next(one for one in table("actors", "actors").columns if one.id == "when")
    course = named("common_process").block("course")
    assert isinstance(course, FlowBlock)
    assert when.kind is ColumnKind.CHOICES
    assert [(one.id, one.title) for one in when.choices] == [(one.id, one.title) for one in course.stages]


def test_each_municipality_draws_what_it_does_on_the_same_lanes_as_the_common_course() -> None:
    practice, course = (named("common_process").block(one) for one in ("practice", "course"))
    assert isinstance(practice, FlowBlock)
    assert isinstance(course, FlowBlock)
    assert practice.like == "course"
    assert (practice.stages, practice.lanes, practice.fields) == (course.stages, course.lanes, course.fields)
    assert practice.open == {Phase.INDIVIDUAL}


def test_a_step_of_the_law_is_one_the_statute_engine_knows() -> None:
    course = named("common_process").block("course")
    assert isinstance(course, FlowBlock)
    statutory = next(one for one in course.fields if one.id == "statutory")
    codes = [step_of_law(one.id) for one in statutory.choices]
    assert codes == [step.id for step in chains()["REG"].steps]
    assert step_of_law("reg_2a") == "REG-2a"
    assert step_of_law("REG-2a") is None


def test_every_code_of_the_law_is_one_choice_only() -> None:
    codes = {step.id for chain in chains().values() for step in chain.steps}
    assert len({code.lower().replace("-", "_") for code in codes}) == len(codes)


def test_the_meetings_suggested_cost_a_planner_a_known_number_of_hours() -> None:
    definition = named("meetings")
    sheet = Sheet(Schema.of(definition))
    ids = (f"prefilled-{number:04}" for number in range(100))
    prefill(sheet, "nb", lambda: next(ids))
    rows = project(sheet)["arenas"]
    assert isinstance(rows, TableRows)
    assert len(rows.rows) == 6
    hours = {who: round(spent, 1) for who, spent in hours_a_year(table("meetings", "arenas"), rows).items()}
    # 44 · 20 min + 11 · 90 + 11 · 75 + 1 · 360 + 2 · 240; leaders 4 · 60 + 360; county 360 + 2 · 240.
    assert hours == {"planners": 58.9, "leaders": 10.0, "county": 14.0, "state": 6.0}
    often = next(one for one in table("meetings", "arenas").columns if one.id == "how_often")
    assert all(one.counts is not None for one in often.choices)


def test_a_usual_course_is_prefilled_and_who_draws_its_own_begins_with_what_all_share() -> None:
    sheet = Sheet(Schema.of(named("common_process")))
    ids = (f"prefilled-{number:04}" for number in range(100))
    prefill(sheet, "nn", lambda: next(ids))
    rows = project(sheet)["course"]
    assert isinstance(rows, FlowRows)
    assert [one.name for one in rows.lanes][:2] == ["Forslagsstillaren", "Planavdelinga"]
    lanes = {one.id: one.name for one in rows.lanes}
    meeting = next(one for one in rows.steps if one.name == "Hald oppstartsmøte")
    assert (lanes[meeting.lane or ""], meeting.stage) == ("Planavdelinga", "startup_meeting")
    assert (meeting.cells["statutory"], meeting.cells["weeks"]) == ("reg_2", None)
    practice = project(sheet)["practice"]
    assert isinstance(practice, FlowRows)
    assert (practice.steps, practice.lanes) == ((), ())


def test_the_usual_course_has_every_step_the_law_always_asks_for() -> None:
    course = named("common_process").block("course")
    assert isinstance(course, FlowBlock)
    chain = course_of_law(course.fields)
    assert chain is not None
    drawn = {step_of_law(str(one["statutory"])) for one in course.steps if "statutory" in one}
    assert {one.law for one in duties_of(chain) if not one.only_when} <= drawn
    assert [one.law for one in duties_of(chain) if one.only_when] == ["REG-4", "REG-6a", "REG-8a", "REG-9a"]


def test_a_review_asks_three_questions_at_most_and_follows_the_five_timed_turns() -> None:
    definition = named("review")
    assert table("review", "questions").most_items == 3
    assert [one.minutes for one in definition.agenda] == [10, 10, 25, 20, 10]
    last = definition.blocks[-1]
    assert isinstance(last, AdoptionBlock)
    assert last.review_months == 3


def test_only_the_conflict_compass_is_confidential() -> None:
    assert [one.id for one in every_definition() if one.confidential] == ["conflict"]


def test_the_staircase_tells_of_each_step_what_helps_what_does_not_and_who_can_help() -> None:
    placing, again = (named("conflict").block(one) for one in ("placing", "placing_again"))
    assert isinstance(placing, ScaleBlock)
    assert isinstance(again, ScaleBlock)
    assert len(placing.steps) == 7
    for step in placing.steps:
        assert step.typical
        assert step.helps
        assert step.worse
        assert step.who
        assert len(step.signs) == 2
    days = [step.days or 0 for step in placing.steps]
    assert days == sorted(days, reverse=True)
    assert again.steps == placing.steps
    assert not placing.open & again.open


NINTH = """
id: letter
title: {nb: Brevet til statsråden, nn: Brevet til statsråden, en: The letter to the minister}
why: {nb: For å si det samme, nn: For å seie det same, en: To say the same}
part: dialogue
phases: [share, adopt]
blocks:
- id: demands
  kind: table
  title: {nb: Kravene, nn: Krava, en: The demands}
  columns:
  - {id: demand, kind: text, title: {nb: Krav, nn: Krav, en: Demand}}
  - {id: step, kind: choice, law: KPA, title: {nb: Steg, nn: Steg, en: Step}}
  suggestions: [{demand: {nb: Kortere frister, nn: Kortare fristar, en: Shorter deadlines}, step: kpa_7}]
- {id: done, kind: adoption, title: {nb: Sendt, nn: Sendt, en: Sent}}
"""


def test_a_ninth_worksheet_works_by_its_file_alone(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "a-letter.yaml").write_text(NINTH, encoding="utf-8")
    found = read_folder(tmp_path)
    assert list(found) == [*EIGHT, "letter"]
    definition = found["letter"].definition
    sheet = Sheet(Schema.of(definition))
    prefill(sheet, "nn", lambda: "krav-0001")
    editing = Editing(sheet, definition.open_in(Phase.SHARE))
    answer = editing.write("demands", "rows", "krav-0001", "demand", "Kortare fristar og fleire folk")
    assert isinstance(answer, Accepted)
    (section,) = outline(definition, project(sheet), "nn")
    assert [line.text for line in section.lines[0].lines] == [
        "Kortare fristar og fleire folk",
        "Planen på høyring og offentleg ettersyn",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (NINTH.replace("KPA", "ABC"), "a-letter.yaml: law har ABC, som vi ikke kjenner"),
        (NINTH.replace("KPA", "[KPA]"), "a-letter.yaml: law har ['KPA'], som vi ikke kjenner"),
        (NINTH.replace("kpa_7", "kpa_77"), "a-letter.yaml: demands.suggestions[1].step har kpa_77"),
        (NINTH.replace("id: letter", "id: purpose"), "purpose.yaml: id har «purpose» to ganger"),
        (NINTH.replace(", en: Sent", ""), "a-letter.yaml: done.title skal ha tekst på nb, nn og en"),
        (NINTH.replace("adopt]", "adopt"), "a-letter.yaml: Filen kan ikke leses som YAML (linje "),
        ("", "a-letter.yaml: id skal være navn med innhold"),
    ],
)
def test_a_broken_file_tells_what_to_mend_and_where(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "purpose.yaml").write_bytes((FOLDER / "purpose.yaml").read_bytes())
    (tmp_path / "a-letter.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_folder(tmp_path)
    assert str(refused.value).startswith(said)


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_bytes("id: formål".encode("latin-1"))
    with pytest.raises(Refused) as refused:
        read_folder(tmp_path)
    assert str(refused.value).startswith("old.yaml: Filen kan ikke leses")
