"""Common processes as their pages show them, and as they are offered to whoever begins a process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.archive.models import File, Room
from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import Chain, chains
from plandugnad.engines.statute import Step as LawStep
from plandugnad.processes.common.models import CommonProcess, CommonStep
from plandugnad.processes.ordering import in_order
from plandugnad.processes.words import COMMON_IN_LOG, law_language
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member, Organisation

LATEST = 10
UNDOABLE = ("common_step_added", "common_step_changed", "common_step_removed")


@dataclass(frozen=True)
class CommonLine:
    """One common process, and how much there is in it."""

    common: CommonProcess
    chain: Chain
    own: int
    described: int
    templates: int

    @property
    def name(self) -> str:
        return self.chain.name.said(law_language())

    @property
    def holds(self) -> str:
        """'3 egne steg, 2 maler'."""
        told = []
        if self.own:
            told.append(ngettext("%(n)s eget steg", "%(n)s egne steg", self.own) % {"n": self.own})
        if self.described:
            said = ngettext("mer om %(n)s av lovens steg", "mer om %(n)s av lovens steg", self.described)
            told.append(said % {"n": self.described})
        if self.templates:
            told.append(ngettext("%(n)s mal", "%(n)s maler", self.templates) % {"n": self.templates})
        return ", ".join(told) or _("ingenting ennå")


@dataclass(frozen=True)
class CommonRow:
    """A step of the law's or the region's. `template` only for those who may open it."""

    code: str
    law: LawStep | None
    said: CommonStep | None
    template: File | None

    @property
    def title(self) -> str:
        if self.said and self.said.name:
            return self.said.name
        return self.law.name.said(law_language()) if self.law else self.code


@dataclass(frozen=True)
class CommonEvent:
    id: UUID
    at: datetime
    sentence: str


def lines_of(collaboration: Collaboration) -> list[CommonLine]:
    """In the order the courses have everywhere. One query."""
    found = {row.chain: row for row in _counted().filter(collaboration=collaboration)}
    return [_line(found[id]) for id in chains() if id in found]


def offers_to(organisation: Organisation, chain: Chain) -> list[CommonLine]:
    """What the collaborations this municipality is a member of today have agreed on for the course. One query."""
    mine = Member.objects.filter(organisation=organisation).values("collaboration")
    rows = _counted().filter(collaboration__in=mine, chain=chain.id).order_by("collaboration__name", "pk")
    lines = [_line(row) for row in rows]
    return [line for line in lines if line.own or line.described]


def _counted() -> "QuerySet[CommonProcess]":
    rows = CommonProcess.objects.kept().filter(chain__in=list(chains())).select_related("collaboration")
    return rows.annotate(
        own=Count("steps", filter=~Q(steps__name="")),
        described=Count("steps", filter=Q(steps__name="")),
        templates=Count("steps", filter=Q(steps__template__isnull=False, steps__template__deleted_at=None)),
    )


def _line(row: Any) -> CommonLine:
    return CommonLine(row, chains()[row.chain], row.own, row.described, row.templates)


def find_common(collaboration: Collaboration, chain: str) -> CommonProcess | None:
    """The one that is kept, else the last that was deleted, for those who may bring it back."""
    rows = CommonProcess.objects.filter(collaboration=collaboration, chain=chain, chain__in=list(chains()))
    rows = rows.select_related("collaboration")
    return rows.filter(deleted_at=None).first() or rows.order_by("-deleted_at").first()


def steps_of(common: CommonProcess) -> list[CommonStep]:
    return list(common.steps.select_related("template__room"))


def rows_of(actor: Actor, common: CommonProcess) -> list[CommonRow]:
    """All steps the law may have in the course, whatever is chosen, with the region's where they belong."""
    steps = steps_of(common)
    said = {step.code: step for step in steps}
    may_open = _may_open(actor, steps)
    return [
        CommonRow(code, law, said.get(code), may_open.get(code))
        for code, law in in_order([(step.id, step) for step in chains()[common.chain].steps], steps)
    ]


def _may_open(actor: Actor, steps: Sequence[CommonStep]) -> Mapping[str, File]:
    rooms = Room.objects.visible_to(actor.keys)
    ids = [step.template_id for step in steps if step.template_id]
    open_ids = set(File.objects.kept().filter(pk__in=ids, room__in=rooms).values_list("pk", flat=True)) if ids else ()
    return {step.code: step.template for step in steps if step.template and step.template_id in open_ids}


def events_of(common: CommonProcess) -> list[CommonEvent]:
    return [
        CommonEvent(event.pk, event.made_at, str(COMMON_IN_LOG[event.verb]) % {"who": event.by_name or _("Noen")})
        for event in _events(common)[:LATEST]
    ]


def find_event(common: CommonProcess, id: UUID) -> AuditEvent | None:
    return _events(common).filter(pk=id, verb__in=UNDOABLE).first()


def last_event(common: CommonProcess) -> AuditEvent | None:
    return _events(common).first()


def _events(common: CommonProcess) -> "QuerySet[AuditEvent]":
    rows = AuditEvent.objects.filter(subject_id=common.pk, subject_type=CommonProcess._meta.label_lower)
    found: QuerySet[AuditEvent] = rows.order_by("-made_at", "-id")
    return found
