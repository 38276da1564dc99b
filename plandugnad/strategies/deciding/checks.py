"""What must be in place before the council decides, and what ought to be. Pure reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.engines.statute.chains import CLOSED
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.words.names import listed
from plandugnad.strategies.asking.queries import read_asked
from plandugnad.strategies.deciding.lawful import (
    MERGED,
    PROGRAMME,
    constituted,
    day_in,
    first_lawful,
    latest_adoption,
    open_process,
)
from plandugnad.strategies.document.queries import latest_proposal
from plandugnad.strategies.document.words import said_community, said_land_use
from plandugnad.strategies.kinds import MADE, PartChoice
from plandugnad.strategies.models import PlanNeed, Strategy


class Met(StrEnum):
    YES = "yes"
    NO = "no"
    SOON = "soon"  # time does it, or it is nobody's fault yet


@dataclass(frozen=True)
class Check:
    """`address` is where it is put right. `is_law`: without it the decision is refused."""

    name: str
    met: Met
    words: str
    address: str = ""
    is_law: bool = True


def checks_of(strategy: Strategy, today: date) -> Sequence[Check]:
    found = [_parts(strategy), _asked(strategy, today), _public(strategy, today), _in_time(strategy, today)]
    if against := contradictions(strategy):
        address = reverse("strategy_parts", args=[strategy.id])
        found.insert(1, Check(_("Plantabellen sier noe annet"), Met.NO, " ".join(against), address, is_law=False))
    process = open_process(strategy)
    if process is not None and process.choices.get(MERGED):
        found.append(_programme(strategy, today))
    return found


def contradictions(strategy: Strategy) -> list[str]:
    """Where what is decided of a part of the municipal master plan is not what the table says of that plan."""
    chosen = {
        PlanType.COMMUNITY_PART: (strategy.community_choice, _("Samfunnsdelen")),
        PlanType.LAND_USE_PART: (strategy.land_use_choice, _("Arealdelen")),
    }
    needs = PlanNeed.objects.kept().filter(strategy=strategy).exclude(decision="")
    rows = needs.annotate(of=Coalesce("plan__plan_type", "plan_type")).filter(of__in=list(chosen)).order_by("of", "id")
    found = []
    for plan_type, decision in rows.values_list("of", "decision"):
        choice, name = chosen[PlanType(plan_type)]
        is_revised = decision in MADE
        if choice and is_revised != (choice != PartChoice.CONTINUE):
            if is_revised:
                said = _("%(part)s er valgt videreført, men står blant planene som skal revideres.")
            else:
                said = _("%(part)s er valgt revidert, men står ikke blant planene som skal revideres.")
            found.append(said % {"part": name})
    return found


def _parts(strategy: Strategy) -> Check:
    name = _("Samfunnsdelen og arealdelen")
    address = reverse("strategy_parts", args=[strategy.id])
    if strategy.community_choice and strategy.land_use_choice:
        words = f"{said_community(strategy.community_choice)} {said_land_use(strategy.land_use_choice)}"
        return Check(name, Met.YES, words, address)
    return Check(name, Met.NO, _("Det er ikke valgt om de revideres eller videreføres."), address)


def _asked(strategy: Strategy, today: date) -> Check:
    """The law has no sanction, and no length: it is told, and stops nobody."""
    name, address = _("Hvem er spurt"), reverse("strategy_asked", args=[strategy.id])
    page = read_asked(strategy, today)
    lacking = [str(demand.kind.label) for demand in page.demands if not demand.is_met]
    if lacking:
        words = _("Ikke spurt: %(kinds)s.") % {"kinds": listed(lacking)}
        return Check(name, Met.NO, words, address, is_law=False)
    return Check(name, Met.YES, _("Stat, region og nabokommuner er spurt."), address, is_law=False)


def _public(strategy: Strategy, today: date) -> Check:
    name, address = _("Offentlig i minst 30 dager"), reverse("strategy_publish", args=[strategy.id])
    proposal = latest_proposal(strategy)
    if proposal is None or proposal.withdrawn_at is not None:
        return Check(name, Met.NO, _("Forslaget er ikke offentlig."), address)
    first = first_lawful(proposal.counts_from)
    told = {"public": written_day(proposal.counts_from), "first": written_day(first)}
    words = _("Offentlig fra %(public)s. Kommunestyret kan behandle det fra %(first)s.") % told
    return Check(name, Met.YES if first <= today else Met.SOON, words, address)


def _in_time(strategy: Strategy, today: date) -> Check:
    name, begun = _("Innen ett år etter konstitueringen"), constituted(strategy)
    latest = latest_adoption(begun.day)
    told = {"begun": written_day(begun.day), "latest": written_day(latest)}
    if begun.is_known:
        words = _("Kommunestyret konstituerte seg %(begun)s. Fristen er %(latest)s.") % told
    else:
        words = _("Konstitueringen er ikke ført. Var den senest %(begun)s, er fristen %(latest)s.") % told
    return Check(name, Met.NO if latest < today else Met.YES, words, is_law=False)


def _programme(strategy: Strategy, today: date) -> Check:
    name, ends = _("Planprogrammet på høring"), day_in(open_process(strategy), PROGRAMME, CLOSED)
    if ends is None:
        return Check(name, Met.NO, _("Høringen av planprogrammet har ingen datoer i prosessen."), is_law=False)
    words = _("Høringen slutter %(day)s.") % {"day": written_day(ends)}
    return Check(name, Met.YES if ends <= today else Met.SOON, words, is_law=False)
