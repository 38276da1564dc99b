"""What a municipality takes along of its meetings."""

import io
import json

import pytest
from openpyxl import load_workbook

from plandugnad.core.takeout import added_parts
from plandugnad.meetings.actions import agenda
from plandugnad.meetings.taking_out import MeetingsPart
from tests.cast import Cast
from tests.meetings.builders import INGRID, a_body, a_meeting

pytestmark = pytest.mark.django_db


def test_everything_comes_along_and_nothing_of_the_neighbours(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik), venue="=cmd()")
    agenda.add_item(INGRID, meeting, {"title": "Samfunnsdelen", "decision": "Vedtatt"})
    agenda.promise(INGRID, meeting, {"what": "Ringe", "who": "Tore"})
    a_meeting(a_body(cast.lyngmo))
    files = {file.path: file.open().read() for file in MeetingsPart().files(cast.fjordvik.id)}
    book = load_workbook(io.BytesIO(files["moter.xlsx"]))
    assert [cell.value for cell in book.worksheets[0][2]][:5] == [
        "Kommunestyret",
        "18.02.2027",
        "18.00",
        "",
        "=cmd()",
    ]
    assert book.worksheets[0]["E2"].data_type == "s"
    said = json.loads(files["moter.json"])
    [told] = said["meetings"]
    assert told["agenda"][0]["decision"] == "Vedtatt"
    assert told["follow_ups"][0]["who"] == "Tore"
    assert [line["verb"] for line in told["history"]] == ["meeting_made", "agenda_item_added"]


def test_a_place_without_meetings_adds_no_file(cast: Cast) -> None:
    assert list(MeetingsPart().files(cast.fjordvik.id)) == []
    assert any(isinstance(part, MeetingsPart) for part in added_parts())
