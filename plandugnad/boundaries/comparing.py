"""What a file says beside the register of today. Pure: the register and the file are given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Known:
    """A municipality of the register."""

    number: str
    name: str
    names: frozenset[str]  # all it may be called


@dataclass(frozen=True)
class Changed:
    """A number of the file that is not in use today, and what it became, where the register knows."""

    number: str
    name: str
    now: tuple[str, ...]
    until: date | None


@dataclass(frozen=True)
class Compared:
    matched: int
    missing: tuple[Known, ...]  # in the register, without a boundary in the file
    unknown: tuple[Changed, ...]  # in the file, and nowhere in the register
    changed: tuple[Changed, ...]  # in the file, under a number that was
    renamed: tuple[tuple[str, str, str], ...]  # number, name in the file, name in the register


def compare(
    in_file: Mapping[str, str],
    register: Iterable[Known],
    former: Mapping[str, tuple[tuple[str, ...], date]],
) -> Compared:
    """`in_file` has the name of each number; `former` what each number that was became, and when."""
    known = {one.number: one for one in register}
    gone = [
        Changed(number, name, *(former.get(number) or ((), None)))
        for number, name in sorted(in_file.items())
        if number not in known
    ]
    return Compared(
        matched=len(in_file.keys() & known.keys()),
        missing=tuple(one for number, one in sorted(known.items()) if number not in in_file),
        unknown=tuple(one for one in gone if not one.now),
        changed=tuple(one for one in gone if one.now),
        renamed=tuple(
            (number, name, known[number].name)
            for number, name in sorted(in_file.items())
            if number in known and name and not _is_same(name, known[number])
        ),
    )


def _is_same(name: str, known: Known) -> bool:
    """Files write 'Karasjok - Kárášjohka' in any order, and with one kind of dash or another."""
    parts = {part.strip().casefold() for part in name.replace("–", "-").split(" - ")}
    return bool(parts & {other.casefold() for other in known.names})
