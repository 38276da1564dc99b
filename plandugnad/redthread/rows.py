"""From what is read to the rows of the page: each goal with what stands under it, and what hangs loose with why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.engines.redthread import Loose, LooseKind
from plandugnad.plans.words.names import in_sentence, status_name, type_name
from plandugnad.redthread.choices import in_tree
from plandugnad.redthread.models import CommunityGoal
from plandugnad.redthread.queries import Here

# Year and 1000 kr, for each year that is shown.
Amounts = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class ThingRow:
    kind: str  # plan, measure or line
    kind_words: str
    id: UUID
    name: str
    address: str
    about: str
    status: str = ""
    amounts: Amounts = ()
    also: str = ""  # the other goals a line stands under


@dataclass(frozen=True)
class GoalRow:
    goal: CommunityGoal
    number: str
    section: str  # the title of the joint section it is of
    things: tuple[ThingRow, ...]
    subs: tuple["GoalRow", ...]
    sums: Amounts
    counts: tuple[int, int, int]
    is_whole: bool
    lacks: str


@dataclass(frozen=True)
class LooseRow:
    """`box` is the name it is ticked by, where a goal can be chosen for it; `label` and `address` the other way."""

    name: str
    reason: str
    address: str
    box: str = ""
    label: str = ""
    act: str = ""


@dataclass(frozen=True)
class LooseGroup:
    key: str
    heading: str
    rows: tuple[LooseRow, ...]


_HEADINGS = (
    ("goals", gettext_lazy("Mål uten tiltak eller penger")),
    ("plans", gettext_lazy("Planer uten mål")),
    ("measures", gettext_lazy("Tiltak uten mål eller budsjett")),
    ("lines", gettext_lazy("Budsjettlinjer uten mål")),
)


def goal_rows(here: Here, *, can_write: bool) -> list[GoalRow]:
    return [
        _goal_row(here, main, str(number), subs, can_write=can_write)
        for number, (main, subs) in enumerate(in_tree(here.goals), start=1)
    ]


def _goal_row(
    here: Here, goal: CommunityGoal, number: str, subs: Sequence[CommunityGoal], *, can_write: bool
) -> GoalRow:
    under = here.thread.under[str(goal.id)]
    below = {str(sub.id) for sub in subs}
    own = [
        row
        for row in thing_rows(here, (*under.plans, *under.measures, *under.lines), goal, can_write=can_write)
        if str(goal.id) in here.thread.goals_of[str(row.id)] or not here.thread.goals_of[str(row.id)] & below
    ]
    return GoalRow(
        goal=goal,
        number=number,
        section=here.sections.get(goal.section_id, "") if goal.section_id else "",
        things=tuple(own),
        subs=tuple(
            _goal_row(here, sub, f"{number}.{place}", (), can_write=can_write)
            for place, sub in enumerate(subs, start=1)
        ),
        sums=years_of(here, under.sums),
        counts=(len(under.plans), len(under.measures), len(under.lines)),
        is_whole=under.is_whole,
        lacks=_lacks(bool(under.measures), under.has_money),
    )


def _lacks(has_measure: bool, has_money: bool) -> str:
    if has_measure and has_money:
        return ""
    if has_measure:
        return _("uten penger")
    return _("uten tiltak") if has_money else _("uten tiltak og penger")


def years_of(here: Here, sums: Mapping[int, int]) -> Amounts:
    return tuple((str(year), sums.get(year)) for year in here.years)


def thing_rows(here: Here, ids: Iterable[str], goal: CommunityGoal | None, *, can_write: bool) -> list[ThingRow]:
    number, found = here.organisation.number, []
    for id in map(UUID, ids):
        if plan := here.plans.get(id):
            about = type_name(plan.plan_type) if plan.plan_type else ""
            found.append(
                ThingRow("plan", _("Plan"), id, plan.name, reverse("plan", args=[id]), about, status_name(plan.status))
            )
        elif measure := here.measures.get(id):
            address = reverse("thread_measure", args=[number, id]) if can_write else ""
            about = ", ".join(
                word for word in (measure.unit, years_words(measure.first_year, measure.last_year)) if word
            )
            status = str(measure.get_status_display())
            found.append(ThingRow("measure", _("Tiltak"), id, measure.name, address, about, status))
        elif line := here.lines.get(id):
            address = reverse("thread_line", args=[number, id]) if can_write else ""
            amounts = years_of(here, line.by_year)
            also = _also(here, id, goal)
            found.append(ThingRow("line", _("Budsjett"), id, line.name, address, line.account, "", amounts, also))
    return found


def _also(here: Here, id: UUID, goal: CommunityGoal | None) -> str:
    names = [
        f"«{one.name}»"
        for one in here.goals
        if str(one.id) in here.thread.goals_of[str(id)] and goal is not None and one.id != goal.id
    ]
    return ", ".join(names)


def years_words(first: int | None, last: int | None) -> str:
    if first and last and first != last:
        return f"{first}–{last}"
    return str(first or last or "")


def loose_groups(here: Here, loose: Iterable[Loose], *, can_write: bool) -> list[LooseGroup]:
    found: dict[str, list[LooseRow]] = {key: [] for key, _heading in _HEADINGS}
    for one in loose:
        key, row = _loose_row(here, one, can_write=can_write)
        found[key].append(row)
    return [LooseGroup(key, str(heading), tuple(found[key])) for key, heading in _HEADINGS if found[key]]


def _loose_row(here: Here, one: Loose, *, can_write: bool) -> tuple[str, LooseRow]:
    id, number = UUID(one.id), here.organisation.number
    measure_new, line_new = (reverse(name, args=[number]) for name in ("thread_measure_new", "thread_line_new"))
    if goal := here.by_id.get(id):
        address = reverse("thread_goal", args=[number, id]) if can_write else ""
        if one.kind is LooseKind.GOAL_NO_MONEY:
            way = (_("Legg til budsjettlinje"), f"{line_new}?mal={id}")
            return "goals", LooseRow(goal.name, _("Har tiltak, men ingen penger i noe år."), address, "", *way)
        way = (_("Legg til tiltak"), f"{measure_new}?mal={id}")
        reason = _("Har penger, men ingen tiltak.")
        if one.kind is LooseKind.GOAL_NOTHING:
            reason = _("Har verken tiltak eller penger.")
        return "goals", LooseRow(goal.name, reason, address, "", *way)
    if plan := here.plans.get(id):
        address = reverse("plan", args=[id])
        reason = _("Er ikke forankret i noe mål.")
        if plan.goal.strip():
            reason = _("Sier at den følger «%(goal)s», men er ikke knyttet til et mål her.") % {
                "goal": in_sentence(plan.goal.strip())
            }
        return "plans", LooseRow(plan.name, reason, address, f"plan:{id}")
    if measure := here.measures.get(id):
        address = reverse("thread_measure", args=[number, id]) if can_write else ""
        if one.kind is LooseKind.MEASURE_NO_MONEY:
            way = (_("Legg til budsjettlinje"), f"{line_new}?tiltak={id}")
            reason = _("Ingen budsjettlinje betaler det. Koster det ikke egne penger, sier du det på tiltaket.")
            return "measures", LooseRow(measure.name, reason, address, "", *way)
        return "measures", LooseRow(measure.name, _no_goal(measure.plan_id), address, f"measure:{id}")
    line = here.lines[id]
    address = reverse("thread_line", args=[number, id]) if can_write else ""
    return "lines", LooseRow(line.name, _no_goal(line.measure_id or line.plan_id), address, f"line:{id}")


def _no_goal(above: UUID | None) -> str:
    if above:
        return _("Sier ikke hvilket mål det følger opp, og det gjør heller ikke planen eller tiltaket det hører til.")
    return _("Sier ikke hvilket mål det følger opp.")


def headline(here: Here) -> str:
    """What is the finding of the page, in a sentence."""
    if not here.goals:
        return _("Ingen mål ennå")
    return _("%(whole)s av %(all)s mål har både tiltak og penger") % {
        "whole": here.thread.whole,
        "all": len(here.goals),
    }


def section_words(title: str) -> str:
    return capfirst(_("felles avsnitt: %(title)s") % {"title": title})
