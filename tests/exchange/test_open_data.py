"""What everybody may fetch, and that it is never more than a municipality has chosen."""

import csv
import io
import json
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.exchange.content import FIELDS
from plandugnad.exchange.models import Publication, PublishedPlan
from plandugnad.exchange.publishing import publish, withdraw
from plandugnad.plans.actions import change_plan, create_plan, delete_plan, undelete_plan
from plandugnad.plans.fields import INTERNAL
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.plans.owning import change_own, part
from plandugnad.plans.snapshot import EDITABLE
from tests.cast import EVERYBODY, Cast
from tests.plans.owners import hand_over, joint_plan, own_row

ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
SECRETS = {
    "notes": "HEMMELIG merknad",
    "priority": "HEMMELIG prioritet",
    "work_years": "HEMMELIG år",
    "responsible": "HEMMELIG Kari",
    "section": "HEMMELIG område",
    "owner_unit": "HEMMELIG enhet",
    "adopted_by": "HEMMELIG Ola",
    "goal": "HEMMELIG mål",
    "decision": "repeal",
}


@pytest.fixture(autouse=True)
def _own_tally(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def plan(cast: Cast) -> Plan:
    draft = create_plan(SYSTEM, cast.fjordvik, {"name": "HEMMELIG utkast", "status": "in_process"})
    about = {"name": "Kulturplan", "status": "adopted", "adopted": "2019-06-12", "themes": ["kultur"]}
    plan = create_plan(SYSTEM, cast.fjordvik, {**about, **SECRETS, "parent_id": draft.id})
    publish(SYSTEM, cast.fjordvik)
    return plan


def fetched(path: str, **headers: str) -> Any:
    return Client().get(f"/apne-data/{path}", headers=headers)


def text_of(answer: Any) -> str:
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def plans_in(path: str) -> list[Any]:
    found: list[Any] = json.loads(text_of(fetched(path)))["plans"]
    return found


EVERY_FORM = [
    "planer.json", "planer.csv", "planer.atom", "fylker/99/planer.json", "fylker/99/planer.csv",
    "fylker/99/planer.atom", "kommuner/9901/planer.json", "kommuner/9901/planer.csv", "kommuner/9901/planer.atom",
]  # fmt: skip


@pytest.mark.parametrize("path", EVERY_FORM)
def test_what_is_in_force_is_open_and_nothing_else_of_it(plan: Plan, path: str) -> None:
    text = text_of(fetched(path))
    assert "Kulturplan" in text
    assert "HEMMELIG" not in text
    assert "ksempel" in text or "is_example" in text


def test_what_is_published_is_chosen_field_by_field() -> None:
    left_out = {
        *INTERNAL, "responsible", "section", "owner_unit", "adopted_by", "goal", "extent", "is_adopted_year_from_case",
    }  # fmt: skip
    assert set(EDITABLE) - left_out == set(FIELDS) - {"sosi_plan_type", "sosi_plan_status", "led_by_number"}


@pytest.mark.parametrize("path", EVERY_FORM)
def test_nothing_is_open_until_the_municipality_says_so(cast: Cast, path: str) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "adopted"})
    answer = fetched(path)
    assert answer.status_code == (HTTPStatus.NOT_FOUND if "kommuner" in path else HTTPStatus.OK)
    assert "Kulturplan" not in text_of(answer)


def test_what_changes_is_open_as_it_stands(plan: Plan, cast: Cast) -> None:
    change_plan(SYSTEM, plan, {"name": "Kulturplanen"})
    assert [each["name"] for each in plans_in("planer.json")] == ["Kulturplanen"]
    delete_plan(SYSTEM, plan)
    assert plans_in("planer.json") == []
    undelete_plan(SYSTEM, plan)
    assert len(plans_in("planer.json")) == 1
    change_plan(SYSTEM, plan, {"status": "repealed"})
    assert plans_in("planer.json") == []
    assert PublishedPlan.objects.get(pk=plan.id).content == {}


