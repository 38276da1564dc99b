"""The columns of our table that other tables lack, read however a person has written in them.

What a field has no room for, or does not understand, is told with its heading, so that it can go to the notes.
"""

import re
from typing import Any, NamedTuple

from plandugnad.core.norwegian import sort_key
from plandugnad.engines.tables.dates import says_more, scan
from plandugnad.engines.tables.text import even
from plandugnad.engines.tables.when import When
from plandugnad.plans.exports.contents import ONLY_OURS
from plandugnad.plans.exports.delimited import unharmed
from plandugnad.plans.forms.fields import ThemesField
from plandugnad.plans.models import Plan

_COMMAS, _OTHER_MARKS = re.compile(r"[,;\n]+"), re.compile(r"[/|•·]+|\s[-–]\s")
_UNTIL = re.compile(r"\b(?:til og med|t\.?\s?o\.?\s?m\.?|ut|frem til|fram til)(?=\s)", re.IGNORECASE)
_LENGTHS = {field.name: field.max_length for field in Plan._meta.concrete_fields if field.name in ONLY_OURS}


class Added(NamedTuple):
    """`value` as a snapshot has it, None where the text says nothing for the field; `beyond` is what it says more."""

    value: Any
    beyond: str = ""


def read_added(field: str, text: str) -> Added:
    if field == "valid_until":
        return _when(even(text))
    if field == "themes":
        return _themes(text)
    return _line(field, unharmed(even(text)))


def _when(text: str) -> Added:
    found = scan(" ".join(_UNTIL.sub(" ", text).split()))
    dates = [When.on(day) for day in found.days] + [When.of_years(first, last) for first, last in found.spans]
    dates += [When.of_year(year) for year in found.years]
    if len(dates) != 1:
        return Added(None, text)
    return Added(dates[0].iso, text if found.about or says_more(found) else "")


def _themes(text: str) -> Added:
    between = _COMMAS if _COMMAS.search(text.strip()) else _OTHER_MARKS  # «vann/avløp, klima» is two themes
    words = [unharmed(even(part)).strip(" -–•·") for part in between.split(text)]
    themes = list({sort_key(word): word for word in reversed(words) if word}.values())[::-1]
    short = [theme for theme in themes if len(theme) <= ThemesField.longest][: ThemesField.most]
    return Added(short or None, "" if len(short) == len(themes) else even(text))


def _line(field: str, text: str) -> Added:
    longest = _LENGTHS[field]
    if longest is None or len(text) <= longest:
        return Added(text)
    return Added(text[: longest - 1].rstrip() + "…", text)
