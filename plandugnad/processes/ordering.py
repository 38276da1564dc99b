"""The law's steps, and each own step behind the one it was placed after."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from plandugnad.engines.statute import Step as LawStep


class Placed(Protocol):
    code: str
    name: str
    after: str


def in_order(law: Iterable[tuple[str, LawStep]], steps: Sequence[Placed]) -> list[tuple[str, LawStep | None]]:
    following: defaultdict[str, list[Placed]] = defaultdict(list)
    for step in steps:
        if step.name:
            following[step.after].append(step)
    ordered: list[tuple[str, LawStep | None]] = []

    def put(code: str) -> None:
        for own in following.pop(code, ()):
            ordered.append((own.code, None))
            put(own.code)

    put("")
    for code, one in law:
        ordered.append((code, one))
        put(code)
    # After a step that is not part of the process: they are somebody's own, and stay.
    for code in list(following):
        put(code)
    return ordered
