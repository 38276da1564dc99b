"""Everything a municipality owns, in one archive."""

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from django.test import Client
from pytest_django import Settings

from plandugnad.core import files, takeout
from plandugnad.core.models import AuditEvent
from plandugnad.core.takeout import TakeoutFile, in_memory
from plandugnad.plans.actions import (
    add_address,
    add_file,
    change_plan,
    create_plan,
    delete_plan,
    describe_plan_type,
    link_plans,
    remove_document,
    share_plan,
)
from plandugnad.plans.exports.everything import safe_name
from plandugnad.plans.kinds import LinkKind, PlanType
from plandugnad.plans.models import Plan, PlanDocument
from tests.cast import NAMES, Cast
from tests.plans.portfolios import make_many

pytestmark = pytest.mark.django_db
ADDRESS = "/kommuner/9901/ta-med-alt/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def archive(cast: Cast, name: str = "Ingrid") -> zipfile.ZipFile:
    client = Client()
    client.force_login(cast.person(name))
    response = client.post(ADDRESS)
    assert response.status_code == 200
    assert "alt-eksempeldata" in response["Content-Disposition"]
    opened = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert opened.testzip() is None
    return opened


@pytest.fixture
def bolig(cast: Cast) -> Plan:
    by = cast.actor("Ingrid").by
    plan = create_plan(by, cast.fjordvik, {"name": "Temaplan: bolig/tomter", "plan_type": PlanType.THEME_PLAN})
    other = create_plan(by, cast.fjordvik, {"name": "Boligmelding"})
    change_plan(by, plan, {"status": "adopted", "adopted": "2024-06-12"})
    link_plans(by, plan, LinkKind.REPLACES, other)
    share_plan(by, plan, cast.ytre_fjord)
    add_address(by, plan, "Saken", "https://example.no/sak")
    add_file(by, plan, "Plankart", files.store([b"kart"]), "../../etc/kart?.pdf")
    add_file(by, plan, "Plankart igjen", files.store([b"nytt kart"]), "KART.PDF")
    removed = add_file(by, plan, "Feil fil", files.store([b"feil"]), "feil.pdf")
    remove_document(by, removed)
    delete_plan(by, other)
    describe_plan_type(by, cast.fjordvik, PlanType.THEME_PLAN, is_used=True, text="Kort og forankret.")
    return plan


def test_the_archive_holds_a_readme_a_table_the_data_and_the_files(cast: Cast, bolig: Plan) -> None:
    names = archive(cast).namelist()
    folder = "dokumenter/Temaplan bolig tomter"
    assert names == ["LES-MEG.txt", "planer.xlsx", "planer.json", f"{folder}/etc kart .pdf", f"{folder}/KART.PDF"]


def test_two_plans_of_one_name_have_a_folder_each(cast: Cast, bolig: Plan) -> None:
    by = cast.actor("Ingrid").by
    twin = create_plan(by, cast.fjordvik, {"name": "TEMAPLAN: bolig/tomter"})
    add_file(by, twin, "Kart", files.store([b"tvilling"]), "kart.pdf")
    found = archive(cast)
    assert found.read("dokumenter/TEMAPLAN bolig tomter (2)/kart.pdf") == b"tvilling"


@pytest.mark.usefixtures("bolig")
def test_the_readme_names_what_is_there(cast: Cast) -> None:
    found = archive(cast)
    said = found.read("LES-MEG.txt").decode("utf-8-sig")
    for name in ("planer.xlsx", "planer.json", "dokumenter"):
        assert f"\n{name}: " in said
        assert any(each.startswith(name) for each in found.namelist())


def test_no_path_in_the_archive_leads_out_of_it(cast: Cast, bolig: Plan) -> None:
    for name in archive(cast).namelist():
        assert not name.startswith(("/", "\\"))
        assert ".." not in name.split("/")


def test_the_files_are_what_was_uploaded(cast: Cast, bolig: Plan) -> None:
    found = archive(cast)
    assert [found.read(name) for name in found.namelist()[3:]] == [b"kart", b"nytt kart"]


