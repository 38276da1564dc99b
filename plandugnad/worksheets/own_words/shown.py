"""The page where a worksheet is adapted: its fields, what is in them, and what has been done with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plandugnad.worksheets.models import OwnDefinition
from plandugnad.worksheets.own_words.places import Holds, Place, Section, said
from plandugnad.worksheets.own_words.saving import UNDONE, history_of, paths_in
from plandugnad.worksheets.own_words.typed import Typed, languages, raw_of
from plandugnad.worksheets.store import spoken

_EMPTY_ROWS = 2
_WIDE = 55  # letters on a line where two languages stand side by side


@dataclass(frozen=True)
class Input:
    """One language of a text, or of a list with a line for each."""

    name: str
    language: str
    label: str
    value: str
    lines: int  # of room; 1 is a single line


@dataclass(frozen=True)
class Cell:
    """Of a row: `inputs` for words, else `name` with what is chosen or written."""

    label: str
    kind: str
    name: str = ""
    inputs: Sequence[Input] = ()
    value: Any = ""
    choices: Sequence[tuple[str, str, bool]] = ()


@dataclass(frozen=True)
class RowShown:
    number: int
    title: str
    cells: Sequence[Cell]
    away: str  # the name of what takes it away; none on an empty one


@dataclass(frozen=True)
class FieldShown:
    place: Place
    inputs: Sequence[Input]
    rows: Sequence[RowShown]
    guide: Sequence[tuple[str, str, Sequence[str]]]  # code and name of a language, what the guide says, line by line
    is_own: bool
    follows: str  # the languages that still have the guide's words
    error: str
    theirs: str

    @property
    def heading(self) -> str:
        return f"{self.place.label}: {self.place.of}" if self.place.of else self.place.label

    @property
    def is_open(self) -> bool:
        return bool(self.is_own or self.error or self.theirs)


@dataclass(frozen=True)
class SectionShown:
    section: Section
    fields: Sequence[FieldShown]

    @property
    def number_own(self) -> int:
        return sum(one.is_own for one in self.fields)

    @property
    def is_open(self) -> bool:
        return any(one.is_open for one in self.fields)


@dataclass(frozen=True)
class Aside:
    """Words a release has no place for any more, or that do not fit there."""

    path: str
    where: str
    texts: Sequence[str]


@dataclass(frozen=True)
class Happened:
    id: UUID
    at: datetime
    words: str


def sections_shown(
    sections: Sequence[Section], own: Mapping[str, Any], typed: Typed, theirs: Mapping[str, str] | None = None
) -> list[SectionShown]:
    """`theirs`: place → a sentence on what somebody else has saved there meanwhile."""
    return [
        SectionShown(one, [_field(place, own, typed, (theirs or {}).get(place.path, "")) for place in one.places])
        for one in sections
    ]


def _field(place: Place, own: Mapping[str, Any], typed: Typed, theirs: str) -> FieldShown:
    raw = typed.raw[place.path] if place.path in typed.raw else raw_of(place, own.get(place.path))
    is_rows = place.holds is Holds.ROWS
    value = own.get(place.path)
    return FieldShown(
        place,
        () if is_rows else _inputs(place.path, raw, place.holds is Holds.LINES, place.is_short),
        _rows(place, raw) if is_rows else (),
        _guide(place),
        value is not None,
        _follows(place, value),
        typed.errors.get(place.path, ""),
        theirs,
    )


def _inputs(name: str, raw: Mapping[str, str], is_list: bool, is_line: bool) -> list[Input]:
    room = max(sum(1 + len(line) // _WIDE for line in one.split("\n")) for one in raw.values())
    lines = max(room + 1, 3) if is_list else max(room, 2)
    return [Input(f"{name}:{one}", one, label, raw[one], 1 if is_line else lines) for one, label in languages().items()]


def _rows(place: Place, raw: Sequence[Mapping[str, Any]]) -> list[RowShown]:
    empty = raw_of(place, [{}] * _EMPTY_ROWS)
    return [_row(place, number, row, is_new=number >= len(raw)) for number, row in enumerate([*raw, *empty])]


def _row(place: Place, number: int, raw: Mapping[str, Any], *, is_new: bool) -> RowShown:
    cells, title = [], ""
    for column in place.columns:
        name, label, value = f"{place.path}:{number}:{column['id']}", _local(column["title"]), raw[column["id"]]
        choices = [(one["id"], _local(one["title"]), one["id"] in value) for one in column.get("choices", [])]
        if column["kind"] == "text":
            title = title or _local(value)
            cells.append(Cell(label, "text", inputs=_inputs(name, value, is_list=False, is_line=True)))
        elif column["kind"] == "choice":
            choices = [(id, words, id == value) for id, words, _is_chosen in choices]
            cells.append(Cell(label, "choice", name, value=value, choices=choices))
        else:
            cells.append(Cell(label, column["kind"], name, value=value, choices=choices))
    away = "" if is_new else f"{place.path}:{number}:away"
    return RowShown(number, title or (_("Nytt forslag") if is_new else _("Uten tekst")), cells, away)


def _local(words: Any) -> str:
    return said(words, spoken(get_language()))


def _guide(place: Place) -> list[tuple[str, str, Sequence[str]]]:
    if not place.guide or place.holds is Holds.ROWS:
        return [("", "", [_first(place, row) for row in place.guide])] if place.guide else []
    rows = [place.guide] if place.holds is Holds.TEXT else place.guide
    return [(code, label, [one[code] for one in rows]) for code, label in languages().items()]


def _first(place: Place, row: Mapping[str, Any]) -> str:
    return next((_local(row[one["id"]]) for one in place.columns if isinstance(row.get(one["id"]), Mapping)), "")


def _follows(place: Place, value: Any) -> str:
    if place.holds is not Holds.TEXT or not value or not place.guide:
        return ""
    return ", ".join(label.lower() for code, label in languages().items() if code not in value)


def aside_of(own: OwnDefinition | None, paths: Sequence[str]) -> list[Aside]:
    words = own.words if own else {}
    return [Aside(path, _where(path), _texts(words[path])) for path in paths if path in words]


def _where(path: str) -> str:
    """The ids are all that is left of where it was."""
    names = {
        "title": _("Tittel"), "prompt": _("Ledetekst"), "help": _("Hjelp"), "suggestions": _("Forslag"),
        "prepare": _("Før dere møtes"),
    }  # fmt: skip
    *above, last = path.split(".")
    return f"{names.get(last, last)} ({', '.join(above[1:])})" if above[1:] else names.get(last, last)


def _texts(value: Any) -> list[str]:
    """Every text there is in it, as it was written."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _texts(one)]


