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


# The long ones, the longest first: what begins last must be short, or one worker waits for the other.
PAGES, JOURNEYS = "tests/browser/test_accessibility.py", "tests/browser"
LONG = (PAGES, JOURNEYS, "tests/architecture/test_routes.py")


class LongFirst(LoadScopeScheduling):  # type: ignore[misc]  # xdist ships no types
    """Tests of one file run together, and those of tests/browser in two groups: they share a server slow to make.

    While playwright runs, other tests in the same process cannot use the database, so each group is whole. The groups
    xdist has for this are read from a name that pytest 9.2 no longer uses.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return JOURNEYS if file.startswith("tests/browser/") and file != PAGES else file

    def _assign_work_unit(self, node: Any) -> None:
        for scope in reversed(LONG):
            if scope in self.workqueue:
                self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LongFirst:
    return LongFirst(config, log)


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
