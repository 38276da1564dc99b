import pytest
from pytest_django import Settings

from tests.cast import Cast, make_cast


@pytest.fixture(autouse=True)
def _uncollected_static_files(settings: Settings) -> None:
    """Pages are tried without collecting static files first; the collected ones are tried in the browser."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
