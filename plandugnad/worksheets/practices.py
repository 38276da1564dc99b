"""How each member does what is common: drawn by its own people alone, kept when it is shown, and compared by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from plandugnad.engines.practice.comparing import compare
from plandugnad.engines.practice.courses import Comparison, Practice, Step
from plandugnad.engines.sheet.blocks import FlowBlock
from plandugnad.engines.sheet.prefilling import draw_on_top
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import BlockRows, FlowRows
from plandugnad.regions.models import Organisation
from plandugnad.worksheets.definitions.law import STATUTORY, Duty, course_of_law, duties_of, step_of_law
from plandugnad.worksheets.models import ClientId, Document, Sheet, Update, Version, VersionReason
from plandugnad.worksheets.queries import member_organisations
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import append, open_document, open_version

_WEEKS = "weeks"


@dataclass(frozen=True)
class Compared:
    """`names` are those of who has drawn, by the id the comparison calls each; `not_drawn` are the other members."""

    course: FlowBlock
    practice: FlowBlock
    comparison: Comparison
    names: Mapping[str, str]
    not_drawn: Sequence[str]
    duties: Sequence[Duty]


def draw_practices(document: Document, organisation: Organisation) -> None:
    """What the organisation had drawn last time it was shown; else the common course as it stands. In the caller's
    transaction, and before anybody has written in the document.
    """
    sheet = document.sheet
    practices = definition_of(sheet).practices if sheet.writes_alone_first else ()
    if not practices:
        return
    last = _kept(sheet, [organisation.id]).get(organisation.id)
    shared = open_document(_shared(sheet))
    opened = open_document(document)
    own = open_version(last) if last else None
    updates = [
        draw_on_top(opened, one.id, own, one.id, is_own=True)
        if own is not None and own.schema.definition.block(one.id) is not None
        else draw_on_top(opened, one.id, shared, one.like, is_own=False)
        for one in practices
    ]
    if any(updates):
        ClientId.objects.create(document=document, client=opened.doc.client_id)
        for update in filter(None, updates):
            append(document, update, [], None)


def compared(sheet: Sheet) -> Compared | None:
    """None where the sheet asks for no practice. Only what has been shown is looked at, and only of members."""
    definition = definition_of(sheet)
    practice = next(iter(definition.practices), None) if sheet.writes_alone_first else None
    course = definition.block(practice.like) if practice else None
    if practice is None or not isinstance(course, FlowBlock):
        return None
    members = member_organisations(sheet)
    kept = _kept(sheet, [one.id for one in members])
    drawn_by = _who_drew(sheet, practice.id)
    drew = [one for one in members if one.id in kept and one.id in drawn_by]
    common = _steps(course, project(open_document(_shared(sheet))).get(course.id))
    practices = [
        Practice(str(one.id), _steps(practice, project(open_version(kept[one.id])).get(practice.id))) for one in drew
    ]
    chain = course_of_law(course.fields)
    duties = duties_of(chain) if chain else []
    return Compared(
        course,
        practice,
        compare(common, practices, [one.law for one in duties]),
        {str(one.id): one.name for one in drew},
        [one.name for one in members if one not in drew],
        duties,
    )


def _kept(sheet: Sheet, organisations: Sequence[UUID]) -> Mapping[UUID, Version]:
    """The last that was shown of each: the version that was kept as its document was closed."""
    versions = (
        Version.objects.filter(
            document__sheet=sheet,
            document__organisation__in=organisations,
            document__closed_at__isnull=False,
            reason=VersionReason.PHASE,
        )
        .select_related("document")
        .order_by("document__organisation", "-made_at", "-id")
        .distinct("document__organisation")
    )
    return {one.document.organisation_id: one for one in versions if one.document.organisation_id}


def _who_drew(sheet: Sheet, block: str) -> frozenset[UUID]:
    """Those who have changed something. Who has only opened the page, has not said that this is how they do it."""
    changed = Update.objects.filter(
        document__sheet=sheet, document__closed_at__isnull=False, document__organisation__isnull=False
    ).filter(blocks__contains=[block])
    return frozenset(changed.values_list("document__organisation", flat=True).distinct())


def _shared(sheet: Sheet) -> Document:
    shared: Document = sheet.documents.get(organisation=None)
    shared.sheet = sheet
    return shared


def _steps(block: FlowBlock, rows: BlockRows | None) -> list[Step]:
    """In the order of the stages, and as they stand within each. A step without a name says nothing to compare."""
    place = {one.id: number for number, one in enumerate(block.stages)}
    found = []
    for one in rows.steps if isinstance(rows, FlowRows) else ():
        law, weeks = one.cells.get(STATUTORY), one.cells.get(_WEEKS)
        if one.name.strip():
            found.append(
                Step(
                    one.id,
                    one.name.strip(),
                    one.stage or "",
                    (step_of_law(law) or "") if isinstance(law, str) else "",
                    weeks if isinstance(weeks, float) and weeks >= 0 else None,
                )
            )
    return sorted(found, key=lambda step: place.get(step.stage, len(place)))
