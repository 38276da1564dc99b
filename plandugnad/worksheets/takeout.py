"""The worksheets a municipality takes part in, out again: each to read, and all of them as rows. Private ones never."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from plandugnad.core.rows_out import told, written
from plandugnad.core.takeout import TakeoutFile, add_part, streamed
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import Party
from plandugnad.plans.exports.everything import safe_name
from plandugnad.regions.models import Member
from plandugnad.worksheets.models import Adoption, Document, Phase, Sheet
from plandugnad.worksheets.parties import names_in
from plandugnad.worksheets.store import open_document, spoken
from plandugnad.worksheets.taking_out.document import document as as_document
from plandugnad.worksheets.taking_out.reading import content_of

FORMAT, VERSION = "plandugnad/arbeidsark", 1


class SheetsPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        """A sheet at a time as they are sent: a file of one is opened when its turn comes."""
        sheets = sheets_of(organisation_id)
        if not sheets:
            return
        language = spoken(get_language())
        yield streamed("arbeidsark.json", lambda: [written(everything(sheets, organisation_id))])
        for number, sheet in enumerate(sheets, 1):
            name = f"arbeidsark/{number:02d} {safe_name(sheet.name)}"
            for document in documents_of(sheet, organisation_id):
                alone = _("det dere skriver for dere selv")
                own = f", {alone}" if document.organisation_id else ""
                yield TakeoutFile(f"{name}{own}.docx", partial(_opened, document, language))

    def summary(self) -> str:
        return _("Arbeidsarkene i samarbeidene dere er med i (arbeidsark.json, og som dokumenter i mappen arbeidsark)")

    def explanation(self) -> str:
        return _(
            "arbeidsark.json: hvert arbeidsark i samarbeidene dere er med i, med det som står i det, hvem som har "
            "vedtatt det, og når. arbeidsark: det samme som dokumenter å lese. Skriver dere hver for dere, er deres "
            "eget med, og ikke de andres. Fortrolige ark er aldri med. Finnes bare når et ark er begynt."
        )


def sheets_of(organisation_id: UUID) -> list[Sheet]:
    mine = Member.objects.filter(organisation_id=organisation_id).values("collaboration")
    rows = Sheet.objects.listed().filter(Q(collaboration__in=mine) | Q(organisation_id=organisation_id))
    return list(rows.select_related("collaboration", "organisation").order_by("collaboration__name", "made_at", "id"))


def documents_of(sheet: Sheet, organisation_id: UUID) -> Iterator[Document]:
    """What all share, and while each writes alone its own."""
    rows = Document.objects.filter(sheet=sheet, closed_at=None)
    is_alone = sheet.phase == Phase.INDIVIDUAL and sheet.writes_alone_first
    whose = Q(organisation=None) | Q(organisation_id=organisation_id) if is_alone else Q(organisation=None)
    for document in rows.filter(whose).order_by("organisation_id", "id"):
        document.sheet = sheet
        yield document


def everything(sheets: Iterable[Sheet], organisation_id: UUID) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "sheets": [_sheet(one, organisation_id) for one in sheets]}


def _sheet(sheet: Sheet, organisation_id: UUID) -> dict[str, Any]:
    adoptions = Adoption.objects.filter(sheet=sheet, withdrawn_at=None).select_related("organisation")
    return told(sheet, "is_private", "deleted_at", "presented", "timer_ends_at", "timer_seconds") | {
        "place": sheet.place.name,
        "documents": [_document(one) for one in documents_of(sheet, organisation_id)],
        "adopted": [
            {"organisation": one.organisation.name, "on": one.adopted_on, "note": one.note, "version": one.version_id}
            for one in adoptions.order_by("adopted_on", "organisation__name")
        ],
    }


def _document(document: Document) -> dict[str, Any]:
    rows = project(open_document(document))
    name_of = names_in(rows)

    def plain(value: Any) -> Any:
        if isinstance(value, Party):
            return {"kind": value.kind, "id": value.id, "name": name_of(value)}
        if is_dataclass(value):
            return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        if isinstance(value, Mapping):
            return {name: plain(inner) for name, inner in value.items()}
        return [plain(inner) for inner in value] if isinstance(value, tuple | list) else value

    return {"is_own": document.organisation_id is not None, "blocks": {name: plain(one) for name, one in rows.items()}}


def _opened(document: Document, language: str) -> BinaryIO:
    with override(language):
        return BytesIO(as_document(content_of(document, language)))


add_part(SheetsPart())
