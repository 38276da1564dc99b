"""How the overviews are made is a number: a database that was filled in another way is filled anew by itself."""

import logging

from django.db import connection

from plandugnad.projections.filling import FILLED, fill_source, sources
from plandugnad.projections.models import FilledOverviews

logger = logging.getLogger(__name__)
# Raise it by one in the change that makes a source tell otherwise of what already stands.
# 2: what is joint carries the names of all its owners, and is told once.
# 3: the events of a process have names of their own and say which step they are of.
# 4: all owners of a joint plan read its process, and its days say whose council they are of.
# 5: worksheets are found, by their names and by what is adopted in them.
MADE_AS = 5


def are_behind() -> bool:
    return not FilledOverviews.objects.filter(made_as=MADE_AS).exists()


def fill_if_behind() -> bool:
    """The pages stay open: what has not been reached yet, stands as it stood."""
    if not are_behind():
        return False
    fill_anew()
    tidy()
    return True


def fill_anew(key: str = "") -> int:
    """Everything from its source once more: after an upgrade, or when in doubt. Returns how many entries stand."""
    wanted = [source for source in sources() if key in ("", source.key)]
    for number, source in enumerate(wanted, 1):
        logger.info("overviews: filling %s anew, %s of %s", source.key, number, len(wanted))
        fill_source(source)
    if not key:
        FilledOverviews.objects.update_or_create(id=1, defaults={"made_as": MADE_AS})
    count = sum(model.objects.count() for model in FILLED)
    logger.info("overviews: filled, %s lines stand", count)
    return count


def tidy() -> None:
    """As many dead rows as living ones are left, and a search is slow until somebody has been over them."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for model in FILLED:
            cursor.execute(f'VACUUM ANALYZE "{model._meta.db_table}"')
