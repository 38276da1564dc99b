from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plandugnad.web.demo.making import NotEmpty, make_demo


class Command(BaseCommand):
    help = "Gjør en tom database til et eksempel med en oppdiktet region. Det valget kan ikke gjøres om."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = make_demo(timezone.localdate())
        except NotEmpty:
            raise CommandError(
                "Databasen er tatt i bruk, og et eksempel lages bare i en tom. Velg en annen datamappe med --data."
            ) from None
        self.stdout.write(f"{made.municipalities} kommuner, {made.plans} planer og {made.people} personer")
