"""The API answers as its own description says, whatever it is sent: tried by schemathesis, seeded and bounded."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pytest_django import Settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.core.result import Ok

from plandugnad.api.routes import service
from plandugnad.archive.actions.folders import create_folder
from plandugnad.config.wsgi import application
from plandugnad.core.audit import SYSTEM
from plandugnad.engines.tables.when import When
from plandugnad.exchange.publishing import publish
from plandugnad.meetings.actions.agenda import add_item, promise
from plandugnad.meetings.actions.bodies import make_body
from plandugnad.meetings.actions.meetings import make_meeting
from plandugnad.plans.actions import add_address, create_plan, link_plans
from plandugnad.plans.kinds import LinkKind
from tests.api.builders import EVERYTHING, make_secret
from tests.archive.builders import make_room, put_file
from tests.cast import Cast

EXAMPLES = 10  # of what fits the description, and as many of what does not, for each thing that can be called
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _operations() -> Iterator[APIOperation[Any, Any, Any, Any]]:
    for found in SCHEMA.get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


SCHEMA = schemathesis.openapi.from_dict(dict(service.get_openapi_schema()), config=schemathesis.Config())
SCHEMA.app = application
CALLS = {operation.label: operation for operation in _operations()}
SENT_AS_A_FORM = {
    label
    for label, operation in CALLS.items()
    if "multipart/form-data" in operation.get_request_payload_content_types()
}
CALLERS = {"nobody": None, "a planner": EVERYTHING, "a program for meetings only": ["read:meetings"]}


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """As Django's own test client has it: a request leaves the connection open that the test's transaction is on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def real(cast: Cast, settings: Settings) -> dict[str, str]:
    """An id of each kind, so that not all that is tried is what is not there."""
    settings.CALLS_PER_TOKEN = settings.CALLS_PER_ADDRESS = settings.CALLS_WITH_WRONG_TOKEN = 1_000_000
    plan, other = (create_plan(SYSTEM, cast.fjordvik, {"name": f"Plan {n}", "status": "adopted"}) for n in (1, 2))
    link_plans(SYSTEM, plan, LinkKind.ELABORATES, other)
    add_address(SYSTEM, plan, "Planen", "https://fjordvik.example/plan.pdf")
    publish(SYSTEM, cast.fjordvik)
    meeting = make_meeting(
        SYSTEM, make_body(SYSTEM, cast.fjordvik, "Kommunestyret", "council"), {"when": When.of_year(2027)}
    )
    item = add_item(SYSTEM, meeting, {"title": "Kystsoneplan"})
    promise(SYSTEM, meeting, {"what": "Finne kartet", "item_id": item.id})
    room = make_room(cast.fjordvik)
    create_folder(SYSTEM, room, None, "Referater")
    kept = {"rooms": room.id, "files": put_file(room, "Referat.txt").id}
    ids = {**kept, "plans": plan.id, "meetings": meeting.id, "collaborations": cast.ytre_fjord.id}
    return {kind: str(id) for kind, id in {**ids, "organisations": cast.fjordvik.id, "municipalities": "9901"}.items()}


@pytest.mark.parametrize("label", CALLS)
@pytest.mark.parametrize("who", CALLERS)
def test_every_answer_is_as_it_is_described(cast: Cast, real: dict[str, str], who: str, label: str) -> None:
    operation, scopes = CALLS[label], CALLERS[who]
    headers = {"Accept-Encoding": "identity"}
    if scopes:
        headers["Authorization"] = f"Bearer {make_secret(cast.person('Ingrid'), scopes)}"
    kind = label.split("/")[3]
    there: dict[str, Any] = {"number": real[kind]} if "{number}" in label else {"id": real.get(kind)}
    there |= {"version": 1} if "{version}" in label else {}
    known: dict[str, Any] = {"path_parameters": there} if "{" in label else {}
    of_what_is_there = [operation.as_strategy(mode, **known) for mode in GenerationMode]
    of_anything = [operation.as_strategy(mode) for mode in GenerationMode]

    # The description cannot say that a day is to be in the calendar, or a plan above in the same municipality.
    unsayable: list[Any] = [positive_data_acceptance] if operation.method in {"post", "patch", "delete"} else []
    if label in SENT_AS_A_FORM:  # where every value is text, so that a number where text is said cannot be told
        unsayable.append(negative_data_rejection)

    @seed(20_261_128)
    @BOUNDED
    @given(case=st.one_of(*of_what_is_there, *of_anything))
    def tried(case: Case[Any]) -> None:
        case.call_and_validate(headers=headers, excluded_checks=unsayable)

    tried()
