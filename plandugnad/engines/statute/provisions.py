"""The law as data: one file per provision in `law/`, read once, checked as it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from plandugnad.engines.statute.periods import Length
from plandugnad.engines.statute.texts import Text

LAW = Path(__file__).parent / "law"


class Certainty(StrEnum):
    """How sure we are: statute read, source seen, our own default, not verified."""

    READ = "L"
    SEEN = "S"
    DEFAULT = "D"
    UNVERIFIED = "U"


class Force(StrEnum):
    MUST = "must"
    SHOULD = "should"
    PRACTICE = "practice"
    MAY = "may"


class Bound(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EVERY = "every"
    BY = "by"
    NONE = "none"


class Counting(StrEnum):
    """What becomes of an end that is no working day: it moves on; it stays; or one counts backwards from a meeting."""

    WORKING_DAY = "working_day"
    CALENDAR = "calendar"
    BEFORE_MEETING = "before_meeting"


@dataclass(frozen=True, slots=True)
class Version:
    """The wording of a provision from one day to another, both included."""

    valid_from: date
    valid_to: date | None
    force: Force
    bound: Bound
    says: Text
    length: Length | None = None
    fixed: tuple[int, int] | None = None
    only_election_years: bool = False
    extension: Length | None = None
    extension_when: Text | None = None
    counting: Counting = Counting.CALENDAR
    counting_source: str = ""
    counting_certainty: Certainty = Certainty.DEFAULT
    starts: Text | None = None
    stops: Text | None = None
    resumes: Text | None = None
    exempt: tuple[str, ...] = ()  # choices about a process that free it from the rule

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def falls_in(self, year: int) -> bool:
        """Whether a date of the year comes that year. Councils are elected every fourth year: 2023, 2027."""
        return not self.only_election_years or (year - 2023) % 4 == 0

    @property
    def can_stop(self) -> bool:
        return self.stops is not None


@dataclass(frozen=True, slots=True)
class Provision:
    """`rows` are the rows of the field's own table of rules it covers; step ids are taken from there."""

    id: str
    rows: tuple[str, ...]
    citation: str
    source: str
    certainty: Certainty
    actor: str
    versions: tuple[Version, ...]
    note: Text | None = None

    @property
    def cited(self) -> Text:
        """The citation as it is written in each standard; the law itself is in bokmål."""
        return cited(self.citation)

    def on(self, day: date) -> Version | None:
        """The wording that holds that day; None before the rule came and after it went."""
        return next((version for version in self.versions if version.holds_on(day)), None)

    @property
    def newest(self) -> Version:
        return self.versions[-1]


def cited(citation: str) -> Text:
    return Text(citation, citation.replace(" annet ", " andre "))


@cache
def law() -> Mapping[str, Provision]:
    """Every provision by id."""
    return {provision.id: provision for provision in _read_all(LAW)}


def _read_all(folder: Path) -> Iterator[Provision]:
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            provision = read_provision(yaml.safe_load(path.read_text(encoding="utf-8")))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ValueError(f"{path.parent.name}/{path.name}: {error}") from error
        if provision.id != path.stem:
            raise ValueError(f"{path.parent.name}/{path.name}: the id is {provision.id}")
        yield provision


_FIELDS = {"id", "rows", "citation", "source", "certainty", "actor", "versions", "note"}
_VERSION_FIELDS = {
    "valid_from", "valid_to", "force", "bound", "length", "fixed", "in", "extension", "extension_when", "counting",
    "counting_source", "counting_certainty", "starts", "stops", "resumes", "says", "exempt",
}  # fmt: skip


def read_provision(data: Mapping[str, Any]) -> Provision:
    """Raises ValueError, KeyError or TypeError: a provision that is not whole must not start the product."""
    _only(data, _FIELDS)
    return Provision(
        id=data["id"],
        rows=tuple(data["rows"]),
        citation=data["citation"],
        source=data["source"],
        certainty=Certainty(data["certainty"]),
        actor=data["actor"],
        versions=_in_order([_version(one) for one in data["versions"]]),
        note=_text(data, "note"),
    )


def _version(data: Mapping[str, Any]) -> Version:
    _only(data, _VERSION_FIELDS)
    version = Version(
        valid_from=data["valid_from"],
        valid_to=data.get("valid_to"),
        force=Force(data["force"]),
        bound=Bound(data["bound"]),
        says=Text.read(data["says"]),
        length=_length(data, "length"),
        fixed=_month_and_day(data.get("fixed")),
        only_election_years=data.get("in") == "election_year",
        extension=_length(data, "extension"),
        extension_when=_text(data, "extension_when"),
        counting=Counting(data.get("counting", Counting.CALENDAR)),
        counting_source=data.get("counting_source", ""),
        counting_certainty=Certainty(data.get("counting_certainty", Certainty.DEFAULT)),
        starts=_text(data, "starts"),
        stops=_text(data, "stops"),
        resumes=_text(data, "resumes"),
        exempt=tuple(data.get("exempt", ())),
    )
    _check(version)
    return version


def _check(version: Version) -> None:
    counted = version.bound in (Bound.AT_LEAST, Bound.AT_MOST, Bound.EVERY)
    if counted is not (version.length is not None):
        raise ValueError(f"{version.bound} and length do not go together")
    if (version.bound is Bound.BY) is not (version.fixed is not None):
        raise ValueError(f"{version.bound} and fixed do not go together")
    if counted and (version.starts is None or not version.counting_source):
        raise ValueError("a length needs starts and counting_source")
    if (version.stops is None) is not (version.resumes is None):
        raise ValueError("stops and resumes go together")


def _in_order(versions: list[Version]) -> tuple[Version, ...]:
    if not versions:
        raise ValueError("there is no version")
    for earlier, later in pairwise(versions):
        if earlier.valid_to is None or later.valid_from != earlier.valid_to + timedelta(days=1):
            raise ValueError(f"the version of {later.valid_from} does not follow on the one before")
    return tuple(versions)


def _length(data: Mapping[str, Any], name: str) -> Length | None:
    return Length.read(data[name]) if name in data else None


def _text(data: Mapping[str, Any], name: str) -> Text | None:
    return Text.read(data[name]) if name in data else None


def _month_and_day(written: str | None) -> tuple[int, int] | None:
    if written is None:
        return None
    month, day = written.split("-")
    date(2000, int(month), int(day))
    return int(month), int(day)


def _only(data: Mapping[str, Any], known: set[str]) -> None:
    if strange := set(data) - known:
        raise ValueError(f"unknown {', '.join(sorted(strange))}")
