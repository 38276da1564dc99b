"""The fields of the form that changes all of a plan, in the same groups as on the plan's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise

from plandugnad.plans.fields import GROUPS, fields_of
from plandugnad.plans.forms.fields import WhenFormField
from plandugnad.plans.forms.plan import PlanForm
from plandugnad.plans.queries.plan import ShownField

_WIDE = frozenset({"name", "themes", "parent", "goal", "notes"})  # those with long texts take the whole line


@dataclass(frozen=True)
class EditRow:
    field: BoundField
    theirs: ShownField | None  # what somebody else has put there meanwhile
    is_wide: bool


@dataclass(frozen=True)
class EditGroup:
    code: str
    heading: str | Promise
    rows: tuple[EditRow, ...]
    note: str | Promise = ""


def edit_groups(form: PlanForm, theirs: Mapping[str, ShownField]) -> list[EditGroup]:
    plan_type = form.plan.plan_type if form.plan else ""
    groups = []
    for group in GROUPS:
        names = fields_of(group, plan_type)
        rows = tuple(EditRow(form[name], theirs.get(name), name in _WIDE) for name in names)
        groups.append(EditGroup(group.code, group.heading, rows, _said_once(form, names)))
    return groups


def _said_once(form: PlanForm, names: Sequence[str]) -> str:
    """How dates are written is said over the group rather than at each of them."""
    dates = [form[name] for name in names if isinstance(form.fields[name], WhenFormField)]
    said = str(dates[0].help_text) if dates else ""
    for field in dates:
        field.help_text = ""
    return said