@pytest.mark.usefixtures("bolig")
def test_the_data_holds_history_links_documents_shares_and_the_own_plan_system(cast: Cast) -> None:
    shape = json.loads(archive(cast).read("planer.json"))
    plan = next(plan for plan in shape["plans"] if plan["name"].startswith("Temaplan"))
    assert plan["adopted"] == "2024-06-12"
    assert [event["verb"] for event in plan["history"]][:2] == ["plan_created", "plan_changed"]
    assert plan["history"][1]["by"] == "Ingrid Eksempel"
    assert plan["history"][1]["after"] == {"status": "adopted", "adopted": "2024-06-12"}
    assert [(link["kind"], link["other_name"]) for link in plan["links"]] == [("replaces", "Boligmelding")]
    assert [share["name"] for share in plan["shared_with"]] == ["Ytre Fjord"]
    assert [(each["title"], bool(each["path"]), bool(each["removed_at"])) for each in plan["documents"]] == [
        ("Saken", False, False),
        ("Plankart", True, False),
        ("Plankart igjen", True, False),
        ("Feil fil", False, True),
    ]
    assert shape["plan_types"] == [{"plan_type": "theme_plan", "is_used": True, "text": "Kort og forankret."}]


@pytest.mark.usefixtures("bolig")
def test_what_is_deleted_is_in_the_data_and_marked_but_not_in_the_table(cast: Cast) -> None:
    found = archive(cast)
    plans = {plan["name"]: plan["deleted_at"] for plan in json.loads(found.read("planer.json"))["plans"]}
    assert plans["Boligmelding"]
    assert plans["Temaplan: bolig/tomter"] is None
    sheet = openpyxl.load_workbook(io.BytesIO(found.read("planer.xlsx")))["Planer"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Temaplan: bolig/tomter"]


@pytest.mark.usefixtures("bolig")
def test_a_file_gone_from_the_disk_is_told_of_and_the_rest_comes(cast: Cast) -> None:
    lost = PlanDocument.objects.get(title="Plankart")
    files.path_of(str(lost.file_id)).unlink()
    found = archive(cast)
    assert "Disse filene fant vi ikke" in found.read("LES-MEG.txt").decode("utf-8-sig")
    assert len(found.namelist()) == 4


def test_that_everything_was_taken_is_written_in_the_history(cast: Cast) -> None:
    archive(cast)
    event = AuditEvent.objects.get(verb="portfolio_taken_out")
    assert (event.by_name, event.organisation_id) == ("Ingrid Eksempel", cast.fjordvik.id)


@pytest.mark.parametrize("name", NAMES)
def test_only_those_who_write_for_the_municipality_may_take_everything(cast: Cast, name: str) -> None:
    client = Client()
    client.force_login(cast.person(name))
    expected = 200 if name in ("Ingrid", "Tore") else 404
    assert client.get(ADDRESS).status_code == expected
    assert client.post(ADDRESS).status_code == expected
    assert AuditEvent.objects.filter(verb="portfolio_taken_out").exists() == (expected == 200)


def test_looking_at_the_page_takes_nothing(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    page = client.get(ADDRESS).content.decode()
    assert "Last ned alt" in page
    for told in ("arbeidsark.json", "enighet.json", "helsesjekker.json", "moter.json", "horinger", "mappen arkiv"):
        assert told in page
    assert not AuditEvent.objects.filter(verb="portfolio_taken_out").exists()


def test_other_apps_add_their_part(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sheets:
        def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
            return [in_memory("ark/ett.txt", str(organisation_id).encode())]

        def summary(self) -> str:
            return "Arkene"

        def explanation(self) -> str:
            return "ark: arbeidsark."

    monkeypatch.setattr(takeout, "_parts", [])
    takeout.add_part(Sheets())
    found = archive(cast)
    assert found.read("ark/ett.txt").decode() == str(cast.fjordvik.id)
    assert "ark: arbeidsark." in found.read("LES-MEG.txt").decode("utf-8-sig")


def test_the_archive_is_sent_piece_by_piece(cast: Cast) -> None:
    make_many(cast.fjordvik, 50)
    by = cast.actor("Ingrid").by
    plan = create_plan(by, cast.fjordvik, {"name": "Stor plan"})
    add_file(by, plan, "Stor", files.store(bytes([number]) * 300_000 for number in range(10)), "stor.bin")
    client = Client()
    client.force_login(cast.person("Ingrid"))
    pieces = list(client.post(ADDRESS).streaming_content)  # type: ignore[attr-defined]
    assert len(pieces) > 10


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("kart.pdf", "kart.pdf"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\filer\\kart.pdf", "C filer kart.pdf"),
        ("", "uten navn"),
        ("...", "uten navn"),
        ("\u202efdp.exe", "fdp.exe"),
        ("x" * 300 + ".pdf", "x" * 77 + ".pdf"),
        ("CON", "_CON"),
        ("aux.pdf", "_aux.pdf"),
        ("Kontrakt.pdf", "Kontrakt.pdf"),
    ],
)
def test_a_file_name_is_one_step_of_a_path(given: str, kept: str) -> None:
    assert safe_name(given) == kept
