import os

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, email: str, **options: object) -> None:
        address = os.environ.get("PLANDUGNAD_BASE_URL", "http://localhost:8000")
        self.stdout.write(f"{address}/invitasjon/{email}")
