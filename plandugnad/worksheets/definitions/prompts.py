"""A worksheet in a region's own words. What it asks for stays, so that sheets can be compared and adopted alike."""

import copy
from collections.abc import Mapping
from typing import Any

from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.engines.sheet.entry import TOP, Entry
from plandugnad.engines.sheet.texts import LANGUAGES

_WORDS = {"title", "why", "prompt", "help", "low", "high", "typical", "helps", "worse", "who"}
_LISTS = {"suggestions", "prepare"}  # given whole, as they are to be


def with_prompts(mapping: Mapping[str, Any], changes: Mapping[str, Any], file: str = "") -> dict[str, Any]:
    """`changes` has the shape of the mapping, with what is in a list called by its id:

    {"title": {"nb": …}, "blocks": {"goals": {"prompt": {…}, "columns": {"goal": {"help": {…}}}, "suggestions": […]}}}

    A language that is left out keeps its words. Raises Refused, with `file` (or the worksheet's id) and the place.
    """
    file = file or str(mapping.get("id", ""))
    made = copy.deepcopy(dict(mapping))
    _change(made, Entry(changes, file, TOP))
    read_definition(made, file)
    return made


def _change(made: dict[str, Any], changes: Entry) -> None:
    for name, value in changes.mapping().items():
        there, change = made.get(name), changes.get(name)
        if name in _WORDS:
            change.only(set(LANGUAGES))
            made[name] = {**(there if isinstance(there, dict) else {}), **value}
        elif name in _LISTS:
            made[name] = value
        elif isinstance(there, dict):
            _change(there, change)
        elif isinstance(there, list) and all(isinstance(one, dict) and "id" in one for one in there):
            _change_listed({str(one["id"]): one for one in there}, change)
        else:
            raise change.fault("not_words")


def _change_listed(known: Mapping[str, dict[str, Any]], changes: Entry) -> None:
    for name in changes.mapping():
        if name not in known:
            raise changes.get(name).fault("not_words")
        _change(known[name], changes.get(name))
