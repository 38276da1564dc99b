"""Plans of a kind together along the years. A large group is one line that tells how many are due each year."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plandugnad.plans.due import Due
from plandugnad.plans.kinds import ENDED, PlanType
from plandugnad.plans.timeline.bars import Bar, PlanSpan, bar
from plandugnad.plans.timeline.scale import Scale, scale_of

HIGHEST, FLOOR = 32, 47  # of the columns that count, in pixels from the top
MOST_BARS = 25  # a larger group is counted instead, unless it is the only one


@dataclass(frozen=True)
class YearCount:
    year: int
    count: int
    is_late: bool
    is_first: bool  # holds what was due before it too
    at: float
    width: float
    height: float

    @property
    def top(self) -> float:
        return round(FLOOR - self.height, 1)


@dataclass(frozen=True)
class TimelineGroup:
    """Either `bars`, or, where there are too many, `years`."""

    plan_type: str
    number: int
    overdue: int
    without_due: int
    bars: tuple[Bar, ...]
    years: tuple[YearCount, ...]
    is_counted: bool


@dataclass(frozen=True)
class Timeline:
    scale: Scale
    today_at: float
    groups: tuple[TimelineGroup, ...]
    number: int
    pages: int  # of the only group; 1 where there are several
    page: int


def timeline_of(plans: Sequence[PlanSpan], today: date, page: int, page_size: int) -> Timeline:
    """First what is due first. `page` is of the bars of the only group; what is outside is the nearest there is."""
    by_type: dict[str, list[PlanSpan]] = defaultdict(list)
    for plan in plans:
        by_type[plan.plan_type].append(plan)
    scale = scale_of((day for plan in plans for day in plan.days), today)
    order = [*PlanType.values, *sorted(by_type.keys() - set(PlanType.values))]
    kinds = [plan_type for plan_type in order if plan_type in by_type]
    pages = -(-len(plans) // page_size) if len(kinds) == 1 else 1
    shown = min(max(page, 1), max(pages, 1))
    groups = []
    for plan_type in kinds:
        found = sorted(by_type[plan_type], key=_by_due)
        if len(kinds) == 1:
            groups.append(_drawn(plan_type, found, found[(shown - 1) * page_size : shown * page_size], scale, today))
        elif len(found) > MOST_BARS:
            groups.append(_counted(plan_type, found, scale, today))
        else:
            groups.append(_drawn(plan_type, found, found, scale, today))
    return Timeline(scale, scale.at(today), tuple(groups), len(plans), max(pages, 1), shown)


def _by_due(plan: PlanSpan) -> tuple[bool, date, str]:
    end = plan.due_on or plan.holds_until
    return end is None, end or date.max, plan.name


def _drawn(
    plan_type: str, all_of_it: Sequence[PlanSpan], shown: Sequence[PlanSpan], scale: Scale, today: date
) -> TimelineGroup:
    bars = tuple(bar(plan, scale, today) for plan in shown)
    return TimelineGroup(plan_type, *_figures(all_of_it, today), bars=bars, years=(), is_counted=False)


def _counted(plan_type: str, plans: Sequence[PlanSpan], scale: Scale, today: date) -> TimelineGroup:
    alive = [plan for plan in plans if plan.due_on and plan.status not in ENDED]
    # What was due before the first year that is drawn stands in it: it is as late now.
    counts = Counter(min(max(plan.due_on.year, scale.first_year), scale.last_year) for plan in alive if plan.due_on)
    late = {plan.due_on.year for plan in alive if plan.due_on and plan.due(today) is Due.OVERDUE}
    highest = max(counts.values(), default=1)
    years = tuple(
        YearCount(
            year,
            count,
            year in late or (year == scale.first_year and any(one < year for one in late)),
            year == scale.first_year,
            scale.at(date(year, 1, 1)),
            round(100 / (scale.last_year + 1 - scale.first_year) * 0.8, 2),
            round(count / highest * HIGHEST, 1),
        )
        for year, count in sorted(counts.items())
    )
    return TimelineGroup(plan_type, *_figures(plans, today), bars=(), years=years, is_counted=True)


def _figures(plans: Sequence[PlanSpan], today: date) -> tuple[int, int, int]:
    overdue = sum(plan.due(today) is Due.OVERDUE for plan in plans)
    return len(plans), overdue, sum(plan.revision_due is None for plan in plans)