def test_what_is_above_is_named_only_while_it_is_open_itself(plan: Plan) -> None:
    assert plans_in("planer.json")[0]["parent_id"] is None
    assert plan.parent is not None
    change_plan(SYSTEM, plan.parent, {"status": "adopted", "name": "Samfunnsdel"})
    below = next(each for each in plans_in("planer.json") if each["name"] == "Kulturplan")
    assert below["parent_id"] == str(plan.parent_id)


def test_a_change_of_what_is_internal_is_no_change_to_others(plan: Plan) -> None:
    before = fetched("kommuner/9901/planer.json")
    change_plan(SYSTEM, plan, {"notes": "En ny HEMMELIG merknad", "responsible": "HEMMELIG Per"})
    after = fetched("kommuner/9901/planer.json")
    assert after.headers["ETag"] == before.headers["ETag"]
    assert text_of(after) == text_of(before)


def test_what_was_open_is_gone_when_it_is_closed_and_the_changes_say_so(plan: Plan, cast: Cast) -> None:
    withdraw(SYSTEM, cast.fjordvik)
    assert fetched("kommuner/9901/planer.json").status_code == HTTPStatus.NOT_FOUND
    assert fetched(f"planer/{plan.id}.json").status_code == HTTPStatus.NOT_FOUND
    assert plans_in("planer.json") == []
    feed = ElementTree.fromstring(text_of(fetched("planer.atom")))
    assert [each.attrib["ref"] for each in feed.iter(GONE)] == [f"urn:uuid:{plan.id}"]
    change_plan(SYSTEM, plan, {"name": "Noe nytt"})
    assert plans_in("planer.json") == []


def test_nothing_of_a_municipality_that_has_not_opened_is_read_whatever_stands_in_the_row(cast: Cast) -> None:
    content = {"name": "HEMMELIG plan", "plan_type": "", "status": "adopted"}
    row = PublishedPlan.objects.create(id=uuid4(), plan_id=uuid4(), organisation=cast.fjordvik, content=content)
    for path in ("planer.json", "planer.csv", "planer.atom", f"planer/{row.id}.json"):
        assert "HEMMELIG" not in text_of(fetched(path))
    assert "HEMMELIG" not in Client().get("/api/v1/open/plans").content.decode()


def test_what_each_council_has_decided_of_a_joint_plan_is_open_where_that_municipality_has_opened(cast: Cast) -> None:
    own = {"status": "adopted", "adopted": When.parse("2026-05-12"), "case_reference": "26/14", "notes": "HEMMELIG"}
    joint = joint_plan(cast, own=own, status="in_process", notes="HEMMELIG", plan_type="theme_plan")
    publish(SYSTEM, cast.fjordvik)
    assert plans_in("planer.json") == []  # neither Lyngmo's, nor a draft of Fjordvik's
    publish(SYSTEM, cast.lyngmo)
    change_plan(SYSTEM, joint, {"status": "adopted", "adopted": When.parse("2026-06-20")})
    lead, lyngmo = plans_in("planer.json")
    assert [each["municipality_number"] for each in (lead, lyngmo)] == ["9901", "9902"]
    assert [each["adopted"] for each in (lead, lyngmo)] == ["2026-06-20", "2026-05-12"]
    assert {(each["name"], each["plan_id"], each["led_by_number"]) for each in (lead, lyngmo)} == {
        ("Kystsoneplan", str(joint.id), "9901")
    }
    assert (lead["id"], lyngmo["id"]) == (str(joint.id), str(own_row(joint, cast).id))
    assert text_of(fetched("kommuner/9902/planer.csv")).count("26/14") == 1
    for path in ("kommuner/9902/planer.json", "kommuner/9902/planer.csv", "kommuner/9902/planer.atom"):
        assert "HEMMELIG" not in text_of(fetched(path))
    feed = ElementTree.fromstring(text_of(fetched("kommuner/9902/planer.atom")))
    assert "fellesplan ledet av kommune 9901" in (feed.findtext(f"{ATOM}entry/{ATOM}summary") or "")
    change_own(SYSTEM, own_row(joint, cast), {"status": "repealed"})
    assert [each["municipality_name"] for each in plans_in("planer.json")] == ["Fjordvik"]
    feed = ElementTree.fromstring(text_of(fetched("kommuner/9902/planer.atom")))
    assert [each.attrib["ref"] for each in feed.iter(GONE)] == [f"urn:uuid:{lyngmo['id']}"]


