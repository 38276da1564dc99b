"""A public body objects: on what ground, what becomes of it, and what the law demands next."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.models import Objection, ObjectionState, ObjectionTurn, Statement
from plandugnad.consultations.objections import actions, queries
from plandugnad.consultations.objections.turns import FOLLOWS, UNRESOLVED, is_possible, may_follow
from plandugnad.processes.actions import set_choices
from plandugnad.processes.models import Process
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import DAY, INGRID, TORE, a_plan, a_process, at_screen, fresh, happened

State = ObjectionState
VALUES = {"against": "Felt B3", "ground": "Jordvern", "provision": "jordloven § 9", "plan_version": "3. mars"}


@pytest.fixture
def statement(cast: Cast) -> Statement:
    return a_statement(a_consultation(cast.fjordvik), party="authority", name="Statsforvalteren", received_on=DAY)


@pytest.fixture
def objection(statement: Statement) -> Objection:
    return actions.note_objection(INGRID, statement, VALUES, DAY, uuid4())


def turn(objection: Objection, state: State, day: date, seen: int | None = None) -> ObjectionTurn:
    now = Objection.objects.get(pk=objection.pk)
    return actions.note_turn(INGRID, objection, state, day, "", now.version if seen is None else seen)


def test_every_state_says_what_may_follow_and_what_has_ended_has_nothing_after_it() -> None:
    assert set(FOLLOWS) == set(State)
    assert {state for state, following in FOLLOWS.items() if not following} == {
        State.WITHDRAWN, State.UPHELD, State.REJECTED,
    }  # fmt: skip
    assert all(state not in following and State.RAISED not in following for state, following in FOLLOWS.items())
    assert not may_follow(State.RAISED, State.UPHELD)
    assert may_follow(State.SENT, State.UPHELD)
    assert UNRESOLVED.isdisjoint({State.WITHDRAWN, State.FOLLOWED, State.UPHELD, State.REJECTED})


def test_a_day_is_possible_when_it_has_come_and_nothing_is_before_what_came_before_it() -> None:
    assert is_possible(DAY, [DAY], DAY)
    assert not is_possible(DAY + timedelta(days=1), [], DAY)
    assert not is_possible(DAY - timedelta(days=1), [DAY], DAY)
    assert not is_possible(date(206, 9, 7), [], DAY)


def test_an_objection_goes_from_dialogue_to_the_ministry(objection: Objection) -> None:
    for number, state in enumerate((State.DIALOGUE, State.MEDIATION, State.SENT, State.REJECTED), start=1):
        turn(objection, state, DAY + timedelta(days=number))
    objection.refresh_from_db()
    assert objection.state == State.REJECTED
    with pytest.raises(ValidationError, match="kan ikke komme etter"):
        turn(objection, State.DIALOGUE, DAY + timedelta(days=9))


def test_impossible_days_are_refused_in_words(objection: Objection, statement: Statement) -> None:
    for day in (DAY - timedelta(days=1), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(ValidationError, match="i dag eller før"):
            turn(objection, State.DIALOGUE, day)
    with pytest.raises(ValidationError, match="må være i dag eller før"):
        actions.note_objection(INGRID, statement, VALUES, timezone.localdate() + timedelta(days=1), uuid4())


def test_the_newest_turn_is_taken_back_and_put_back(objection: Objection) -> None:
    first = turn(objection, State.DIALOGUE, DAY)
    second = turn(objection, State.WITHDRAWN, DAY + timedelta(days=1))
    with pytest.raises(ValidationError, match="det siste"):
        actions.take_back_turn(INGRID, objection, first)
    event = actions.take_back_turn(INGRID, objection, second)
    objection.refresh_from_db()
    assert objection.state == State.DIALOGUE
    actions.put_back_turn(INGRID, objection, event)
    objection.refresh_from_db()
    assert objection.state == State.WITHDRAWN
    assert [one.state for one in objection.turns.all()] == ["raised", "dialogue", "withdrawn"]


def test_that_it_was_raised_is_not_taken_back(objection: Objection) -> None:
    with pytest.raises(ValidationError, match="det siste"):
        actions.take_back_turn(INGRID, objection, objection.turns.get())


@pytest.mark.parametrize("party", ["private", "organisation"])
def test_a_private_person_or_an_organisation_cannot_object_and_the_page_says_why(cast: Cast, party: str) -> None:
    statement = a_statement(a_consultation(cast.fjordvik), party=party)
    client, address = at_screen(cast, "Ingrid"), reverse("objection_new", args=[statement.pk])
    shown = client.get(address).content.decode()
    assert "er merknader" in shown
    assert 'name="ground"' not in shown
    client.post(address, {"id": str(uuid4()), "raised_on": "07.09.2026", **VALUES})
    assert not Objection.objects.exists()


def test_nobody_objects_to_the_community_part(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Samfunnsdelen", "community_part"), "KPS")
    made = make_consultation(INGRID, process, "KPS-7")
    statement = a_statement(made, party="authority", name="Statsforvalteren")
    shown = at_screen(cast, "Ingrid").get(reverse("objection_new", args=[statement.pk])).content.decode()
    assert "bare fremmes mot forslag til arealdel og reguleringsplan" in shown


def test_nobody_objects_to_the_planning_programme_of_a_plan_that_can_be_objected_to(cast: Cast) -> None:
    made = make_consultation(INGRID, a_process(a_plan(cast.fjordvik)), "KPA-3")
    statement = a_statement(made, party="authority", name="Statsforvalteren")
    client, address = at_screen(cast, "Ingrid"), reverse("objection_new", args=[statement.pk])
    assert 'name="ground"' not in client.get(address).content.decode()
    client.post(address, {"id": str(uuid4()), "raised_on": "07.09.2026", **VALUES})
    assert not Objection.objects.exists()


@pytest.mark.parametrize(
    ("kind", "chain", "code", "said"),
    [
        ("land_use_part", "KPA", "KPA-3", "ikke fremmes mot planprogrammet, men mot planforslaget når det legges ut"),
        ("zoning_detail", "REG", "REG-4", "ikke fremmes mot planprogrammet, men mot planforslaget når det legges ut"),
        ("zoning_detail", "REG", "REG-3", "ikke fremmes her, men mot planforslaget når det legges ut"),
        ("community_part", "KPS", "KPS-3", "ikke mot denne planen"),
        ("land_use_part", "KPA", "KPA-7", "En innsigelse noteres på uttalelsen"),
    ],
)
def test_the_page_says_what_can_be_objected_to_and_when(
    cast: Cast, kind: str, chain: str, code: str, said: str
) -> None:
    process = a_process(a_plan(cast.fjordvik, "Planen", kind), chain, programme=True)
    made = make_consultation(INGRID, process, code)
    shown = at_screen(cast, "Ingrid").get(reverse("objections", args=[made.pk])).content.decode()
    assert said in shown
    assert ("ikke mot denne planen" in shown) is (chain == "KPS")


def test_the_id_of_anothers_objection_is_not_taken_for_one_sent_twice(cast: Cast, objection: Objection) -> None:
    other = a_statement(a_consultation(cast.lyngmo, "Lyngmo"), party="authority", name="NVE")
    made = actions.note_objection(INGRID, other, VALUES, date(2026, 9, 7), objection.pk)
    assert made.pk != objection.pk
    assert made.statement == other


def test_she_notes_one_and_a_form_sent_twice_notes_one(cast: Cast, statement: Statement) -> None:
    client, address = at_screen(cast, "Ingrid"), reverse("objection_new", args=[statement.pk])
    assert "07.09.2026" in client.get(address).content.decode()
    given = {"id": str(uuid4()), "raised_on": "07.09.2026", **VALUES}
    wrong = client.post(address, given | {"ground": "", "raised_on": "31.02.2026"})
    assert wrong.status_code == 422
    assert "31.02.2026" in wrong.content.decode()
    for _time in range(2):
        assert client.post(address, given).status_code == 302
    assert Objection.objects.count() == 1
    assert "Felt B3" in client.get(reverse("objections", args=[statement.consultation_id])).content.decode()
    assert "Felt B3" in client.get(reverse("statement", args=[statement.pk])).content.decode()


def test_what_tore_noted_meanwhile_is_said_and_hers_stays_in_the_form(cast: Cast, objection: Objection) -> None:
    client = at_screen(cast, "Ingrid")
    actions.note_turn(TORE, objection, State.DIALOGUE, DAY, "", 1)
    given = {"seen": "1", "state": "mediation", "happened_on": "08.09.2026", "note": "Hennes merknad"}
    answer = client.post(reverse("objection_turn", args=[objection.pk]), given)
    assert answer.status_code == 422
    assert "Tore Eksempel har notert noe" in answer.content.decode()
    assert "Hennes merknad" in answer.content.decode()
    assert client.post(reverse("objection_turn", args=[objection.pk]), given | {"seen": "2"}).status_code == 302
    changed = client.post(reverse("objection_edit", args=[objection.pk]), VALUES | {"seen": "1", "against": "Felt B4"})
    assert changed.status_code == 422
    assert "Felt B4" in changed.content.decode()


def test_one_that_came_after_the_deadline_is_marked_so(cast: Cast) -> None:
    made = a_consultation(cast.fjordvik, opens_on=DAY - timedelta(days=50), closes_on=DAY - timedelta(days=1))
    statement = a_statement(made, party="authority", name="Statsforvalteren", received_on=DAY)
    objection = actions.note_objection(INGRID, statement, VALUES, DAY, uuid4())
    shown = at_screen(cast, "Ingrid").get(reverse("objection", args=[objection.pk])).content.decode()
    assert "etter høringsfristen" in shown


def test_a_deleted_one_is_gone_and_comes_back(cast: Cast, objection: Objection) -> None:
    client = at_screen(cast, "Ingrid")
    client.post(reverse("objection_delete", args=[objection.pk]))
    assert client.get(reverse("objection", args=[objection.pk])).status_code == 404
    client.post(reverse("objection_undelete", args=[objection.pk]))
    assert client.get(reverse("objection", args=[objection.pk])).status_code == 200


def law_of(process: Process, *states: State) -> queries.LawNext | None:
    return queries.law_next(fresh(process), list(states), DAY + timedelta(days=3))


def test_the_law_next_has_the_days_of_the_step_where_the_process_has_it(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    before = law_of(process, State.MEDIATION)
    assert before
    assert not before.is_in_process
    set_choices(INGRID, process, {"objection_unresolved": True})
    happened(process, "KPA-9", DAY)
    found = law_of(process, State.MEDIATION)
    assert found
    assert found.is_in_process
    assert found.step_address.endswith("#steg-KPA-9a")
    # Two weeks from Monday 7 September 2026.
    assert [one.working_day_end for one, _why in found.deadlines] == [date(2026, 9, 21)]
    assert {"pbl. § 5-6", "pbl. § 11-16"} <= {one.citation for one in found.demands}


def test_the_law_of_a_zoning_plan_is_its_own_and_there_is_none_when_nothing_remains(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG")
    found = law_of(process, State.RAISED, State.WITHDRAWN)
    assert found
    assert "pbl. § 12-13" in {one.citation for one in found.demands}
    assert law_of(process, State.WITHDRAWN, State.REJECTED) is None


def test_the_list_asks_the_database_as_often_with_twenty_as_with_one(cast: Cast, statement: Statement) -> None:
    client, asked = at_screen(cast, "Ingrid"), []
    address = reverse("objections", args=[statement.consultation_id])
    for count in (1, 20):
        for _number in range(count):
            actions.note_objection(INGRID, statement, VALUES, DAY, uuid4())
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(address).content.decode()
        asked.append(len(captured))
    assert asked[0] == asked[1]
    assert "21 innsigelser, 21 står igjen." in shown
