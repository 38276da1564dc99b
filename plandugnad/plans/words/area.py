"""What is said of many municipalities at once."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, ngettext_lazy

from plandugnad.plans.area.figures import Figure
from plandugnad.plans.area.rows import AreaRow, Sight
from plandugnad.plans.kinds import KINDS, PlanType
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES


def of_all(number: int, all: int) -> str:
    """'Ingen av de 5 kommunene', 'Én av 5 kommuner', ''Alle de 5 kommunene': who a sentence is about."""
    if number == 0:
        return gettext("Ingen kommune") if all <= 1 else gettext("Ingen av de %(all)s kommunene") % {"all": all}
    if number == all:
        few = {1: gettext("Kommunen"), 2: gettext("Begge kommunene")}
        return few.get(all) or gettext("Alle de %(all)s kommunene") % {"all": all}
    if number == 1:
        return gettext("Én av %(all)s kommuner") % {"all": all}
    return gettext("%(number)s av %(all)s kommuner") % {"number": number, "all": all}


def verbs(number: int) -> int:
    """The number the verb goes by, where a language has two: none has, one has, both have."""
    return max(number, 1)


def area_finding(rows: Sequence[AreaRow], name: str) -> str:
    """The one sentence a county's page opens with."""
    with_plans = [row for row in rows if row.has_plans]
    if not with_plans:
        return gettext("Ingen planer å se i %(name)s ennå") % {"name": name}
    overdue = sum(row.overdue > 0 for row in with_plans)
    said = ngettext("%(these)s har planer over fristen", "%(these)s har planer over fristen", verbs(overdue))
    return said % {"these": of_all(overdue, len(with_plans))}


def sight_words(rows: Sequence[AreaRow]) -> str:
    """How much of these municipalities the reader sees, said once for all of them."""
    seen = {row.sight for row in rows}
    if seen <= {Sight.ALL}:
        return gettext("Du ser alle planene.")
    if seen <= {Sight.ADOPTED}:
        return gettext("Du ser bare vedtatte planer.")
    if seen == {Sight.ALL, Sight.ADOPTED}:
        return gettext("Du ser alle planene i noen av kommunene, og bare vedtatte planer i de andre.")
    number = sum(row.sight != Sight.NONE for row in rows)
    said = ngettext(
        "Du kan se planer i %(number)s av %(all)s kommuner, og bare de er talt med.",
        "Du kan se planer i %(number)s av %(all)s kommuner, og bare de er talt med.",
        number,
    )
    return said % {"number": number, "all": len(rows)}


def soon_words(number: int) -> str:
    return ngettext("%(number)s innen ett år", "%(number)s innen ett år", number) % {"number": number}


def map_finding(rows: Sequence[AreaRow], figure: Figure) -> str:
    """What the map shows, in a sentence: how many are in the last of its classes that hold something worth telling."""
    values = [value for row in rows if (value := figure.value(row)) is not None]
    if not values:
        return gettext("Ingen planer å vise på kartet ennå")
    number = sum(value >= _TOLD[figure.code] for value in values)
    return _FINDINGS[figure.code] % {"these": of_all(number, len(values)), "verbs": verbs(number)}


def untold_words(rows: Sequence[AreaRow], figure: Figure) -> str:
    """Those the finding says nothing of, where it speaks of the others as all there are."""
    number = sum(figure.value(row) is None for row in rows)
    if number in {0, len(rows)}:
        return ""
    said = ngettext(
        "%(number)s av dem har ikke noe å vise her, og er ikke talt med i overskriften.",
        "%(number)s av dem har ikke noe å vise her, og er ikke talt med i overskriften.",
        number,
    )
    return said % {"number": number}


_TOLD = {"sentralitet": 5, "over": 50, "alder": 8, "planer": 100, "mangler": 1}
_FINDINGS = {
    "sentralitet": ngettext_lazy(
        "%(these)s er i de to minst sentrale klassene", "%(these)s er i de to minst sentrale klassene", "verbs"
    ),
    "over": ngettext_lazy(
        "%(these)s har minst halvparten av planene over fristen",
        "%(these)s har minst halvparten av planene over fristen",
        "verbs",
    ),
    "alder": ngettext_lazy(
        "%(these)s har en samfunnsdel som er minst åtte år gammel",
        "%(these)s har en samfunnsdel som er minst åtte år gammel",
        "verbs",
    ),
    "planer": ngettext_lazy("%(these)s har 100 planer eller flere", "%(these)s har 100 planer eller flere", "verbs"),
    "mangler": ngettext_lazy(
        "%(these)s mangler minst én plan loven krever", "%(these)s mangler minst én plan loven krever", "verbs"
    ),
}


def dot_words(row: AreaRow, figure: Figure) -> str:
    """'Bodø: 37 % (66 av 176)', for the one who points at a dot."""
    return f"{row.place.name}: {value_words(row, figure)}"


def value_words(row: AreaRow, figure: Figure) -> str:
    """Short, since what is figured stands in the heading."""
    value = figure.value(row)
    if value is None:
        return gettext("ingenting å vise")
    if figure.code == "over":
        said = gettext("%(share)s %% (%(overdue)s av %(all)s)")
        return said % {"share": round(value), "overdue": row.overdue, "all": row.with_due}
    if figure.code != "alder":
        return str(round(value))
    return ngettext("%(years)s år", "%(years)s år", round(value)) % {"years": round(value)}


def missing_words(missing: Sequence[PlanType]) -> str:
    """'Planstrategi (pbl. § 10-1), arealdel (pbl. § 11-5)'."""
    return capfirst(", ".join(f"{str(MAIN_TYPE_NAMES[one]).lower()} ({KINDS[one].section})" for one in missing))
