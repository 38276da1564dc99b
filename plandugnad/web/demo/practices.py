"""How three of the municipalities make a zoning plan today, drawn on top of the usual course; three have not drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plandugnad.accounts.models import Person
from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import FlowRows
from plandugnad.regions.actor import actor_of
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.models import Document, Sheet
from plandugnad.worksheets.store import edit, open_document

_BLOCK = "practice"


@dataclass(frozen=True)
class _Drawn:
    """By the names of the steps: weeks each takes, those left out, what is put after what, and steps of their own."""

    weeks: Mapping[str, int]
    skips: tuple[str, ...] = ()
    puts: Mapping[str, str] = field(default_factory=dict)
    own: tuple[Mapping[str, Any], ...] = ()


_DRAWN = {
    "Ingrid": _Drawn(
        weeks={
            "Hold oppstartsmøte": 3,
            "Varsle oppstart": 4,
            "Lever et komplett planforslag": 26,
            "Avgjør om forslaget legges ut": 8,
            "Legg planen ut på høring og offentlig ettersyn": 6,
            "Gå gjennom uttalelsene": 4,
            "Vedta planen": 6,
        },
        skips=("Hent råd fra fagfolk i kommunen",),
        own=({"name": "Befaring med utvalget", "stage": "first_treatment", "weeks": 1},),
    ),
    "Marit": _Drawn(
        weeks={
            "Hold oppstartsmøte": 3,
            "Varsle oppstart": 6,
            "Lever et komplett planforslag": 30,
            "Avgjør om forslaget legges ut": 20,
            "Legg planen ut på høring og offentlig ettersyn": 6,
            "Gå gjennom uttalelsene": 5,
            "Vedta planen": 5,
        },
        puts={"Vurder om planen skal konsekvensutredes": "Lever et komplett planforslag"},
        skips=("Si hva planen må følge", "Før planen inn i planregisteret"),
    ),
    "Siv": _Drawn(
        weeks={
            "Hold oppstartsmøte": 8,
            "Varsle oppstart": 4,
            "Lever et komplett planforslag": 20,
            "Avgjør om forslaget legges ut": 7,
            "Legg planen ut på høring og offentlig ettersyn": 7,
            "Gå gjennom uttalelsene": 4,
            "Vedta planen": 8,
        },
        skips=("Drøft utkastet med fylke og stat", "Ta stilling til om initiativet skal stanses"),
    ),
}


def draw_practices(sheet: Sheet, people: dict[str, Person], homes: Mapping[str, Organisation]) -> None:
    """While the sheet is in its private phase."""
    for who, drawn in _DRAWN.items():
        document = document_for(sheet, homes[who])
        rows = project(open_document(document))[_BLOCK]
        assert isinstance(rows, FlowRows)
        _draw(people[who], document, drawn, {one.name: one.id for one in rows.steps})


def _draw(person: Person, document: Document, drawn: _Drawn, ids: Mapping[str, str]) -> None:
    def write(make: Any) -> None:
        result = edit(actor_of(person), document.id, make).result
        assert isinstance(result, Accepted), result

    for name, weeks in drawn.weeks.items():
        write(lambda one, name=name, weeks=weeks: one.set(_BLOCK, "steps", ids[name], {"weeks": weeks}))
    for name in drawn.skips:
        write(lambda one, name=name: one.remove(_BLOCK, "steps", ids[name]))
    for name, after in drawn.puts.items():
        write(lambda one, name=name: one.set(_BLOCK, "steps", ids[name], {"stage": "drafting"}))
        write(lambda one, name=name, after=after: one.move(_BLOCK, "steps", ids[name], ids[after]))
    for number, values in enumerate(drawn.own):
        write(lambda one, number=number, values=values: one.add(_BLOCK, "steps", f"eget-steg-{number}", values))
