"""The drawing, measured: nothing overlaps, nothing falls outside, every plan that is not counted has its box."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from uuid import UUID, uuid4

import pytest

from plandugnad.engines.tables.when import When
from plandugnad.plans.due import age_years, due
from plandugnad.plans.hierarchy.drawing import SMALL_SIZE, Addresses, Box, Drawing, draw
from plandugnad.plans.hierarchy.placing import PlanCard, place
from plandugnad.plans.kinds import PlanType

TODAY = date(2026, 11, 21)
T = PlanType
NAMES = ("Temaplan for oppvekst", "Kommunedelplan for kulturminner og kulturmiljø langs den gamle postveien", "Å")


def card(plan_type: str, index: int, revision_due: str | None = None) -> PlanCard:
    adopted, due_on = When.of_year(2010 + index % 15), When.parse(revision_due) if revision_due else None
    return PlanCard(
        id=uuid4(),
        name=f"{NAMES[index % 3]} {index}",
        plan_type=plan_type,
        status=("adopted", "under_revision", "in_process", "")[index % 4],
        adopted=adopted,
        revision_due=due_on,
        due=due(due_on, "adopted", TODAY),
        age_years=age_years(adopted, TODAY),
    )


def portfolio(size: int) -> list[PlanCard]:
    types = [*PlanType.values, ""]
    return [card(types[index % len(types)], index, str(2018 + index % 14)) for index in range(size)]


def drawn(cards: list[PlanCard], *, can_write: bool = True) -> Drawing:
    addresses = Addresses(
        plan=lambda id: f"/planer/{id}/",
        table=lambda plan_type: f"/tabell/?type={plan_type}",
        new_plan=lambda plan_type: f"/ny/?type={plan_type}" if can_write else "",
    )
    return draw(place(cards), addresses)


def overlapping(boxes: tuple[Box, ...]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        if not apart and one.y < other.bottom and other.y < one.bottom:
            yield one.label, other.label


@pytest.mark.parametrize("size", [0, 1, 7, 60, 150, 700])
def test_nothing_overlaps_and_nothing_falls_outside(size: int) -> None:
    drawing = drawn(portfolio(size))
    assert list(overlapping(drawing.boxes)) == []
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y >= 0
        assert box.bottom <= drawing.height
        assert all(box.y < line.y <= box.bottom for line in box.lines)


def test_a_plan_under_a_plan_is_indented_and_overlaps_nothing() -> None:
    top = card(T.PARTIAL_PLAN_THEME, 1)
    under = [PlanCard(UUID(int=n + 1), f"Handlingsplan {n}", T.THEME_PLAN, "adopted", top.id) for n in range(4)]
    deeper = PlanCard(uuid4(), "Tiltaksliste", T.OTHER, "adopted", under[0].id)
    drawing = drawn([top, *under, deeper])
    by_label = {box.label.split(",")[0]: box for box in drawing.boxes}
    assert by_label["Handlingsplan 0"].x < by_label["Tiltaksliste"].x
    assert list(overlapping(drawing.boxes)) == []


def test_seven_hundred_plans_stay_on_one_screen() -> None:
    assert drawn(portfolio(700)).height < 900


def test_what_is_overdue_says_so_in_words_and_with_a_mark_as_well_as_in_colour() -> None:
    drawing = drawn([card(T.THEME_PLAN, 0, "2020")])
    (box,) = [box for box in drawing.boxes if box.due == "overdue"]
    assert any(
        "2020" in line.text and line.text.startswith("Frist") and line.shape == "attention" for line in box.lines
    )
    assert "Fristen var i 2020" in box.label


def test_a_missing_plan_is_an_empty_place_that_leads_to_adding_it() -> None:
    missing = [box for box in drawn([]).boxes if box.kind == "missing"]
    assert len(missing) == 5
    assert missing[0].address == "/ny/?type=planning_strategy"
    assert missing[0].lines[0].text == "Mangler – legg til"


def test_those_who_may_not_write_are_not_asked_to_add_anything() -> None:
    missing = [box for box in drawn([], can_write=False).boxes if box.kind == "missing"]
    assert {box.address for box in missing} == {""}
    assert {box.lines[0].text for box in missing} == {"Mangler"}


def test_a_counted_group_leads_to_the_table_with_its_plans() -> None:
    (box,) = [box for box in drawn([card(T.ZONING_DETAIL, 1), card(T.ZONING_DETAIL, 2)]).boxes if box.kind == "count"]
    assert box.address == "/tabell/?type=zoning_detail"
    assert box.lines[0].text == "2 planer i tabellen"


def test_a_drawing_is_printed_only_where_its_letters_can_be_read() -> None:
    assert drawn(portfolio(12)).paper == "a4"
    assert drawn(portfolio(200)).paper in ("a3", "none")
    for size in range(1, 200, 9):
        drawing = drawn(portfolio(size))
        if drawing.paper == "a4":
            points_a_unit = min(162 / drawing.height, 277 / drawing.width) * 72 / 25.4
            assert points_a_unit * SMALL_SIZE >= 7
