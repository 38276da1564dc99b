"""One place in a definition's file: what stands there, or a sentence on what should have."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from plandugnad.engines.sheet.blocks import Axis
from plandugnad.engines.sheet.refusal import Refused, Where
from plandugnad.engines.sheet.texts import Text

MOST = 1_000_000
TOP = "id"
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Entry:
    """Every method raises Refused with the file and the place in it."""

    def __init__(self, value: Any, file: str, at: str) -> None:
        self.value, self.file, self.at = value, file, at

    def fault(self, code: str, at: str = "", **params: Any) -> Refused:
        return Refused(code, Where(self.at.partition(".")[0]), file=self.file, at=at or self.at, **params)

    @property
    def _inside(self) -> str:
        """The whole file is called by its id where it is itself at fault, and not at all in what is inside it."""
        return "" if self.at == TOP else f"{self.at}."

    def mapping(self) -> Mapping[str, Any]:
        if not isinstance(self.value, Mapping) or not all(isinstance(one, str) for one in self.value):
            raise self.fault("not_a_mapping")
        return self.value

    def only(self, known: set[str]) -> None:
        if strange := sorted(set(self.mapping()) - known):
            raise self.fault("strange", name=", ".join(strange)[:80], known=", ".join(sorted(known)))

    def has(self, name: str) -> bool:
        return name in self.mapping()

    def get(self, name: str, otherwise: Any = None) -> "Entry":
        return Entry(self.mapping().get(name, otherwise), self.file, f"{self._inside}{name}")

    def needed(self, name: str) -> "Entry":
        if not self.has(name):
            raise self.fault("lacks", name=name)
        return self.get(name)

    def list(self, name: str) -> "list[Entry]":
        """At least one; an entry with an id is called by it in what is said of it."""
        there = self.needed(name)
        if not isinstance(there.value, list) or not there.value:
            raise there.fault("not_a_list")
        return [
            Entry(one, self.file, f"{self._inside}{_called(one) or f'{name}[{number}]'}")
            for number, one in enumerate(there.value, 1)
        ]

    def id(self) -> str:
        written = self.needed("id").value
        return Entry(written, self.file, self.at).name()

    def name(self) -> str:
        """An id that stands by itself, of something elsewhere."""
        if not isinstance(self.value, str) or not _ID.fullmatch(self.value):
            raise self.fault("not_an_id", name=str(self.value)[:40])
        return self.value

    def text(self, name: str) -> Text:
        return self.needed(name).said()

    def said(self) -> Text:
        try:
            return Text.read(self.value)
        except ValueError as error:
            raise self.fault("not_three_languages") from error

    def amount(self) -> float:
        if type(self.value) not in (int, float) or not 0 <= self.value <= MOST:
            raise self.fault("not_an_amount", high=MOST)
        return float(self.value)

    def choice(self, known: Iterable[str]) -> Any:
        names = [str(one) for one in known]
        if not isinstance(self.value, str) or self.value not in names:
            raise self.fault("strange", name=str(self.value)[:80], known=", ".join(names))
        return self.value

    def number(self, name: str, otherwise: int, low: int, high: int) -> int:
        there = self.get(name, otherwise)
        if type(there.value) is not int or not low <= there.value <= high:
            raise there.fault("not_a_number", low=low, high=high)
        return there.value

    def yes(self, name: str) -> bool:
        there = self.get(name, False)
        if not isinstance(there.value, bool):
            raise there.fault("not_yes")
        return there.value

    def axis(self) -> Axis:
        self.only({"title", "low", "high"})
        return Axis(self.text("title"), self.text("low"), self.text("high"))

    def distinct(self, name: str, ids: Iterable[str]) -> None:
        seen: set[str] = set()
        for one in ids:
            if one in seen:
                raise self.fault("twice", at=f"{self.at}.{name}", name=one)
            seen.add(one)


def _called(value: Any) -> str:
    there = value.get("id") if isinstance(value, Mapping) else None
    return there[:40] if isinstance(there, str) else ""
