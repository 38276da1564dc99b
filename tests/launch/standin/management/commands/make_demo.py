from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    def handle(self, **options: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO core_installation VALUES (true)")
