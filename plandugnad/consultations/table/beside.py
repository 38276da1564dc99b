"""What stands otherwise in a table that comes back, in the columns that are not taken in: told, so that it is not lost.

It is compared with what stands here now, with and without names: what was sent out of it is not kept.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.consultations.models import Consultation
from plandugnad.consultations.table.choices import LANGUAGES, Choices
from plandugnad.consultations.table.contents import Contents, read_contents
from plandugnad.consultations.table.headings import DATE, NAME, QUOTE, SENDER, TAGS
from plandugnad.consultations.table.read import Beside
from plandugnad.consultations.table.without_names import Hiding
from plandugnad.core.marks import written_day
from plandugnad.engines.tables.text import visible

_KIND = "beside"
_MOST_TOLD = 12
# A spreadsheet cell has no room for more.
_LONGEST = 32_000
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")


def changed_beside(consultation: Consultation, read: Iterable[Beside]) -> frozenset[str]:
    """As remarks: what, and the number of the row. Nothing of what is said."""
    rows = list(read)
    if not rows:
        return frozenset()
    stands = defaultdict(set)
    contents = read_contents(consultation, Choices())
    for row, what, text in _all(consultation, contents):
        stands[row, what].add(text)
    return frozenset(
        f"{_KIND}:{one.what}:{one.number}"
        for one in rows
        if (one.row, one.what) in stands and not _is_among(one, stands[one.row, one.what])
    )


def _all(consultation: Consultation, contents: Contents) -> Iterator[tuple[str, str, str]]:
    yield from _texts(contents)
    for language in LANGUAGES:
        with override(language):
            yield from _texts(Hiding.of(consultation).of_all(contents))
            for one in contents.statements:
                yield f"s{one.id.hex}", DATE, _pressed(written_day(one.received_on))
                if one.party == "private":
                    yield f"s{one.id.hex}", SENDER, _pressed(_("Privatperson"))


def _texts(contents: Contents) -> Iterator[tuple[str, str, str]]:
    for group in contents.groups:
        yield f"g{group.id.hex}", NAME, _pressed(group.name)
    for one in contents.statements:
        yield f"s{one.id.hex}", SENDER, _pressed(one.sender)
        yield f"s{one.id.hex}", DATE, one.received_on.isoformat()
        for point in one.points:
            yield f"p{point.id.hex}", QUOTE, _pressed(point.quote)
            yield f"p{point.id.hex}", TAGS, _pressed(",".join(point.tags))


def _is_among(one: Beside, stands: set[str]) -> bool:
    said = _pressed(one.text)
    if one.what == DATE and any(day in stands for day in _days(one.text)):
        return True
    if one.what == QUOTE:  # in a document its tags stand below it
        return any(said.startswith(text[:_LONGEST]) for text in stands)
    return said in stands


def _days(text: str) -> Iterator[str]:
    for found in _DAY.finditer(text):
        day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
        yield f"{year}-{int(month):02}-{int(day):02}"


def _pressed(text: str) -> str:
    """Where lines break, and signs nobody sees, are no change somebody has made."""
    return "".join(visible(text).split())


def beside_in_words(remarks: Iterable[str]) -> list[str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for said in remarks:
        kind, _colon, told = said.partition(":")
        if kind == _KIND:
            what, _colon, number = told.partition(":")
            found[what].append(number)
    words = {
        SENDER: _(
            "Avsenderen er en annen i filen enn her på nr. %(numbers)s. Det tas ikke inn: rett det på uttalelsen."
        ),
        DATE: _("Datoen er en annen i filen enn her på nr. %(numbers)s. Det tas ikke inn: rett det på uttalelsen."),
        QUOTE: _("Sitatet er et annet i filen enn her på nr. %(numbers)s. Det tas ikke inn."),
        TAGS: _("Merkelappene er andre i filen enn her på nr. %(numbers)s. Det tas ikke inn: rett det på punktet."),
        NAME: _("Navnet på gruppen er et annet i filen enn her på %(numbers)s. Det tas ikke inn: rett det på gruppen."),
    }
    return [said % {"numbers": _listed(found[what])} for what, said in words.items() if what in found]


def _listed(numbers: list[str]) -> str:
    shown = ", ".join(numbers[:_MOST_TOLD])
    return f"{shown} …" if len(numbers) > _MOST_TOLD else shown
