from datetime import date
from typing import Any

import pytest

from plandugnad.engines.tables.when import When
from plandugnad.plans.models import Plan
from plandugnad.plans.words.names import in_sentence
from plandugnad.plans.words.summary import summary

TODAY = date(2026, 11, 21)

SUMMARIES: list[tuple[dict[str, str], str]] = [
    ({}, "Plan uten type uten status."),
    ({"plan_type": "theme_plan"}, "Temaplan uten status."),
    ({"plan_type": "theme_plan", "status": "in_process"}, "Temaplan, under arbeid."),
    (
        {"plan_type": "theme_plan", "status": "adopted", "adopted": "2019-06-12", "revision_due": "2023"},
        "Temaplan, vedtatt 12. juni 2019. Skulle vært revidert i 2023.",
    ),
    (
        {"plan_type": "land_use_part", "status": "adopted", "adopted": "2014"},
        "Kommuneplanens arealdel, vedtatt i 2014.",
    ),
    ({"plan_type": "theme_plan", "adopted": "2014"}, "Temaplan, vedtatt i 2014."),
    (
        {
            "plan_type": "theme_plan",
            "status": "under_revision",
            "adopted": "2014",
            "last_revised": "2018",
            "revision_due": "2026",
        },
        "Temaplan, vedtatt i 2014, nå under revisjon. Sist revidert i 2018. Skal revideres i år (2026).",
    ),
    (
        {"plan_type": "theme_plan", "status": "adopted", "revision_due": "2024/2027"},
        "Temaplan, vedtatt. Skal revideres i 2024–2027.",
    ),
    (
        {"plan_type": "theme_plan", "status": "adopted", "revision_due": "2026-11-20"},
        "Temaplan, vedtatt. Skulle vært revidert innen 20. november 2026.",
    ),
    (
        {"plan_type": "theme_plan", "status": "adopted", "revision_due": "2026-11-21"},
        "Temaplan, vedtatt. Skal revideres innen 21. november 2026.",
    ),
    (
        {
            "plan_type": "theme_plan",
            "status": "repealed",
            "adopted": "2001",
            "revision_due": "2005",
            "valid_until": "2012",
        },
        "Temaplan, vedtatt i 2001, nå opphevet. Gjaldt til 2012.",
    ),
]


def plan_with(**values: Any) -> Plan:
    dates = {"adopted", "last_revised", "revision_due", "valid_until"}
    return Plan(name="Plan", **{name: When.parse(value) if name in dates else value for name, value in values.items()})


@pytest.mark.parametrize(("values", "sentence"), SUMMARIES)
def test_a_plan_is_summed_up_in_a_sentence(values: dict[str, str], sentence: str) -> None:
    assert summary(plan_with(**values), TODAY) == sentence


def test_a_name_that_turns_the_text_around_turns_only_itself() -> None:
    assert in_sentence("Temaplan") == "Temaplan"
    assert in_sentence("Tema\u202enalp") == "\u2068Tema\u202enalp\u2069"
