from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from pytest_django import Settings
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

from plandugnad.core import installation
from tests import emptying
from tests.cast import Cast, make_cast

# Nothing is timed in tests: a machine that is busy elsewhere must not make a property fail.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class OneBrowser(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Tests of one file run together, and all of tests/browser on one worker: they share a server that is slow to make.

    The groups xdist has for this are read from a name that pytest 9.2 no longer uses.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "tests/browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneBrowser:
    return OneBrowser(config, log)


@pytest.fixture(autouse=True)
def _uncollected_static_files(settings: Settings) -> None:
    """Pages are tried without collecting static files first; the collected ones are tried in the browser."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """The real hasher is slow on purpose; the tests make many people and guard none of them."""
    settings.PASSWORD_HASHERS = QUICK_HASHERS


AUDIT_TABLES = ("core_auditevent", "core_auditseal", "core_sealedevent")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests in real transactions empty the tables afterwards, which the tests' database alone lets happen."""
    emptying.use()
    if not connection.settings_dict["NAME"].startswith("test_"):
        return  # no test of this run uses a database, so none was made, and what is connected to is somebody's
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in AUDIT_TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER core_audit_is_not_emptied")


@pytest.fixture(autouse=True)
def _another_installation() -> None:
    installation.forget()


@pytest.fixture(autouse=True)
def _one_step_will_do(settings: Settings) -> None:
    """Tests about other things sign people in by `force_login`. Those about the second step ask for it again."""
    settings.ASKS_FOR_TWO_STEPS = False


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
