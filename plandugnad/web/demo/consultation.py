"""The land-use part, out for six weeks: what is put out, and forty statements on it, one with an objection."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.archive.models import Folder, Room
from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.alike import actions as alike
from plandugnad.consultations.alike.looking import begin_run, carry_out
from plandugnad.consultations.listing.actions import assign
from plandugnad.consultations.models import (
    Consultation,
    Group,
    ObjectionState,
    Point,
    Statement,
    StatementSource,
    TagKind,
)
from plandugnad.consultations.objections.actions import note_objection, note_turn
from plandugnad.consultations.points.actions import split
from plandugnad.consultations.points.answers import Written, call_ready, write_answer, write_texts
from plandugnad.consultations.points.spans import paragraphs
from plandugnad.consultations.points.tagging import tag_named
from plandugnad.consultations.setup.actions import publish, put_out_document
from plandugnad.consultations.taking_in import add_statement
from plandugnad.core import audit
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute.holidays import previous_working_day
from plandugnad.plans.actions import change_plan
from plandugnad.plans.kinds import PlanType
from plandugnad.processes.models import Process
from plandugnad.regions.models import Organisation
from plandugnad.web.demo.archive import put
from plandugnad.web.demo.documents import report
from plandugnad.web.demo.region import Region

_SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("consultation.yaml").read_text(encoding="utf-8"))
_PLAIN = str.maketrans("æøå", "eoa")
# Far out at sea, as the other outlines of the demo. An arm of the sea goes in to the south.
_OUTLINE = {
    "type": "Polygon",
    "coordinates": [[
        [2.90, 65.96], [2.97, 65.955], [3.0, 65.972], [3.012, 66.0], [3.022, 65.985], [3.03, 65.958], [3.09, 65.962],
        [3.135, 65.985], [3.14, 66.02], [3.10, 66.052], [3.03, 66.06], [2.98, 66.048], [2.93, 66.042], [2.885, 66.01],
        [2.90, 65.96],
    ]],
}  # fmt: skip
# The plan is adopted within a year; then nobody needs to know who a private person was.
_PRIVATE_FOR = timedelta(days=540)


def make_consultation_of_land_use(region: Region, people: Mapping[str, Person], today: date) -> None:
    fjordvik, ingrid = region.municipalities["Fjordvik"], people["Ingrid"]
    by = By(ingrid.id, str(ingrid))
    process = Process.objects.kept().get(plan__organisation=fjordvik, plan__plan_type=PlanType.LAND_USE_PART)
    change_plan(by, process.plan, {"extent": _OUTLINE})
    values = _SAID["consultation"] | {"private_until": previous_working_day(today + _PRIVATE_FOR)}
    made = make_consultation(by, process, "KPA-7", values)
    _put_out(by, made, fjordvik)
    heard = [(_take_in(by, made, region, said, today), said) for said in _SAID["statements"]]
    marked = [one for statement, said in heard for one in _mark(by, statement, said)]
    _tag(by, made, marked)
    for point, about in marked:
        if answer := about.get("answer"):
            write_answer(by, point, Written(answer, ""), is_ready=about.get("ready", False))
    for statement, said in heard:
        texts = {name: Written(said[name], "") for name in ("summary", "assessment") if name in said}
        if texts:
            write_texts(by, statement, texts)
    _answer_alike(by, made)
    for statement, said in heard:
        if said.get("ready"):
            call_ready(by, statement)
    assign(by, made, [statement.id for statement, said in heard if said.get("assigned")], ingrid.id)
    for statement, said in heard:
        if "objection" in said:
            _object(by, statement, said["objection"], today)


def _put_out(by: By, made: Consultation, fjordvik: Organisation) -> None:
    """Published on the morning it opened."""
    room = Room.objects.get(organisation=fjordvik, name="Høringer")
    folder = Folder.objects.get(room=room, name="Arealdelen")
    for document in _SAID["documents"]:
        sections = [(section["heading"], section["text"]) for section in document["sections"]]
        file = put(by, room, document["name"], report(document["title"], sections), folder, "Slik det er på høring")
        put_out_document(by, made, file)
    publish(by, made)
    if made.opens_on:
        morning = timezone.make_aware(datetime.combine(made.opens_on, time(8)))
        Consultation.objects.filter(pk=made.pk).update(published_at=morning)


def _take_in(by: By, made: Consultation, region: Region, said: Mapping[str, Any], today: date) -> Statement:
    source = said.get("source", StatementSource.WEB)
    bodies = {"county": region.county, "state_administrator": region.state_administrator, **region.municipalities}
    values = {
        "source": source,
        "party": said["party"],
        "name": said["name"],
        "contact_name": said.get("contact_name", ""),
        "email": said.get("email", _address(said["name"])),
        "address": said.get("address", ""),
        "organisation": bodies.get(said.get("organisation", "")),
        "received_on": _day(said, today),
        "text": "\n\n".join(_words(paragraph) for paragraph in said["text"]),
    }
    return add_statement(SYSTEM if source == StatementSource.WEB else by, made, values, [])


def _object(by: By, statement: Statement, said: Mapping[str, Any], today: date) -> None:
    values = {name: said[name].strip() for name in ("against", "ground", "provision")}
    values["plan_version"] = _SAID["consultation"]["plan_version"]
    made = note_objection(by, statement, values, statement.received_on, new_id(), today=today)
    for version, turn in enumerate(said["turns"], start=made.version):
        note_turn(by, made, ObjectionState(turn["state"]), _day(turn, today), turn["note"], version, today=today)


def _day(said: Mapping[str, Any], today: date) -> date:
    return previous_working_day(today - timedelta(days=said["days_ago"]))


def _mark(by: By, statement: Statement, said: Mapping[str, Any]) -> list[tuple[Point, Mapping[str, Any]]]:
    """Each paragraph a point, where anything is said about one of them."""
    if not any(isinstance(paragraph, dict) for paragraph in said["text"]):
        return []
    made = split(by, statement, paragraphs(statement.text))
    pairs = zip(made, said["text"], strict=True)
    return [(point, paragraph) for point, paragraph in pairs if isinstance(paragraph, dict)]


def _tag(by: By, made: Consultation, marked: Sequence[tuple[Point, Mapping[str, Any]]]) -> None:
    """As `tag_point` does, all at once: a hundred of them take seconds one by one."""
    given = [
        (point, tag_named(made, kind, about[kind])) for point, about in marked for kind in TagKind if kind in about
    ]
    through = Point.tags.through
    through.objects.bulk_create(through(point_id=point.pk, tag_id=tag.pk) for point, tag in given)
    place = made.process.plan.organisation_id
    AuditEvent.objects.bulk_create(
        audit.event(
            by,
            "point_tagged",
            point.statement,
            organisation_id=place,
            after={"point": str(point.pk), "tag": tag.name},
        )
        for point, tag in given
    )


def _answer_alike(by: By, made: Consultation) -> None:
    """What the machine proposes of the campaign is accepted; its other proposals wait."""
    carry_out(begin_run(made)[0].pk)
    quotes = set(_SAID["campaign"])
    about = Group.objects.filter(consultation=made, members__point__quote__in=quotes).distinct().get()
    others = about.members.exclude(point__quote__in=quotes).values_list("point_id", flat=True)
    alike.accept(by, about, set(others), about.version)
    about.refresh_from_db()
    alike.write(by, about, _SAID["group"]["name"], _SAID["group"]["answer"].strip(), about.version)


def _words(paragraph: str | Mapping[str, str]) -> str:
    return paragraph if isinstance(paragraph, str) else paragraph["say"]


def _address(name: str) -> str:
    return f"{name.split()[0].lower().translate(_PLAIN)}@eksempel.no"
