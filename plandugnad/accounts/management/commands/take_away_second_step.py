from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plandugnad.accounts.actions import take_away_factors
from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM


class Command(BaseCommand):
    help = "Tar bort det andre steget for én person, som når den eneste administratoren har mistet telefonen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="adressen til den som skal sette opp et nytt")

    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip()
        person = Person.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Ingen her har adressen «{email}».")
        take_away_factors(SYSTEM, person)
        self.stdout.write(f"{person.email} er logget ut, og setter opp et nytt andre steg neste gang.")
