"""Narrowing and order of municipalities, from the address."""

from uuid import uuid4

import pytest

from plandugnad.plans.area.choices import ANYTHING, BY_FIGURE, AreaChoices, in_order, narrowed, read_sorter
from plandugnad.plans.area.figures import FIGURES
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.kinds import PlanType
from tests.plans.area.places import main_plan, row

FJORDVIK = row(
    "Fjordvik", main_plan(PlanType.COMMUNITY_PART, "2023-06-15"), total=60, overdue=8, with_due=40, centrality=4
)
LYNGMO = row("Lyngmo", main_plan(PlanType.COMMUNITY_PART, "2011"), total=34, soon=2, with_due=10, centrality=6)
YTTERHOLM = row("Ytterholm", centrality=6, population=980)
ALL = [YTTERHOLM, LYNGMO, FJORDVIK]


def names(rows: list[AreaRow]) -> list[str]:
    return [row.place.name for row in rows]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({}, ["Fjordvik", "Lyngmo", "Ytterholm"]),
        ({"frist": "over"}, ["Fjordvik"]),
        ({"frist": "snart"}, ["Lyngmo"]),
        ({"mangler": "arealdel"}, ["Fjordvik", "Lyngmo"]),
        ({"mangler": "samfunnsdel"}, []),
        ({"mangler": ANYTHING, "sentralitet": "6"}, ["Lyngmo"]),
        ({"sentralitet": "6"}, ["Lyngmo", "Ytterholm"]),
        ({"fylke": "98"}, []),
        ({"sentralitet": "7", "frist": "i går", "mangler": "alt"}, ["Fjordvik", "Lyngmo", "Ytterholm"]),
    ],
)
def test_each_choice_leaves_the_municipalities_it_says(query: dict[str, str], left: list[str]) -> None:
    assert names(in_order(narrowed(ALL, AreaChoices.read(query), {}), "")) == left


def test_a_collaboration_leaves_its_members_and_one_that_is_not_ones_own_leaves_nobody() -> None:
    id = str(uuid4())
    choices = AreaChoices.read({"samarbeid": id})
    assert names(narrowed(ALL, choices, {id: {LYNGMO.place.id}})) == ["Lyngmo"]
    assert narrowed(ALL, choices, {}) == []


@pytest.mark.parametrize(
    "hostile", ["' OR 1=1 --", "\x00", "9" * 500, "<script>", "٣", "00000000-0000-0000-0000-00000000000g"]
)
def test_what_is_no_choice_is_as_if_it_were_not_there(hostile: str) -> None:
    query = dict.fromkeys(("frist", "mangler", "sentralitet", "samarbeid", "fylke", "vis"), hostile)
    assert AreaChoices.read(query) == AreaChoices()
    assert read_sorter(hostile) == ""


def test_the_address_holds_the_choices_and_reading_it_gives_them_back() -> None:
    query = {"frist": "over", "mangler": "arealdel", "sentralitet": "3", "fylke": "18", "vis": "alder"}
    assert AreaChoices.read(query).address("-planer") == (
        "?frist=over&mangler=arealdel&sentralitet=3&fylke=18&vis=alder&sorter=-planer"
    )
    assert AreaChoices.read(query).cleared().address() == "?vis=alder"
    assert AreaChoices().address() == "?"


@pytest.mark.parametrize(
    ("sorter", "first"),
    [
        ("navn", "Fjordvik"),
        ("-navn", "Ytterholm"),
        ("planer", "Lyngmo"),
        ("-planer", "Fjordvik"),
        ("-over", "Fjordvik"),
        ("samfunnsdel", "Lyngmo"),
        ("-samfunnsdel", "Fjordvik"),
        ("innbyggere", "Ytterholm"),
        ("sentralitet", "Fjordvik"),
    ],
)
def test_every_column_sorts_both_ways(sorter: str, first: str) -> None:
    assert read_sorter(sorter) == sorter
    assert names(in_order(ALL, sorter))[0] == first


@pytest.mark.parametrize("sorter", ["planer", "-planer", "samfunnsdel", "-samfunnsdel", "mangler", "-mangler"])
def test_who_has_nothing_to_be_put_in_order_by_stands_last_both_ways(sorter: str) -> None:
    assert names(in_order(ALL, sorter))[-1] == "Ytterholm"


def test_the_table_may_stand_in_the_order_of_what_the_map_shows() -> None:
    assert names(in_order(ALL, f"-{BY_FIGURE}", FIGURES["alder"]))[0] == "Lyngmo"
    assert names(in_order(ALL, BY_FIGURE, FIGURES["alder"]))[0] == "Fjordvik"
