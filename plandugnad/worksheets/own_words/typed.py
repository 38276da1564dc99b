"""What was sent from the page → own words, or a sentence at the field on what is wrong and how to mend it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.engines.sheet.texts import LANGUAGES
from plandugnad.worksheets.own_words.composing import in_all_languages
from plandugnad.worksheets.own_words.places import Holds, Place

_LONGEST_NUMBER = 1_000_000
_INVISIBLE_BUT_MEANT = "\u00ad\u200c\u200d"


@dataclass
class Typed:
    """`words`: for each place that was sent, what is said there, or None where it is as in the guide.

    `raw`: what was typed, as the page shows it again. `errors`: place → sentence.
    """

    words: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class _Wrong(Exception):
    pass


def read_page(post: QueryDict, places: Iterable[Place]) -> Typed:
    """A place that was not sent is as it was."""
    typed = Typed()
    for place in places:
        raw = _sent(post, place)
        if raw is None:
            continue
        typed.raw[place.path] = raw
        try:
            typed.words[place.path] = _READERS[place.holds](place, raw)
        except _Wrong as wrong:
            typed.errors[place.path] = str(wrong)
    return typed


def raw_of(place: Place, own: Any) -> Any:
    """What the page shows of what is kept: the guide's words where there are none of one's own."""
    if place.holds is Holds.TEXT:
        return {one: (own or {}).get(one) or (place.guide or {}).get(one, "") for one in LANGUAGES}
    there = place.guide if own is None else own
    if place.holds is Holds.LINES:
        return {one: "\n".join(line.get(one, "") for line in there).strip("\n") for one in LANGUAGES}
    return [_raw_row(place, row) for row in there]


def _raw_row(place: Place, row: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in place.columns:
        value = row.get(column["id"])
        if column["kind"] == "text":
            found[column["id"]] = {one: (value or {}).get(one, "") for one in LANGUAGES}
        elif column["kind"] == "choices":
            found[column["id"]] = list(value or [])
        else:
            found[column["id"]] = "" if value is None else str(value).replace(".", ",")
    return found


def _sent(post: QueryDict, place: Place) -> Any:
    if place.holds is not Holds.ROWS:
        names = {one: f"{place.path}:{one}" for one in LANGUAGES}
        return {one: post[name] for one, name in names.items()} if all(n in post for n in names.values()) else None
    number = post.get(f"{place.path}:count", "")
    if not re.fullmatch(r"\d{1,3}", number):
        return None
    return [_sent_row(post, place, row) for row in range(int(number)) if f"{place.path}:{row}:away" not in post]


def _sent_row(post: QueryDict, place: Place, row: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in place.columns:
        name = f"{place.path}:{row}:{column['id']}"
        if column["kind"] == "text":
            found[column["id"]] = {one: post.get(f"{name}:{one}", "") for one in LANGUAGES}
        elif column["kind"] == "choices":
            found[column["id"]] = post.getlist(name)
        else:
            found[column["id"]] = post.get(name, "")
    return found


def _clean(written: str) -> str:
    """One line, in one form, and without what can be neither seen nor kept."""
    line = " ".join(unicodedata.normalize("NFC", written).split())
    return "".join(one for one in line if one.isprintable() or one in _INVISIBLE_BUT_MEANT)


def _text(place: Place, raw: Mapping[str, str]) -> Any:
    """Only the languages that say something else than the guide are kept: the rest follow it into a new release."""
    found = {one: _clean(raw[one]) for one in LANGUAGES}
    _within(place, found)
    own = {one: text for one, text in found.items() if text and text != _clean((place.guide or {}).get(one, ""))}
    return own or None


def _within(place: Place, found: Mapping[str, str], where: Callable[[str], str] | None = None) -> None:
    for language, text in found.items():
        if len(text) > place.most:
            said = ngettext(
                "%(where)s har %(there)s tegn, og det er plass til %(most)s. Kort ned med ett.",
                "%(where)s har %(there)s tegn, og det er plass til %(most)s. Kort ned med %(over)s.",
                len(text) - place.most,
            )
            named = languages()[language]
            told = {"there": len(text), "most": place.most, "over": len(text) - place.most}
            raise _Wrong(said % {"where": where(named.lower()) if where else named, **told})


def _line(row: int) -> Callable[[str], str]:
    return lambda language: _("Linje %(row)s på %(language)s") % {"row": row, "language": language}


def _in_row(row: int) -> Callable[[str], str]:
    return lambda language: _("Rad %(row)s på %(language)s") % {"row": row, "language": language}


def _lines(place: Place, raw: Mapping[str, str]) -> Any:
    lines = {one: [text for line in raw[one].splitlines() if (text := _clean(line))] for one in LANGUAGES}
    written = {one: there for one, there in lines.items() if there}
    numbers = {len(there) for there in written.values()}
    if len(numbers) > 1:
        counts = ", ".join(f"{languages()[one].lower()} {len(there)}" for one, there in written.items())
        raise _Wrong(
            _("Linjene skal høre sammen to og to: %(counts)s. Skriv like mange linjer, eller la en målform stå tom.")
            % {"counts": counts}
        )
    number = max(numbers, default=0)
    _not_too_many(place, number)
    found = [{one: there[place_of] for one, there in written.items()} for place_of in range(number)]
    for row, line in enumerate(found, 1):
        _within(place, line, _line(row))
    guide = [{one: _clean(line[one]) for one in LANGUAGES} for line in place.guide]
    return None if [in_all_languages(one) for one in found] == guide else found


def _not_too_many(place: Place, number: int) -> None:
    if number > place.most_items:
        said = _("Det er %(there)s forslag, og det er plass til %(most)s. Ta bort noen.")
        raise _Wrong(said % {"there": number, "most": place.most_items})


def _rows(place: Place, raw: list[dict[str, Any]]) -> Any:
    found = [row for number, one in enumerate(raw, 1) if (row := _row(place, one, number))]
    _not_too_many(place, len(found))
    guide = [_row(place, _raw_row(place, one), 0) for one in place.guide]
    return None if [_spoken(one) for one in found] == guide else found


def _spoken(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: in_all_languages(cell) if isinstance(cell, dict) else cell for name, cell in row.items()}


def _row(place: Place, raw: Mapping[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in place.columns:
        name, kind = column["id"], column["kind"]
        known = [one["id"] for one in column.get("choices", [])]
        if kind == "text":
            texts = {one: text for one in LANGUAGES if (text := _clean(raw[name][one]))}
            _within(place, texts, _in_row(number))
            if texts:
                found[name] = texts
        elif kind == "choices":
            if ticked := [one for one in known if one in raw[name]]:
                found[name] = ticked
        elif kind == "choice":
            if raw[name] in known:
                found[name] = raw[name]
        elif (amount := _amount(raw[name], column, number)) is not None:
            found[name] = amount
    return found


def _amount(written: str, column: Mapping[str, Any], row: int) -> float | int | None:
    plain = "".join(written.split()).replace(",", ".")
    if not plain:
        return None
    if not re.fullmatch(r"\d{1,7}(\.\d{1,4})?", plain) or float(plain) > _LONGEST_NUMBER:
        said = _("Rad %(row)s har «%(written)s» der det skal være et tall. Skriv bare tallet, for eksempel 20.")
        raise _Wrong(said % {"row": row, "written": _clean(written)[:40]})
    return float(plain) if "." in plain else int(plain)


def languages() -> dict[str, str]:
    return {"nb": _("Bokmål"), "nn": _("Nynorsk"), "en": _("Engelsk")}


_READERS: Mapping[Holds, Callable[[Place, Any], Any]] = {Holds.TEXT: _text, Holds.LINES: _lines, Holds.ROWS: _rows}
