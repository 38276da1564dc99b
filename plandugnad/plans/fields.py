"""The plan's fields as the page shows them: in which group, under which name."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.models import Plan


@dataclass(frozen=True)
class Group:
    code: str
    heading: str | Promise
    fields: tuple[str, ...]


GROUPS = (
    Group("planen", _("Planen"), ("name", "plan_type", "status", "legal_basis", "national_plan_id", "themes")),
    Group(
        "tid",
        _("Vedtak og tid"),
        ("adopted", "adopted_by", "case_reference", "last_revised", "revision_due", "period", "valid_until"),
    ),
    Group("forankring", _("Forankring"), ("parent", "goal")),
    Group("ansvar", _("Ansvar"), ("section", "owner_unit", "responsible")),
    Group("planstrategi", _("I planstrategien"), ("decision", "priority", "work_years")),
    Group("merknader", _("Merknader"), ("notes",)),
)
EDITED = tuple(name for group in GROUPS for name in group.fields)

# A field's name where it is kept and where it is shown; the same but for the parent.
KEPT_AS = {"parent": "parent_id"}
SHOWN_AS = {kept: shown for shown, kept in KEPT_AS.items()}


def label_of(name: str) -> str:
    field: Any = Plan._meta.get_field(SHOWN_AS.get(name, name))
    return str(capfirst(field.verbose_name))
