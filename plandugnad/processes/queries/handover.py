"""What the one who takes over needs first: deadlines, what was promised, and what the facts say is to be done."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from plandugnad.plans.words.names import listed
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import ProcessPage
from plandugnad.processes.queries.rows import Progress
from plandugnad.processes.words import written_date

_A_WEEK = timedelta(days=7)


def first_week(process: Process, page: ProcessPage, today: date) -> list[str]:
    """From the facts of this process, the pressing first. What needs nothing is not there."""
    return list(_tasks(process, page, today))


def _tasks(process: Process, page: ProcessPage, today: date) -> Iterator[str]:
    for deadline in page.late:
        yield _("«%(step)s» er over fristen %(day)s. Finn ut hvorfor, og si fra til dem som venter.") % {
            "step": page.titles[deadline.step], "day": written_date(deadline.working_day_end),
        }  # fmt: skip
    for step in dict.fromkeys(one.step for one in page.conflicts):
        yield _("Datoene for «%(step)s» går ikke opp. Sett en dag som holder.") % {"step": page.titles[step]}
    for one in page.ahead:
        if one.day <= today + 4 * _A_WEEK and not one.is_right:
            said = _("Frist %(day)s: «%(step)s». Sjekk at arbeidet er i gang.")
            closes = _("%(day)s er siste dag for å uttale seg: «%(step)s». Sjekk at det som kommer inn, blir lest.")
            yield (said if one.deadline else closes) % {"step": page.titles[one.step], "day": written_date(one.day)}
    if page.now:
        yield _("Les om steget dere står i: «%(step)s», med det reglene sier om det.") % {"step": page.now.title}
    yield from _agreements(page)
    ownerless = sum(1 for row in page.main_rows if row.progress in _OPEN and not row.owner_name)
    if ownerless:
        yield _("Gi ansvarlig person til stegene som mangler det: %(count)s nå.") % {"count": ownerless}
    if page.without_meetings and page.has_meetings:
        yield _("Be %(who)s legge kommunestyrets møter i kalenderen, så foreslår vi møter for alle.") % {
            "who": listed(page.without_meetings)
        }
    if not page.has_meetings:
        yield _("Legg kommunestyrets møter i møtekalenderen, så foreslår vi møter og ikke bare dager.")
    if not process.handover.strip():
        yield _("Spør den som slutter om løfter, kontakter og åpne spørsmål, og skriv dem her.")


_OPEN = (Progress.NOW, Progress.NEXT, Progress.LATE)


def _agreements(page: ProcessPage) -> Iterator[str]:
    for row in page.main_rows:
        if row.progress is not Progress.DONE and row.done.is_settled and row.done.planned_on:
            yield _("%(day)s er avtalt for «%(step)s». Si til de andre at du tar over.") % {
                "step": row.title, "day": written_date(row.done.planned_on),
            }  # fmt: skip
