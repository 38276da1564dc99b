"""A region says it in its own words, and asks for the same."""

from typing import Any

import pytest

from plandugnad.engines.sheet.blocks import ScaleBlock, TableBlock
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.schema import Schema
from plandugnad.worksheets.definitions import definition_named, mapping_of
from plandugnad.worksheets.definitions.prompts import with_prompts

OURS = {"nb": "Hva sliter vi med på kysten?", "nn": "Kva slit vi med på kysten?", "en": "What is hard on the coast?"}


def test_prompts_titles_help_and_suggestions_can_be_ours() -> None:
    made = with_prompts(
        mapping_of("purpose"),
        {
            "title": OURS,
            "prepare": [OURS],
            "blocks": {
                "demanding": {"prompt": OURS},
                "goals": {"columns": {"goal": {"help": OURS}}, "suggestions": [{"goal": OURS, "principle": "levels"}]},
            },
        },
    )
    definition = read_definition(made, "ours")
    demanding, goals = definition.block("demanding"), definition.block("goals")
    assert demanding is not None
    assert demanding.prompt is not None
    assert demanding.prompt.nn == "Kva slit vi med på kysten?"
    assert isinstance(goals, TableBlock)
    assert goals.columns[0].help is not None
    assert goals.columns[0].help.en == "What is hard on the coast?"
    assert len(goals.suggestions) == 1
    assert definition.title.nb == OURS["nb"]


def test_what_it_asks_for_is_the_same() -> None:
    ours = definition_named("purpose")
    assert ours is not None
    made = with_prompts(mapping_of("purpose"), {"blocks": {"achieve": {"title": OURS}}})
    assert Schema.of(read_definition(made, "ours")).roots == Schema.of(ours).roots


def test_a_language_that_is_left_out_keeps_its_words() -> None:
    made = with_prompts(mapping_of("conflict"), {"blocks": {"placing": {"title": {"nn": "Kvar på stigen?"}}}})
    assert made["blocks"][0]["title"] == {
        "nb": "Hvor på trappen er vi?",
        "nn": "Kvar på stigen?",
        "en": "Where on the staircase are we?",
    }


def test_the_words_of_a_step_and_of_its_signs_can_be_ours() -> None:
    steps = {"silence": {"helps": OURS, "signs": {"only_writing": {"title": OURS}}}}
    definition = read_definition(with_prompts(mapping_of("conflict"), {"blocks": {"placing": {"steps": steps}}}), "x")
    placing, again = definition.block("placing"), definition.block("placing_again")
    assert isinstance(placing, ScaleBlock)
    assert isinstance(again, ScaleBlock)
    assert placing.steps[3].helps
    assert placing.steps[3].signs[0].title.en == OURS["en"]
    assert again.steps == placing.steps


def test_what_was_there_before_is_left_as_it_was() -> None:
    mapping = mapping_of("rules")
    with_prompts(mapping, {"why": OURS, "blocks": {"roles": {"prompt": OURS}}})
    assert mapping == mapping_of("rules")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"id": "mine"}, "purpose: id hører til oppbygningen"),
    ({"phases": ["share"]}, "purpose: phases hører til oppbygningen"),
    ({"order": 1}, "purpose: order hører til oppbygningen"),
    ({"confidential": False}, "purpose: confidential hører til oppbygningen"),
    ({"principles": {"levels": {"title": OURS}}}, "purpose: principles hører til oppbygningen"),
    ({"blocks": {"achieve": {"votes": 50}}}, "purpose: blocks.achieve.votes hører til oppbygningen"),
    ({"blocks": {"achieve": {"open": ["share"]}}}, "purpose: blocks.achieve.open hører til oppbygningen"),
    ({"blocks": {"achieve": {"limits": {"items": 9}}}}, "purpose: blocks.achieve.limits.items hører til oppbygningen"),
    ({"blocks": {"new": {"title": OURS}}}, "purpose: blocks.new hører til oppbygningen"),
    ({"blocks": {"goals": {"columns": {"x": {"title": OURS}}}}}, "purpose: blocks.goals.columns.x hører til"),
    ({"blocks": {"goals": {"columns": {"goal": {"id": "aim"}}}}}, "purpose: blocks.goals.columns.goal.id hører til"),
    ({"blocks": [OURS]}, "purpose: blocks skal være navn med innhold"),
    ({"blocks": {"achieve": OURS}}, "purpose: blocks.achieve.nb hører til oppbygningen"),
    ({"title": "Målet"}, "purpose: title skal være navn med innhold"),
    ({"title": {"se": "Min"}}, "purpose: title har se, som vi ikke kjenner"),
    ({"title": {"nb": " "}}, "purpose: title skal ha tekst på nb, nn og en"),
    ({"title": {"nb": 7}}, "purpose: title skal ha tekst på nb, nn og en"),
    ({"blocks": {"goals": {"columns": {"how": {"help": {"nb": "Slik"}}}}}}, "purpose: goals.how.help skal ha tekst"),
    ({"blocks": {"goals": {"suggestions": [{"aim": OURS}]}}}, "purpose: goals.suggestions[1] har aim"),
    ({"blocks": {"purpose": {"suggestions": [OURS]}}}, "purpose: purpose har suggestions, som vi ikke kjenner"),
    ({"blocks": {"demanding": {"who": OURS}}}, "purpose: demanding har who, som vi ikke kjenner"),
]


@pytest.mark.parametrize(("changes", "said"), REFUSED)
def test_what_would_change_the_structure_is_refused_in_words(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        with_prompts(mapping_of("purpose"), changes)
    assert str(refused.value).startswith(said)
    for language in ("nn", "en"):
        assert refused.value.refusal.sentence(language).startswith("purpose: ")


def test_the_file_is_called_what_it_is_called_where_it_comes_from() -> None:
    with pytest.raises(Refused) as refused:
        with_prompts(mapping_of("purpose"), {"id": "mine"}, "Lister")
    assert str(refused.value).startswith("Lister: id hører til")
