from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from plandugnad.projections.filling import FILLED, fill_anew, sources


class Command(BaseCommand):
    help = "Fyller søket, kalenderen og «Hva trenger meg?» på nytt fra det som står i planene og de andre delene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", default="", help="bare ett slag, som «plans.plan»")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        known = [one.key for one in sources()]
        if source and source not in known:
            raise CommandError(f"«{source}» er ikke noe vi forteller om. Velg blant: {', '.join(known)}.")
        count = fill_anew(source)
        self._tidy()
        self.stdout.write(f"{count} linjer står nå i oversiktene.")

    def _tidy(self) -> None:
        """As many dead rows as living ones are left, and a search is slow until somebody has been over them."""
        if connection.in_atomic_block:
            return
        with connection.cursor() as cursor:
            for model in FILLED:
                cursor.execute(f'VACUUM ANALYZE "{model._meta.db_table}"')
