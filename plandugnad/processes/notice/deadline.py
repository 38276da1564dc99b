"""The deadline a notice gives, against the day it is announced, what the law demands, and what the process has."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.engines.statute import law
from plandugnad.engines.statute.chains import CLOSED, DONE
from plandugnad.engines.statute.counting import count
from plandugnad.engines.statute.provisions import Force
from plandugnad.engines.statute.texts import said_day
from plandugnad.processes.dates import NO_DATES, Place
from plandugnad.processes.models import Process
from plandugnad.processes.notice.queries import NoticePage
from plandugnad.processes.notice.wording import is_appeal
from plandugnad.processes.queries.period import period_of
from plandugnad.processes.words import law_language

# The law gives no length for some notices. Three to four weeks is usual there.
FEWEST_USUAL = 21
_APPEAL = "fvl-29-appeal"


@dataclass(frozen=True)
class _Least:
    """The first day a deadline can be, and whether the law or only custom says so."""

    end: date
    citation: str
    is_must: bool


def first_possible(page: NoticePage, today: date) -> date:
    """Before this day nobody can be asked to answer: when it was announced, or was begun, or else today."""
    begun = page.row.done.happened_on
    days = [*(proof.announced_on for proof in page.proofs), *([begun] if begun else [])]
    return min([*days, today])


def doubts(process: Process, page: NoticePage, today: date, announced_on: date | None = None) -> list[str]:
    """What is wrong with it, in words. `announced_on`: as somebody is about to note it."""
    day = page.kept.deadline_on
    if day is None:
        return []
    begins = announced_on or page.row.done.day or min((one.announced_on for one in page.proofs), default=today)
    told = {"day": _said(day), "begins": _said(begins)}
    if day < begins:
        return [_("Fristen %(day)s er før det kunngjøres, %(begins)s. Skriv en ny frist.") % told]
    if day < first_possible(page, today):
        return [_("Fristen %(day)s er passert, og ingenting er notert som kunngjort. Skriv en ny frist.") % told]
    place = _last_place(page)
    kept = page.row.dates.get(Place(place.code, CLOSED, place.round), NO_DATES).day
    least = _appeal_from(begins) if is_appeal(page.what) else _least(process, place, begins, day, today)
    found = [_too_short(day, begins, least)]
    if kept and kept != day:
        found.append(
            _("Fristen %(day)s er en annen enn i prosessen, der det står %(kept)s. Skriv den samme begge steder.")
            % (told | {"kept": _said(kept)})
        )
    return [one for one in found if one]


def _last_place(page: NoticePage) -> Place:
    rounds = [place.round for place in page.row.dates if place.mark in (DONE, CLOSED)]
    return Place(page.row.code, DONE, max(rounds, default=1))


def _least(process: Process, place: Place, begins: date, day: date, today: date) -> _Least | None:
    shortest = period_of(process, place, begins, day, today).shortest
    if shortest is None or shortest.working_day_end is None:
        return None
    return _Least(
        shortest.working_day_end, shortest.provision.cited.said(law_language()), shortest.version.force is Force.MUST
    )


def _appeal_from(begins: date) -> _Least | None:
    """Whoever appeals has the time the law gives; the day it is announced is the first it can run from."""
    provision = law()[_APPEAL]
    version = provision.on(begins)
    end = count(provision, version, begins).working_day_end if version else None
    return _Least(end, provision.cited.said(law_language()), is_must=True) if end else None


def _too_short(day: date, begins: date, least: _Least | None) -> str:
    told: dict[str, object] = {"day": _said(day), "begins": _said(begins), "days": (day - begins).days}
    if least is None:
        if (day - begins).days >= FEWEST_USUAL:
            return ""
        return (
            _(
                "Fristen %(day)s er kort: %(days)s dager etter %(begins)s. Loven har ingen lengde her, "
                "men tre til fire uker er vanlig."
            )
            % told
        )
    if day >= least.end:
        return ""
    told |= {"end": _said(least.end), "law": capfirst(least.citation)}
    if least.is_must:
        said = _(
            "Fristen %(day)s er kortere enn loven krever. Når det kunngjøres %(begins)s, kan den tidligst være "
            "%(end)s. %(law)s."
        )
    else:
        said = _(
            "Fristen %(day)s er kortere enn vanlig. Når det kunngjøres %(begins)s, er den gjerne %(end)s. %(law)s."
        )
    return said % told


def _said(day: date) -> str:
    return said_day(day, law_language())
