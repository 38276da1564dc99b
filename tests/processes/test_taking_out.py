"""What a municipality takes along of its processes."""

import io
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from openpyxl import load_workbook

from plandugnad.archive.actions.files import delete_file
from plandugnad.core.audit import By
from plandugnad.core.takeout import TakeoutFile, added_parts
from plandugnad.plans.models import Plan
from plandugnad.processes.actions import (
    add_own_step,
    delete_process,
    describe_step,
    link_file,
    override_deadline,
)
from plandugnad.processes.common import actions as common_actions
from plandugnad.processes.models import DemandEffort, Process
from plandugnad.processes.notice import actions as notice
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.taking_out import ProcessesPart
from plandugnad.regions.models import Member
from tests.archive.builders import make_room, put_file
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen, happened, planned

pytestmark = pytest.mark.django_db
OUT = "KPA-7"


def taken(cast: Cast) -> dict[str, bytes]:
    return {file.path: read(file) for file in ProcessesPart().files(cast.fjordvik.id)}


def read(file: TakeoutFile) -> bytes:
    with file.open() as source:
        return source.read()


def told(cast: Cast) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(taken(cast)["planprosesser.json"])
    return said


def sheets(cast: Cast) -> dict[str, list[list[Any]]]:
    book = load_workbook(io.BytesIO(taken(cast)["planprosesser.xlsx"]))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in book}


@pytest.fixture
def whole(cast: Cast) -> Process:
    """With something of every kind."""
    process = a_process(a_plan(cast.fjordvik))
    happened(process, "KPA-1", DAY)
    planned(process, OUT, DAY + timedelta(days=60), is_settled=True)
    describe_step(
        INGRID, process, OUT, {"owner_id": cast.person("Tore").pk, "participants": "Planrådet", "notes": "=cmd()"}
    )
    add_own_step(INGRID, process, "Folkemøte", OUT)
    override_deadline(INGRID, process, OUT, "pbl/11-14", DAY, "Avtalt med fylket")
    link_file(INGRID, process, OUT, put_file(make_room(cast.fjordvik, "Åpent"), "Utkast.pdf"))
    limited = {"readers": "roles", "reader_roles": ["municipal_director"]}
    link_file(INGRID, process, OUT, put_file(make_room(cast.fjordvik, "Lukket", **limited), "Hemmelig.pdf"))
    notice.write_facts(INGRID, process, OUT, {"about": "Nye boliger"}, 1)
    chosen = notice.Chosen("own", "Ola Nabo", "Myrveien 3", is_own=True)
    notice.choose_recipients(INGRID, process, OUT, [chosen], 2)
    proof = notice.Announced(Channel.NEWSPAPER, DAY, "Fjordavisa side 7", "Kvittering", None, "Teksten", [])
    notice.note_announced(INGRID, process, OUT, proof, uuid4())
    DemandEffort.objects.create(organisation=cast.fjordvik, key="duty:x", days=12)
    return process


@pytest.mark.usefixtures("whole")
def test_everything_of_a_process_comes_along_and_is_linked_by_id(cast: Cast) -> None:
    said = told(cast)
    [process] = said["processes"]
    assert process["plan_id"] == str(Plan.objects.get().id)
    assert {row["code"]: row["happened_on"] for row in process["dates"]}["KPA-1"] == DAY.isoformat()
    [described, own] = sorted(process["steps"], key=lambda step: step["name"])
    assert (described["participants"], described["owner"], own["name"]) == ("Planrådet", "Tore Eksempel", "Folkemøte")
    assert process["overrides"][0]["because"] == "Avtalt med fylket"
    [announcement] = process["announcements"]
    assert announcement["about"] == "Nye boliger"
    assert [(one["name"], one["address"]) for one in announcement["recipients"]] == [("Ola Nabo", "Myrveien 3")]
    assert (announcement["proofs"][0]["place"], announcement["proofs"][0]["text"]) == ("Fjordavisa side 7", "Teksten")
    assert [row["days"] for row in said["demand_efforts"]] == [12]
    assert process["history"][0]["verb"] == "process_begun"


