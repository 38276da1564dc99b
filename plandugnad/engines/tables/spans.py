"""A period kept in two columns, «Gjelder fra» and «Gjelder til», under headings that say half of it each."""

import re
from collections.abc import Iterable
from itertools import pairwise

from plandugnad.engines.tables.headings import normalised_heading

_ABOUT = r"(?:(?:gjelder|gjeld|gyldig|gjeldende|gjeldande|periode|planperiode|virker|år|i kraft|perioden|plan) )?"
_FROM = re.compile(rf"{_ABOUT}(?:fra|frå|f o m|fom|fra og med|frå og med|start|startår|fra år|frå år)\Z")
_TO = re.compile(rf"{_ABOUT}(?:til|t o m|tom|til og med|slutt|sluttår|til år)\Z")


def period_columns(headings: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """The two neighbouring columns that give a period's first and last year; none when no such pair stands there."""
    for (first, begins), (last, ends) in pairwise(headings):
        if _FROM.match(normalised_heading(begins)) and _TO.match(normalised_heading(ends)):
            return first, last
    return ()
