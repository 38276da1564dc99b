import gzip

import pytest
from django.test import Client

from plandugnad.core.audit import SYSTEM
from plandugnad.plans.actions import create_plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TAKES = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture
def ingrid(client: Client, cast: Cast) -> Client:
    for number in range(20):
        create_plan(SYSTEM, cast.fjordvik, {"name": f"Temaplan {number}", "plan_type": "theme_plan"})
    client.force_login(cast.person("Ingrid"))
    return client


def test_a_page_is_sent_compressed_to_whoever_takes_it(ingrid: Client) -> None:
    whole = ingrid.get("/kommuner/9901/tabell/")
    packed = ingrid.get("/kommuner/9901/tabell/", headers=TAKES)
    assert "Content-Encoding" not in whole.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.content) < len(whole.content) / 3
    assert "Temaplan 7" in gzip.decompress(packed.content).decode()


def test_the_length_of_a_page_tells_nothing_of_what_is_in_it(ingrid: Client) -> None:
    """Or somebody who can make the browser ask for a page again and again could guess its secrets letter by letter."""
    assert len({len(ingrid.get("/tilgjengelighet/", headers=TAKES).content) for _try in range(12)}) > 3


def test_what_is_compressed_already_is_left_as_it_is(ingrid: Client) -> None:
    workbook = ingrid.get("/kommuner/9901/uttak/xlsx/", headers=TAKES)
    everything = ingrid.post("/kommuner/9901/ta-med-alt/", headers=TAKES)
    for answer in (workbook, everything):
        assert answer.status_code == 200
        assert not answer.headers["Content-Type"].startswith("text/")
        assert "Content-Encoding" not in answer.headers
