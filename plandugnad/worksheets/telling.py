"""A sheet is found by its name and by what is adopted in it. Of a private one nothing is: no line of activity, nothing
to be found, no day in a calendar, but that something waits for somebody: told to her alone, and never what or in which.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.core.audit import By
from plandugnad.engines.sheet.outline import Line, Section, outline
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.richtext import plain
from plandugnad.engines.tables.when import When
from plandugnad.projections import audience
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source, refresh
from plandugnad.projections.models import Entry
from plandugnad.projections.words import Reminder, add_asks, add_kinds, add_parts, add_reminders
from plandugnad.regions import keys
from plandugnad.worksheets.models import Participant, Revealed, ScaleAnswer, Sheet, Version
from plandugnad.worksheets.store import open_version

TEXT_AT_MOST = 200_000
WAITS, LOOK_AGAIN = "private_waits", "private_look_again"
_PART = "worksheets.waiting"


class SheetSource:
    key = "worksheets.sheet"

    def ids(self) -> Iterable[UUID]:
        return Sheet.objects.listed().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        sheets = list(Sheet.objects.listed().filter(id__in=ids).select_related("collaboration", "organisation"))
        words = _vectors(_adopted_texts([one.id for one in sheets]))
        for sheet in sheets:
            place = sheet.place
            told = About(SheetSource.key, sheet.id, place.id, sheet.name, reverse("sheet", args=[sheet.id]))
            readers = keys.workers_of(place.id) if sheet.collaboration_id else audience.inside(place.id)
            entry = told.found([readers], Keys.of(sheet.name, place.name), place=place.name)
            entry.text = words.get(sheet.id)
            yield entry


def _adopted_texts(ids: Collection[UUID]) -> dict[UUID, str]:
    """Of the last version somebody has adopted and not taken back: what is not adopted is still being written."""
    versions = Version.objects.filter(adoptions__sheet__in=ids, adoptions__withdrawn_at=None).order_by("seq")
    latest = {one.document.sheet_id: one for one in versions.select_related("document").distinct()}
    found = {}
    for sheet_id, version in latest.items():
        opened = open_version(version)
        sections = outline(opened.schema.definition, project(opened))
        found[sheet_id] = " ".join(text for one in sections for text in _texts(one))[:TEXT_AT_MOST]
    return found


def _texts(section: Section) -> Iterator[str]:
    yield plain(section.rich)
    yield from _texts_of(section.lines)


def _texts_of(lines: Iterable[Line]) -> Iterator[str]:
    for one in lines:
        yield one.text
        yield from _texts_of(one.lines)


def _vectors(texts: Mapping[UUID, str]) -> dict[UUID, str]:
    """As PostgreSQL makes them, one question for all."""
    if not texts:
        return {}
    asked = "SELECT id, to_tsvector('norwegian', words)::text FROM unnest(%s::uuid[], %s::text[]) AS t(id, words)"
    with connection.cursor() as cursor:
        cursor.execute(asked, [list(texts), list(texts.values())])
        return {UUID(str(id)): vector for id, vector in cursor}


def refresh_found(sheet: Sheet, by: By | None) -> None:
    if not sheet.is_private:
        refresh(SheetSource.key, [sheet.id], by)


class WaitingSource:
    """Of invitations, whose ids say nothing of the sheet."""

    key = "worksheets.waiting"

    def ids(self) -> Iterable[UUID]:
        return Participant.objects.filter(asked_at__isnull=False).values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Participant.objects.filter(id__in=ids, asked_at__isnull=False, sheet__deleted_at=None)
        for one in rows.select_related("sheet__collaboration", "sheet__organisation"):
            if _waits(one):
                yield _about(one).needs([audience.person(one.person_id)], WAITS)
            if one.accepted_at and one.sheet.review_on:
                day = When.on(one.sheet.review_on)
                yield _about(one).needs([audience.person(one.person_id)], LOOK_AGAIN, day)


def refresh_waiting(sheet: Sheet, by: By | None, gone: Collection[UUID] = ()) -> None:
    """`gone`: invitations that are no more."""
    ids = Participant.objects.filter(sheet=sheet.pk).values_list("id", flat=True)
    refresh(WaitingSource.key, {*ids, *gone}, by)


def refresh_own(sheet: Sheet, by: By) -> None:
    """After what she did alone. The lines of the others are not touched, whose moments would tell that she did."""
    own = Participant.objects.filter(sheet=sheet.pk, person_id=by.id).values_list("id", flat=True) if by.id else ()
    refresh(WaitingSource.key, own, by)


def _about(one: Participant) -> About:
    place = one.sheet.place
    return About(WaitingSource.key, one.id, place.id, place.name, reverse("confidential"), facts={"of": _PART})


def _waits(one: Participant) -> bool:
    """An invitation, somebody to say yes or no to, or the first answer. Later ones are given when they will."""
    if one.accepted_at is None:
        return True
    if not one.is_party:
        return False
    proposed = one.sheet.participants.filter(asked_at=None).exclude(approvals__person_id=one.person_id)
    return proposed.exists() or not _has_answered(one)


def _has_answered(one: Participant) -> bool:
    if Revealed.objects.filter(sheet=one.sheet).exists():
        return True
    return ScaleAnswer.objects.filter(sheet=one.sheet, person_id=one.person_id).exists()


def _part(facts: Mapping[str, Any]) -> str:
    return _("noe venter på deg")


add_parts(_PART, _part)
add_asks({WAITS: gettext_lazy("Noe venter på deg")})
add_kinds({WAITS: gettext_lazy("åpne og se"), LOOK_AGAIN: gettext_lazy("åpne og se")})
add_reminders([WAITS, LOOK_AGAIN], [Reminder.DAY])
add_source(WaitingSource())
add_source(SheetSource())
