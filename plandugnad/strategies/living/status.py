"""The status for the council, in the municipality's own written standard: one page on paper, with as many plans as
there is room for, and the rest in an appendix."""

import io
from collections.abc import Callable, Iterator, Mapping

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from pypdf import PdfReader

from plandugnad.core.marks import written_day
from plandugnad.core.papers.paper import as_pdf
from plandugnad.core.papers.pieces import Bullets, Grid, Outlay, Part, Piece, Words
from plandugnad.core.papers.word import as_word
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.names import status_name
from plandugnad.strategies.living.content import Content, Line, OutsideLine
from plandugnad.strategies.living.standing import Group
from plandugnad.strategies.living.words import (
    against_words,
    now_words,
    outside_sentence,
    sentence,
    span_words,
    standing_words,
)
from plandugnad.strategies.models import Strategy

FILES: Mapping[str, Callable[[Outlay, str, str], bytes]] = {"docx": as_word, "pdf": as_pdf}
MOST_ON_A_PAGE = 60  # of one line each, in the smallest letters
# What fits in two lines of its column, so that at least twenty plans fit on the page whatever is written of them.
_NAME, _BECAUSE, _OUTSIDE, _OF_THOSE = 58, 62, 100, 4
_WEIGHT = {Group.LATE: 0, Group.SILENT: 1, Group.DONE_LATE: 2, Group.GONE: 3, Group.AS_PROMISED: 4}


def file_of(strategy: Strategy, content: Content, kind: str, remarks: str = "") -> tuple[bytes, str]:
    language = strategy.organisation.language
    with override(language):
        author = f"{strategy.organisation.name} kommune"
        room = _room(strategy, content, author, language)
        laid = outlay(strategy, content, remarks, room)
        return FILES[kind](laid, author, language), f"{laid.title}.{kind}"


def outlay(strategy: Strategy, content: Content, remarks: str = "", room: int | None = None) -> Outlay:
    """`room`: for how many plans there is room on the first page; None where there are no pages."""
    lines = in_order(content)
    here, rest = lines[:room], lines[room:] if room is not None else []
    parts = [_first(here, len(rest)), *_outside_part(content)]
    if rest:
        parts.append(Part(_("Vedlegg: resten av planene"), "", (_table(rest),), begins_page=True))
    if remarks:
        pieces = tuple(Words(one) for one in remarks.split("\n") if one.strip())
        parts.append(Part(_("Merknader"), "", pieces, begins_page=True))
    return _laid(strategy, content, parts)


def _laid(strategy: Strategy, content: Content, parts: list[Part]) -> Outlay:
    place = strategy.organisation
    told = {"place": place.name, "term": content.term.name}
    adopted = written(strategy.plan.adopted) if strategy.plan.adopted else ""
    facts = [(_("Per"), written_day(content.on)), *([(_("Vedtatt"), adopted)] if adopted else [])]
    why = " ".join(filter(None, (sentence(content), outside_sentence(content))))
    title = _("Status for planstrategien %(term)s i %(place)s") % told
    return Outlay(title, tuple(facts), why, tuple(parts), place.is_example, is_dense=True)


def _first(lines: list[Line], rest: int) -> Part:
    pieces: list[Piece] = [_table(lines)]
    if rest:
        said = ngettext(
            "Og %(number)d plan til: den står i vedlegget på neste side.",
            "Og %(number)d planer til: de står i vedlegget på neste side.",
            rest,
        )
        pieces.append(Words(said % {"number": rest}))
    return Part(_("Planene i strategien"), "", tuple(pieces))


def _outside_part(content: Content) -> list[Part]:
    if not content.outside:
        return []
    return [Part(_("Startet utenfor planstrategien"), "", tuple(_outside(content.outside)))]


def _room(strategy: Strategy, content: Content, author: str, language: str) -> int:
    """As many as fit, found by laying the page out: what people have written decides how high a row is."""
    lines = in_order(content)

    def fits(number: int) -> bool:
        parts = [_first(lines[:number], len(lines) - number), *_outside_part(content)]
        made = as_pdf(_laid(strategy, content, parts), author, language)
        return len(PdfReader(io.BytesIO(made)).pages) == 1

    least, most = 0, min(len(lines), MOST_ON_A_PAGE)
    if fits(most):
        return most
    while most - least > 1:
        half = (least + most) // 2
        least, most = (half, most) if fits(half) else (least, half)
    return least


def in_order(content: Content) -> list[Line]:
    """What needs the council's eye first; within that as the strategy has it."""
    return sorted((line for line in content.followed if line.track), key=_weight)


def _weight(line: Line) -> int:
    return _WEIGHT[line.track.group] if line.track else 9


def _table(lines: list[Line]) -> Grid:
    heads = (_("Plan"), _("Lovet"), _("Nå"), _("Hvordan det går"))
    rows = tuple((_short(one.name, _NAME), span_words(one.begins, one.ends), now_words(one), how(one)) for one in lines)
    return Grid(_("Planene i strategien"), heads, rows)


def how(line: Line) -> str:
    """Short: the whole reason stands on the page the municipality follows it up on."""
    if line.track is None:
        return ""
    because = _short(line.said.because, _BECAUSE) if line.said else ""
    rest = because or _short(against_words(line), _BECAUSE)
    words = standing_words(line.track)
    return f"{words}. {rest}" if rest else words


def _outside(outside: tuple[OutsideLine, ...]) -> Iterator[Piece]:
    told = [_outside_words(one) for one in outside[:_OF_THOSE]]
    if rest := len(outside) - _OF_THOSE:
        told += [_("Og %(number)d til.") % {"number": rest}] if rest > 0 else []
    yield Bullets(tuple(told))


def _outside_words(one: OutsideLine) -> str:
    because = one.because or _("Det er ikke sagt hvorfor.")
    return _short(f"{one.name} ({status_name(one.status).lower()}): {because}", _OUTSIDE)


def _short(text: str, most: int) -> str:
    return Truncator(" ".join(text.split())).chars(most)