def words_of_place(place: Place | None, section: Section | None) -> str:
    if place is None or section is None:
        return _("ord som ikke har noen plass lenger")
    heading = f"{place.label}: {place.of}" if place.of else place.label
    return _("«%(field)s» i «%(part)s»") % {"field": heading, "part": section.title}


def labels_of(sections: Sequence[Section]) -> dict[str, str]:
    return {place.path: words_of_place(place, one) for one in sections for place in one.places}


def named(paths: Sequence[str], labels: Mapping[str, str], most: int = 3) -> str:
    """The first of them by name, and how many more."""
    names = [labels.get(path) or words_of_place(None, None) for path in paths]
    shown, rest = ", ".join(names[:most]), len(names) - most
    if rest <= 0:
        return shown
    more = ngettext("%(number)s felt til", "%(number)s felt til", rest) % {"number": rest}
    return _("%(shown)s og %(more)s") % {"shown": shown, "more": more}


def happened_with(own: OwnDefinition | None, labels: Mapping[str, str]) -> list[Happened]:
    found = []
    for event in history_of(own) if own else ():
        told = {"who": event.by_name, "what": named(paths_in(event), labels)}
        words = _("%(who)s angret en endring av %(what)s") if event.verb == UNDONE else _("%(who)s endret %(what)s")
        found.append(Happened(event.id, event.made_at, words % told))
    return found


def texts_said(place: Place, value: Any) -> str:
    """What is kept at a place, in one line, for who is told that somebody else has changed it."""
    if value is None:
        return _("veiledningens ord")
    texts = _texts(value)
    return "«" + " / ".join(texts[:6]) + ("…»" if len(texts) > 6 else "»") if texts else _("ingenting")
