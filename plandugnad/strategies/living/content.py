"""A strategy as it is kept or not kept, as values: read from the tables of today, or from what was frozen one day."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import Decision
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.living.standing import DONE, Group, Reason, Standing, Track
from plandugnad.strategies.terms import HalfYear, Term

VERSION = 1


@dataclass(frozen=True)
class SaidNow:
    """The newest that is not taken back. Who said it is not frozen: a name must be possible to erase."""

    track: str
    because: str
    on: date
    id: UUID | None = None
    by_name: str = ""


@dataclass(frozen=True)
class Line:
    """`track` is None for what promises no work: what is continued as it is, expires or is repealed."""

    need_id: UUID
    plan_id: UUID | None
    name: str
    decision: str
    begins: HalfYear | None
    ends: HalfYear | None
    track: Track | None = None
    said: SaidNow | None = None
    adopted: When | None = None
    begun_on: date | None = None
    planned_on: date | None = None
    status: str = ""
    email: str = ""
    contact: str = ""

    @property
    def decision_name(self) -> str:
        return str(Decision(self.decision).label) if self.decision in Decision.values else ""


@dataclass(frozen=True)
class OutsideLine:
    plan_id: UUID
    name: str
    status: str
    begun_on: date
    because: str = ""


@dataclass(frozen=True)
class Content:
    term: Term
    on: date
    lines: tuple[Line, ...]
    outside: tuple[OutsideLine, ...]

    @property
    def followed(self) -> tuple[Line, ...]:
        """What it promises work with."""
        return tuple(line for line in self.lines if line.decision in MADE)

    @property
    def groups(self) -> Counter[Group]:
        return Counter(line.track.group for line in self.lines if line.track)

    @property
    def done(self) -> int:
        return sum(1 for line in self.lines if line.track and line.track.standing in DONE)

    @property
    def silent_days(self) -> int:
        return max((one.track.heard_days for one in self.lines if one.track and one.track.is_quiet), default=0)

    @property
    def heard_on(self) -> date | None:
        return max((line.track.heard_on for line in self.lines if line.track), default=None)

    @property
    def unexplained(self) -> tuple[OutsideLine, ...]:
        return tuple(one for one in self.outside if not one.because)


def as_json(content: Content) -> dict[str, Any]:
    return {
        "version": VERSION,
        "term": content.term.first_year,
        "on": content.on.isoformat(),
        "plans": [_line_as_json(line) for line in content.lines],
        "outside": [_outside_as_json(one) for one in content.outside],
    }


def from_json(kept: Mapping[str, Any]) -> Content:
    return Content(
        Term(kept["term"]),
        date.fromisoformat(kept["on"]),
        tuple(_line(one) for one in kept["plans"]),
        tuple(_outside(one) for one in kept["outside"]),
    )


def _line_as_json(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = {
        "need": str(line.need_id),
        "plan": str(line.plan_id) if line.plan_id else None,
        "name": line.name,
        "decision": line.decision,
        "begins": line.begins.code if line.begins else None,
        "ends": line.ends.code if line.ends else None,
        "adopted": line.adopted.iso if line.adopted else None,
        "begun_on": _iso(line.begun_on),
        "planned_on": _iso(line.planned_on),
        "status": line.status,
    }
    if line.said:
        told["said"] = {"track": line.said.track, "because": line.said.because, "on": line.said.on.isoformat()}
    if line.track:
        track = line.track
        told["track"] = {
            "standing": track.standing.value,
            "reasons": [reason.value for reason in track.reasons],
            "ends": track.ends.code if track.ends else None,
            "heard_on": track.heard_on.isoformat(),
            "heard_days": track.heard_days,
        }
    return told


def _line(kept: Mapping[str, Any]) -> Line:
    said, track = kept.get("said"), kept.get("track")
    return Line(
        need_id=UUID(kept["need"]),
        plan_id=UUID(kept["plan"]) if kept["plan"] else None,
        name=kept["name"],
        decision=kept["decision"],
        begins=_half(kept["begins"]),
        ends=_half(kept["ends"]),
        track=_track(track) if track else None,
        said=SaidNow(said["track"], said["because"], date.fromisoformat(said["on"])) if said else None,
        adopted=When.parse(kept["adopted"]) if kept["adopted"] else None,
        begun_on=_day(kept["begun_on"]),
        planned_on=_day(kept["planned_on"]),
        status=kept["status"],
    )


def _track(kept: Mapping[str, Any]) -> Track:
    return Track(
        Standing(kept["standing"]),
        tuple(Reason(one) for one in kept["reasons"]),
        _half(kept["ends"]),
        date.fromisoformat(kept["heard_on"]),
        kept["heard_days"],
    )


def _outside_as_json(one: OutsideLine) -> dict[str, Any]:
    return {
        "plan": str(one.plan_id),
        "name": one.name,
        "status": one.status,
        "begun_on": one.begun_on.isoformat(),
        "because": one.because,
    }


def _outside(kept: Mapping[str, Any]) -> OutsideLine:
    begun_on = date.fromisoformat(kept["begun_on"])
    return OutsideLine(UUID(kept["plan"]), kept["name"], kept["status"], begun_on, kept["because"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _half(kept: int | None) -> HalfYear | None:
    return HalfYear.kept(kept) if kept else None
