from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-behind", action="store_true")

    def handle(self, **options: object) -> None:
        self.stdout.write("357 kommuner")
