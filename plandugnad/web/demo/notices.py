"""The land-use part is announced as people do it: who is to have it, what it says, and the proof that it was done."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.engines.statute.holidays import previous_working_day
from plandugnad.plans.kinds import PlanType
from plandugnad.processes.dates import Place, kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.notice.actions import (
    Announced,
    Chosen,
    as_kept,
    choose_recipients,
    note_announced,
    write_facts,
)
from plandugnad.processes.notice.addressees import addressees, proposals
from plandugnad.processes.notice.again.actions import note_returned
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.models import Channel, Sending
from plandugnad.processes.notice.queries import kept_announcement
from plandugnad.processes.notice.wording import written
from plandugnad.web.demo.region import Region

_SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("notices.yaml").read_text(encoding="utf-8"))


def make_notices(region: Region, people: Mapping[str, Person], today: date) -> None:
    fjordvik, ingrid = region.municipalities["Fjordvik"], people["Ingrid"]
    process = Process.objects.kept().get(plan__organisation=fjordvik, plan__plan_type=PlanType.LAND_USE_PART)
    for code, said in _SAID["steps"].items():
        _announce(By(ingrid.id, str(ingrid)), process, code, said, today)


def _announce(by: By, process: Process, code: str, said: Mapping[str, Any], today: date) -> None:
    """On the day the step began."""
    dates = kept_dates(process.dates.all())
    begun, closes = dates[Place(code)].happened_on, _closes(dates, code)
    assert begun is not None
    facts = _SAID["facts"] | {"about": said["about"].strip(), "deadline_on": closes}
    write_facts(by, process, code, facts, kept_announcement(process, code).version)
    chosen = list(_chosen(process, code))
    choose_recipients(by, process, code, chosen, kept_announcement(process, code).version)
    what, kept = demanded()[code], kept_announcement(process, code)
    for proof in said["proofs"]:
        channel = Channel(proof["channel"])
        recipients = [as_kept(one) for one in chosen]
        told = Announced(
            channel=channel,
            announced_on=begun,
            place=proof["place"],
            receipt=proof["receipt"],
            file=None,
            text=written(process, what, kept, channel).text,
            recipients=recipients if channel == Channel.LETTER else [],
        )
        note_announced(by, process, code, told, new_id())
    if back := said.get("returned"):
        letter = Sending.objects.get(
            proof__announcement__process=process, proof__announcement__code=code, name=back["name"]
        )
        day = previous_working_day(today - timedelta(days=back["days_ago"]))
        note_returned(by, process, letter, day, back["because"])


def _closes(dates: Mapping[Place, Any], code: str) -> date:
    """Of the start nothing is set; views on it go with those on the programme."""
    kept = dates.get(Place(code, "closed")) or dates[Place("KPA-3", "closed")]
    day: date = kept.day
    return day


def _chosen(process: Process, code: str) -> Iterator[Chosen]:
    for one in proposals(process, code):
        if one.is_always or one.name in _SAID["bodies"]:
            yield Chosen(one.key, one.name, one.address, is_private=one.is_private)
    for key, people in _SAID["own"].items():
        for name, address in (line.split("; ") for line in people):
            yield Chosen(key, name, address, is_own=True, is_private=addressees()[key].is_private)
