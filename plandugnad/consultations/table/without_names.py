"""The table where private persons are to stand without names: everywhere, not only as senders of what they sent.

Whoever has sent a statement is taken out of all texts as one who is erased is (`core/persons_in_texts`). In what she
has said herself, and what is written beside it, each word of her name goes as well. The same word elsewhere may be
another person, a farm or a road: that is for a person to look at, and is told (`Unsure`).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Statement, StatementParty
from plandugnad.consultations.retention.erasing import sought_in
from plandugnad.consultations.table.contents import Contents, GroupLine, ObjectionLine, StatementLine
from plandugnad.core.norwegian import sort_key
from plandugnad.core.persons_in_texts import Sought, words_of_name

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Place:
    """Where a word stands: what the row is called, and the page it can be mended on."""

    number: str
    address: str


@dataclass(frozen=True)
class Unsure:
    """A word that is in the name or the address of a private person, and in a text that is not hers."""

    word: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Hiding:
    """`own` is the words of each sender's name, by statement; `addresses` as they are written, by their first word."""

    sought: Sought
    own: Mapping[UUID, frozenset[str]]
    words: frozenset[str]
    addresses: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, consultation: Consultation) -> "Hiding":
        """Also of statements that are deleted: what they were answered may stand elsewhere."""
        rows = Statement.objects.filter(consultation=consultation, party=StatementParty.PRIVATE, erased_at=None)
        found = list(rows.only("name", "contact_name", "email", "address", "text"))
        own = {row.pk: words_of_name(row.name) | words_of_name(row.contact_name) for row in found}
        addresses: defaultdict[str, set[str]] = defaultdict(set)
        for row in found:
            street = row.address.split(",")[0].strip().casefold()
            if (first := _WORD.search(street)) and any(map(str.isdigit, street)):
                addresses[first[0]].add(street[first.start() :])
        kept = {first: frozenset(streets) for first, streets in addresses.items()}
        return cls(sought_in(consultation, found), own, frozenset().union(*own.values()), kept)

    def of_all(self, contents: Contents) -> Contents:
        return replace(
            contents,
            objections=tuple(map(self.of_objection, contents.objections)),
            groups=tuple(map(self.of_group, contents.groups)),
            statements=tuple(map(self.of_statement, contents.statements)),
        )

    def of_statement(self, line: StatementLine) -> StatementLine:
        hide = self._in_row(self.own.get(line.id, frozenset()))
        points = (
            replace(
                point, quote=hide(point.quote), tags=tuple(map(hide, point.tags)), answer=hide(point.answer),
                is_hiding=hide(point.answer) != point.answer,
            )
            for point in line.points
        )  # fmt: skip
        summary, assessment = hide(line.summary), hide(line.assessment)
        hiding = {"summary": summary != line.summary, "assessment": assessment != line.assessment}
        is_hiding = frozenset(name for name, is_changed in hiding.items() if is_changed)
        return replace(line, summary=summary, assessment=assessment, points=tuple(points), is_hiding=is_hiding)

    def of_group(self, line: GroupLine) -> GroupLine:
        hide = self._in_row(frozenset())
        answer = hide(line.answer)
        return replace(line, name=hide(line.name), answer=answer, is_hiding=answer != line.answer)

    def of_objection(self, line: ObjectionLine) -> ObjectionLine:
        hide = self._in_row(frozenset())
        return replace(
            line, sender=hide(line.sender), against=hide(line.against), ground=hide(line.ground),
            provision=hide(line.provision),
        )  # fmt: skip

    def _in_row(self, own: frozenset[str]) -> Callable[[str], str]:
        instead = _("Privatperson")
        names = "|".join(sorted(map(re.escape, own), reverse=True))
        alone = (
            re.compile(rf"(?<!\w)(?:{names})(?:[-\s]+(?:{names}))*(s|['’]s)?(?!\w)", re.IGNORECASE) if names else None
        )

        def hidden(text: str) -> str:
            told: str = self.sought.without(text, instead)
            if alone is None:
                return told
            # As names are written. In small letters «dag», «per» and «berg» are words.
            return alone.sub(
                lambda found: instead + ("s" if found[1] else "") if found[0][0].isupper() else found[0], told
            )

        return hidden

    def unsure(self, consultation: Consultation, contents: Contents) -> list[Unsure]:
        """What is left in a table these have been taken out of."""
        found: defaultdict[str, dict[Place, None]] = defaultdict(dict)
        for place, texts in _texts(consultation, contents):
            for text in texts:
                for word in self._left_in(text):
                    found[word][place] = None
        return [Unsure(word, tuple(found[word])) for word in sorted(found, key=sort_key)]

    def _left_in(self, text: str) -> Iterator[str]:
        for word in _WORD.finditer(text):
            said = word[0].casefold()
            for street in self.addresses.get(said, ()):
                written = text[word.start() : word.start() + len(street)]
                if written.casefold() == street and not text[word.start() + len(street) :][:1].isalnum():
                    yield written
            known = said if said in self.words else said.removesuffix("s")
            if known in self.words and word[0][0].isupper():
                yield word[0][: len(known)].capitalize()


def _texts(consultation: Consultation, contents: Contents) -> Iterator[tuple[Place, Iterable[str]]]:
    objections = reverse("objections", args=[consultation.id])
    for objection in contents.objections:
        place = Place(_("innsigelse, nr. %(number)s") % {"number": objection.number}, objections)
        yield place, (objection.against, objection.ground, objection.provision)
    for group in contents.groups:
        address = reverse("alike_group", args=[consultation.id, group.id])
        yield Place(group.number, address), (group.name, group.answer)
    for one in contents.statements:
        address = reverse("statement", args=[one.id])
        yield Place(str(one.number), address), (one.summary, one.assessment)
        for point in one.points:
            yield Place(point.number, f"{address}#punkt-{point.id}"), (point.quote, *point.tags, point.answer)
