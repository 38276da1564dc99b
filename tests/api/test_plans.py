"""Plans read and changed by another program."""

import io
import json
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plandugnad.api.routes import service
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import create_plan, delete_plan, link_plans
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan
from plandugnad.plans.owning import change_own
from tests.api.builders import Program, make_secret
from tests.cast import EVERYBODY, Cast
from tests.plans.builders import make_plan
from tests.plans.owners import hand_over, joint_plan, own_row


@pytest.fixture
def ingrid(cast: Cast) -> Program:
    return Program(make_secret(cast.person("Ingrid")))


def names(answer: Any) -> set[str]:
    return {plan["name"] for plan in answer.json()["items"]}


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_reads_by_token_what_they_see_on_the_pages(cast: Cast, name: str) -> None:
    parent = create_plan(SYSTEM, cast.fjordvik, {"name": "Samfunnsdel", "status": "in_process"})
    for place in (cast.fjordvik, cast.lyngmo, cast.storoy):
        create_plan(SYSTEM, place, {"name": f"Utkast i {place.name}", "status": "in_process", "notes": "Hemmelig"})
        create_plan(SYSTEM, place, {"name": f"Vedtatt i {place.name}", "status": "adopted", "notes": "Hemmelig"})
    Plan.objects.filter(name="Vedtatt i Fjordvik").update(parent=parent)
    actor = cast.actor(name)
    answer = Program(make_secret(cast.person(name))).get("plans")
    if not actor.places and not actor.is_administrator:
        assert answer.status_code == HTTPStatus.UNAUTHORIZED
        return
    assert names(answer) == set(Plan.objects.visible_to(actor).values_list("name", flat=True))
    for plan in answer.json()["items"]:
        whole = Plan.objects.get(pk=plan["id"]).organisation_id in actor.reads
        assert (plan["notes"] is not None) == whole
        if plan["name"] == "Vedtatt i Fjordvik":
            assert (plan["parent_name"] == "Samfunnsdel") == whole


def test_a_plan_is_made_read_changed_deleted_and_brought_back(ingrid: Program, cast: Cast) -> None:
    sent = {
        "municipality": "9901", "name": "Kulturplan", "plan_type": "theme_plan", "status": "adopted",
        "adopted": "2019-06-12", "period": "2020/2024", "themes": ["kultur", "folkehelse"],
    }  # fmt: skip
    made = ingrid.post("plans", sent)
    assert made.status_code == HTTPStatus.CREATED
    plan = made.json()
    assert plan["adopted"] == "2019-06-12"
    assert plan["themes"] == ["kultur", "folkehelse"]
    address = f"plans/{plan['id']}"
    assert made.headers["Location"] == f"/api/v1/{address}"
    assert ingrid.get(address).headers["ETag"] == '"1"'
    changed = ingrid.patch(address, {"version": 1, "name": "Kulturplanen", "themes": None, "adopted": "2019"})
    assert (changed.json()["name"], changed.json()["themes"], changed.json()["version"]) == ("Kulturplanen", [], 2)
    assert changed.json()["adopted"] == "2019"
    assert ingrid.delete(address).status_code == HTTPStatus.NO_CONTENT
    assert ingrid.get(address).status_code == HTTPStatus.NOT_FOUND
    assert names(ingrid.get("plans?deleted=true")) == {"Kulturplanen"}
    assert ingrid.post(f"{address}/undelete").json()["deleted_at"] is None
    by = {event.by_name for event in AuditEvent.objects.filter(subject_id=plan["id"])}
    assert by == {"Ingrid Eksempel (nøkkelen «Sak og arkiv»)"}


def test_land_plans_carry_the_national_codes(ingrid: Program) -> None:
    sent = {"municipality": "9901", "name": "Sentrum", "plan_type": "zoning_detail", "status": "under_revision"}
    made = ingrid.post("plans", sent).json()
    assert (made["sosi_plan_type"], made["sosi_plan_status"]) == ("35", "3")
    made = ingrid.post("plans", sent | {"plan_type": "theme_plan", "name": "Kultur"}).json()
    assert (made["sosi_plan_type"], made["sosi_plan_status"]) == (None, None)


