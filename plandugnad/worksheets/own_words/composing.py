"""The file as it is now, with own words put in where there still is a place for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plandugnad.engines.sheet.refusal import Refused
from plandugnad.engines.sheet.texts import LANGUAGES
from plandugnad.worksheets.definitions.prompts import with_prompts
from plandugnad.worksheets.own_words.places import Holds, Place, places_of

Words = Mapping[str, Any]  # path → what is said there


@dataclass(frozen=True, slots=True)
class Composed:
    """`homeless`: paths of the words a later release has no place for. `unfit`: it has, and they do not fit it.

    Both are kept as they were written, and are no part of `mapping`.
    """

    mapping: dict[str, Any]
    homeless: Sequence[str] = ()
    unfit: Sequence[str] = ()


def compose(mapping: Mapping[str, Any], words: Words) -> Composed:
    places = places_of(mapping)
    kept = {path: value for path, value in words.items() if path in places}
    homeless = sorted(set(words) - set(kept))
    try:
        return Composed(_put_in(mapping, places, kept), homeless)
    except Refused:
        fitting: dict[str, Any] = {}
        unfit = []
        for path, value in kept.items():
            if _fits(mapping, places, {path: value}):
                fitting[path] = value
            else:
                unfit.append(path)
        return Composed(_put_in(mapping, places, fitting), homeless, unfit)


def _fits(mapping: Mapping[str, Any], places: Mapping[str, Place], words: Words) -> bool:
    try:
        _put_in(mapping, places, words)
    except Refused:
        return False
    return True


def _put_in(mapping: Mapping[str, Any], places: Mapping[str, Place], words: Words) -> dict[str, Any]:
    """Raises Refused."""
    changes: dict[str, Any] = {}
    emptied = []
    for path, value in words.items():
        if not value:
            emptied.append(path)
            continue
        *above, last = path.split(".")
        into = changes
        for name in above:
            into = into.setdefault(name, {})
        into[last] = _as_in_the_file(places[path], value)
    made = with_prompts(mapping, changes)
    for path in emptied:
        _take_out(made, path)
    return made


def _as_in_the_file(place: Place, value: Any) -> Any:
    if place.holds is Holds.TEXT:
        return value if place.guide else in_all_languages(value)
    if place.holds is Holds.LINES:
        lines = [in_all_languages(one) for one in value]
        return lines if place.path == "prepare" else [{"text": one} for one in lines]
    return [
        {name: in_all_languages(cell) if isinstance(cell, dict) else cell for name, cell in row.items()}
        for row in value
    ]


def in_all_languages(words: Mapping[str, str]) -> dict[str, str]:
    """Where the guide has none to fall back on, a language that is left out says what the nearest one does."""
    nearest = {"nb": ("nn", "en"), "nn": ("nb", "en"), "en": ("nb", "nn")}
    return {
        language: next((words[one] for one in (language, *nearest[language]) if words.get(one)), "")
        for language in LANGUAGES
    }


def _take_out(made: dict[str, Any], path: str) -> None:
    """A list that is emptied is no list: the file has none that are empty."""
    *above, last = path.split(".")
    holder: Any = made
    for name in above:
        holder = next(one for one in holder if one["id"] == name) if isinstance(holder, list) else holder[name]
    holder.pop(last, None)
