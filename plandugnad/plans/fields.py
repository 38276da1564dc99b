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


# In the order a planner asks: what it is, when, who, under what, where the papers are; what is long comes last.
GROUPS = (
    Group("planen", _("Hva planen er"), ("name", "plan_type", "status", "themes")),
    Group(
        "tid", _("Vedtak og tid"), ("adopted", "adopted_by", "last_revised", "revision_due", "period", "valid_until")
    ),
    Group("ansvar", _("Ansvar"), ("section", "owner_unit", "responsible")),
    Group("forankring", _("Forankring"), ("parent", "goal")),
    Group("henvisninger", _("Henvisninger"), ("case_reference", "legal_basis", "national_plan_id")),
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
    if not is_land(plan_type):
        return group.fields
    others = tuple(name for name in group.fields if name != "national_plan_id")
    return ("name", "national_plan_id", *others[1:]) if "name" in others else others


def edited_in(plan_type: str) -> tuple[str, ...]:
    return tuple(name for group in GROUPS for name in fields_of(group, plan_type))


def label_of(name: str) -> str:
    field: Any = Plan._meta.get_field(SHOWN_AS.get(name, name))
    return str(capfirst(field.verbose_name))
