from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plandugnad.core.sealing import check

_SHOWN = 50


class Command(BaseCommand):
    help = "Ser etter om noe i historikken er endret eller slettet etter at det ble forseglet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seal",
            default="",
            metavar="NUMMER:SJEKKSUM",
            help="en forsegling slik loggen skrev den, til å sammenligne med",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = check(str(options["seal"]).strip())
        self.stdout.write(f"{found.events} hendelser i {found.seals} forseglinger. {found.waiting} venter på neste.")
        if found.erased:
            self.stdout.write(
                f"I {found.erased} av dem er personopplysninger slettet, og slettingen står i historikken."
            )
        if found.newest:
            self.stdout.write(f"Nyeste forsegling: {found.newest}")
        if found.wrong:
            rest = len(found.wrong) - _SHOWN
            lines = found.wrong[:_SHOWN] + ([f"… og {rest} til."] if rest > 0 else [])
            raise CommandError("Historikken stemmer ikke:\n" + "\n".join(lines))
        self.stdout.write("Alt stemmer.")
