"""Whole processes, with the deadlines that were worked out by hand before the engine ran."""

from typing import Any

import pytest
import yaml

from plandugnad.engines.statute import chains
from plandugnad.engines.statute.command import chain
from tests.engines.statute.reading import read_chains

_OF_THE_COUNTER = {"counted"}  # how the second counter is to count; see test_calendar


@pytest.mark.parametrize(("name", "written"), list(read_chains()))
def test_a_whole_process_has_the_deadlines_worked_out_by_hand(name: str, written: dict[str, Any]) -> None:
    expected = written["expected"]
    facts = {key: value for key, value in written.items() if key != "expected"}
    told = chain(yaml.safe_dump(facts, allow_unicode=True))
    for kind in ("deadlines", "conflicts"):
        for wanted in expected.get(kind) or []:
            there = [one for one in told[kind] if _agrees(one, wanted)]
            assert there, (wanted, [one for one in told[kind] if one["step"] == wanted["step"]])
    for step in expected.get("absent") or []:
        assert not [one for one in told["deadlines"] if one["step"] == step]
    if expected.get("conflicts") == []:
        assert told["conflicts"] == []


def _agrees(told: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(str(told[key]) == str(value) for key, value in wanted.items() if key not in _OF_THE_COUNTER)


def test_every_kind_of_plan_is_adopted_by_one_step_of_a_council() -> None:
    """A change of a zoning plan, and a dispensation, adopt no plan."""
    adopting = {chain.id: [step for step in chain.steps if step.adopts] for chain in chains().values()}
    assert {name for name, steps in adopting.items() if not steps} == {"DISP", "REG-ENDRING"}
    assert all(len(steps) <= 1 and all(step.in_council for step in steps) for steps in adopting.values())
    assert [step.id for step in adopting["KPA"]] == ["KPA-9"]
