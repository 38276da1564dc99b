from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plandugnad.projections.filling import fill_anew, sources


class Command(BaseCommand):
    help = "Fyller søket, kalenderen og «Hva trenger meg?» på nytt fra det som står i planene og de andre delene."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="?", default="", help="bare ett slag, som «plans.plan»")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        known = [one.key for one in sources()]
        if source and source not in known:
            raise CommandError(f"«{source}» er ikke noe vi forteller om. Velg blant: {', '.join(known)}.")
        self.stdout.write(f"{fill_anew(source)} linjer står nå i oversiktene.")