def test_who_leaves_a_joint_plan_takes_its_decision_out_of_what_is_open(cast: Cast) -> None:
    joint = joint_plan(cast, own={"status": "adopted"}, status="adopted")
    publish(SYSTEM, cast.lyngmo)
    assert [each["id"] for each in plans_in("planer.json")] == [str(own_row(joint, cast).id)]
    own = part(SYSTEM, own_row(joint, cast), keeps_plan=True)
    assert own is not None
    assert [each["id"] for each in plans_in("planer.json")] == [str(own.id)]


def test_a_joint_plan_is_open_as_it_stands_with_a_lead_that_hands_it_over(plan: Plan, cast: Cast) -> None:
    hand_over(plan, cast)
    [fjordvik] = plans_in("planer.json")
    owner = PlanOwner.objects.get(plan=plan)
    assert (fjordvik["id"], fjordvik["municipality_number"]) == (str(owner.id), "9901")
    assert (fjordvik["plan_id"], fjordvik["led_by_number"]) == (str(plan.id), "9902")
    row = PublishedPlan.objects.get(pk=plan.id)
    assert (row.is_gone, row.content, row.organisation) == (True, {}, cast.fjordvik)
    feed = ElementTree.fromstring(text_of(fetched("kommuner/9901/planer.atom")))
    assert [each.attrib["ref"] for each in feed.iter(GONE)] == [f"urn:uuid:{plan.id}"]
    change_own(SYSTEM, owner, {"status": "", "notes": "HEMMELIG"})
    assert plans_in("planer.json") == []
    publish(SYSTEM, cast.lyngmo)
    change_plan(SYSTEM, plan, {"status": "adopted"})
    assert [each["municipality_name"] for each in plans_in("planer.json")] == ["Lyngmo"]
    withdraw(SYSTEM, cast.lyngmo)
    assert plans_in("planer.json") == []


def test_a_joint_plan_follows_its_lead_where_both_have_opened(plan: Plan, cast: Cast) -> None:
    publish(SYSTEM, cast.lyngmo)
    change_own(SYSTEM, own_row(plan, cast), {"status": "adopted"})
    hand_over(plan, cast)
    assert [each["plan_id"] for each in plans_in("kommuner/9901/planer.json")] == [str(plan.id)]
    assert [each["id"] for each in plans_in("kommuner/9902/planer.json")] == [str(plan.id)]


def test_a_plan_hangs_under_a_joint_one_that_its_own_council_has_adopted(cast: Cast) -> None:
    joint = joint_plan(cast, status="in_process")
    create_plan(SYSTEM, cast.lyngmo, {"name": "Havneplan", "status": "adopted", "parent_id": joint.id})
    publish(SYSTEM, cast.lyngmo)
    assert [each["parent_id"] for each in plans_in("planer.json")] == [None]
    change_own(SYSTEM, own_row(joint, cast), {"status": "adopted"})
    assert {each["name"]: each["parent_id"] for each in plans_in("planer.json")}["Havneplan"] == str(joint.id)


