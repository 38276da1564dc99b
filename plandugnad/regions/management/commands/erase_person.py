from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.regions.erasing import erase_person


class Command(BaseCommand):
    help = "Sletter navnet og e-postadressen til en person, også i historikken. Det kan ikke angres."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="adressen personen logger inn med")
        parser.add_argument("--yes", action="store_true", help="gjør det; uten vises bare hvem det gjelder")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email__iexact=str(options["email"]).strip()).first()
        if person is None:
            raise CommandError(f"Ingen logger inn med «{options['email']}». Sjekk adressen.")
        if not options["yes"]:
            self.stdout.write(
                f"Gjelder {person.name} ({person.email}). Kjør igjen med --yes for å slette. Det kan ikke angres."
            )
            return
        try:
            count = erase_person(SYSTEM, person)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(f"Slettet. {count} hendelser i historikken har ikke lenger navnet.")