@pytest.mark.usefixtures("whole")
def test_documents_of_steps_have_the_id_they_have_in_the_archive_and_closed_ones_no_name(cast: Cast) -> None:
    [process] = told(cast)["processes"]
    archived = [part for part in added_parts() if type(part).__name__ == "ArchivePart"]
    files = {file.path: file for file in archived[0].files(cast.fjordvik.id)}
    [kept] = json.loads(read(files["arkiv/arkiv.json"]))["rooms"][0]["files"]
    names = {document["file_id"]: document["name"] for document in process["documents"]}
    assert names.pop(kept["id"]) == "Utkast.pdf"
    assert list(names.values()) == [None]


@pytest.mark.usefixtures("whole")
def test_the_tables_are_to_be_read_by_people_and_hold_no_formulas(cast: Cast) -> None:
    found = sheets(cast)
    assert [row[0] for row in found["Prosesser"]] == ["Kommuneplanens arealdel"]
    assert [row[6] for row in found["Datoer"]] == [DAY.strftime("%d.%m.%Y"), ""]
    assert {row[1] for row in found["Steg"]} >= {"Folkemøte"}
    assert {row[4] for row in found["Steg"]} == {"=cmd()", ""}
    assert [row[2:] for row in found["Mottakere"]] == [["Ola Nabo", "Myrveien 3"]]
    assert [row[2:5] for row in found["Kunngjort"]] == [["avis", DAY.strftime("%d.%m.%Y"), "Fjordavisa side 7"]]


def test_a_process_that_is_deleted_is_told_of_and_marked_but_not_in_the_tables(cast: Cast, whole: Process) -> None:
    delete_process(INGRID, whole)
    assert told(cast)["processes"][0]["deleted_at"]
    assert sheets(cast)["Prosesser"] == []


def test_a_file_that_is_deleted_has_no_name(cast: Cast, whole: Process) -> None:
    for row in whole.files.select_related("file"):
        delete_file(INGRID, row.file)
    assert {one["name"] for one in told(cast)["processes"][0]["documents"]} == {None}


@pytest.mark.usefixtures("whole")
def test_what_the_region_has_agreed_on_comes_along_while_it_is_a_member(cast: Cast) -> None:
    common = common_actions.make_common(By(uuid4(), "Kåre Eksempel"), cast.ytre_fjord, "KPA")
    common_actions.add_step(INGRID, common, "Fagpanelet leser", "KPA-6")
    [agreed] = told(cast)["common_processes"]
    assert (agreed["collaboration"], [step["name"] for step in agreed["steps"]]) == (
        "Ytre Fjord",
        ["Fagpanelet leser"],
    )
    Member.rows.filter(organisation=cast.fjordvik).delete()
    assert told(cast)["common_processes"] == []


def test_nothing_of_the_neighbours_comes_along_and_a_place_without_processes_adds_no_file(cast: Cast) -> None:
    a_process(a_plan(cast.lyngmo))
    assert taken(cast) == {}
    assert any(isinstance(part, ProcessesPart) for part in added_parts())


@pytest.mark.usefixtures("whole")
def test_no_table_of_the_app_is_forgotten(cast: Cast) -> None:
    """The region's own recipients belong to the region."""
    given = {"Process", "Step", "StepDate", "DeadlineOverride", "StepFile", "CommonProcess", "CommonStep"}
    given |= {"Announcement", "Recipient", "Proof", "Sending", "DemandEffort"}
    assert {model.__name__ for model in apps.get_app_config("processes").get_models()} - given == {"RegionalRecipient"}


@pytest.mark.usefixtures("whole")
def test_they_are_in_the_one_file_with_everything_and_the_readme_tells_of_them(cast: Cast) -> None:
    answer = at_screen(cast, "Ingrid").post("/kommuner/9901/ta-med-alt/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert b"planprosesser.xlsx" in content
    assert b"planprosesser.json" in content
