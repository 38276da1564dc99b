"""The figures a map of municipalities may show: each value falls in one of at most six classes, lowest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.kinds import PlanType


@dataclass(frozen=True)
class Figure:
    """`above` are the lowest values of the second class and of those after it: one fewer than the classes."""

    code: str
    label: str | Promise
    value: Callable[[AreaRow], float | None]
    above: tuple[float, ...]
    classes: tuple[str | Promise, ...]
    note: str | Promise = ""

    def class_of(self, row: AreaRow) -> int | None:
        """From 1; None where there is nothing to be seen."""
        value = self.value(row)
        return None if value is None else 1 + sum(value >= limit for limit in self.above)

    def counts(self, rows: Iterable[AreaRow]) -> list[int]:
        """How many are in each class, and last how many are in none."""
        found = [0] * (len(self.classes) + 1)
        for row in rows:
            found[(self.class_of(row) or 0) - 1] += 1
        return found


def _centrality(row: AreaRow) -> float | None:
    return row.place.centrality


def _overdue(row: AreaRow) -> float | None:
    return None if row.overdue_share is None else row.overdue_share * 100


def _age(row: AreaRow) -> float | None:
    plan = row.plan_of(PlanType.COMMUNITY_PART)
    return plan.age_years if plan else None


def _plans(row: AreaRow) -> float | None:
    return row.total if row.has_plans else None


def _missing(row: AreaRow) -> float | None:
    return len(row.missing) if row.has_plans else None


CENTRALITY = Figure(
    "sentralitet",
    _("Sentralitet"),
    _centrality,
    (2, 3, 4, 5, 6),
    (_("1, mest sentral"), "2", "3", "4", "5", _("6, minst sentral")),
    _("Statistisk sentralbyrås sentralitetsklasse 2024."),
)
FIGURES = {
    figure.code: figure
    for figure in (
        CENTRALITY,
        Figure(
            "over",
            _("Andel over fristen"),
            _overdue,
            (1, 25, 50, 75),
            (_("Ingen"), _("Under 25 %"), _("25–49 %"), _("50–74 %"), _("75 % og over")),
            _("Andelen av planene med dato for revisjon."),
        ),
        Figure(
            "alder",
            _("Samfunnsdelens alder"),
            _age,
            (4, 8, 12, 16),
            (_("0–3 år"), _("4–7 år"), _("8–11 år"), _("12–15 år"), _("16 år og mer")),
            _("Hele år siden samfunnsdelen ble vedtatt."),
        ),
        Figure(
            "planer",
            _("Antall planer"),
            _plans,
            (25, 50, 100, 200),
            (_("Under 25"), "25–49", "50–99", "100–199", _("200 og flere")),
            _("Planene du kan se, uten dem som er opphevet eller erstattet."),
        ),
        Figure(
            "mangler",
            _("Mangler etter loven"),
            _missing,
            (1, 2, 3, 4),
            (_("Ingen"), "1", "2", "3", _("4 eller 5")),
            _("Planer loven krever, som ikke står blant de vedtatte planene du kan se."),
        ),
    )
}
assert all(
    len(figure.classes) == len(figure.above) + 1 <= 6 and all(low < high for low, high in pairwise(figure.above))
    for figure in FIGURES.values()
)
