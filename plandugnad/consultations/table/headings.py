"""What the columns are called, in the language of the table. The same words are looked for when a table comes back."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, override

from plandugnad.consultations.models import StatementParty
from plandugnad.consultations.table.choices import LANGUAGES
from plandugnad.consultations.table.contents import About, Contents
from plandugnad.core.marks import written_day

# What stands beside the texts that are taken in.
SENDER, DATE, QUOTE, TAGS, NAME = "sender", "date", "quote", "tags", "name"
# What Word puts where all that stood has been deleted.
_OF_WORD = (
    "Klikk eller trykk her for å skrive inn tekst.", "Klikk her for å skrive inn tekst.",
    "Klikk eller trykk her for å skrive inn tekst", "Click or tap here to enter text.", "Click here to enter text.",
)  # fmt: skip
# What stands in a cell that is empty.
NOT_WRITTEN = gettext_noop("Ikke skrevet ennå")
SEE_COMMON = gettext_noop("Se felles svar %(number)s.")


@dataclass(frozen=True)
class Column:
    """`kinds`: which texts the column holds, by the kind of row; of the others nothing is read back."""

    heading: str
    width_cm: float
    kinds: str = ""


def statement_columns() -> list[Column]:
    return [
        Column(_("Nr."), 1.4),
        Column(_("Avsender"), 4.4),
        Column(_("Dato"), 2.5),
        Column(_("Sammendrag og punkter"), 9.0, "s"),
        Column(_("Kommunens vurdering"), 9.0, "a"),
    ]


def group_columns() -> list[Column]:
    return [
        Column(_("Nr."), 1.4),
        Column(_("Hva det gjelder"), 6.9),
        Column(_("Punkter"), 5.0),
        Column(_("Felles svar"), 13.0, "a"),
    ]


def objection_columns() -> list[Column]:
    return [
        Column(_("Nr."), 1.4),
        Column(_("Fra"), 4.4),
        Column(_("Hva i planen"), 5.0),
        Column(_("Grunnlag"), 10.5),
        Column(_("Status"), 5.0),
    ]


def is_placeholder(text: str) -> bool:
    return any(re.fullmatch(pattern, text.strip()) for pattern in _placeholders())


def is_prompt_of_word(text: str) -> bool:
    return text.strip() in _OF_WORD


@cache
def _placeholders() -> tuple[str, ...]:
    said = [*_in_each_language(NOT_WRITTEN), *_in_each_language(SEE_COMMON)]
    return tuple(re.escape(text % {"number": "#"}).replace("\\#", "#").replace("#", r"F\d+") for text in said)


def headings_that_hold(kind: str) -> frozenset[str]:
    """The headings of columns with texts of this kind, in every language a table may be in."""
    found: set[str] = set()
    for language in LANGUAGES:
        with override(language):
            columns = [*statement_columns(), *group_columns()]
            found |= {column.heading for column in columns if column.kinds == kind}
    return frozenset(found)


def headings_beside() -> dict[str, frozenset[str]]:
    """Of columns that are not taken in, but looked at: a change of them is told."""
    said = {SENDER: "Avsender", DATE: "Dato", TAGS: "Merkelapper", NAME: "Hva det gjelder"}
    return {what: frozenset(_in_each_language(heading)) for what, heading in said.items()}


def headings_of_common_answers() -> frozenset[str]:
    return frozenset(_in_each_language("Felles svar"))


def _in_each_language(text: str) -> list[str]:
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(_(text))
    return found


def facts(contents: Contents) -> list[tuple[str, str]]:
    about = contents.about
    return [
        (_("Plan"), about.plan),
        (_("Kommune"), about.place),
        (_("Steg"), about.step),
        (_("Høringsperiode"), period(about)),
        (_("Uttalelser"), _counted(contents)),
    ]


def period(about: About) -> str:
    if about.opens_on and about.closes_on:
        days = {"first": written_day(about.opens_on), "last": written_day(about.closes_on)}
        return _("%(first)s til og med %(last)s") % days
    return _("Ikke bestemt")


def _counted(contents: Contents) -> str:
    about = contents.about
    said = ", ".join(_of_party(party, number) for party, number in about.by_party)
    total = f"{about.statements} ({said})" if said else str(about.statements)
    if len(contents.statements) == about.statements:
        return total
    return _("%(total)s. Tabellen har %(shown)s av dem.") % {"total": total, "shown": len(contents.statements)}


def _of_party(party: str, number: int) -> str:
    if party == StatementParty.AUTHORITY:
        said = ngettext("%(number)s offentlig organ", "%(number)s offentlige organer", number)
    elif party == StatementParty.ORGANISATION:
        said = ngettext("%(number)s lag eller bedrift", "%(number)s lag og bedrifter", number)
    else:
        said = ngettext("%(number)s privatperson", "%(number)s privatpersoner", number)
    return said % {"number": number}
