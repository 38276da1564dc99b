from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plandugnad.regions.loading import load_register
from plandugnad.regions.register import RegisterError, read_register


class Command(BaseCommand):
    help = "Leser registeret over kommuner, fylker og andre organer inn i databasen. Kan kjøres så ofte en vil."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_register(read_register())
        except RegisterError as wrong:
            raise CommandError(f"Registeret ble ikke lest inn: {wrong}") from None
        self.stdout.write(f"{loaded.municipalities} kommuner og {loaded.others} andre organisasjoner")
