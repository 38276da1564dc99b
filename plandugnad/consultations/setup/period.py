"""The days of a consultation against what the law demands of its step, and against those of its process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from plandugnad.consultations.models import Consultation
from plandugnad.core.audit import By
from plandugnad.engines.statute.chains import CLOSED
from plandugnad.processes.actions import set_dates
from plandugnad.processes.dates import NO_DATES, Dates, Place, kept_dates, planned
from plandugnad.processes.queries import period
from plandugnad.processes.queries.process import keep
from plandugnad.processes.whatif import WhatIf, what_if


@dataclass(frozen=True)
class Period:
    """`counted_from` is the first day anybody could read it: what nobody can see is no consultation."""

    law: period.Period
    opens_on: date | None
    counted_from: date | None

    @property
    def too_short(self) -> str:
        return self.law.too_short

    @property
    def differs(self) -> bool:
        return self.law.differs

    @property
    def earliest_end(self) -> date | None:
        return self.law.earliest_end

    @property
    def is_back_dated(self) -> bool:
        return self.opens_on != self.counted_from


def period_of(consultation: Consultation, today: date) -> Period:
    begins, counted = _begins(consultation), counted_from(consultation, today)
    law = period.period_of(consultation.process, begins, counted, consultation.closes_on, today)
    return Period(law, consultation.opens_on, counted)


def counted_from(consultation: Consultation, today: date) -> date | None:
    """The later of the day that was set and the day it was put out, or would be if that were done now."""
    if consultation.opens_on is None:
        return None
    out = timezone.localdate(consultation.published_at) if consultation.published_at else today
    return max(consultation.opens_on, out)


@dataclass(frozen=True)
class Offer:
    """The days the process may have of the page, and what would follow."""

    changes: Mapping[Place, Dates]
    what_if: WhatIf
    has_days: bool


def offer(consultation: Consultation, today: date) -> Offer | None:
    """Nothing when the process has them. What has happened there is for people to change."""
    kept = keep(consultation.process, today)
    changes = _changes(consultation, kept.dates, today)
    if not changes:
        return None
    has_days = any(place in kept.dates for place in (_begins(consultation), _ends(consultation)))
    return Offer(changes, what_if(consultation.process, kept, changes, today), has_days)


@transaction.atomic
def put_in_process(by: By, consultation: Consultation, today: date) -> bool:
    """Whether anything was changed there. Raises ValidationError when the days contradict others of the process."""
    process = consultation.process
    stands = kept_dates(process.dates.all())
    changes = _changes(consultation, stands, today)
    if changes:
        set_dates(by, process, changes, seen={place: stands.get(place, NO_DATES) for place in changes})
    return bool(changes)


def _changes(consultation: Consultation, stands: Mapping[Place, Dates], today: date) -> dict[Place, Dates]:
    days = {_begins(consultation): counted_from(consultation, today), _ends(consultation): consultation.closes_on}
    found = {}
    for place, day in days.items():
        stood = stands.get(place, NO_DATES)
        if day and stood.day != day and not stood.happened_on:
            found[place] = planned(stood, day)
    return found


def _begins(consultation: Consultation) -> Place:
    return Place(consultation.code, round=consultation.round)


def _ends(consultation: Consultation) -> Place:
    return Place(consultation.code, CLOSED, consultation.round)
