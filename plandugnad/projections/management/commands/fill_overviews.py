from argparse import ArgumentParser
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from procrastinate.exceptions import AlreadyEnqueued

from plandugnad.projections import making
from plandugnad.projections.filling import sources
from plandugnad.projections.jobs import fill_overviews


class Command(BaseCommand):
    help = "Fyller søket, kalenderen og «Hva trenger meg?» på nytt fra det som står i planene og de andre delene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", default="", help="bare ett slag, som «plans.plan»")
        parser.add_argument(
            "--if-behind",
            action="store_true",
            help="bare når denne utgaven fyller dem på en annen måte enn de er fylt på, og da som en jobb",
        )

    def handle(self, *args: Any, source: str, if_behind: bool, **options: Any) -> None:
        known = [one.key for one in sources()]
        if source and source not in known:
            raise CommandError(f"«{source}» er ikke noe vi forteller om. Velg blant: {', '.join(known)}.")
        if if_behind:
            self._leave_to_a_job()
            return
        count = making.fill_anew(source)
        making.tidy()
        self.stdout.write(f"{count} linjer står nå i oversiktene.")

    def _leave_to_a_job(self) -> None:
        if not making.are_behind():
            self.stdout.write("Oversiktene er fylt slik denne utgaven fyller dem.")
            return
        with suppress(AlreadyEnqueued), transaction.atomic():
            fill_overviews.configure().defer(timestamp=0)
        self.stdout.write("Oversiktene fylles på nytt av en jobb. Sidene kan brukes imens.")