def test_two_who_change_the_same_field_are_told_and_nothing_is_lost(ingrid: Program, cast: Cast) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    tore = Program(make_secret(cast.person("Tore"), name="Portal"))
    assert tore.patch(f"plans/{plan.id}", {"version": 1, "name": "Tores navn"}).status_code == HTTPStatus.OK
    refused = ingrid.patch(f"plans/{plan.id}", {"version": 1, "name": "Ingrids navn"})
    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Tore Eksempel (nøkkelen «Portal»)" in refused.json()["detail"]
    assert refused.json()["fields"] == ["name"]
    other = ingrid.patch(f"plans/{plan.id}", {"version": 1, "section": "Kultur"})
    assert other.status_code == HTTPStatus.OK
    assert other.json()["name"] == "Tores navn"
    stale = ingrid.patch(f"plans/{plan.id}", {"version": 3, "section": "Oppvekst"}, If_Match='"1"')
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED
    assert ingrid.delete(f"plans/{plan.id}", If_Match='"1"').status_code == HTTPStatus.PRECONDITION_FAILED
    assert ingrid.delete(f"plans/{plan.id}", If_Match='"3"').status_code == HTTPStatus.NO_CONTENT


def test_the_same_key_sent_twice_makes_one_plan(ingrid: Program, cast: Cast) -> None:
    sent = {"municipality": "9901", "name": "Kulturplan"}
    made = [ingrid.post("plans", sent, Idempotency_Key="sak-2026/14").json()["id"] for _ in range(2)]
    assert made[0] == made[1]
    other = Program(make_secret(cast.person("Tore"))).post("plans", sent, Idempotency_Key="sak-2026/14").json()["id"]
    assert other != made[0]
    ingrid.delete(f"plans/{made[0]}")
    assert ingrid.post("plans", sent, Idempotency_Key="sak-2026/14").status_code == HTTPStatus.CONFLICT


def test_a_key_whose_plan_another_leads_by_now_is_told_so(ingrid: Program, cast: Cast) -> None:
    sent = {"municipality": "9901", "name": "Kystsoneplan"}
    made = ingrid.post("plans", sent, Idempotency_Key="sak-2026/15").json()["id"]
    hand_over(Plan.objects.get(pk=made), cast)
    again = ingrid.post("plans", sent, Idempotency_Key="sak-2026/15")
    assert again.status_code == HTTPStatus.CONFLICT
    assert "leder arbeidet" in again.json()["detail"]
    assert Plan.objects.count() == 1


def test_who_owns_a_plan_together_is_named(ingrid: Program, cast: Cast) -> None:
    plan = joint_plan(cast)
    make_plan(cast.fjordvik, "Kulturplan")
    assert [place["name"] for place in ingrid.get(f"plans/{plan.id}").json()["owners"]] == ["Lyngmo"]
    assert sorted(len(each["owners"]) for each in ingrid.get("plans").json()["items"]) == [0, 1]


def test_what_each_council_has_decided_is_told_and_nothing_it_intends(ingrid: Program, cast: Cast) -> None:
    plan = joint_plan(cast, own={"notes": "Hemmelig", "priority": "Hemmelig", "adopted_by": "Hemmelig utkast"})
    nothing = {"status": None, "adopted": None, "adopted_by": None, "case_reference": None}
    [lyngmo] = ingrid.get(f"plans/{plan.id}").json()["owners"]
    assert {name: lyngmo[name] for name in nothing} == nothing
    told = {"status": "adopted", "adopted": "2026-05-12", "adopted_by": "Kommunestyret", "case_reference": "26/14"}
    change_own(SYSTEM, own_row(plan, cast), {**told, "adopted": When.parse("2026-05-12")})
    for answer in (ingrid.get(f"plans/{plan.id}").json(), ingrid.get("plans").json()["items"][0]):
        [lyngmo] = answer["owners"]
        assert {name: lyngmo[name] for name in told} == told
        assert "Hemmelig" not in json.dumps(lyngmo)


