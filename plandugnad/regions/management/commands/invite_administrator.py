from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from plandugnad.core import installation
from plandugnad.core.audit import SYSTEM
from plandugnad.regions.actions import invite, make_installation
from plandugnad.regions.loading import load_register
from plandugnad.regions.queries.people import administrator_role
from plandugnad.regions.register import read_register


class Command(BaseCommand):
    help = "Inviterer en administrator av installasjonen, og skriver ut lenken. Ingen e-post blir sendt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="adressen til den som skal ta imot invitasjonen")

    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"«{email}» er ikke en e-postadresse. Skriv den som kari@kommunen.no.") from None
        if installation.current() is None:
            make_installation()
            load_register(read_register())
        _invitation, link = invite(SYSTEM, None, administrator_role(), email)
        self.stdout.write(link)
