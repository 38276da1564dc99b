"""What a table that comes back holds, as it was read, whatever kind of file it was."""

from dataclasses import dataclass
from uuid import UUID

# What was in the document and is not taken in.
TRACKED, COMMENTS, PICTURES, FORMATTING = "tracked", "comments", "pictures", "formatting"


class NotRead(Exception):
    """A file that is not a statement table. The sentence says what it is, and what to do."""


@dataclass(frozen=True)
class ReadCell:
    """`key` is empty where nothing but the number and the column say which text it is. `field` is s or a, as the second
    letter of a kind."""

    key: str
    export: UUID | None
    number: str
    field: str
    text: str


@dataclass(frozen=True)
class Beside:
    """What stands in a column that is not taken in. `row` is the first letter of the kind, and the id."""

    row: str
    what: str
    number: str
    text: str


@dataclass(frozen=True)
class Read:
    export: UUID | None
    cells: tuple[ReadCell, ...]
    remarks: frozenset[str]
    beside: tuple[Beside, ...] = ()
