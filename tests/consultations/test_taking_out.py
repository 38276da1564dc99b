"""What a municipality takes along of its consultations, and what stays behind."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from plandugnad.consultations.models import Consultation, Statement, StatementFile, Submission
from plandugnad.consultations.points.answers import Written, write_texts
from plandugnad.consultations.retention.erasing import erase_statements
from plandugnad.consultations.setup.actions import put_out_document, withdraw
from plandugnad.consultations.taking_out.part import ConsultationsPart
from plandugnad.core import takeout
from plandugnad.core.files import path_of, store
from plandugnad.core.takeout import TakeoutFile, added_parts, zipped
from tests.archive.builders import make_room, put_file
from tests.cast import NAMES, Cast
from tests.consultations.builders import a_consultation, a_statement, one_that_is_out
from tests.consultations.tables import TEXT, Said
from tests.consultations.tables import said as said_of
from tests.consultations.test_table import fetched
from tests.processes.builders import INGRID, at_screen

pytestmark = pytest.mark.django_db
ADDRESS = "/kommuner/9901/ta-med-alt/"


def taken(cast: Cast) -> dict[str, bytes]:
    return {file.path: read(file) for file in ConsultationsPart().files(cast.fjordvik.id)}


def read(file: TakeoutFile) -> bytes:
    with file.open() as source:
        return source.read()


def told(files: dict[str, bytes], name: str, what: str) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads(files[f"horinger/{name}.json"])[what]
    return said


def sheet(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"horinger/{name}.csv"].decode("utf-8-sig")), delimiter=";"))


def attach(statement: Statement, name: str, content: bytes) -> StatementFile:
    stored = store(ContentFile(content).chunks())
    return StatementFile.objects.create(statement=statement, stored=stored, name=name, content_kind="pdf")


@pytest.fixture
def its(cast: Cast) -> Said:
    made = said_of(cast.fjordvik)
    attach(made.kari, "../kart?.pdf", b"kart")
    attach(made.kari, "KART_.pdf", b"et annet kart")
    write_texts(INGRID, made.kari, {"assessment": Written("Vi er enige.", made.kari.assessment)})
    return made


def test_statements_come_with_points_answers_objections_and_attachments(cast: Cast, its: Said) -> None:
    files = taken(cast)
    kari, association, county = told(files, "uttalelser", "statements")
    assert (kari["number"], kari["name"], kari["text"]) == (1, "Kari Eksempel", TEXT)
    assert kari["assessment"] == "Vi er enige."
    assert [point["answer"] for point in kari["points"]] == ["Fortauet tas inn.", ""]
    assert association["points"][0]["quote"] == "Støyen er for høy."
    [objection] = county["objections"]
    assert (objection["against"], objection["turns"][0]["state"]) == ("Område B12", "dialogue")
    paths = [attachment["path"] for attachment in kari["attachments"]]
    assert sorted(files[path] for path in paths) == [b"et annet kart", b"kart"]
    assert all("/vedlegg/0001/" in path and ".." not in path for path in paths)


def test_all_is_linked_by_id(cast: Cast, its: Said) -> None:
    files = taken(cast)
    [head] = told(files, "horinger", "consultations")
    statements = told(files, "uttalelser", "statements")
    assert {row["consultation_id"] for row in statements} == {head["id"]}
    assert head["process_id"] == str(its.consultation.process_id)
    [group] = head["groups"]
    points = {point["id"]: point for row in statements for point in row["points"]}
    assert {each["point_id"] for each in group["points"]} == {
        id for id, point in points.items() if point["group_ids"] == [group["id"]]
    }
    tags = {tag["id"]: tag["name"] for tag in head["tags"]}
    assert [tags[id] for id in points[str(its.pavement.id)]["tag_ids"]] == ["Trafikk"]


@pytest.mark.usefixtures("its")
def test_the_tables_are_read_as_they_stand_and_hold_no_formulas(cast: Cast) -> None:
    a_statement(Consultation.objects.get(), name="=cmd()", text="En; to\nlinjer")
    files = taken(cast)
    kari, *_others, last = sheet(files, "uttalelser")
    assert (kari["Navn"], kari["Hvem"], kari["Behandling"]) == ("Kari Eksempel", "privatperson", "påbegynt")
    assert len(kari["Vedlegg"].splitlines()) == 2
    assert (last["Navn"], last["Uttalelsen"]) == ("'=cmd()", "En; to\nlinjer")
    points = sheet(files, "punkter")
    assert [(row["Nummer"], row["Merkelapper"], row["Felles svar"]) for row in points] == [
        ("1", "Trafikk", ""),
        ("1", "Støy", "Vi måler."),
        ("2", "Støy", "Vi måler."),
    ]


def test_tables_that_were_fetched_and_the_history_come_along(cast: Cast, its: Said) -> None:
    fetched(at_screen(cast, "Ingrid"), its.consultation)
    files = taken(cast)
    [table] = told(files, "tabeller", "tables")
    assert (table["kind"], table["consultation_id"]) == ("fetched", str(its.consultation.id))
    assert "Fortauet tas inn." in str(table["cells"])
    events = told(files, "historikk", "events")
    assert "Vi er enige." in str([event["after"] for event in events if event["subject_id"] == str(its.kari.id)])


def test_documents_come_as_they_were_put_out_and_those_for_a_few_only_when_everybody_has_them(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    limited = {"readers": "roles", "reader_roles": ["municipal_director"]}
    put_out_document(INGRID, out, put_file(make_room(cast.fjordvik, "Åpent"), "Plan.pdf", b"planen"))
    put_out_document(INGRID, out, put_file(make_room(cast.fjordvik, "Lukket", **limited), "Notat.pdf", b"notat"))
    files = taken(cast)
    assert files["horinger/Kommuneplanens arealdel KPA-7/dokumenter/Plan.pdf"] == b"planen"
    assert files["horinger/Kommuneplanens arealdel KPA-7/dokumenter/Notat.pdf"] == b"notat"
    withdraw(INGRID, out)
    files = taken(cast)
    assert not [path for path in files if "Notat" in path]
    [head] = told(files, "horinger", "consultations")
    assert [bool(each["path"]) for each in head["documents"]] == [True, False]


def test_nothing_that_was_erased_comes_along(cast: Cast, its: Said) -> None:
    its.kari.address = "Myrveien 3"
    its.kari.save()
    Statement.objects.exclude(pk=its.kari.pk).update(email="")
    write_texts(INGRID, its.association, {"assessment": Written("Som Kari Eksempel sier.", "")})
    fetched(at_screen(cast, "Ingrid"), its.consultation)
    erase_statements(INGRID, its.consultation, [its.kari.id])
    whole = b"\n".join(path.encode() + content for path, content in taken(cast).items()).decode()
    for word in ("Kari", "kari@", "Myrveien", TEXT, "kart?", "et annet kart", "personal_data_erased"):
        assert word not in whole, word
    assert "Fortauet tas inn." in whole
    assert "Som Privatperson sier." in whole


def test_an_attachment_erased_while_the_rest_is_being_sent_comes_empty(cast: Cast, its: Said) -> None:
    files = {file.path: file for file in ConsultationsPart().files(cast.fjordvik.id)}
    erase_statements(INGRID, its.consultation, [its.kari.id])
    assert [read(file) for path, file in files.items() if "/vedlegg/" in path] == [b"", b""]
    assert b"Kari Eksempel" not in read(files["horinger/uttalelser.json"])


def test_a_file_gone_from_the_disk_has_no_path_and_the_rest_comes(cast: Cast, its: Said) -> None:
    path_of(its.kari.files.filter(name="KART_.pdf").get().stored_id).unlink()
    kari = told(taken(cast), "uttalelser", "statements")[0]
    assert [bool(each["path"]) for each in kari["attachments"]] == [True, False]


def test_what_is_not_confirmed_stays_behind(cast: Cast, its: Said) -> None:
    Submission.objects.create(
        consultation=its.consultation,
        party="private",
        name="Per Ubekreftet",
        email="per@eksempel.no",
        text="Ikke meg",
        runs_out_at=timezone.now() + timedelta(days=7),
    )
    assert "Ubekreftet" not in b"".join(taken(cast).values()).decode()


def test_of_a_deleted_statement_only_its_number_and_days_come_along(cast: Cast, its: Said) -> None:
    at_screen(cast, "Ingrid").post(f"/uttalelser/{its.kari.id}/slett/")
    files = taken(cast)
    kari = told(files, "uttalelser", "statements")[0]
    assert set(kari) == {"id", "consultation_id", "number", "received_on", "deleted_at"}
    assert [row["Nummer"] for row in sheet(files, "uttalelser")] == ["2", "3"]
    assert not [path for path in files if "/vedlegg/" in path]
    assert str(its.kari.id) not in {event["subject_id"] for event in told(files, "historikk", "events")}


def test_nothing_of_the_neighbours_comes_along_and_a_place_without_consultations_adds_no_file(cast: Cast) -> None:
    one_that_is_out(cast.lyngmo)
    assert taken(cast) == {}
    assert any(isinstance(part, ConsultationsPart) for part in added_parts())


def test_two_rounds_and_two_plans_of_one_name_have_a_folder_each(cast: Cast) -> None:
    for place in (a_consultation(cast.fjordvik), a_consultation(cast.fjordvik)):
        attach(a_statement(place), "a.pdf", b"a")
    folders = {path.split("/")[1] for path in taken(cast) if "/vedlegg/" in path}
    assert folders == {"Kommuneplanens arealdel KPA-7", "Kommuneplanens arealdel KPA-7 (2)"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("its")
def test_only_those_who_may_take_everything_get_them(cast: Cast, name: str) -> None:
    answer = at_screen(cast, name).post(ADDRESS)
    if name not in ("Ingrid", "Tore"):
        assert answer.status_code == 404
        return
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert archive.testzip() is None
    assert "Kari Eksempel" in archive.read("horinger/uttalelser.csv").decode()
    read_me = archive.read("LES-MEG.txt").decode("utf-8-sig")
    for path in archive.namelist():
        if path.startswith("horinger/") and path.count("/") == 1:
            assert path.removeprefix("horinger/") in read_me


def test_no_table_of_the_app_is_forgotten(cast: Cast) -> None:
    """What waits is no statement yet, and looking for points that are alike leaves only groups."""
    given = {"Consultation", "ConsultationFile", "Tag", "Group", "GroupMember", "Statement", "StatementFile", "Point"}
    given |= {"Objection", "ObjectionTurn", "TableExport", "TableReading"}
    left = {"Submission", "IncomingMail", "GroupingRun"}
    assert {model.__name__ for model in apps.get_app_config("consultations").get_models()} == given | left


def test_two_thousand_statements_are_never_held_at_once(cast: Cast) -> None:
    out = one_that_is_out(cast.fjordvik)
    Statement.objects.bulk_create(
        Statement(
            consultation=out,
            number=number,
            source="web",
            party="private",
            name=f"Innbygger {number}",
            received_on=timezone.localdate(),
            text=f"{number} " * 2_000,
        )
        for number in range(1, 2_001)
    )
    tracemalloc.start()
    try:
        files = list(ConsultationsPart().files(cast.fjordvik.id))
        size = sum(len(piece) for piece in zipped(files, timezone.now()))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sum(len(read(file)) for file in files) > 35_000_000
    assert size
    assert peak < 8_000_000


def test_the_list_of_parts_is_read_as_the_apps_start() -> None:
    assert {"ConsultationsPart", "ProcessesPart"} <= {type(part).__name__ for part in takeout.added_parts()}
