"""What a test in real transactions leaves is taken away, and nothing else is touched.

Django's own way truncates every table, full or not, and then makes each permission and content type again: two to four
seconds of work after each such test. Here the tables that hold something are emptied. What is left is the same, which
tests/config/test_emptying.py tries.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

# Django fills them from the models after each truncation, so they are as they were made, whatever a test does.
FROM_THE_MODELS = {"django_content_type", "auth_permission"}
# These refuse a DELETE. Nothing but each other points to them, so they can be truncated together.
GUARDED = {"core_auditevent", "core_auditseal", "core_sealedevent", "core_installation"}


def empty_what_is_filled() -> None:
    """In one transaction: references between the tables are checked at its end, so their order does not matter."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in sorted(set(tables))]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        filled = {row[0] for row in cursor.fetchall()} - FROM_THE_MODELS
        for table in sorted(filled - GUARDED):
            cursor.execute(f'DELETE FROM "{table}"')
        if filled & GUARDED:
            cursor.execute("TRUNCATE " + ", ".join(sorted(GUARDED)))


def _empty_after(_case: TransactionTestCase) -> None:
    empty_what_is_filled()


def use() -> None:
    TransactionTestCase._fixture_teardown = _empty_after  # type: ignore[attr-defined]  # it is private, and the stubs leave it out