def test_a_body_that_is_too_big_or_cut_off_is_told_so(ingrid: Program, cast: Cast) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    big = json.dumps({"version": 1, "notes": "a" * 3_000_000})
    for answer in (ingrid.call("post", "plans", big), ingrid.call("patch", f"plans/{plan.id}", big)):
        assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert "2 MB" in answer.json()["detail"]
    about: dict[str, Any] = {"headers": {"Authorization": f"Bearer {ingrid.secret}"}, "wsgi.input": CutOff()}
    answer = ingrid.client.generic("POST", "/api/v1/plans", "{}", "application/json", **about)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "brutt" in answer.json()["detail"]


class CutOff(io.RawIOBase):
    """As a connection that breaks while the body is on its way."""

    def read(self, size: int = -1) -> bytes:
        raise ConnectionResetError


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": " \t "}, "body.name"),
    ({"name": "a" * 401}, "body.name"),
    ({"name": "A\x00B"}, "body.name"),
    ({"name": "En \ud800 løs"}, "body.name"),
    ({"name": 7}, "body.name"),
    ({"adopted": "2019-13-45"}, "body.adopted"),
    ({"adopted": "2019-02-29"}, "body.adopted"),
    ({"adopted": "0000"}, "body.adopted"),
    ({"period": "2024/2020"}, "body.period"),
    ({"adopted": "i fjor"}, "body.adopted"),
    ({"status": "vedtatt"}, "body.status"),
    ({"parent_id": "ikke en id"}, "body.parent_id"),
    ({"parent_id": "00000000-0000-7000-8000-000000000000"}, "body.parent_id"),
    ({"national_plan_id": "; DROP"}, "body.national_plan_id"),
    ({"themes": ["a" * 81]}, "body.themes.0"),
    ({"themes": ["a,b"]}, "body.themes.0"),
    ({"themes": "kultur"}, "body.themes"),
    ({"notes": "A\x00B"}, "body.notes"),
    ({"tittel": "Kulturplan"}, "body.tittel"),
]


@pytest.mark.parametrize(("sent", "field"), WRONG)
def test_what_is_wrong_is_told_field_by_field_and_nothing_is_kept(
    ingrid: Program, cast: Cast, sent: dict[str, Any], field: str
) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    for answer in (
        ingrid.post("plans", json.dumps({"municipality": "9901", "name": "Ny", **sent})),
        ingrid.patch(f"plans/{plan.id}", json.dumps({"version": 1, **sent})),
    ):
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert all(error["message"] for error in answer.json()["errors"])
    assert list(Plan.objects.values_list("name", "version")) == [("Kulturplan", 1)]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"tekst"', b"\xff\xfe", "[" * 100_000, '{"version": 1e999}'])
def test_a_body_that_is_no_plan_is_told_so(ingrid: Program, cast: Cast, body: Any) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    for answer in (ingrid.call("post", "plans", body), ingrid.call("patch", f"plans/{plan.id}", body)):
        assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
        assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=201", "limit=99999999999999999999", "limit=x", "after=1", "municipality=99", "q=%00",
        "municipality=%D9%A1%D9%A2%D9%A3%D9%A4", "status=x", "changed_since=i+går", "changed_since=2026-01-01T00:00:00",
        "deleted=kanskje", "changed_since=0001-01-01T00:00:00%2B10:00", "changed_since=99999999999999999999",
    ],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_told_and_not_passed_over(ingrid: Program, query: str) -> None:
    answer = ingrid.get(f"plans?{query}")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json()["errors"][0]["field"].startswith("query.")


def test_a_time_zone_that_only_some_know_is_a_moment_like_others(ingrid: Program, cast: Cast) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    assert names(ingrid.get("plans?changed_since=0088-11-30T23:42:58-23:42")) == {"Kulturplan"}


