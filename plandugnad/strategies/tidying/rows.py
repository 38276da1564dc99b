"""What is found of each plan, as a row of the page shows it: the reasons, each with the way to mend it, and the one
thing to do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.engines.tidying import Finding, Kind
from plandugnad.plans.due import age_years
from plandugnad.plans.kinds import KINDS, PlanType
from plandugnad.plans.models import PlanHere
from plandugnad.plans.words.names import status_name, type_name
from plandugnad.strategies.tidying.kinds import TidyingOutcome
from plandugnad.strategies.tidying.models import TidyingChoice
from plandugnad.strategies.tidying.queries import Tidying, parents_offered
from plandugnad.strategies.tidying.words import sentence

# Where a fact is mended: the plan's field, and what the link says.
MEND: dict[Kind, tuple[str, str | Promise]] = {
    Kind.PERIOD_ENDED: ("valid_until", gettext_lazy("Endre hvor lenge den gjelder")),
    Kind.PAST_REVISION: ("revision_due", gettext_lazy("Skriv en ny frist")),
    Kind.OLDER_THAN_ACT: ("last_revised", gettext_lazy("Skriv når den sist ble revidert")),
    Kind.NOBODY_OWNS: ("responsible", gettext_lazy("Skriv hvem som er ansvarlig")),
    Kind.UNKNOWN_STATUS: ("status", gettext_lazy("Velg status")),
    Kind.UNKNOWN_ADOPTED: ("adopted", gettext_lazy("Skriv når den ble vedtatt")),
    Kind.UNKNOWN_TYPE: ("plan_type", gettext_lazy("Velg plantype")),
    Kind.PARENT_ENDED: ("parent", gettext_lazy("Velg plan over")),
    Kind.NO_ANCHOR: ("parent", gettext_lazy("Velg plan over")),
    Kind.NO_GOAL: ("goal", gettext_lazy("Skriv målet")),
}
MENDED_HERE = frozenset(field for field, _label in MEND.values())
_OWN_OF_JOINT = frozenset({"status", "adopted", "responsible", "parent"})
# The outcome one would most often choose for what weighs most. Where there is none, the fact is mended instead: that
# nobody has told of a plan is no reason to repeal it, for some of the quietest are demanded by law.
SUGGESTED = {
    Kind.PERIOD_ENDED: TidyingOutcome.EXPIRE,
    Kind.PAST_REVISION: TidyingOutcome.REVISE,
    Kind.OLDER_THAN_ACT: TidyingOutcome.REVISE,
    Kind.OVERLAP: TidyingOutcome.MERGE,
    Kind.TEN_YEARS: TidyingOutcome.CONTINUE,
}
# What the button says.
_DO: dict[TidyingOutcome, str | Promise] = {
    TidyingOutcome.CONTINUE: gettext_lazy("Viderefør den"),
    TidyingOutcome.REVISE: gettext_lazy("Revider den"),
    TidyingOutcome.MERGE: gettext_lazy("Slå den sammen med en annen"),
    TidyingOutcome.EXPIRE: gettext_lazy("La den utløpe"),
    TidyingOutcome.REPEAL: gettext_lazy("Opphev den"),
}


@dataclass(frozen=True)
class Mend:
    """`is_in_place` where the form opens in the row; else the address is another page."""

    label: str
    address: str
    is_in_place: bool = False


@dataclass(frozen=True)
class Reason:
    kind: str
    sentence: str
    mend: Mend | None


@dataclass(frozen=True)
class TidyRow:
    plan_id: UUID
    name: str
    about: str
    reasons: tuple[Reason, ...]
    primary: str = ""  # the outcome one click chooses
    primary_label: str = ""
    into: UUID | None = None
    parent: UUID | None = None  # the plan one click anchors it in
    parent_label: str = ""
    choice: TidyingChoice | None = None
    chosen_words: str = ""


def rows_of(tidying: Tidying, plan_ids: Iterable[UUID], today: date, *, can_write: bool) -> list[TidyRow]:
    return _Rows(tidying, today, can_write).made(plan_ids)


@dataclass
class _Rows:
    tidying: Tidying
    today: date
    can_write: bool

    def made(self, plan_ids: Iterable[UUID]) -> list[TidyRow]:
        found = {each.id: each.findings for each in self.tidying.to_look}
        parents = parents_offered(self.tidying) if self.can_write else {}
        return [self._row(self.tidying.plans[id], found.get(str(id), ()), parents) for id in plan_ids]

    def _row(self, plan: PlanHere, findings: tuple[Finding, ...], parents: dict[str, PlanHere]) -> TidyRow:
        primary, into = self._primary(plan, findings)
        parent = parents.get(plan.plan_type) if any(one.kind is Kind.NO_ANCHOR for one in findings) else None
        parent = parent if parent is not None and plan.is_led and parent.id != plan.id else None
        choice = self.tidying.choices.get(plan.id) if not findings else None
        return TidyRow(
            plan_id=plan.id,
            name=plan.name,
            about=about_words(plan, self.today),
            reasons=tuple(Reason(one.kind, self._sentence(one, plan), self._mend(one, plan)) for one in findings),
            primary=primary.value if primary else "",
            primary_label=self._label(primary, into) if primary else "",
            into=into.id if into else None,
            parent=parent.id if parent else None,
            parent_label=_("Forankre i «%(plan)s»") % {"plan": parent.name} if parent else "",
            choice=choice,
            chosen_words=chosen_words(choice) if choice else "",
        )

    def _sentence(self, finding: Finding, plan: PlanHere) -> str:
        return sentence(finding, plan, self.tidying.plans)

    def _primary(self, plan: PlanHere, findings: tuple[Finding, ...]) -> tuple[TidyingOutcome | None, PlanHere | None]:
        heaviest = findings[0] if findings else None
        outcome = suggested(plan, findings) if self.can_write else None
        if outcome is TidyingOutcome.MERGE and heaviest is not None:
            return outcome, self.tidying.alive.get(UUID(heaviest.other))
        return outcome, None

    def _label(self, outcome: TidyingOutcome, into: PlanHere | None) -> str:
        if into is not None:
            return _("Slå den sammen med «%(plan)s»") % {"plan": into.name}
        return str(_DO[outcome])

    def _mend(self, finding: Finding, plan: PlanHere) -> Mend | None:
        if finding.kind is Kind.OVERLAP:
            return Mend(_("Se den andre planen"), reverse("plan", args=[finding.other]))
        if finding.kind is Kind.SILENT:
            return Mend(_("Fortell hvordan det går"), f"{reverse('plan', args=[plan.id])}#felt-status")
        if not self.can_write or finding.kind not in MEND:
            return None
        field, label = MEND[finding.kind]
        number = self.tidying.organisation.number
        if not plan.is_led:
            address = reverse("plan_owner", args=[plan.id, self.tidying.organisation.id])
            return Mend(str(label), address) if field in _OWN_OF_JOINT else None
        if field == "parent":
            return Mend(str(label), reverse("plan_field", args=[plan.id, field]))
        return Mend(str(label), reverse("tidying_field", args=[number, plan.id, field]), is_in_place=True)


def suggested(plan: PlanHere, findings: tuple[Finding, ...]) -> TidyingOutcome | None:
    """A plan somebody meant to revise is not left to expire, nor one that holds until another takes its place."""
    outcome = SUGGESTED.get(findings[0].kind) if findings else None
    is_meant_revised = any(one.kind is Kind.PAST_REVISION for one in findings)
    if outcome is TidyingOutcome.EXPIRE and (is_meant_revised or _holds_until_replaced(plan.plan_type)):
        return TidyingOutcome.REVISE
    return outcome


def _holds_until_replaced(plan_type: str) -> bool:
    """Land plans bind until others are adopted (pbl. §§ 11-6 and 12-4), and the law asks every municipality for some.
    A planning strategy is of its council term, and is made anew each time."""
    kind = KINDS.get(PlanType(plan_type)) if plan_type else None
    is_demanded = kind is not None and kind.is_required and plan_type != PlanType.PLANNING_STRATEGY
    return is_demanded or (kind is not None and kind.is_land)


def about_words(plan: PlanHere, today: date) -> str:
    """'Temaplan · Vedtatt 2019, 7 år · Kommunalsjef oppvekst'."""
    parts = [type_name(plan.plan_type), _status(plan, today), plan.responsible or plan.owner_unit]
    return " · ".join(part for part in parts if part)


def _status(plan: PlanHere, today: date) -> str:
    if not plan.status:
        return ""
    if plan.adopted is None:
        return status_name(plan.status)
    age = age_years(plan.adopted, today)
    said = _("%(status)s %(year)s, %(age)s år") if age else _("%(status)s %(year)s")
    return said % {"status": status_name(plan.status), "year": plan.adopted.last_year, "age": age}


def chosen_words(choice: TidyingChoice) -> str:
    """'Slås sammen med «Temaplan for oppvekst»'."""
    outcome = TidyingOutcome(choice.outcome)
    if outcome is TidyingOutcome.MERGE and choice.into is not None:
        return _("Slås sammen med «%(plan)s»") % {"plan": choice.into.name}
    return str(capfirst(outcome.label))
