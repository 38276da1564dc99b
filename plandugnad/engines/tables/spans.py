"""Two columns that make one span under headings that say half of it each.

«Gjelder fra» and «Gjelder til» are a period; «Oppstart» and «Ferdig» are when the work is to be done.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from plandugnad.engines.tables.headings import normalised_heading

_ABOUT = r"(?:(?:gjelder|gjeld|gyldig|gjeldende|gjeldande|periode|planperiode|virker|år|i kraft|perioden|plan) )?"
_FROM = re.compile(rf"{_ABOUT}(?:fra|frå|f o m|fom|fra og med|frå og med|start|startår|fra år|frå år)\Z")
_TO = re.compile(rf"{_ABOUT}(?:til|t o m|tom|til og med|slutt|sluttår|til år)\Z")
_WORK = r"(?:(?:planlagt|planlagd|forvente[td]|forventa|venta|planarbeid|arbeid|revisjon|rullering|ny) )*"
_OF_WORK = r"(?: (?:år|dato|årstall|årstal|tid|tidspunkt|(?:av )?(?:planarbeid|revisjon|rullering)(?:et|en|a)?))*"
_BEGINS = re.compile(
    rf"{_WORK}(?:oppstart(?:es|ast)?|oppstarts(?:år|dato)|start(?:es|ast)?|start(?:år|dato)|igangse(?:tt|tj)ing"
    rf"|begynn(?:er|else)|byrj(?:ar|ing)){_OF_WORK}\Z"
)
_ENDS = re.compile(
    rf"(?:planlagt|planlagd|forvente[td]|forventa|venta) vedtak\Z"
    rf"|{_WORK}(?:ferdig(?:stil(?:t|les|last|ling|la))?|ferdig(?:år|dato)|slutt|slutt(?:år|dato|føring|ført)"
    rf"|avslut(?:tes|tast|ta|tet|ning)|vedtas|vedtakast|slutt(?:behandling|handsaming)|ferdig vedt(?:att|eken)|frist)"
    rf"{_OF_WORK}\Z"
)


def make_one_span(one: str, other: str) -> bool:
    """Whether two headings, in either order, say half each of the same span."""
    return any(columns(pair) for columns in (period_columns, work_columns) for pair in (
        ((0, one), (1, other)), ((0, other), (1, one))))  # fmt: skip


def work_columns(headings: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """The two neighbouring columns for when work begins and when it is to be done; none when no such pair is there."""
    return _pair(headings, _BEGINS, _ENDS)


def period_columns(headings: Iterable[tuple[int, str]]) -> tuple[int, ...]:
    """The two neighbouring columns that give a period's first and last year; none when no such pair stands there."""
    return _pair(headings, _FROM, _TO)


def _pair(headings: Iterable[tuple[int, str]], begins: re.Pattern[str], ends: re.Pattern[str]) -> tuple[int, ...]:
    for (first, one), (last, other) in pairwise(headings):
        if begins.match(normalised_heading(one)) and ends.match(normalised_heading(other)):
            return first, last
    return ()
