"""Everything the page of one plan shows. The number of queries does not depend on how much that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.plans.contradiction import contradiction
from plandugnad.plans.fields import GROUPS, INTERNAL, fields_of, label_of
from plandugnad.plans.kinds import ENDED, KINDS, PlanStatus, PlanType, is_land
from plandugnad.plans.models import Plan, PlanArchiveLink, PlanLink, PlanOwner, PlanQuerySet, PlanShare
from plandugnad.plans.queries.archived import archive_rows
from plandugnad.plans.queries.owner_rows import owner_rows
from plandugnad.plans.queries.relatives import Below, Parent, PlanName, Relatives, read_relatives
from plandugnad.plans.queries.sharing import MOST_SHOWN, SHARE_ROW
from plandugnad.plans.sections import flags
from plandugnad.plans.words.notes import contradiction_note
from plandugnad.plans.words.summary import summary
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class ShownField:
    """`kind` says how `value` is drawn: text, long, date, status, themes or plan."""

    name: str
    label: str
    kind: str
    value: Any
    note: str = ""
    suggested: PlanType | None = None  # the type that the plan's name says, where it is kept as another

    @property
    def is_empty(self) -> bool:
        return not self.value


@dataclass(frozen=True)
class ShownGroup:
    code: str
    heading: str
    filled: tuple[ShownField, ...]
    empty: tuple[ShownField, ...]


@dataclass(frozen=True)
class NextStep:
    """What would help this plan most, and the field to do it in."""

    sentence: str
    label: str
    field: str


@dataclass(frozen=True)
class PlanPage:
    summary: str
    groups: tuple[ShownGroup, ...]
    below: Below
    is_land: bool
    next_step: NextStep | None


def find_plan(id: UUID) -> Plan | None:
    """Also one that is deleted; `access` says who sees what."""
    return Plan.objects.select_related("organisation").filter(pk=id).first()


def find_plan_page(actor: Actor, id: UUID) -> Plan | None:
    """With whom it is shared with, whether with the actor, and whether it has links, so that its page need not ask."""
    shared = Exists(PlanShare.objects.reaching(actor).filter(plan=OuterRef("pk")))
    plan = _page_rows().annotate(is_shared_here=shared).filter(pk=id).first()
    if plan is not None:
        _add_what_few_have(actor, plan)
    return plan


@cache
def _page_rows() -> PlanQuerySet:
    """What is asked of any plan. Put together once: that takes as long as the database takes to answer it."""
    shares = PlanShare.objects.filter(plan=OuterRef("pk"))
    links = PlanArchiveLink.objects.kept().filter(plan=OuterRef("pk"))
    return Plan.objects.select_related("organisation").annotate(
        is_joint=Exists(PlanOwner.objects.filter(plan=OuterRef("pk"))),
        is_archived=Exists(links),
        has_links=Exists(PlanLink.objects.filter(Q(plan=OuterRef("pk")) | Q(other=OuterRef("pk")))),
        share_rows=ArraySubquery(shares.order_by("made_at", "id")[:MOST_SHOWN].values(row=SHARE_ROW)),
        **flags(),
    )


def _add_what_few_have(actor: Actor, plan: Any) -> None:
    """Owners beside the first, and papers in the archive: asked for where there are any, since asking takes long."""
    plan.owners_here, plan.owner_rows, plan.archive_rows = [], [], []
    if not (plan.is_joint or plan.is_archived):
        return
    here = PlanOwner.objects.seen_by(actor).filter(plan=OuterRef("pk")).values("organisation_id")
    found = Plan.objects.filter(pk=plan.pk).values_list(
        ArraySubquery(here), owner_rows(), archive_rows(actor), named=False
    )
    plan.owners_here, plan.owner_rows, plan.archive_rows = found.get()


def read_plan(plan: Plan, today: date, relatives: Relatives, *, has_internal: bool) -> PlanPage:
    fields = {field.name: field for field in _shown_fields(plan, relatives.parent, has_internal=has_internal)}
    return PlanPage(
        summary=summary(plan, today),
        groups=tuple(
            _group(
                group.code,
                str(group.heading),
                [fields[name] for name in fields_of(group, plan.plan_type) if name in fields],
            )
            for group in GROUPS
        ),
        below=relatives.below,
        is_land=is_land(plan.plan_type),
        next_step=next_step(plan, today),
    )


def shown_fields(actor: Actor, plan: Plan, *, has_internal: bool) -> Iterable[ShownField]:
    parent = read_relatives(actor, plan).parent if plan.parent_id else None
    return _shown_fields(plan, parent, has_internal=has_internal)


def _shown_fields(plan: Plan, parent: Parent | None, *, has_internal: bool) -> Iterable[ShownField]:
    for group in GROUPS:
        for name in group.fields:
            if name in INTERNAL and not has_internal:
                continue
            yield _parent(plan, parent) if name == "parent" else shown_field(plan, name)


def shown_field(plan: Plan | PlanOwner, name: str) -> ShownField:
    """Of the plan, or of what one of several owners says of it."""
    value = getattr(plan, name)
    kind = _KINDS.get(name, "text")
    note = ""
    if kind == "choice":
        value, kind = capfirst(getattr(plan, f"get_{name}_display")()), "text"
    if isinstance(plan, PlanOwner):
        return ShownField(name, label_of(name), kind, value)
    if name == "adopted" and plan.is_adopted_year_from_case:
        note = _("Året er lest av saksnummeret.")
    if name == "legal_basis" and not value and plan.plan_type and KINDS[PlanType(plan.plan_type)].section:
        note = _("Vanlig for plantypen: %(section)s") % {"section": KINDS[PlanType(plan.plan_type)].section}
    if name == "plan_type" and (found := contradiction(plan.name, plan.plan_type)):
        return ShownField(name, label_of(name), kind, value, contradiction_note(found), found.suggested)
    return ShownField(name, label_of(name), kind, value, note)


_KINDS = {
    "status": "status", "plan_type": "choice", "decision": "choice", "themes": "themes", "notes": "long",
    "adopted": "date", "last_revised": "date", "revision_due": "date", "period": "date", "valid_until": "date",
}  # fmt: skip


def _parent(plan: Plan, parent: Parent | None) -> ShownField:
    if parent is not None:
        note = _("Planen over er ikke lenger i kraft (%(status)s).") % {"status": parent.status_name}
        value = PlanName(parent.id, parent.name)
        return ShownField("parent", label_of("parent"), "plan", value, note if parent.status in ENDED else "")
    return ShownField("parent", label_of("parent"), "plan", None, _placed_by_type(plan))


def _placed_by_type(plan: Plan) -> str:
    above = KINDS[PlanType(plan.plan_type)].above if plan.plan_type else ()
    if not above:
        return ""
    said = _("Ingen plan er valgt. I hierarkiet er planen plassert etter typen, under %(type)s.")
    return said % {"type": above[0].label}


def _group(code: str, heading: str, fields: list[ShownField]) -> ShownGroup:
    filled = tuple(field for field in fields if not field.is_empty)
    return ShownGroup(code, heading, filled, tuple(field for field in fields if field.is_empty))


def next_step(plan: Plan, today: date) -> NextStep | None:
    """The first that applies, in the order of how much it opens for."""
    due_on = plan.revision_due
    is_overdue = due_on is not None and due_on.last_day() < today and plan.status not in ENDED
    if not plan.plan_type:
        return NextStep(
            _("Planen har ingen type ennå, og står derfor for seg selv i hierarkiet."), _("Velg plantype"), "plan_type"
        )
    if not plan.status:
        return NextStep(_("Det står ikke hvor langt planen er kommet."), _("Velg status"), "status")
    if is_overdue and plan.status != PlanStatus.UNDER_REVISION:
        return NextStep(
            _("Fristen for revisjon er passert. Er arbeidet i gang, eller er fristen en annen?"),
            _("Endre status"),
            "status",
        )
    if plan.status == PlanStatus.ADOPTED and plan.adopted is None:
        return NextStep(_("Planen er vedtatt, men det står ikke når."), _("Skriv når den ble vedtatt"), "adopted")
    return None
