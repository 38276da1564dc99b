from pathlib import Path
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from plandugnad.boundaries.actions import LICENCE, SOURCE, look_at, read_in, take_into_use
from plandugnad.boundaries.apart import PATIENT_SECONDS
from plandugnad.boundaries.comparing import Compared
from plandugnad.boundaries.queries import beside_register, compared
from plandugnad.core.audit import By

_BY = By(None, "Kommandolinjen")
_CHUNK = 1024 * 1024
_TOLD = 20


class Command(BaseCommand):
    help = "Leser en fil med kommunegrenser, sammenligner den med registeret, og tar den i bruk når --bruk er med."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", metavar="FIL", help="GeoJSON, GML eller GeoPackage")
        parser.add_argument("--aar", type=int, metavar="ÅR", help="hvilket års kommuner filen har")
        parser.add_argument("--kilde", default=SOURCE)
        parser.add_argument("--lisens", default=LICENCE)
        parser.add_argument("--bruk", action="store_true", help="ta grensene i bruk")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["fil"])
        try:
            with path.open("rb") as file:
                if options["bruk"]:
                    self._take_into_use(file, path.name, options)
                else:
                    self._show(path, options)
        except OSError as error:
            raise CommandError(f"Filen {path} lar seg ikke åpne: {error.strerror}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _take_into_use(self, file: BinaryIO, name: str, options: dict[str, Any]) -> None:
        found = read_in(
            _BY,
            iter(lambda: file.read(_CHUNK), b""),
            name,
            source=options["kilde"],
            licence=options["lisens"],
            year=options["aar"],
            seconds=PATIENT_SECONDS,
        )
        self._tell(name, found.year, options, compared(found))
        take_into_use(_BY, found)
        self.stdout.write("Grensene er tatt i bruk. Gå tilbake under Administrasjon, Kommunegrenser.")

    def _show(self, path: Path, options: dict[str, Any]) -> None:
        """Another may have a draft to look at, so nothing is read in."""
        seen = look_at(path, year=options["aar"], seconds=PATIENT_SECONDS)
        self._tell(path.name, seen.year, options, beside_register(seen.names))
        self.stdout.write("Ingenting er lagret. Legg til --bruk for å ta grensene i bruk.")

    def _tell(self, name: str, year: int, options: dict[str, Any], told: Compared) -> None:
        self.stdout.write(f"{name}: kommunene i {year}, fra {options['kilde']}, lisens {options['lisens']}.")
        self.stdout.write(f"{told.matched} kommuner i filen er i registeret i dag.")
        if told.missing:
            some = ", ".join(f"{one.number} {one.name}" for one in told.missing[:_TOLD])
            self.stdout.write(f"{len(told.missing)} kommuner i registeret mangler i filen: {some}.")
        for one in told.changed:
            now = ", ".join(one.now)
            self.stdout.write(f"{one.number} {one.name} er ikke lenger i bruk. Nå er det {now}.")
        if told.unknown:
            some = ", ".join(f"{one.number} {one.name}" for one in told.unknown[:_TOLD])
            self.stdout.write(f"{len(told.unknown)} numre i filen finnes ikke i registeret: {some}.")
        for number, there, here in told.renamed[:_TOLD]:
            self.stdout.write(f"{number} heter {there} i filen og {here} i registeret.")
