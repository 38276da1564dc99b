"""What is said of many municipalities at once."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from plandugnad.plans.area.figures import Figure
from plandugnad.plans.area.rows import AreaRow, Sight
from plandugnad.plans.kinds import KINDS, PlanType
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES


def area_finding(rows: Sequence[AreaRow], name: str) -> str:
    """The one sentence a county's page opens with."""
    with_plans = [row for row in rows if row.has_plans]
    if not with_plans:
        return gettext("Ingen planer å se i %(name)s ennå") % {"name": name}
    overdue, number = sum(row.overdue > 0 for row in with_plans), len(with_plans)
    if not overdue:
        text = ngettext(
            "Kommunen har ingen planer over fristen", "Ingen av %(number)s kommuner har planer over fristen", number
        )
        return text % {"number": number}
    if overdue == number and number > 1:
        return gettext("Alle de %(number)s kommunene har planer over fristen") % {"number": number}
    text = ngettext(
        "Kommunen har planer over fristen", "%(overdue)s av %(number)s kommuner har planer over fristen", number
    )
    return text % {"overdue": overdue, "number": number}


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


def map_finding(rows: Sequence[AreaRow], figure: Figure) -> str:
    """What the map shows, in a sentence: how many are in the last of its classes that hold something worth telling."""
    values = [value for row in rows if (value := figure.value(row)) is not None]
    if not values:
        return gettext("Ingen planer å vise på kartet ennå")
    limit = _TOLD[figure.code]
    number = sum(value >= limit for value in values)
    patterns = {
        "sentralitet": ngettext(
            "%(number)s av %(all)s kommune er i de to minst sentrale klassene",
            "%(number)s av %(all)s kommuner er i de to minst sentrale klassene",
            len(values),
        ),
        "over": ngettext(
            "I %(number)s av %(all)s kommune er minst halvparten av planene over fristen",
            "I %(number)s av %(all)s kommuner er minst halvparten av planene over fristen",
            len(values),
        ),
        "alder": ngettext(
            "I %(number)s av %(all)s kommune er samfunnsdelen minst åtte år gammel",
            "I %(number)s av %(all)s kommuner er samfunnsdelen minst åtte år gammel",
            len(values),
        ),
        "planer": ngettext(
            "%(number)s av %(all)s kommune har 100 planer eller flere",
            "%(number)s av %(all)s kommuner har 100 planer eller flere",
            len(values),
        ),
        "mangler": ngettext(
            "I %(number)s av %(all)s kommune mangler minst én plan loven krever",
            "I %(number)s av %(all)s kommuner mangler minst én plan loven krever",
            len(values),
        ),
    }
    return patterns[figure.code] % {"number": number, "all": len(values)}


_TOLD = {"sentralitet": 5, "over": 50, "alder": 8, "planer": 100, "mangler": 1}


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
    return gettext("%(age)s år") % {"age": round(value)} if figure.code == "alder" else str(round(value))


def missing_words(missing: Sequence[PlanType]) -> str:
    """'Planstrategi (pbl. § 10-1), arealdel (pbl. § 11-5)'."""
    return capfirst(", ".join(f"{str(MAIN_TYPE_NAMES[one]).lower()} ({KINDS[one].section})" for one in missing))
