"""What came of the health checks of the collaborations a municipality is in, out again. Never an answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.core.rows_out import workbook, written
from plandugnad.core.takeout import TakeoutFile, add_part, in_memory
from plandugnad.principles.findings import Row
from plandugnad.principles.queries import Told, comments_of, told_to
from plandugnad.principles.release import STEPS

FORMAT, VERSION = "plandugnad/helsesjekker", 1


class HealthPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        told = told_to(organisation_id)
        if told:
            yield in_memory("helsesjekker.xlsx", table(told))
            yield in_memory("helsesjekker.json", written(everything(told)))

    def summary(self) -> str:
        return _("Resultatene av helsesjekkene i samarbeidene (helsesjekker.xlsx og helsesjekker.json)")

    def explanation(self) -> str:
        return _(
            "helsesjekker.xlsx og helsesjekker.json: resultatene av helsesjekkene i samarbeidene dere er med i, slik "
            "de vises der. Ingen vet hvem som har svart hva, og det står heller ikke her. Finnes bare når en "
            "helsesjekk er lukket med resultat."
        )


def table(told: Iterable[Told]) -> bytes:
    rows = [
        [one.round.collaboration.name, _day(one), row.principle.name, row.figure, row.told, _unknown(row)]
        for one in told
        for row in one.rows
    ]
    said = [
        [one.round.collaboration.name, _day(one), group.principle.name, text]
        for one in told
        for group in comments_of(one.round)
        for text in group.texts
    ]
    place = [_("Samarbeid"), _("Lukket"), _("Prinsipp")]
    return workbook(
        [
            (_("Resultater"), [*place, _("Snitt"), _("Svar"), _("Vet ikke")], rows),
            (_("Kommentarer"), [*place, _("Kommentar")], said),
        ]
    )


def everything(told: Iterable[Told]) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, "health_checks": [_one(one) for one in told]}


def _one(told: Told) -> dict[str, Any]:
    return {
        "collaboration": told.round.collaboration.name,
        "wording": told.round.wording,
        "opened_at": told.round.made_at,
        "closed_at": told.round.closed_at,
        "answered": told.round.answered,
        "results": [_row(row) for row in told.rows],
        "comments": [
            {"principle": group.principle.code, "texts": list(group.texts)} for group in comments_of(told.round)
        ],
    }


def _row(row: Row) -> dict[str, Any]:
    about: dict[str, Any] = {"principle": row.principle.code, "shown": row.shown}
    if row.is_counted:
        return about | {"counts": dict(zip(map(str, STEPS), row.counts, strict=True)), "unknown": row.unknown}
    return about | {"span": list(row.span)} if row.span else about


def _unknown(row: Row) -> str:
    return str(row.unknown) if row.is_counted else ""


def _day(told: Told) -> str:
    return f"{told.day:%d.%m.%Y}"


add_part(HealthPart())