def test_a_version_that_never_was_is_told_so(ingrid: Program, cast: Cast) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    refused = ingrid.patch(f"plans/{plan.id}", {"version": 9, "name": "Ny"})
    assert (refused.status_code, refused.json()["detail"][:28]) == (HTTPStatus.CONFLICT, "Planen har ingen versjon 9; ")


def test_filters_leave_what_fits_all_of_them(ingrid: Program, cast: Cast) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "adopted", "plan_type": "theme_plan"})
    create_plan(SYSTEM, cast.fjordvik, {"name": "Klimaplan", "status": "in_process", "plan_type": "theme_plan"})
    create_plan(SYSTEM, cast.lyngmo, {"name": "Kulturplan på Lyngmo", "status": "adopted"})
    assert names(ingrid.get("plans?municipality=9901&plan_type=theme_plan&q=kultur")) == {"Kulturplan"}
    assert names(ingrid.get("plans?county=99&status=adopted")) == {"Kulturplan", "Kulturplan på Lyngmo"}
    assert names(ingrid.get("plans?changed_since=2100-01-01T00:00:00Z")) == set()
    assert names(ingrid.get("plans?municipality=0000")) == set()


def test_pages_hold_everything_once(ingrid: Program, cast: Cast) -> None:
    for number in range(7):
        create_plan(SYSTEM, cast.fjordvik, {"name": f"Plan {number}"})
    seen: list[str] = []
    answer = ingrid.get("plans?limit=3&municipality=9901").json()
    while True:
        seen += [plan["name"] for plan in answer["items"]]
        if answer["next"] is None:
            break
        create_plan(SYSTEM, cast.fjordvik, {"name": f"Ny {len(seen)}"})  # somebody works on meanwhile
        answer = ingrid.get(answer["next"].partition("/api/v1/")[2]).json()
    assert seen == [*(f"Plan {number}" for number in range(7)), "Ny 3", "Ny 6"]
    assert ingrid.get("plans?limit=1").json()["items"][0]["name"] == "Plan 0"


def test_the_number_of_questions_does_not_grow_with_the_plans(ingrid: Program, cast: Cast) -> None:
    above = create_plan(SYSTEM, cast.fjordvik, {"name": "Samfunnsdel"})
    ingrid.get("plans")  # notes that the token was used
    counts = []
    for number in range(8):
        create_plan(SYSTEM, cast.fjordvik, {"name": f"Plan {number}", "parent_id": above.id})
        with CaptureQueriesContext(connection) as queries:
            ingrid.get("plans")
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 7


def test_links_and_documents_are_those_of_plans_one_sees(ingrid: Program, cast: Cast) -> None:
    mine = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "adopted"})
    theirs = create_plan(SYSTEM, cast.lyngmo, {"name": "Utkast", "status": "in_process"})
    other = create_plan(SYSTEM, cast.fjordvik, {"name": "Klimaplan"})
    for end in (theirs, other):
        link_plans(SYSTEM, mine, LinkKind.ELABORATES, end)
    links = ingrid.get(f"plans/{mine.id}/links").json()["items"]
    assert [link["other_id"] for link in links] == [str(other.id)]
    assert ingrid.get(f"plans/{mine.id}/documents").json() == {"items": [], "next": None}
    assert ingrid.get(f"plans/{theirs.id}/links").status_code == HTTPStatus.NOT_FOUND
    delete_plan(SYSTEM, mine)
    assert ingrid.get(f"plans/{mine.id}/documents").status_code == HTTPStatus.NOT_FOUND


def test_what_may_be_sent_is_what_can_be_kept() -> None:
    said = service.get_openapi_schema()["components"]["schemas"]["PlanNew"]["properties"]
    for name, about in said.items():
        lengths = [each["maxLength"] for each in (about, *about.get("anyOf", ())) if "maxLength" in each]
        if name not in {"municipality", "notes"} and lengths:
            kept: Any = Plan._meta.get_field(name)
            assert lengths == [kept.max_length], name