def test_what_is_above_in_another_municipality_is_named_only_while_that_has_opened(cast: Cast) -> None:
    joint = joint_plan(cast, status="adopted")
    create_plan(SYSTEM, cast.lyngmo, {"name": "Havneplan", "status": "adopted", "parent_id": joint.id})
    publish(SYSTEM, cast.lyngmo)
    named = [plans_in("kommuner/9902/planer.json")[0]["parent_id"]]
    for change in (publish, withdraw):
        change(SYSTEM, cast.fjordvik)
        named.append(plans_in("kommuner/9902/planer.json")[0]["parent_id"])
    assert named == [None, str(joint.id), None]


def test_who_began_to_save_first_and_is_done_last_makes_a_new_copy(plan: Plan, cast: Cast) -> None:
    """Its moment is passed by one that others have fetched; the number of plans is the same."""
    other = create_plan(SYSTEM, cast.fjordvik, {"name": "Klimaplan", "status": "adopted"})
    moment = PublishedPlan.objects.get(pk=other.id).changed_at
    ahead = moment + timedelta(hours=1)
    PublishedPlan.objects.filter(pk=other.id).update(changed_at=ahead)
    for path in ("planer.json", "kommuner/9901/planer.csv", "fylker/99/planer.atom"):
        before = fetched(path)
        change_plan(SYSTEM, plan, {"name": f"Kulturplan {path}"})
        assert fetched(path, **{"If-None-Match": before.headers["ETag"]}).status_code == HTTPStatus.OK
        assert "Last-Modified" not in before.headers


