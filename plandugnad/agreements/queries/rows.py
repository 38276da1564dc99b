"""The rows of the kinds that are read and not followed up: each with what it is called and what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.agreements.choices import CHOICES, to_reader
from plandugnad.agreements.kinds import AgreementKind, Stage
from plandugnad.agreements.models import AgreedRow, AgreedStep, Arena
from plandugnad.regions.models import Collaboration

AT_A_TIME = 100


@dataclass(frozen=True)
class ShownRow:
    name: str
    note: str  # under the name: what it is one of
    facts: list[tuple[str, str]]
    row: AgreedRow


def rows_of(collaboration: Collaboration, kind: AgreementKind, page: str | None) -> Page[ShownRow]:
    """Two queries at most."""
    model, show = _SHOWN[kind]
    rows: QuerySet[Any] = model._default_manager.filter(
        agreement__collaboration=collaboration,
        agreement__kind=kind,
        agreement__withdrawn_at=None,
        ended_at=None,
    ).order_by("agreement__part", "order", "id")
    found = Paginator(rows, AT_A_TIME).get_page(page)
    shown: Any = found  # keeps its numbers while the rows become what is shown
    shown.object_list = [show(row) for row in found.object_list]
    return found


def _facts(row: Model, *names: str) -> list[tuple[str, str]]:
    """Under the column's own name. What is not said, is left out."""
    told = [(capfirst(str(row._meta.get_field(name).verbose_name)), name, getattr(row, name)) for name in names]  # type: ignore[union-attr]
    return [
        (label, to_reader(name, value) if isinstance(row, Arena) and name in CHOICES else str(value))
        for label, name, value in told
        if value not in ("", None)
    ]


def _step(row: AgreedStep) -> ShownRow:
    stage = str(Stage(row.stage).label) if row.stage else ""
    names = ("participants", "what", "documents", "clarification", "weeks")
    return ShownRow(row.name, capfirst(stage), _facts(row, *names), row)


def _arena(row: Arena) -> ShownRow:
    length = _("%(minutes)s minutter") % {"minutes": row.minutes} if row.minutes else ""
    note = ", ".join(filter(None, (to_reader("rhythm", row.rhythm), length)))
    names = ("purpose", "participants", "venue", "prepares", "chairs", "agenda", "output")
    return ShownRow(row.name, capfirst(note), _facts(row, *names), row)


_SHOWN: dict[AgreementKind, tuple[type[Model], Callable[[Any], ShownRow]]] = {
    AgreementKind.PROCESS: (AgreedStep, _step),
    AgreementKind.ARENAS: (Arena, _arena),
}
