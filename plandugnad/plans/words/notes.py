"""The small notes beside a plan in a list or under a field."""

from django.utils.translation import gettext

from plandugnad.plans.choosing.ranking import Candidate
from plandugnad.plans.contradiction import Contradiction
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.words.names import status_name, type_name


def candidate_note(plan: Candidate) -> str:
    """'Temaplan · Vedtatt 2019 · Lyngmo': enough to tell two plans of one name apart."""
    return " · ".join(part for part in (type_name(plan.plan_type), _status(plan), plan.place) if part)


def _status(plan: Candidate) -> str:
    if plan.adopted is None:
        return status_name(plan.status)
    year = plan.adopted.last_year
    if plan.status == PlanStatus.ADOPTED:
        return gettext("Vedtatt %(year)s") % {"year": year}
    return gettext("%(status)s, vedtatt %(year)s") % {"status": status_name(plan.status), "year": year}


def contradiction_note(found: Contradiction) -> str:
    return gettext("Navnet sier «%(word)s».") % {"word": found.word}
