"""Whom a room is open to now, and who is added when it becomes as agreed: by name, for somebody to say yes to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.agreements.rooms.audiences import audience_of
from plandugnad.archive.access import set_keys
from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.models import Room, RoomOpening
from plandugnad.projections import audience as keys
from plandugnad.regions.keys import holders_of
from plandugnad.regions.models import Organisation

_WORKING: Mapping[str, str | Promise] = {
    "planner": gettext_lazy("planleggerne"),
    "municipal_director": gettext_lazy("kommunedirektørene"),
    "coordinator": gettext_lazy("koordinatoren"),
}


def audiences_now(room: Room, guides: Collection[Organisation], *, opens: bool) -> tuple[str, str]:
    """Who reads and who edits a room now; empty for others than a plan has. With nobody to open for, it is opened."""
    opened = {one.organisation_id for one in room.openings.all()}
    is_opened = opens and {one.pk for one in guides} <= opened
    readers = audience_of(room.readers, room.reader_roles, is_opened=is_opened)
    return readers, audience_of(room.writers, room.writer_roles)


def readers_in_words(room: Room) -> str:
    return _together(_base(room.readers, room.reader_roles), room.openings.all())


def editors_in_words(room: Room) -> str:
    return _together(_base(room.writers, room.writer_roles), (one for one in room.openings.all() if one.can_write))


def widening(room: Room, changes: Mapping[str, Any], opened_for: Sequence[Organisation]) -> str:
    """In words, when somebody would read or edit who does not now. `opened_for`: those it is to be opened for."""
    after = copy(room)
    for name in ("readers", "reader_roles", "writers", "writer_roles"):
        setattr(after, name, changes[name])
    openings = list(room.openings.all())
    new = [one for one in opened_for if one.pk not in {there.organisation_id for there in openings}]
    set_keys(after, [*openings, *(RoomOpening(room=room, organisation=one) for one in new)])
    said = []
    if added := _spread(after, after.reader_keys) - _spread(room, room.reader_keys):
        about = {"who": _named(room, added, new), "was": readers_in_words(room)}
        said.append(_("Da leser også %(who)s alt som ligger i rommet. Nå leser %(was)s.") % about)
    if added := _editing(after) - _editing(room):
        about = {"who": _named(room, added, ()), "was": editors_in_words(room)}
        said.append(_("Da kan også %(who)s endre og slette filene. Nå kan %(was)s.") % about)
    return " ".join(said)


def _base(audience: str, roles: Sequence[str]) -> list[str]:
    if audience != RoomAudience.ROLES:
        return [_("alle som arbeider i samarbeidet")]
    known = [str(words) for code, words in _WORKING.items() if code in roles]
    return known + ([_("andre roller")] if set(roles) - set(_WORKING) else [])


def _together(base: list[str], openings: Iterable[RoomOpening]) -> str:
    names = base + [one.audience.name for one in openings]
    return get_text_list(names, _("og")) if names else _("ingen")


def _spread(room: Room, held: Iterable[str]) -> set[str]:
    """Whoever works there holds a role there: with all of them go those who have each."""
    place, found = room.place.pk, set(held)
    if keys.inside(place) in found:
        found |= {holders_of(place, role) for role in _WORKING}
    return found


def _editing(room: Room) -> set[str]:
    """Nobody edits in a room she does not read. Those of other places edit by an opening, which no agreement gives."""
    place = room.place.pk
    ours = {keys.inside(place), *(holders_of(place, role) for role in _WORKING)}
    return _spread(room, room.reader_keys) & _spread(room, room.writer_keys) & ours


def _named(room: Room, added: set[str], opened: Iterable[Organisation]) -> str:
    place = room.place.pk
    if keys.inside(place) in added:
        names = [_("alle andre som arbeider i samarbeidet")]
    else:
        names = [str(words) for role, words in _WORKING.items() if holders_of(place, role) in added]
    names += [one.name for one in opened if keys.shared_with(one.pk) in added]
    return get_text_list(names, _("og"))
