from typing import Any

from django.core.management.base import BaseCommand

from plandugnad.core import installation
from plandugnad.regions.actions import make_installation


class Command(BaseCommand):
    help = "Gjør en ny database klar som vanlig installasjon, uten eksempeldata. Det valget kan ikke gjøres om."

    def handle(self, *args: Any, **options: Any) -> None:
        if installation.current() is None:
            make_installation()
        self.stdout.write("Installasjonen er klar.")
