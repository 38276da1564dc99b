"""What a text, a table or a calendar file said."""

from dataclasses import dataclass, field
from datetime import date, time

# A large municipality has a few hundred meetings a year.
MOST_MEETINGS = 2_000
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One meeting, and the line (or row) it stood on. `uid` is the calendar file's own mark of it."""

    line: int
    body: str
    on: date
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    title: str = ""
    is_cancelled: bool = False
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be taken as it stands. `code` is a sentence in `meetings.words`."""

    line: int
    text: str
    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Reading:
    meetings: list[Told] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _seen: set[Told] = field(default_factory=set)

    def fault(self, line: int, text: str, code: str, **params: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, text.strip()[:200], code, tuple(params.items())))

    def add(self, told: Told) -> None:
        """The same said twice is said once."""
        if told in self._seen:
            return
        if len(self.meetings) >= MOST_MEETINGS:
            if len(self.meetings) == len(self._seen):
                self._seen.add(told)  # once is enough to say it
                self.faults.append(Fault(told.line, "", "too_many_events", (("most", str(MOST_MEETINGS)),)))
            return
        self._seen.add(told)
        self.meetings.append(told)
