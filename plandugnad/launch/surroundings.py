"""The environment our child processes are given, and how they are called."""

import os
import sys

from plandugnad.config.environment import file_name, secret
from plandugnad.launch.installation import Installation
from plandugnad.launch.product import Product


def child_environment(
    installation: Installation, database_url: str, product: Product, base_url: str | None = None
) -> dict[str, str]:
    """What the person has set wins over what we remember, except the database, which is the one we have started."""
    environment = dict(os.environ)
    if not secret("DATABASE_URL"):
        # PGPORT, PGUSER, PGSSLMODE … from elsewhere must not steer the way to our own database.
        environment = {name: value for name, value in environment.items() if not name.startswith("PG")}
    environment.pop(file_name("DATABASE_URL"), None)  # read here, once; both would be one too many
    environment |= {
        "DATABASE_URL": database_url,
        "PLANDUGNAD_DATA": str(installation.folder),
        "DJANGO_SETTINGS_MODULE": product.settings,
        "PYTHONUNBUFFERED": "1",
    }
    if not secret("PLANDUGNAD_SECRET_KEY"):
        environment["PLANDUGNAD_SECRET_KEY"] = installation.secret_key()
    address = base_url or installation.base_url
    if address:
        environment.setdefault("PLANDUGNAD_BASE_URL", address)
    return environment


def python(*arguments: str) -> list[str]:
    """-P: a stray django.py in the folder we happen to stand in must not be read."""
    return [sys.executable, "-P", "-m", *arguments]


def django_command(*arguments: str) -> list[str]:
    return python("django", *arguments)
