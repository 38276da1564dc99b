from dataclasses import dataclass
from pathlib import Path

import plandugnad


@dataclass(frozen=True)
class Product:
    """What is run. Tests run a small stand-in through the same machinery."""

    settings: str
    application: str  # one process for everything
    pages: str  # page workers
    folder: Path  # where its code and tables are, to see when they have changed


PLANDUGNAD = Product(
    "plandugnad.config.settings",
    "plandugnad.config.asgi:application",
    "plandugnad.config.wsgi:application",
    Path(plandugnad.__file__).parent,
)
