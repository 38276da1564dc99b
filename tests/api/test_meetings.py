"""Calendars, agendas and follow-ups read by another program, by the same rights as on the pages."""

from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plandugnad.core.audit import SYSTEM
from plandugnad.meetings.actions.agenda import add_item, promise, set_done, set_minutes
from plandugnad.meetings.models import Meeting
from tests.api.builders import Program, make_secret
from tests.cast import EVERYBODY, Cast
from tests.meetings.builders import a_body, a_meeting

WAYS = ("meetings/{}/items", "follow-ups?meeting={}")


def meetings(cast: Cast) -> list[Meeting]:
    bodies = [
        a_body(cast.fjordvik),
        a_body(cast.fjordvik, "Plangruppa", "group"),
        a_body(cast.ytre_fjord, "Styringsgruppa", "group"),
        a_body(cast.lyngmo),
    ]
    found = []
    for body in bodies:
        meeting = a_meeting(body, digital_address="https://mote.example/HEMMELIG")
        item = add_item(SYSTEM, meeting, {"title": f"HEMMELIG sak i {body.name}"})
        promise(SYSTEM, meeting, {"what": f"HEMMELIG oppgave i {body.name}", "item_id": item.id, "who": "Tore"})
        set_minutes(SYSTEM, meeting, "HEMMELIG til stede", is_done=True)
        found.append(meeting)
    return found


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_reads_by_token_the_meetings_and_agendas_of_the_pages(cast: Cast, name: str) -> None:
    found, person = meetings(cast), cast.person(name)
    program, browser = Program(make_secret(person)), Client()
    browser.force_login(person)
    answer = program.get("meetings")
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        assert not cast.actor(name).places
        return
    listed = {each["id"]: each for each in answer.json()["items"]}
    bodies = {each["id"] for each in program.get("bodies").json()["items"]}
    for meeting in found:
        page = browser.get(f"/moter/{meeting.id}/")
        is_seen, is_read = page.status_code == HTTPStatus.OK, "HEMMELIG sak" in page.content.decode()
        one, items = program.get(f"meetings/{meeting.id}"), program.get(f"meetings/{meeting.id}/items")
        assert one.status_code == (HTTPStatus.OK if is_seen else HTTPStatus.NOT_FOUND)
        assert (str(meeting.id) in listed, str(meeting.body_id) in bodies) == (is_seen, is_seen)
        assert items.status_code == (HTTPStatus.OK if is_read else HTTPStatus.NOT_FOUND)
        promised = program.get(f"follow-ups?meeting={meeting.id}").json()["items"]
        assert bool(promised) == is_read
        if is_seen:
            assert ("HEMMELIG" in one.content.decode()) == is_read
            assert (one.json()["minuted_at"] is not None) == is_read


@pytest.fixture
def ingrid(cast: Cast) -> Program:
    return Program(make_secret(cast.person("Ingrid")))


def names(answer: Any, field: str) -> list[str]:
    return [each[field] for each in answer.json()["items"]]


def test_follow_ups_are_chosen_by_place_and_by_whether_they_are_done(ingrid: Program, cast: Cast) -> None:
    here, other = a_meeting(a_body(cast.fjordvik)), a_meeting(a_body(cast.ytre_fjord, "Gruppa", "group"))
    done = promise(SYSTEM, here, {"what": "Ringe fylket", "person_id": cast.person("Tore").id})
    set_done(SYSTEM, done, is_done=True)
    promise(SYSTEM, here, {"what": "Finne kartet", "who": "Kari"})
    promise(SYSTEM, other, {"what": "Bestille rom"})
    assert names(ingrid.get("follow-ups?municipality=9901&is_done=true"), "what") == ["Ringe fylket"]
    assert names(ingrid.get("follow-ups?is_done=false"), "what") == ["Finne kartet", "Bestille rom"]
    assert names(ingrid.get(f"follow-ups?collaboration={cast.ytre_fjord.id}"), "what") == ["Bestille rom"]
    assert names(ingrid.get(f"follow-ups?meeting={here.id}"), "who") == ["Tore Eksempel", "Kari"]


def test_bodies_and_meetings_are_chosen_by_place_and_body(ingrid: Program, cast: Cast) -> None:
    council, group = a_body(cast.fjordvik), a_body(cast.ytre_fjord, "Gruppa", "group")
    for body in (council, group):
        a_meeting(body)
    assert names(ingrid.get("bodies?municipality=9901"), "name") == ["Kommunestyret"]
    assert names(ingrid.get(f"bodies?collaboration={cast.ytre_fjord.id}"), "name") == ["Gruppa"]
    [meeting] = ingrid.get(f"meetings?body={group.id}").json()["items"]
    assert meeting["body"]["name"] == "Gruppa"
    assert meeting["page"].endswith(f"/moter/{meeting['id']}/")


@pytest.mark.parametrize("way", WAYS)
def test_the_number_of_questions_does_not_grow_with_the_rows(ingrid: Program, cast: Cast, way: str) -> None:
    meeting, counts = a_meeting(a_body(cast.fjordvik)), []
    for number in range(3):
        add_item(SYSTEM, meeting, {"title": f"Sak {number}"})
        promise(SYSTEM, meeting, {"what": f"Oppgave {number}", "person_id": cast.person("Tore").id})
        ingrid.get("bodies")  # notes that the token is used
        with CaptureQueriesContext(connection) as queries:
            assert len(ingrid.get(way.format(meeting.id)).json()["items"]) == number + 1
        counts.append(len(queries))
    assert len(set(counts)) == 1
    assert counts[0] <= 6
