"""Where the tables and translations we ship are: at the top of a checkout, inside the package when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


DATA_FOLDER = _shipped("data")
LOCALE_FOLDER = _shipped("locale")
