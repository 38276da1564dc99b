"""Paragraphs no point is made of unless somebody asks: greetings, closings and signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import Truncator

from plandugnad.consultations.models import Statement
from plandugnad.consultations.points.actions import MOST_POINTS
from plandugnad.consultations.points.courtesies import courtesies
from plandugnad.consultations.points.queries import PointRow
from plandugnad.consultations.points.spans import Span, paragraphs

_SHOWN = 90


@dataclass(frozen=True)
class LeftOut:
    span: Span
    text: str


def parts_of(statement: Statement) -> list[Span]:
    return paragraphs(statement.text)[:MOST_POINTS]


def courtesies_of(statement: Statement, parts: Sequence[Span]) -> list[Span]:
    return courtesies(statement.text, parts, [statement.name, statement.contact_name, statement.email])


def left_out_of(statement: Statement, points: Sequence[PointRow]) -> list[LeftOut]:
    """Once there are points: until then nothing is left out."""
    found = courtesies_of(statement, parts_of(statement)) if points else []
    return [
        LeftOut(span, Truncator(" ".join(span.of(statement.text).split())).chars(_SHOWN))
        for span in found
        if not any(point.starts < span.ends and span.starts < point.ends for point in points)
    ]
