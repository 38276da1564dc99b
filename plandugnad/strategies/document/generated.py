"""What is laid out from data, in the language that is chosen when it is asked for. One function for each name in the
outline; each gives nothing where there is nothing to tell."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.marks import written_day
from plandugnad.core.papers.pieces import Bullets, Grid, Piece, Subheading, Value, Words
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import Decision
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.names import type_name
from plandugnad.strategies.asking.models import AskedKind, AskedParty
from plandugnad.strategies.document.capacity import of_year
from plandugnad.strategies.document.pictures import pictures_of
from plandugnad.strategies.document.rows import PlanRow
from plandugnad.strategies.document.words import said_community, said_land_use, said_when
from plandugnad.strategies.kinds import Basis
from plandugnad.strategies.models import Strategy


@dataclass(frozen=True)
class TypeInUse:
    name: str
    section: str
    count: int
    text: str


@dataclass(frozen=True)
class RegionalPlan:
    name: str
    adopted: When | None


@dataclass(frozen=True)
class Material:
    """All that the document is laid out from, read once."""

    strategy: Strategy
    rows: Sequence[PlanRow]
    types: Sequence[TypeInUse]
    regional: Sequence[RegionalPlan]
    asked: Sequence[AskedParty]
    joint: Sequence[tuple[str, str]]
    own: Mapping[str, str]
    today: date

    def with_decision(self, *decisions: str, is_land: bool | None = None) -> list[PlanRow]:
        return [row for row in self.rows if row.decision in decisions and (is_land is None or row.is_land is is_land)]


def _system(its: Material) -> Iterator[Piece]:
    if not its.types:
        return
    yield Subheading(_("Plantyper vi bruker"))
    rows = [(row.name, row.section, row.count, row.text) for row in its.types]
    heads = (_("Plantype"), _("Hjemmel"), _("Antall"), _("Prinsipper og krav til prosess"))
    yield Grid(_("Plantyper vi bruker"), heads, tuple(rows))


def _regional(its: Material) -> Iterator[Piece]:
    if its.regional:
        yield Subheading(_("Regionale planer som gjelder her"))
        yield Bullets(tuple(_regional_said(plan) for plan in its.regional))


def _regional_said(plan: RegionalPlan) -> str:
    if plan.adopted is None:
        return plan.name
    return _("%(plan)s, vedtatt %(when)s") % {"plan": plan.name, "when": written(plan.adopted)}


def _needs(its: Material) -> Iterator[Piece]:
    assessed = [row for row in its.rows if row.is_of_need]
    if not assessed:
        return
    count = Counter(row.decision for row in assessed)
    number = len(assessed)
    said = ngettext("%(count)s plan er vurdert:", "%(count)s planer er vurdert:", number) % {"count": number}
    yield Words(said)
    told = [
        _("%(decision)s: %(count)s") % {"decision": capfirst(str(decision.label)), "count": count[decision]}
        for decision in Decision
        if count[decision]
    ]
    if count[""]:
        told.append(_("Ikke avgjort: %(count)s") % {"count": count[""]})
    yield Bullets(tuple(told))
    resting = [row for row in assessed if row.basis or row.basis_source]
    if resting:
        yield Subheading(_("Hva behovene bygger på"))
        heads = (_("Plan"), _("Grunnlag"), _("Hjemmel eller føring"))
        yield Grid(
            _("Hva behovene bygger på"),
            heads,
            tuple((row.name, _basis(row.basis), row.basis_source) for row in resting),
        )


def _basis(basis: str) -> str:
    return capfirst(str(Basis(basis).label)) if basis in Basis.values else ""


def _parts(its: Material) -> Iterator[Piece]:
    strategy = its.strategy
    for heading, said, because in (
        (_("Samfunnsdelen"), said_community(strategy.community_choice), strategy.community_because),
        (_("Arealdelen"), said_land_use(strategy.land_use_choice), strategy.land_use_because),
    ):
        if said:
            yield Subheading(heading)
            yield Words(said)
            if because.strip():
                yield Words(because.strip())


def _land(its: Material) -> Iterator[Piece]:
    kinds = (
        (_("Nye arealplaner"), Decision.NEW),
        (_("Arealplaner som revideres"), Decision.REVISE),
        (_("Arealplaner som oppheves"), Decision.REPEAL),
    )
    for title, decision in kinds:
        if rows := its.with_decision(decision, is_land=True):
            yield Subheading(title)
            yield _plan_grid(title, rows)


def _joint(its: Material) -> Iterator[Piece]:
    if its.joint:
        yield Subheading(_("Planer vi eier sammen med andre"))
        yield Bullets(tuple(f"{name} ({others})" for name, others in its.joint))


def _asked(its: Material) -> Iterator[Piece]:
    """Whom, and when: what they said and how it was weighed is not in the document."""
    asked = [one for one in its.asked if one.asked_on]
    if not asked:
        return
    yield Subheading(_("Hvem kommunen har spurt"))
    rows: list[tuple[Value, ...]] = [
        (
            one.name,
            capfirst(str(AskedKind(one.kind).label)),
            one.asked_on,
            written_day(one.answered_on) if one.answered_on else _("ikke svart"),
        )
        for one in asked
    ]
    yield Grid(_("Hvem kommunen har spurt"), (_("Navn"), _("Hvem"), _("Spurt"), _("Svarte")), tuple(rows))


def _plans(its: Material) -> Iterator[Piece]:
    kinds = (
        (_("Nye planer"), (Decision.NEW,)),
        (_("Planer som revideres"), (Decision.REVISE,)),
        (_("Planer som slås sammen"), (Decision.MERGE,)),
        (_("Planer som videreføres"), (Decision.CONTINUE,)),
        (_("Planer som oppheves eller utløper"), (Decision.REPEAL, Decision.EXPIRE)),
    )
    for title, decisions in kinds:
        if rows := its.with_decision(*decisions):
            yield Subheading(title)
            yield _plan_grid(title, rows, is_merged=decisions == (Decision.MERGE,))
    left = sum(1 for row in its.rows if not row.decision)
    if left:
        words = ngettext(
            "%(count)s plan til står i planoversikten. Strategien sier ikke noe om den.",
            "%(count)s planer til står i planoversikten. Strategien sier ikke noe om dem.",
            left,
        )
        yield Words(words % {"count": left}, is_quiet=True)


def _plan_grid(title: str, rows: Sequence[PlanRow], *, is_merged: bool = False) -> Grid:
    last = _("Slås sammen med") if is_merged else _("Medvirkning")
    heads = [_("Plan"), _("Type"), _("Når"), _("Ansvarlig"), last]
    lines = [
        [
            row.name,
            type_name(row.plan_type),
            said_when(row),
            row.responsible,
            row.into if is_merged else row.participation,
        ]
        for row in rows
    ]
    # A column nobody has written in tells nothing, and takes room from those that do.
    used = [place for place in range(len(heads)) if place == 0 or any(line[place] for line in lines)]
    return Grid(
        title, tuple(heads[place] for place in used), tuple(tuple(line[place] for place in used) for line in lines)
    )


def _picture(its: Material) -> Iterator[Piece]:
    for picture in pictures_of(its.strategy, its.today):
        yield Subheading(picture.title)
        yield picture


def _capacity(its: Material) -> Iterator[Piece]:
    years = of_year(its.strategy, its.rows)
    if not years:
        return
    yield Subheading(_("Dagsverk i året"))
    heads = (_("År"), _("Dagsverk vi har"), _("Dagsverk planene tar"))
    rows = tuple((str(one.year), "" if one.has is None else one.has, round(one.takes)) for one in years)
    yield Grid(_("Dagsverk i året"), heads, rows)
    yield Words(_("Dagsverkene er anslag. De er delt likt på halvårene planen er satt opp i."), is_quiet=True)


GENERATED: Mapping[str, Callable[[Material], Iterator[Piece]]] = {
    "system": _system,
    "regional": _regional,
    "needs": _needs,
    "parts": _parts,
    "land": _land,
    "joint": _joint,
    "asked": _asked,
    "plans": _plans,
    "picture": _picture,
    "capacity": _capacity,
}
