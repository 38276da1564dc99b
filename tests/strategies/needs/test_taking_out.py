"""The needs of a municipality are its own, and leave with it."""

import io
import json

from openpyxl import load_workbook

from plandugnad.core.takeout import added_parts
from plandugnad.regions.models import Organisation
from plandugnad.strategies.needs.taking_out import NeedsPart
from tests.cast import Cast
from tests.plans.builders import make_plan
from tests.strategies.builders import a_need, a_strategy


def taken_out(organisation: Organisation) -> dict[str, bytes]:
    return {file.path: file.open().read() for file in NeedsPart().files(organisation.id)}


def test_what_is_said_of_each_plan_is_taken_along_and_nothing_of_other_municipalities(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    plan = make_plan(cast.fjordvik, "Temaplan for skog")
    a_need(strategy, plan=plan, scores={"law": 2}, because="Skogen vokser.", days=20, begins=20241)
    a_need(a_strategy(cast.lyngmo), "Temaplan for sau")
    files = taken_out(cast.fjordvik)
    kept = json.loads(files["planbehov.json"])
    assert [one["first_year"] for one in kept["strategies"]] == [2023]
    assert [(one["plan_id"], one["scores"], one["days"]) for one in kept["needs"]] == [(str(plan.id), {"law": 2}, 20)]
    sheet = load_workbook(io.BytesIO(files["planbehov.xlsx"])).active
    assert sheet is not None
    row = [cell.value for cell in sheet[2]]
    assert row[:3] == ["2023–2027", "Temaplan for skog", "2"]
    assert "fra våren 2024" in row


def test_a_municipality_without_a_strategy_gets_no_such_file(cast: Cast) -> None:
    assert taken_out(cast.fjordvik) == {}


def test_it_is_part_of_what_is_taken_along() -> None:
    assert any(isinstance(part, NeedsPart) for part in added_parts())
