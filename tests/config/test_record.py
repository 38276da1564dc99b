import json
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from plandugnad.config.logs import JsonLines
from plandugnad.config.record import log
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept(settings: Settings) -> Iterator[Kept]:
    settings.LOGS_REQUESTS = True
    handler, root = Kept(), logging.getLogger()
    root.addHandler(handler)
    log.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    log.setLevel(logging.NOTSET)


def test_every_answer_says_how_long_it_took_and_how_many_questions_it_asked(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    said = client.get(f"/kommuner/{cast.fjordvik.number}/").headers["Server-Timing"]
    assert said.startswith("total;dur=")
    assert int(said.rsplit('desc="', 1)[1].rstrip('"')) > 3


def test_one_line_of_json_tells_of_a_request_by_its_route(cast: Cast, kept: Kept) -> None:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    client.get(f"/kommuner/{cast.fjordvik.number}/?q=hemmelig")
    line = json.loads(kept.lines[-1])
    assert line.keys() == {"time", "level", "logger", "route", "method", "status", "ms", "queries"}
    assert (line["route"], line["method"], line["status"]) == ("portfolio", "GET", 200)


def test_a_whole_visit_leaves_no_person_in_the_log(cast: Cast, kept: Kept, settings: Settings) -> None:
    """Signs in, searches for herself, opens an invitation, asks for what is not there."""
    ingrid, client = cast.person("Ingrid"), Client(raise_request_exception=False)
    client.post("/konto/login/", {"login": ingrid.email})
    client.get("/invitasjon/en-hemmelig-nokkel-1234567890/")
    client.get(f"/{ingrid.email}/")
    client.force_login(ingrid)
    client.get("/", {"q": ingrid.name})
    client.get(f"/sok/?q={ingrid.email}")
    client.get(f"/administrasjon/kontoer/{ingrid.id}/")
    client.generic("KARI-NORMANN", "/")
    text = "\n".join(kept.lines)
    assert len(kept.lines) > 6
    assert "home" in text
    for personal in (ingrid.email, "ingrid@", ingrid.name, str(ingrid.id), "en-hemmelig-nokkel", "KARI", "127.0.0.1"):
        assert personal not in text


def test_an_error_is_told_with_its_trace_but_without_the_row_that_caused_it() -> None:
    try:
        raise ValueError("duplicate key\nDETAIL:  Key (email)=(kari@kommunen.no) already exists for kari@kommunen.no")
    except ValueError as error:
        record = log.makeRecord("x", logging.ERROR, "f", 1, "Feil for %s", ("ola.nordmann@kommunen.no",),
                                (ValueError, error, error.__traceback__))  # fmt: skip
    line = json.loads(JsonLines().format(record))
    assert line["message"] == "Feil for …@…"
    assert "duplicate key" in line["trace"]
    assert "test_record.py" in line["trace"]
    assert "kari" not in line["trace"]


def test_a_line_is_one_line_whatever_it_holds() -> None:
    record = log.makeRecord("x", logging.INFO, "f", 1, 'to\nlinjer "og" æøå', (), None)
    text = JsonLines().format(record)
    assert "\n" not in text
    assert json.loads(text)["message"] == 'to\nlinjer "og" æøå'
