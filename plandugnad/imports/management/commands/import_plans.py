from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from plandugnad.core.audit import By
from plandugnad.engines.tables import Refused, Workbook, open_workbook
from plandugnad.imports import sentences
from plandugnad.imports.actions import delete_run, start_run
from plandugnad.imports.matching.comparison import Outcome, Planned, Plannings
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.planned import is_of_other_municipality, planned_for
from plandugnad.imports.queries.preview import told_row
from plandugnad.imports.writing.write import write_run
from plandugnad.regions.models import Organisation

_BY = By(None, "Kommandolinjen")


class Command(BaseCommand):
    help = "Viser hva en import av planene i en tabell ville gjort, og gjør det når --skriv er med."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", metavar="FIL", help="regneark (.xlsx, .xls, .ods) eller tekst (.csv)")
        parser.add_argument("--kommune", required=True, metavar="NR", help="kommunenummeret, for eksempel 4227")
        parser.add_argument("--ark", metavar="NAVN", help="les bare dette arket")
        parser.add_argument("--skriv", action="store_true", help="importer det som er vist")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Organisation.objects.municipalities().filter(number=options["kommune"]).first()
        if municipality is None:
            raise CommandError(f"Det finnes ingen kommune med nummer {options['kommune']} i registeret.")
        try:
            workbook = _workbook(Path(options["fil"]), options["ark"])
            run = start_run(_BY, municipality, workbook)
        except Refused as refused:
            raise CommandError(refused.sentence()) from refused
        for notice in workbook.notices:
            self.stdout.write(notice.sentence())
        self._tell(run, planned_for(run))
        if options["skriv"]:
            self._write(run)
        else:
            delete_run(run)
            self.stdout.write("Ingenting er lagret. Legg til --skriv for å importere.")

    def _tell(self, run: ImportRun, plannings: Plannings) -> None:
        for planned in plannings.rows:
            if planned.outcome not in (Outcome.SKIPPED, Outcome.UNCHANGED):
                self.stdout.write(_line(planned))
        self.stdout.write(f"{run.organisation.name}: {sentences.summary(plannings)}.")
        if left_out := sentences.left_out(plannings.counts()):
            self.stdout.write(left_out)

    def _write(self, run: ImportRun) -> None:
        if is_of_other_municipality(run):
            named = run.named_municipality
            with transaction.atomic():
                delete_run(run)
            raise CommandError(
                f"Tabellen nevner kommune {named}. Importer den på nettsiden, der du kan si at den er riktig."
            )
        plannings = planned_for(run)
        if not plannings.to_write:
            delete_run(run)
            self.stdout.write("Det er ingenting å importere.")
            return
        write_run(_BY, run, plannings.digest())
        self.stdout.write(f"Importert. Den kan angres på nettsiden til {run.organisation.name}.")


def _workbook(path: Path, sheet: str | None) -> Workbook:
    try:
        workbook = open_workbook(path.read_bytes(), path.name)
    except OSError as error:
        raise CommandError(f"Filen {path.name} kan ikke leses: {error.strerror}.") from error
    if sheet is None:
        return workbook
    found = workbook.sheet(sheet)
    if found is None:
        names = ", ".join(each.name or "uten navn" for each in workbook.sheets)
        raise CommandError(f"Filen {path.name} har ikke noe ark som heter {sheet}. Arkene heter: {names}.")
    return Workbook(workbook.filename, workbook.format, (found,), workbook.notices)


def _line(planned: Planned) -> str:
    told = told_row(planned)
    place = f"{told.sheet_name}, rad {told.row}" if told.sheet_name else f"rad {told.row}"
    said = [f"{change.label} {change.was or '–'} → {change.value}" for change in told.changes]
    if told.fault:
        said.append(f"{told.fault.why} {told.fault.remedy}")
    if told.twins:
        rows = ", ".join(str(twin.row) for twin in told.twins.shown if twin.key != told.key)
        said.append(f"ser ut som samme plan som rad {rows}" + (f" og {told.twins.more} til" * bool(told.twins.more)))
    if told.asked_at:
        said.append(f"ser ut som samme plan som rad {told.asked_at.row}")
    if told.candidates:
        said.append("kan være: " + ", ".join(plan.name for plan in told.candidates))
    return f"{place}: {told.outcome_label}: {told.name}" + (f" ({'; '.join(said)})" if said else "")
