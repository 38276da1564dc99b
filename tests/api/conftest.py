from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _own_tally(settings: Settings, tmp_path: Path) -> None:
    """Each test begins with nobody having called."""
    settings.DATA = tmp_path
