"""What a municipality takes along of what it has agreed on, and a person who is forgotten."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from plandugnad.agreements.actions.goals import review_goal
from plandugnad.agreements.actions.rules import note_rule, settle_note
from plandugnad.agreements.models import AgreementVersion, GoalReview, RuleNote
from plandugnad.agreements.taking_out import AgreementsPart
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.core.takeout import added_parts
from plandugnad.projections.models import ActivityEntry
from plandugnad.regions.erasing import erase_person
from tests.agreements.builders import KARE, READ_BY_OTHERS, a_goal, a_rule, a_stakeholder
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_everything_comes_along_and_nothing_for_a_stranger(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    review_goal(KARE, goal, status="on_the_way", value="3 av 6", note="=cmd()", reviewed_on=date(2026, 9, 1))
    a_rule(cast.ytre_fjord)
    a_stakeholder(cast.ytre_fjord)
    files = {file.path: file.open().read() for file in AgreementsPart().files(cast.fjordvik.id)}
    sheet = load_workbook(io.BytesIO(files["enighet.xlsx"])).worksheets[0]
    told = [cell.value for cell in sheet[2]]
    assert told == ["Ytre Fjord", goal.text, "01.09.2026", "på vei", "3 av 6", "=cmd()", "Kåre Eksempel"]
    assert sheet["F2"].data_type == "s"
    said = json.loads(files["enighet.json"])
    kinds = {each["kind"]: each for each in said["agreements"]}
    assert kinds["purpose"]["rows"][0]["indicator"] == READ_BY_OTHERS.indicator
    assert kinds["purpose"]["reviews"][0]["note"] == "=cmd()"
    assert kinds["purpose"]["versions"][0]["content"]["rows"][0]["due"] == "2028"
    assert kinds["stakeholders"]["rows"][0]["stages"] == ["startup_meeting", "notice", "consultation"]
    assert list(AgreementsPart().files(cast.storoy.id)) == []
    assert any(isinstance(part, AgreementsPart) for part in added_parts())


def test_her_name_leaves_what_she_adopted_followed_up_noted_and_settled(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    by = By(ingrid.id, str(ingrid))
    goal, rule = a_goal(cast.ytre_fjord), a_rule(cast.ytre_fjord)
    AgreementVersion.objects.update(by_id=by.id, by_name=by.name)
    review_goal(by, goal, status="reached", reviewed_on=date(2026, 9, 1))
    cast.person("Kåre")
    settle_note(by, note_rule(by, rule, "Noe glapp", is_private=True), "Ordnet")
    erase_person(KARE, ingrid)
    rows = (AgreementVersion, GoalReview, RuleNote, AuditEvent, ActivityEntry)
    assert "Ingrid Eksempel" not in str([list(model.objects.values()) for model in rows])
    note = RuleNote.objects.get()
    assert (note.by_name, note.settled_by_name, note.settled_how) == ("(anonym)", "(anonym)", "Ordnet")
