"""Statements and points as CSV to read. A statement may be longer than a cell of Excel takes, so no spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Group, GroupState, Handling, Statement, StatementParty, Tag
from plandugnad.consultations.taking_out.places import Places
from plandugnad.consultations.taking_out.statements import Batch, batches
from plandugnad.plans.exports.delimited import harmless

Cells = list[str]
Pieces = Callable[[], Iterator[bytes]]


def statements_sheet(consultations: Sequence[Consultation], places: Places) -> Pieces:
    """The headings are in the language of who asks, which is known now and not when they are sent."""
    headings = [_("Plan"), _("Nummer"), _("Kom inn"), _("Hvem"), _("Navn"), _("Kontaktperson"), _("E-post")]
    headings += [_("Adresse"), _("Uttalelsen"), _("Sammendrag"), _("Kommunens vurdering"), _("Behandling")]
    headings += [_("Vedlegg"), "id"]
    words = {str(code): str(label) for code, label in (*StatementParty.choices, *Handling.choices)}
    plans = {each.pk: each.process.plan.name for each in consultations}

    def rows() -> Iterator[Cells]:
        for batch, row in _kept(consultations):
            paths = [path for each in batch.files.get(row.pk, ()) if (path := places.path_of(each.pk))]
            who = [words[row.party], row.name, row.contact_name, row.email, row.address]
            came = [plans[row.consultation_id], str(row.number), row.received_on.strftime("%d.%m.%Y")]
            said = [row.text, row.summary, row.assessment, words[row.handling]]
            yield [*came, *who, *said, "\n".join(paths), str(row.pk)]

    return lambda: _delimited(headings, rows())


def points_sheet(consultations: Sequence[Consultation]) -> Pieces:
    headings = [_("Plan"), _("Nummer"), _("Navn"), _("Punkt"), _("Merkelapper"), _("Svar"), _("Felles svar")]
    headings += [_("Gruppe"), _("Svaret er ferdig"), "id", _("Uttalelsens id")]
    plans, yes = {each.pk: each.process.plan.name for each in consultations}, _("ja")

    def rows() -> Iterator[Cells]:
        tags = dict(Tag.objects.filter(consultation__in=consultations).values_list("pk", "name"))
        found = Group.objects.filter(consultation__in=consultations, state=GroupState.DECIDED)
        groups = {group.pk: group for group in found}
        for batch, row in _kept(consultations):
            came = [plans[row.consultation_id], str(row.number), row.name]
            for point in batch.points.get(row.pk, ()):
                if point.deleted_at is None:
                    marks = ", ".join(tags[id] for id in batch.tags.get(point.pk, ()) if id in tags)
                    its = [groups[id] for id in batch.groups.get(point.pk, ()) if id in groups]
                    common = "\n\n".join(group.answer for group in its if group.answer)
                    said = [point.quote, marks, point.answer, common, ", ".join(group.name for group in its)]
                    yield [*came, *said, yes if point.is_ready else "", str(point.pk), str(row.pk)]

    return lambda: _delimited(headings, rows())


def _kept(consultations: Iterable[Consultation]) -> Iterator[tuple[Batch, Statement]]:
    for batch in batches(consultations):
        yield from ((batch, row) for row in batch.statements if row.deleted_at is None)


def _delimited(headings: Cells, rows: Iterable[Cells]) -> Iterator[bytes]:
    """As Norwegian spreadsheet programs open it: UTF-8 with a mark at the start, and semicolons."""
    yield b"\xef\xbb\xbf" + _line(headings)
    for row in rows:
        yield _line([harmless(cell) for cell in row])


def _line(cells: Cells) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode()
