"""What a column may mean, in words, and which field of a plan it becomes."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.plans.models import Plan

# The table engine leaves these columns out; here they are identities that find a plan again.
NATIONAL_PLAN_ID = "national_plan_id"
_NATIONAL_PLAN_ID_HEADING = re.compile(
    r"(?:nasjonal\s*)?arealplan[\s-]?id(?:ent)?\Z|nasjonal\s*plan[\s-]?id(?:ent)?\Z|arealplanident(?:ifikasjon)?\Z",
    re.IGNORECASE,
)

MEANINGS: dict[str, str | Promise] = {
    "name": gettext_lazy("Navnet på planen"),
    "plan_type": gettext_lazy("Plantype"),
    "section": gettext_lazy("Område eller sektor"),
    "status": gettext_lazy("Status"),
    "decision": gettext_lazy("Planstrategiens valg"),
    "adopted": gettext_lazy("Vedtatt"),
    "last_revised": gettext_lazy("Sist revidert"),
    "period": gettext_lazy("Planperiode"),
    "revision_due": gettext_lazy("Skal revideres"),
    "case_reference": gettext_lazy("Saksnummer"),
    "responsible": gettext_lazy("Ansvarlig"),
    "priority": gettext_lazy("Prioritet"),
    "legal_basis": gettext_lazy("Hjemmel"),
    NATIONAL_PLAN_ID: gettext_lazy("Nasjonal arealplan-ID"),
    "notes": gettext_lazy("Merknader"),
}
CROSSES: dict[str, str | Promise] = {
    "decision_continue": gettext_lazy("Kryss: videreføres"),
    "decision_revise": gettext_lazy("Kryss: revideres"),
    "decision_new": gettext_lazy("Kryss: ny plan"),
    "decision_merge": gettext_lazy("Kryss: slås sammen"),
    "decision_repeal": gettext_lazy("Kryss: oppheves"),
}
_YEAR = re.compile(r"year_(\d{4})\Z")

# More than one column may be notes, and years and crosses come one column each.
SEVERAL = ("notes",)


def is_meaning(field: str) -> bool:
    return field in MEANINGS or field in CROSSES or bool(_YEAR.match(field))


def meaning_in_words(field: str) -> str:
    if found := _YEAR.match(field):
        return _("Arbeid i %(year)s") % {"year": found[1]}
    return str(MEANINGS.get(field) or CROSSES.get(field) or field)


def is_national_plan_id(heading: str) -> bool:
    return bool(_NATIONAL_PLAN_ID_HEADING.match(" ".join(heading.split())))


def plan_field_in_words(name: str) -> str:
    """What a field is called on the plan's own page."""
    return str(_PLAN_FIELDS[name].verbose_name)


_PLAN_FIELDS = {field.name: field for field in Plan._meta.fields}

LENGTHS: dict[str, int] = {
    field.name: field.max_length
    for field in Plan._meta.fields
    if field.name in MEANINGS and field.max_length is not None
}