def test_the_feed_is_valid_and_the_newest_stands_first(plan: Plan, cast: Cast) -> None:
    strange = 'Plan <b>&"\u0007\ufffe'
    create_plan(SYSTEM, cast.fjordvik, {"name": strange, "status": "adopted"})
    feed = ElementTree.fromstring(text_of(fetched("kommuner/9901/planer.atom")))
    entries = feed.findall(f"{ATOM}entry")
    assert [len(feed.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ['Plan <b>&"  ', "Kulturplan"]
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == updated[0]
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    assert entries[1].findtext(f"{ATOM}id") == f"urn:uuid:{plan.id}"
    change_plan(SYSTEM, plan, {"name": "Kulturplanen"})
    feed = ElementTree.fromstring(text_of(fetched("kommuner/9901/planer.atom")))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Kulturplanen"


def test_a_cell_that_looks_like_a_formula_is_made_harmless(plan: Plan, cast: Cast) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": '=HYPERLINK("x")', "status": "adopted"})
    rows = list(csv.DictReader(io.StringIO(text_of(fetched("planer.csv")).lstrip("\ufeff")), delimiter=";"))
    assert {row["name"] for row in rows} == {"Kulturplan", '\'=HYPERLINK("x")'}
    assert {row["is_example"] for row in rows} == {"true"}


def test_example_data_say_so_in_every_form(plan: Plan) -> None:
    whole = json.loads(text_of(fetched("planer.json")))
    assert whole["is_example"] is True
    assert "oppdiktet" in whole["example_notice"]
    assert whole["plans"][0]["is_example"] is True
    assert "oppdiktet" in text_of(fetched("planer.atom"))
    assert "oppdiktet" in text_of(fetched("katalog.jsonld"))
    assert json.loads(text_of(fetched(f"planer/{plan.id}.json")))["is_example"] is True
    assert "oppdiktet" in text_of(fetched(""))


@pytest.mark.parametrize("path", [*EVERY_FORM, "katalog.jsonld"])
def test_a_copy_that_is_still_good_is_not_sent_again(plan: Plan, path: str) -> None:
    earlier = timezone.now() - timedelta(hours=1)  # one just made may be passed by another that is still being saved
    PublishedPlan.objects.update(changed_at=earlier)
    Publication.objects.update(published_at=earlier)
    first = fetched(path)
    text_of(first)
    for headers in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = fetched(path, **headers)
        assert again.status_code == HTTPStatus.NOT_MODIFIED
        assert text_of(again) == ""
        assert again.headers["ETag"] == first.headers["ETag"]
    create_plan(SYSTEM, plan.organisation, {"name": "Klimaplan", "status": "adopted"})
    assert fetched(path, **{"If-None-Match": first.headers["ETag"]}).status_code == HTTPStatus.OK


def test_any_page_of_any_site_may_read_what_is_open_and_only_that(plan: Plan) -> None:
    asked = Client().options("/apne-data/planer.json", headers={"Origin": "https://annet.example"})
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert fetched("planer.json").headers["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/api/v1/open/plans").headers["Access-Control-Allow-Origin"] == "*"
    for path in ("/api/v1/plans", "/kommuner/9901/", "/api/v1/municipalities"):
        assert "Access-Control-Allow-Origin" not in Client().get(path).headers


def test_who_fetches_too_often_is_told_when_to_come_back(plan: Plan, settings: Settings) -> None:
    settings.CALLS_PER_ADDRESS = 1
    assert fetched("planer.json").status_code == HTTPStatus.OK
    refused = fetched("planer.json")
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert 0 < int(refused.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    "path",
    [
        "planer.xml", "kommuner/0000/planer.json", "kommuner/%00/planer.json", "fylker/x/planer.csv",
        "kommuner/٩٩٠١/planer.json", f"kommuner/{'9' * 5000}/planer.json",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_told_in_words(plan: Plan, path: str) -> None:
    answer = fetched(path)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Se /apne-data/" in text_of(answer)


@pytest.mark.parametrize("page", ["0", "-1", "x", "%00", "9" * 5000, "2"])
def test_any_page_of_the_feed_can_be_asked_for(plan: Plan, page: str) -> None:
    assert ElementTree.fromstring(text_of(fetched(f"planer.atom?side={page}"))).tag == f"{ATOM}feed"


@pytest.mark.parametrize("path", ["planer.json", "kommuner/9901/planer.csv", "planer.atom"])
def test_the_number_of_questions_does_not_grow_with_the_plans(plan: Plan, path: str) -> None:
    counts = []
    for number in range(4):
        create_plan(SYSTEM, plan.organisation, {"name": f"Plan {number}", "status": "adopted"})
        with CaptureQueriesContext(connection) as queries:
            text_of(fetched(path))
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 6


@pytest.mark.parametrize("name", EVERYBODY)
def test_those_who_write_the_plans_open_and_close_and_it_stands_in_the_history(cast: Cast, name: str) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "adopted", "notes": "HEMMELIG"})
    client = Client()
    client.force_login(cast.person(name))
    may = cast.fjordvik.id in cast.actor(name).writes
    address = "/kommuner/9901/apne-data/"
    assert client.get(address).status_code == (HTTPStatus.OK if may else HTTPStatus.NOT_FOUND)
    client.post(address, {"do": "open"})
    assert (fetched("kommuner/9901/planer.json").status_code == HTTPStatus.OK) == may
    if may:
        seen = client.get(f"{address}forhandsvisning.json")
        assert [plan["name"] for plan in seen.json()] == ["Kulturplan"]
        client.post(address, {"do": "close"})
        assert fetched("kommuner/9901/planer.json").status_code == HTTPStatus.NOT_FOUND
        verbs = AuditEvent.objects.filter(subject_id=cast.fjordvik.id).values_list("verb", "by_name")
        assert set(verbs) == {(verb, f"{name} Eksempel") for verb in ("open_data_published", "open_data_withdrawn")}


def test_what_is_shown_before_it_is_opened_is_what_is_opened(cast: Cast) -> None:
    create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan", "status": "adopted", **SECRETS})
    client = Client()
    client.force_login(cast.person("Ingrid"))
    shown = client.get("/kommuner/9901/apne-data/forhandsvisning.json").json()
    client.post("/kommuner/9901/apne-data/", {"do": "open"})
    opened = plans_in("kommuner/9901/planer.json")
    assert [{**each, "changed_at": ""} for each in shown] == [{**each, "changed_at": ""} for each in opened]
