"""A planner who has never run a land-use plan, at her screen."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from plandugnad.processes.actions import add_own_step, describe_step, override_deadline
from plandugnad.processes.models import Process, StepDate
from plandugnad.processes.queries.now import now_of, whole_of
from plandugnad.processes.queries.process import keep, read_process
from tests.cast import Cast
from tests.processes.builders import INGRID, a_plan, a_process, at_screen, happened, planned

pytestmark = pytest.mark.django_db


def test_ingrid_begins_the_process_from_the_page_of_her_plan(cast: Cast) -> None:
    plan, client = a_plan(cast.fjordvik), at_screen(cast, "Ingrid")
    address = reverse("plan_process", args=[plan.id])
    assert address in client.get(reverse("plan", args=[plan.id])).content.decode()
    shown = client.get(address)
    assert "Planprogrammet på høring" in shown.content.decode()
    token = shown.context["form"]["token"].value()
    for _twice in range(2):
        answer = client.post(address, {"chain": "KPA", "token": token})
    process = Process.objects.get()
    assert answer.headers["Location"] == reverse("process", args=[process.id])
    page = client.get(reverse("process", args=[process.id])).content.decode()
    assert "Kommunestyret vedtar planen" in page
    assert "§ 11-14" in page


def test_she_sees_what_follows_before_she_saves(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    address = reverse("process_dates", args=[process.id, "KPA-7"])
    given = {"planned-0": "07.09.2027", "seen-0": "//", "seen-1": "//"}
    looked = client.post(address, given | {"se": "1"})
    assert "Dette følger hvis du lagrer" in looked.content.decode()
    assert not StepDate.objects.exists()
    assert client.post(address, given | {"lagre": "1"}).status_code == 302
    assert StepDate.objects.get().planned_on == date(2027, 9, 7)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"planned-0": "30.02.2027"}, "«30.02.2027» er ingen dag i kalenderen"),
        ({"planned-0": "07.09.2207"}, "Året 2207 kan ikke stemme"),
        ({"planned-0": "07.09.2027", "planned-1": "01.09.2027"}, "før den begynner"),
    ],
)
def test_a_date_that_cannot_be_is_said_beside_the_field_and_stays_there(
    cast: Cast, given: dict[str, str], said: str
) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    answer = client.post(reverse("process_dates", args=[process.id, "KPA-7"]), given | {"lagre": "1"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert given["planned-0"] in answer.content.decode()
    assert not StepDate.objects.exists()


def test_what_has_not_come_yet_has_not_happened(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = {"happened-0": tomorrow.strftime("%d.%m.%Y"), "lagre": "1"}
    answer = client.post(reverse("process_dates", args=[process.id, "KPA-1"]), given)
    assert answer.status_code == 422
    assert "Skriv den som planlagt" in answer.content.decode()


def test_what_tore_set_meanwhile_is_shown_and_hers_is_kept_in_the_form(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    planned(process, "KPA-1", timezone.localdate())
    address = reverse("process_dates", args=[process.id, "KPA-1"])
    given = {"planned-0": "07.09.2027", "seen-0": "//", "lagre": "1"}
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "07.09.2027" in answer.content.decode()
    again = given | {"seen-0": answer.context["form"].data["seen-0"]}
    assert client.post(address, again).status_code == 302


def test_a_step_there_is_none_of_is_not_found(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    for page in ("process_dates", "process_step"):
        assert client.get(reverse(page, args=[process.id, "KPA-99"])).status_code == 404


def test_a_process_that_is_deleted_is_brought_back(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    client.post(reverse("process_delete", args=[process.id]))
    assert not Process.objects.kept().exists()
    client.post(reverse("process_undelete", args=[process.id]))
    assert Process.objects.kept().exists()


def test_the_page_of_a_plan_says_where_its_process_is_in_one_question(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    plan, client = a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), at_screen(cast, "Ingrid")
    process = a_process(plan, "REG", private=True)
    happened(process, "REG-5", timezone.localdate() - timedelta(days=20))
    describe_step(INGRID, process, "REG-2b", {"left_out_because": "gjort før"})
    own = add_own_step(INGRID, process, "Folkemøte", "REG-5")
    override_deadline(INGRID, process, "REG-6", "pbl-12-11-laying-out", timezone.localdate(), "avtalt")
    client.get(reverse("plan", args=[plan.id]))
    with django_assert_max_num_queries(10):
        page = client.get(reverse("plan", args=[plan.id])).content.decode()
    assert "Nå: Folkemøte" in page
    happened(process, own.code, timezone.localdate() - timedelta(days=9))
    for today in (timezone.localdate() + timedelta(days=number) for number in (0, 90)):
        whole = whole_of(plan)
        assert whole is not None
        told, known = now_of(whole, today), read_process(process, keep(process, today), today).now
        assert (told and told.code) == (known and known.code)


def test_a_plan_the_act_has_no_course_for_is_told_so_before_its_process_begins(cast: Cast) -> None:
    client = at_screen(cast, "Ingrid")
    for kind, is_told in (("theme_plan", True), ("other", True), ("partial_plan_theme", False)):
        plan = a_plan(cast.fjordvik, "Digitaliseringsstrategi", kind)
        shown = client.get(reverse("plan_process", args=[plan.id])).content.decode()
        assert ("Loven har ingen planprosess for denne slags plan" in shown) is is_told, kind
        assert ("Begynn prosessen" in client.get(reverse("plan", args=[plan.id])).content.decode()) is not is_told, kind
