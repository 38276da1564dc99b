"""The database for as long as one command needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from plandugnad.config.environment import secret
from plandugnad.launch.errors import AlreadyRunningError, LaunchError
from plandugnad.launch.installation import Installation
from plandugnad.launch.postgres import EmbeddedPostgres


@contextmanager
def database(installation: Installation, *, may_make: bool = False) -> Iterator[str]:
    """DATABASE_URL when given; the one `serve` has started; else started here and stopped afterwards."""
    given = secret("DATABASE_URL")
    if given:
        yield given
        return
    postgres = EmbeddedPostgres(installation.database_folder, log=installation.logs / "database.log")
    if not may_make and not postgres.has_cluster:
        raise LaunchError(
            f"Det er ingen installasjon i {installation.folder}. Pek på den med --data, "
            "eller lag en med «plandugnad setup --email deg@kommunen.no»."
        )
    try:
        postgres.start()
    except AlreadyRunningError:
        postgres.wait_until_ready()
    try:
        yield postgres.url
    finally:
        postgres.stop()
