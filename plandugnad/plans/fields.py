"""The plan's fields as the page shows them: in which group, under which name."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import is_land
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
# What a municipality intends for itself: shown to those who read everything there, and to whom the plan is shared with.
INTERNAL = ("notes", "decision", "priority", "work_years")
EDITED = tuple(name for group in GROUPS for name in group.fields)

# A field's name where it is kept and where it is shown; the same but for the parent.
KEPT_AS = {"parent": "parent_id"}
SHOWN_AS = {kept: shown for shown, kept in KEPT_AS.items()}


def fields_of(group: Group, plan_type: str) -> tuple[str, ...]:
    """A land plan is known by its number, so there the number stands right after the name."""
    if not is_land(plan_type) or "national_plan_id" not in group.fields:
        return group.fields
    others = [name for name in group.fields if name not in ("name", "national_plan_id")]
    return ("name", "national_plan_id", *others)


def edited_in(plan_type: str) -> tuple[str, ...]:
    return tuple(name for group in GROUPS for name in fields_of(group, plan_type))


def label_of(name: str) -> str:
    field: Any = Plan._meta.get_field(SHOWN_AS.get(name, name))
    return str(capfirst(field.verbose_name))
