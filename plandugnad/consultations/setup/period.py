"""The days of a consultation against what the law demands of its step."""

from datetime import date

from plandugnad.consultations.models import Consultation
from plandugnad.processes.dates import Place
from plandugnad.processes.queries import period
from plandugnad.processes.queries.period import Period


def period_of(consultation: Consultation, opens_on: date | None, closes_on: date | None, today: date) -> Period:
    begins = Place(consultation.code, round=consultation.round)
    return period.period_of(consultation.process, begins, opens_on, closes_on, today)
