"""All a municipality owns here, with its history, for the day it wants to leave or to keep a copy of its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.utils.translation import gettext

from plandugnad.core.files import path_of
from plandugnad.core.models import AuditEvent
from plandugnad.core.takeout import TakeoutFile, added_parts, in_memory
from plandugnad.plans.exports.contents import Contents
from plandugnad.plans.exports.plain import written
from plandugnad.plans.exports.spreadsheet import spreadsheet
from plandugnad.plans.models import Plan, PlanDocument, PlanLink, PlanShare, PlanTypeUse
from plandugnad.plans.snapshot import snapshot
from plandugnad.regions.models import Organisation

FORMAT, VERSION = "plandugnad/alt", 1
LONGEST_NAME = 80
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')

# Names Windows keeps for devices, whatever comes after a dot: a file called so cannot be unpacked there.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class Belongings:
    """Read at once, so that the files of the archive agree with each other."""

    municipality: Organisation
    plans: tuple[Plan, ...]
    links: tuple[PlanLink, ...]
    documents: tuple[PlanDocument, ...]
    shares: tuple[PlanShare, ...]
    types: tuple[PlanTypeUse, ...]
    events: tuple[AuditEvent, ...]
    made_on: date
    joint: tuple[Plan, ...] = ()  # those another municipality leads, as they stand here

    @property
    def kept(self) -> tuple[Plan, ...]:
        return tuple(plan for plan in self.plans if plan.deleted_at is None)

    @property
    def files(self) -> tuple[PlanDocument, ...]:
        """What is thrown away is told of in planer.json, but its files are not taken along."""
        kept = {plan.id for plan in self.kept}
        return tuple(each for each in self.documents if each.file_id and not each.deleted_at and each.plan_id in kept)

    @property
    def size_bytes(self) -> int:
        return sum(document.file.size_bytes for document in self.files if document.file)


def takeout_files(all_there_is: Belongings) -> Iterator[TakeoutFile]:
    """LES-MEG.txt first, then the tables, the files, and what other apps add."""
    contents = Contents(
        place=all_there_is.municipality,
        plans=(*all_there_is.kept, *all_there_is.joint),
        made_on=all_there_is.made_on,
        parents={plan.id: plan.name for plan in (*all_there_is.plans, *all_there_is.joint)},
    )
    places = file_places(all_there_is.files)
    lost = [place for document, place in places.items() if not _path(document).is_file()]
    yield in_memory("LES-MEG.txt", read_me(all_there_is, lost).encode("utf-8-sig"))
    yield in_memory("planer.xlsx", spreadsheet(contents))
    yield in_memory("planer.json", written(everything(all_there_is, places)))
    for document, place in places.items():
        if place not in lost:
            yield TakeoutFile(place, partial(_opened, _path(document)))
    for part in added_parts():
        yield from part.files(all_there_is.municipality.id)


def _path(document: PlanDocument) -> Path:
    return path_of(document.file_id or "")


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def takeout_name(all_there_is: Belongings) -> str:
    contents = Contents(all_there_is.municipality, (), all_there_is.made_on)
    return contents.file_name("zip").replace("-planer", "-alt", 1)


def read_me(all_there_is: Belongings, lost: Iterable[str]) -> str:
    place = all_there_is.municipality
    lines = [
        gettext("Alt %(municipality)s eier i Plandugnad") % {"municipality": place.name},
        gettext("Hentet %(date)s.") % {"date": all_there_is.made_on.strftime("%d.%m.%Y")},
    ]
    if place.is_example:
        lines.append(gettext("Eksempeldata: kommunen og planene er oppdiktet."))
    lines += [
        "",
        gettext(
            "planer.xlsx: alle planene som en tabell med alle feltene unntatt kartet, "
            "til å lese, sortere og importere igjen."
        ),
        gettext(
            "planer.json: alt om hver plan, for andre programmer. Hver plan har alle feltene sine, forholdene til "
            "andre planer, dokumentene, hvem den er delt med og hele historikken (hvem, hva, når, før og etter). "
            "Slettede planer er med og har tidspunktet i «deleted_at». Kommunens eget plansystem står i «plan_types». "
            "Planer dere eier sammen med andre, og en annen kommune leder, står i «joint_plans» med det som er deres."
        ),
        gettext(
            "dokumenter: filene som er lastet opp, i en mappe med planens navn. "
            "Dokumenter som er nettadresser, står i planer.json."
        ),
        gettext("Filene til slettede planer og fjernede dokumenter er ikke med."),
        "",
        gettext("Datoer står slik de ble oppgitt: en dag (2019-06-12), et år (2019) eller flere år (2024/2026)."),
        *(part.explanation() for part in added_parts()),
    ]
    if missing := list(lost):
        lines += ["", gettext("Disse filene fant vi ikke på disken, så de mangler her:"), *missing]
    return "\r\n".join(lines) + "\r\n"


def file_places(documents: Iterable[PlanDocument]) -> dict[PlanDocument, str]:
    """Where each file lies in the archive: names people know, and no two the same, also where case does not count."""
    places: dict[PlanDocument, str] = {}
    taken: set[str] = set()
    folders: dict[UUID, str] = {}
    for document in documents:
        folder = folders.setdefault(document.plan_id, _folder(document.plan.name, folders.values()))
        stem, dot, ending = safe_name(document.file_name or document.title).rpartition(".")
        stem, ending = (stem, dot + ending) if stem else (ending, "")
        place, count = f"{folder}/{stem}{ending}", 1
        while place.casefold() in taken:
            count += 1
            place = f"{folder}/{stem} ({count}){ending}"
        taken.add(place.casefold())
        places[document] = place
    return places


def _folder(name: str, taken: Iterable[str]) -> str:
    """Named as the plan; a number tells two plans of one name apart."""
    others = {each.casefold() for each in taken}
    folder, count = f"dokumenter/{safe_name(name)}", 1
    while folder.casefold() in others:
        count += 1
        folder = f"dokumenter/{safe_name(name)} ({count})"
    return folder


def safe_name(text: str) -> str:
    """A name that is one step of a path everywhere, and leads nowhere else."""
    plain = " ".join(_UNSAFE.sub(" ", text).split())
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 8:
        plain = f"{stem[: LONGEST_NAME - len(ending)]}.{ending}"
    plain = plain[: LONGEST_NAME + 1].strip(" .") or "uten navn"
    return f"_{plain}" if _DEVICE.fullmatch(plain.partition(".")[0].strip()) else plain


def everything(all_there_is: Belongings, places: dict[PlanDocument, str]) -> dict[str, Any]:
    place = all_there_is.municipality
    history = _by_plan((event.subject_id, _event(event)) for event in all_there_is.events)
    links = _by_plan((link.plan_id, _link(link)) for link in all_there_is.links)
    shares = _by_plan((share.plan_id, _share(share)) for share in all_there_is.shares)
    documents = _by_plan((document.plan_id, _document(document, places)) for document in all_there_is.documents)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_on": all_there_is.made_on.isoformat(),
        "is_example": place.is_example,
        "municipality": {"number": place.number, "name": place.name},
        "plan_types": [
            {"plan_type": row.plan_type, "is_used": row.is_used, "text": row.text} for row in all_there_is.types
        ],
        "plans": [
            {
                "id": str(plan.id),
                **snapshot(plan),
                "made_at": plan.made_at.isoformat(),
                "changed_at": plan.changed_at.isoformat(),
                "deleted_at": _moment(plan.deleted_at),
                "links": links[plan.id],
                "documents": documents[plan.id],
                "shared_with": shares[plan.id],
                "history": history[plan.id],
            }
            for plan in all_there_is.plans
        ],
        "joint_plans": [
            {"id": str(plan.id), "led_by": getattr(plan, "leader", ""), **snapshot(plan)} for plan in all_there_is.joint
        ],
    }


def _by_plan(rows: Iterable[tuple[UUID, dict[str, Any]]]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for id, row in rows:
        found[id].append(row)
    return found


def _event(event: AuditEvent) -> dict[str, Any]:
    return {
        "at": event.made_at.isoformat(),
        "by": event.by_name,
        "verb": event.verb,
        "before": event.before,
        "after": event.after,
    }


def _link(link: PlanLink) -> dict[str, Any]:
    return {"kind": link.kind, "other_id": str(link.other_id), "other_name": link.other.name}


def _share(share: PlanShare) -> dict[str, Any]:
    audience = share.organisation or share.collaboration
    kind = "organisation" if share.organisation_id else "collaboration"
    return {"kind": kind, "name": audience.name if audience else ""}


def _document(document: PlanDocument, places: dict[PlanDocument, str]) -> dict[str, Any]:
    return {
        "title": document.title,
        "address": document.address,
        "file_name": document.file_name,
        "size_bytes": document.file.size_bytes if document.file else None,
        "sha256": document.file_id,
        "path": places.get(document),
        "made_at": document.made_at.isoformat(),
        "removed_at": _moment(document.deleted_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
