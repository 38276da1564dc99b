"""What a worksheet hands over when it is adopted: plain rows of one kind, each with the id it has in the sheet.

The names are those of the columns in `models`, so that one that is added is published too.
"""

from dataclasses import dataclass
from uuid import UUID

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.engines.tables.when import When


@dataclass(frozen=True, kw_only=True)
class Goal:
    item: str
    text: str
    how: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    responsible: str = ""
    due: When | None = None
    principle: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    item: str
    text: str
    theme: str = "other"
    why: str = ""
    noticed: str = ""
    first_response: str = ""
    next_response: str = ""


@dataclass(frozen=True, kw_only=True)
class Stakeholder:
    item: str
    name: str
    organisation_id: UUID | None = None
    level: str = ""
    role: str = ""
    responsibility: str = ""
    stages: tuple[str, ...] = ()
    contact: str = ""
    depends_on: str = ""
    conflict: str = ""


@dataclass(frozen=True, kw_only=True)
class CommonStep:
    item: str
    name: str
    stage: str = ""
    law: str = ""
    participants: str = ""
    what: str = ""
    documents: str = ""
    clarification: str = ""
    weeks: int | None = None


@dataclass(frozen=True, kw_only=True)
class Arena:
    item: str
    name: str
    purpose: str = ""
    participants: str = ""
    rhythm: str = ""
    rhythm_code: str = ""
    venue_code: str = ""
    minutes: int | None = None
    venue: str = ""
    prepares: str = ""
    chairs: str = ""
    agenda: str = ""
    output: str = ""


@dataclass(frozen=True, kw_only=True)
class SharedRoom:
    item: str
    name: str
    documents: str = ""
    naming: str = ""
    readers: str = ""
    editors: str = ""
    reader_choice: str = ""
    editor_choice: str = ""
    kept: str = ""
    archived: str = ""


@dataclass(frozen=True, kw_only=True)
class StayingSystem:
    """Beside the rooms: what stays in the systems there are."""

    item: str
    name: str
    used_for: str = ""
    stays_for: str = ""
    owner: str = ""


PublishedRow = Goal | Rule | Stakeholder | CommonStep | Arena | SharedRoom
ROW_OF: dict[AgreementKind, type[PublishedRow]] = {
    AgreementKind.PURPOSE: Goal,
    AgreementKind.RULES: Rule,
    AgreementKind.STAKEHOLDERS: Stakeholder,
    AgreementKind.PROCESS: CommonStep,
    AgreementKind.ARENAS: Arena,
    AgreementKind.ROOMS: SharedRoom,
}
