"""What each agreed room would be in the archive: new, or one that is there, and then what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import SharedRoom, StayingSystem
from plandugnad.agreements.rooms.audiences import (
    RIGHTS,
    Understood,
    choice_words,
    editors_of,
    goes_by_readers,
    label,
    note_of,
    readers_of,
    shut_out,
)
from plandugnad.agreements.rooms.granting import audiences_now, editors_in_words, readers_in_words, widening
from plandugnad.agreements.rooms.kept import read_until
from plandugnad.archive.models import Room
from plandugnad.archive.names import shown
from plandugnad.archive.queries.naming import Followed, RuleShown, followed_in, member_names, show_rule
from plandugnad.archive.wording import listed, rule_words
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration, Member, Organisation

NEW = "ny"
LONGEST_NAME, LONGEST_PURPOSE = 120, 1_000


@dataclass(frozen=True)
class Chosen:
    """What somebody has chosen on the page, where it is not as the agreement was understood."""

    room: str = ""
    readers: str = ""
    editors: str = ""
    rule: str | None = None


@dataclass(frozen=True)
class Difference:
    label: str
    agreed: str
    now: str


@dataclass(frozen=True)
class RoomPlan:
    """One room: several rows may name the same. `room` is the one there is, tied to the rows or of the same name."""

    key: str
    name: str
    rows: Sequence[SharedRoom]
    room: Room | None
    is_tied: bool
    readers: Understood
    editors: Understood
    rule: RuleShown
    rule_words: str
    delete_after: When | None
    notes: Sequence[str]
    guides: Sequence[Organisation]
    followed: Followed | None = None
    differences: Sequence[Difference] = ()
    widening: str = ""
    leaves: Sequence[Room] = ()  # other rooms its rows stood for, when they had other names
    taken: Room | None = None  # another that has the name

    @property
    def seen(self) -> str:
        """What a form was filled in about: sent again when that has changed."""
        return f"{self.room.pk}:{self.room.version}" if self.room else NEW

    @property
    def grants(self) -> str:
        """What a yes to more readers is a yes to."""
        return f"{self.readers.audience}.{self.editors.audience}"

    @property
    def is_in_step(self) -> bool:
        return self.is_tied and not self.differences

    @property
    def purpose(self) -> str:
        return _purpose(self.rows)[:LONGEST_PURPOSE]

    @property
    def is_settled(self) -> bool:
        return bool(self.readers.audience and self.editors.audience)

    def values(self) -> dict[str, Any]:
        """For a room that is made. Needs both audiences."""
        return {"purpose": self.purpose, "name_parts": [], **self.changes()}

    def changes(self) -> dict[str, Any]:
        """What the agreement says of a room there is; what it does not say, stands."""
        readers, editors = RIGHTS[self.readers.audience], RIGHTS[self.editors.audience]
        said: dict[str, Any] = {
            "name": self.name,
            "readers": readers.audience,
            "reader_roles": list(readers.roles),
            "writers": editors.audience,
            "writer_roles": list(editors.roles),
        }
        if self.rule.read:
            said |= {
                "name_parts": [str(part) for part in self.rule.read.rule.parts],
                "name_separator": self.rule.read.rule.separator,
            }
        return said | ({"delete_after": self.delete_after} if self.delete_after else {})


@dataclass(frozen=True)
class Around:
    """What is read once for all the rooms of a place."""

    place: Collaboration
    rooms: Mapping[UUID, Room]
    guides: Sequence[Organisation]
    places: tuple[str, ...]
    followed: Mapping[UUID, Followed]
    today: date

    def named(self, name: str) -> Room | None:
        return next((room for room in self.rooms.values() if folded(room.name) == folded(name)), None)


def read_plans(place: Collaboration, today: date, chosen: Mapping[str, Chosen] | None = None) -> list[RoomPlan]:
    """In the order of the worksheet. Six queries, however many rows and rooms there are."""
    around = _around(place, today)
    return [_plan(around, rows, (chosen or {}).get(_key(rows), Chosen())) for rows in _groups(around)]


def ended_rooms(place: Collaboration) -> list[Room]:
    """Rooms that a row which is taken out of the agreement became, and that no row stands for."""
    rows = SharedRoom.objects.filter(agreement__collaboration=place, agreement__withdrawn_at=None)
    standing = rows.filter(ended_at=None, room__isnull=False).values("room_id")
    ended = rows.filter(ended_at__isnull=False, room__isnull=False).exclude(room__in=standing).values("room_id")
    counted = Count("files", Q(files__deleted_at=None))
    rooms = Room.objects.kept().filter(pk__in=ended).annotate(files_count=counted)
    return list(rooms.select_related("collaboration").order_by("sort_key"))


def rooms_there(place: Collaboration) -> list[Room]:
    return list(Room.objects.kept().at(place).order_by("sort_key", "id"))


def staying_systems(place: Collaboration) -> list[StayingSystem]:
    rows = StayingSystem.objects.filter(agreement__collaboration=place, agreement__withdrawn_at=None, ended_at=None)
    return list(rows.order_by("order", "id"))


def folded(name: str) -> str:
    return "".join(name.split()).casefold()


def _around(place: Collaboration, today: date) -> Around:
    rooms = Room.objects.kept().at(place).prefetch_related("openings__organisation", "openings__collaboration")
    found = {room.pk: room for room in rooms.select_related("collaboration").order_by("sort_key", "id")}
    today_in = Member.objects.filter(collaboration=place).values("organisation_id")
    members = Organisation.objects.filter(pk__in=today_in).select_related("county", "state_administrator")
    bodies = [body for one in members.order_by("name") for body in (one.county, one.state_administrator) if body]
    places = member_names(place)
    guides = list(dict.fromkeys(bodies))
    return Around(place, found, guides, places, followed_in(found.values(), places), today)


def _groups(around: Around) -> list[list[SharedRoom]]:
    rows = list(
        SharedRoom.objects.filter(
            agreement__collaboration=around.place,
            agreement__kind=AgreementKind.ROOMS,
            agreement__withdrawn_at=None,
            ended_at=None,
        ).order_by("agreement__part", "order", "id")
    )
    named: dict[UUID, str] = {}
    groups: dict[str, list[SharedRoom]] = {}
    for row in rows:
        name = folded(row.name)
        if (
            row.room_id and row.room_id in around.rooms
        ):  # rows that became one room are one, and so are those of one name
            same = named.setdefault(row.room_id, name)
            name = name if name in groups else same
        groups.setdefault(name, []).append(row)
    return list(groups.values())


def _key(rows: Sequence[SharedRoom]) -> str:
    return rows[0].pk.hex


def _plan(around: Around, rows: Sequence[SharedRoom], chosen: Chosen) -> RoomPlan:
    name = shown(rows[0].name)[:LONGEST_NAME]
    tied = _tied(around, rows, name)
    found = next(iter(tied), None) or around.named(name)
    room = None if chosen.room == NEW else _asked_for(around, chosen.room) or found
    is_tied = room in tied
    readers = _readers(rows, chosen.readers)
    editors = _editors(rows, readers.audience, chosen.editors)
    words = chosen.rule if chosen.rule is not None else _rule_of(rows)
    rule = show_rule(words, around.place.name, around.places, _title_of(rows), around.today)
    notes = [*_disagreeing(rows), shut_out(readers.audience, editors.audience), _nobody_to_open_for(around, readers)]
    plan = RoomPlan(
        _key(rows), name, rows, room, is_tied, readers, editors, rule, words, _until(rows),
        [note for note in notes if note], around.guides, around.followed.get(room.pk) if room else None,
        leaves=[one for one in tied if one != room], taken=named if (named := around.named(name)) != room else None,
    )  # fmt: skip
    return plan if room is None else _compared(plan, room)


def _tied(around: Around, rows: Sequence[SharedRoom], name: str) -> list[Room]:
    """Those the rows stand for, first the one that has the name; more than one when rows have got the same name."""
    found = dict.fromkeys(room for row in rows if row.room_id and (room := around.rooms.get(row.room_id)))
    return sorted(found, key=lambda room: folded(room.name) != folded(name))


def _asked_for(around: Around, code: str) -> Room | None:
    return next((room for room in around.rooms.values() if str(room.pk) == code), None)


def _readers(rows: Sequence[SharedRoom], chosen: str) -> Understood:
    found = [readers_of(row.reader_choice, row.readers) for row in rows]
    return _settled(rows, "readers", [said_of(row, "readers") for row in rows], found, chosen)


def _editors(rows: Sequence[SharedRoom], readers: str, chosen: str) -> Understood:
    found = [editors_of(row.editor_choice, row.editors, readers) for row in rows]
    return _settled(rows, "editors", [said_of(row, "editors") for row in rows], found, chosen)


def _settled(
    rows: Sequence[SharedRoom], name: str, said: Sequence[str], found: Sequence[Understood], chosen: str
) -> Understood:
    """What is chosen now, else what was chosen before of the same words, else as the words are understood."""
    before = rows[0].settled.get(name, {})
    if chosen not in RIGHTS and before.get("of") == said[0]:
        chosen = before.get("is", "")
    if chosen in RIGHTS:
        understood = next((one for one in found if one.audience == chosen), None)
        return understood or Understood(chosen, note_of(chosen) if name == "readers" else "")
    if len({one.audience for one in found}) > 1:
        return Understood("", _("Radene om dette rommet sier ikke det samme. Velg hva som skal gjelde."))
    return found[0]


def said_of(row: SharedRoom, name: str) -> str:
    """What of the row an understanding was of."""
    if name == "rule":
        return row.naming
    readers = f"{row.reader_choice}|{row.readers}"
    if name == "readers":
        return readers
    editors = f"{row.editor_choice}|{row.editors}"
    return f"{editors}|{readers}" if goes_by_readers(row.editor_choice, row.editors) else editors


def _rule_of(rows: Sequence[SharedRoom]) -> str:
    words = next((row.naming for row in rows if row.naming.strip()), "")
    before = rows[0].settled.get("rule", {})
    return str(before.get("is", "")) if before.get("of") == rows[0].naming and before else words


def _title_of(rows: Sequence[SharedRoom]) -> str:
    return shown(rows[0].documents).split(",")[0][:40] or _("Oppstartsmøte")


def _disagreeing(rows: Sequence[SharedRoom]) -> list[str]:
    rules = list(dict.fromkeys(row.naming.strip() for row in rows if row.naming.strip()))
    if len(rules) < 2:
        return []
    said = _("Radene om rommet har ulike navneregler: %(rules)s. Et rom har én regel; her er den første.")
    return [said % {"rules": ", ".join(f"«{rule}»" for rule in rules)}]


def _nobody_to_open_for(around: Around, readers: Understood) -> str:
    if around.guides or readers.audience not in RIGHTS or not RIGHTS[readers.audience].opens:
        return ""
    return _("Registeret har ingen fylkeskommune eller statsforvalter for kommunene, så rommet åpnes ikke for noen.")


def _until(rows: Sequence[SharedRoom]) -> When | None:
    found = [until for until in (read_until(row.kept) for row in rows) if until]
    return found[0] if len(found) == len(rows) and len(set(found)) == 1 else None


def _purpose(rows: Sequence[SharedRoom]) -> str:
    lines = []
    for row in rows:
        about = [shown(row.documents)]
        about += [_("Oppbevares: %(words)s") % {"words": shown(row.kept)}] if row.kept.strip() else []
        about += [_("Arkiveres: %(words)s") % {"words": shown(row.archived)}] if row.archived.strip() else []
        lines.append(". ".join(one.rstrip(".") for one in about if one))
    return "\n".join(f"{line}." for line in dict.fromkeys(lines) if line)


def _compared(plan: RoomPlan, room: Room) -> RoomPlan:
    differences = list(_differences(plan, room))
    opened_for = plan.guides if plan.is_settled and RIGHTS[plan.readers.audience].opens else []
    more = widening(room, plan.changes(), opened_for) if plan.is_settled else ""
    notes = [*plan.notes, *_opened_for_others(plan, room), *_left(plan, room)]
    return replace(plan, differences=differences, widening=more, notes=notes)


def _left(plan: RoomPlan, room: Room) -> Iterable[str]:
    if names := [one.name for one in plan.leaves]:
        said = _("Avtalen bruker da rommet «%(name)s». Blir stående med det som ligger der: %(left)s.")
        yield said % {"name": room.name, "left": listed(names)}


def _opened_for_others(plan: RoomPlan, room: Room) -> Iterable[str]:
    known = {one.pk for one in plan.guides}
    if names := [one.audience.name for one in room.openings.all() if one.organisation_id not in known]:
        said = _("Rommet er også åpnet for %(names)s. Det står ikke i avtalen, og styres i innstillingene til rommet.")
        yield said % {"names": ", ".join(names)}


def _differences(plan: RoomPlan, room: Room) -> Iterable[Difference]:
    if plan.leaves:
        yield Difference(_("Rom i arkivet"), room.name, listed([one.name for one in (*plan.leaves, room)]))
    if room.name != plan.name:
        yield Difference(_("Navn"), plan.name, room.name)
    opens = plan.readers.audience in RIGHTS and RIGHTS[plan.readers.audience].opens
    guides = {one.pk for one in plan.guides}
    is_opened = any(one.organisation_id in guides for one in room.openings.all())
    readers, editors = audiences_now(room, plan.guides, opens=opens)
    if plan.readers.audience != readers or (is_opened and not opens):
        yield Difference(_("Hvem leser"), label(plan.readers.audience) or _("må velges"), readers_in_words(room))
    if plan.editors.audience != editors:
        yield Difference(_("Hvem endrer"), label(plan.editors.audience) or _("må velges"), editors_in_words(room))
    rule = plan.rule.read.rule
    if rule and (list(rule.parts), rule.separator) != (room.name_parts, room.name_separator):
        now = rule_words(room.name_parts, room.name_separator) or _("ingen")
        yield Difference(_("Navneregel"), plan.rule.words, now)
    if plan.delete_after and plan.delete_after != room.delete_after:
        yield Difference(
            _("Kan slettes etter"),
            plan.delete_after.told,
            room.delete_after.told if room.delete_after else _("ikke satt"),
        )


@dataclass(frozen=True)
class RoomLine:
    """A plan as a reader of the agreement sees it. `can_see`: the room itself."""

    plan: RoomPlan
    can_see: bool
    facts: Sequence[tuple[SharedRoom, Sequence[tuple[str, str]]]] = field(default_factory=tuple)


def lines_for(plans: Iterable[RoomPlan], carried: frozenset[str]) -> list[RoomLine]:
    return [
        RoomLine(
            plan,
            plan.is_tied and plan.room is not None and not carried.isdisjoint(plan.room.reader_keys),
            [(row, _facts(row)) for row in plan.rows],
        )
        for plan in plans
    ]


def _facts(row: SharedRoom) -> list[tuple[str, str]]:
    names = ("documents", "naming", "readers", "editors", "kept", "archived")
    said = {
        "readers": choice_words(row.reader_choice, row.readers),
        "editors": choice_words(row.editor_choice, row.editors),
    }
    told = [
        (capfirst(str(row._meta.get_field(name).verbose_name)), said.get(name, getattr(row, name)))  # type: ignore[union-attr]
        for name in names
    ]
    return [(heading, words) for heading, words in told if words]
