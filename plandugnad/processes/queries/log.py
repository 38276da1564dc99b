"""What has happened with a process, in words, newest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import chains, choice_names
from plandugnad.engines.tables.when import When
from plandugnad.plans.queries.owner_rows import rows_of
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.adopting import ADOPTED, ADOPTED_UNDONE, standing
from plandugnad.processes.dates import Dates, Place, day_from
from plandugnad.processes.models import Process
from plandugnad.processes.undoing import can_be_undone, may_undo
from plandugnad.processes.words import ANNOUNCING_IN_LOG, DONE_IN_LOG, MARKS, in_council, law_language, written_date

LATEST, ON_A_PAGE = 5, 50


@dataclass(frozen=True)
class LogLine:
    id: UUID
    at: datetime
    sentence: str
    details: tuple[str, ...]
    can_be_undone: bool


def latest_lines(process: Process, abilities: ProcessAbilities) -> list[LogLine]:
    return _lines(process, abilities, _events(process)[:LATEST])


def log_page(
    process: Process, abilities: ProcessAbilities, number: str | None
) -> tuple[Page[AuditEvent], list[LogLine]]:
    page = Paginator(_events(process), ON_A_PAGE).get_page(number)
    return page, _lines(process, abilities, page.object_list)


def find_event(process: Process, id: UUID) -> AuditEvent | None:
    return _events(process).filter(pk=id).first()


def last_event(process: Process) -> AuditEvent | None:
    return _events(process).first()


def _events(process: Process) -> QuerySet[AuditEvent]:
    rows: QuerySet[AuditEvent] = AuditEvent.objects.filter(
        subject_id=process.pk, subject_type=Process._meta.label_lower
    )
    return rows.order_by("-made_at", "-id")


def _lines(process: Process, abilities: ProcessAbilities, events: Iterable[AuditEvent]) -> list[LogLine]:
    names = _Names(process)
    return [
        LogLine(
            id=event.pk,
            at=event.made_at,
            sentence=str(DONE_IN_LOG.get(event.verb, event.verb)) % {"who": event.by_name or _("Noen")},
            details=tuple(_details(names, event)),
            can_be_undone=can_be_undone(event) and may_undo(abilities, event),
        )
        for event in events
    ]


class _Names:
    """What steps are called: the law's by the law, own ones as they are, or were, called."""

    def __init__(self, process: Process) -> None:
        language = law_language()
        self.known = {code: step.name.said(language) for code, step in chains()[process.chain].by_id.items()}
        self.order = {code: place for place, code in enumerate(self.known)}
        self.known |= {step.code: step.name for step in process.steps.all() if step.name}
        self.process = process

    @cached_property
    def owners(self) -> dict[UUID, str]:
        """Also those that have left: what they decided stands in the history."""
        leads = self.process.plan.organisation
        return {
            leads.pk: leads.name,
            **{row.organisation_id: row.organisation.name for row in rows_of(self.process.plan)},
        }

    def at(self, place: Place) -> str:
        name, council = self.of(place.code), self.owners.get(place.organisation, "") if place.organisation else ""
        return in_council(name, council) if council else name

    def sorted(self, dates: Mapping[str, Any]) -> list[tuple[Place, Any]]:
        """As the steps stand in the course, and in one step round by round, council by council."""
        placed = [(Place.read(key), kept) for key, kept in dates.items()]
        return sorted(placed, key=lambda each: self._order(each[0]))

    def _order(self, place: Place) -> tuple[int, int, int, str]:
        return self.order.get(place.code, len(self.order)), place.round, list(MARKS).index(place.mark), self.at(place)

    def of(self, code: str, said: Mapping[str, Any] | None = None) -> str:
        name = (said or {}).get("name") or (said or {}).get("step", {}).get("name")
        return str(name or self.known.get(code) or _("et eget steg"))


def _details(names: _Names, event: AuditEvent) -> Iterator[str]:
    tell = _TELL.get(event.verb)
    if tell:
        yield from tell(names, event.before or {}, event.after or {})


def _dates(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    was = before.get("dates") or {}
    for place, kept in names.sorted(after.get("dates") or {}):
        key = place.key
        mark = "" if place.mark == "done" else f" ({MARKS[place.mark]})"
        old, new = _in_words(Dates.from_json(was.get(key))), _in_words(Dates.from_json(kept))
        had_one = Dates.from_json(was.get(key)).day is not None
        told = _("%(new)s, før %(old)s") % {"new": new, "old": old} if had_one and old != new else new
        yield f"{names.at(place)}{mark}: {told}"


def _in_words(dates: Dates) -> str:
    told = []
    if dates.happened_on:
        told.append(_("skjedde %(day)s") % {"day": written_date(dates.happened_on)})
    if dates.planned_on:
        day = {"day": written_date(dates.planned_on)}
        told.append((_("avtalt til %(day)s") if dates.is_settled else _("planlagt %(day)s")) % day)
    return ", ".join(told) or _("uten dato")


def _choices(_names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    was, said, language = before.get("choices") or {}, choice_names(), law_language()
    for name, yes in (after.get("choices") or {}).items():
        if yes != bool(was.get(name)) and name in said:
            clause = capfirst(said[name].clause.said(language))
            answer = _("ja") if yes else _("nei")
            yield f"{clause}: {answer}"


def _steps(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for code, said in (after or before).items():
        name = names.of(code, said)
        because = said.get("left_out_because")
        yield _("%(step)s: tatt ut fordi %(because)s") % {"step": name, "because": because} if because else name


def _common(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """A step that is gone has its name before."""
    for code, said in after.items():
        yield names.of(code, {"name": said["name"] or before[code]["name"]})


def _begun(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if place := after.get("common"):
        yield _("Med fellesprosessen i %(place)s") % {"place": place}


def _deadline(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    name, day = names.of(after.get("code", "")), after.get("day")
    if day:
        yield f"{name}: {written_date(day_from(day))} ({after.get('because')})"
    else:
        yield _("%(step)s: lovens frist gjelder igjen") % {"step": name}


def _files(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    yield names.of((after or before)["code"])


def _adopted(_names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    said = [standing(side["status"], side["adopted"] and When.parse(side["adopted"])) for side in (after, before)]
    told = _("«%(new)s», før «%(old)s»") % {"new": said[0], "old": said[1]}
    yield f"{after['council']}: {told}" if after.get("council") else told


def _announcing(names: _Names, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    yield names.of((after or before)["step"])


_TELL: dict[str, Callable[[_Names, Mapping[str, Any], Mapping[str, Any]], Iterator[str]]] = {
    "process_begun": _begun,
    "process_dates_set": _dates,
    "process_dates_undone": _dates,
    "process_choices_set": _choices,
    "process_step_described": _steps,
    "process_step_added": _steps,
    "process_step_removed": _steps,
    "process_deadline_set": _deadline,
    "process_common_taken": _common,
    "process_common_left": _common,
    "process_common_undone": _common,
    "process_file_linked": _files,
    **dict.fromkeys((ADOPTED, ADOPTED_UNDONE), _adopted),
    "process_file_unlinked": _files,
    **dict.fromkeys(ANNOUNCING_IN_LOG, _announcing),
}
