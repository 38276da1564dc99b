"""What a collaboration has agreed on is read by those in it, written by who coordinates it, and copied when a process
begins, so that nothing that runs is changed by it."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.archive.actions.files import delete_file
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import chains
from plandugnad.engines.tables.when import When
from plandugnad.processes.actions import begin_process, remove_own_step
from plandugnad.processes.common import actions
from plandugnad.processes.common.models import CommonProcess, CommonStep
from plandugnad.processes.models import Process, Step
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.regions.models import Collaboration, Member, MemberKind
from tests.archive.builders import make_room, put_file
from tests.cast import EVERYBODY, Cast
from tests.processes.builders import INGRID, a_plan, at_screen, fresh

pytestmark = pytest.mark.django_db
KARE = By(UUID(int=7), "Kåre Eksempel")


def a_common(cast: Cast, chain: str = "KPA") -> CommonProcess:
    common = actions.make_common(KARE, cast.ytre_fjord, chain)
    actions.add_step(KARE, common, "Fagpanelet leser utkastet", "KPA-6")
    actions.set_step(KARE, common, "KPA-7", {"participants": "Nabokommunene", "weeks_of_work": 3})
    return CommonProcess.objects.select_related("collaboration").get(pk=common.pk)


def own(common: CommonProcess) -> CommonStep:
    return common.steps.exclude(name="").get()


def address(name: str, cast: Cast, *more: Any) -> str:
    return reverse(name, args=[cast.ytre_fjord.id, "KPA", *more])


def offered(common: CommonProcess) -> str:
    return f"{common.pk}:{CommonProcess.objects.get(pk=common.pk).version}"


def begin(client: Client, plan_id: UUID, **said: Any) -> Any:
    page = reverse("plan_process", args=[plan_id])
    token = client.get(page).context["form"]["token"].value()
    return client.post(page, {"chain": "KPA", "token": token, **said})


def test_those_in_the_collaboration_read_it_and_only_who_coordinates_writes(cast: Cast) -> None:
    common = a_common(cast)
    Member.objects.create(collaboration=cast.ytre_fjord, organisation=cast.county, kind=MemberKind.HELPER)
    reads = {"Ingrid", "Tore", "Åse", "Marit", "Kåre", "Guri", "Hanne"}
    for name in EVERYBODY:
        screen = at_screen(cast, name)
        for page in (reverse("common_processes", args=[cast.ytre_fjord.id]), address("common_process", cast)):
            assert (screen.get(page).status_code == 200) is (name in reads), name
        for page in (
            address("common_describe", cast),
            address("common_step_add", cast),
            address("common_step", cast, "KPA-7"),
            address("common_template", cast, "KPA-7"),
        ):
            assert (screen.get(page).status_code == 200) is (name == "Kåre"), name
        if name != "Kåre":
            assert screen.post(address("common_delete", cast)).status_code == 404
    common.refresh_from_db()
    assert common.deleted_at is None


def test_a_collaboration_without_one_is_told_what_it_is_for(cast: Cast) -> None:
    page = reverse("common_processes", args=[cast.ytre_fjord.id])
    assert "Her skriver dere hva dere gjør likt" in at_screen(cast, "Ingrid").get(page).content.decode()
    kare = at_screen(cast, "Kåre")
    assert kare.post(page, {"chain": "finnes-ikke"}).status_code == 422
    for _twice in range(2):
        kare.post(page, {"chain": "KPA"})
    assert CommonProcess.objects.get().chain == "KPA"


def test_the_coordinator_adds_a_step_describes_one_of_the_laws_and_takes_it_back(cast: Cast) -> None:
    kare = at_screen(cast, "Kåre")
    actions.make_common(KARE, cast.ytre_fjord, "KPA")
    form = kare.get(address("common_step_add", cast)).context["form"]
    said = {"token": form["token"].value(), "name": "Felles geodatasjekk", "after": "KPA-6"}
    for _twice in range(2):
        assert kare.post(address("common_step_add", cast), said).status_code == 302
    common = CommonProcess.objects.get()
    step = own(common)
    kare.post(
        address("common_step", cast, "KPA-7"), {"seen": common.version, "notes": "Vi svarer samlet", "participants": ""}
    )
    shown = kare.get(address("common_process", cast)).content.decode()
    assert shown.index("Lag plankart") < shown.index("Felles geodatasjekk") < shown.index("Vi svarer samlet")
    answer = kare.post(address("common_step_remove", cast, step.code), follow=True)
    assert "Felles geodatasjekk" not in answer.content.decode()
    undo = next(str(one.extra_tags) for one in answer.context["messages"] if one.extra_tags).removeprefix("undo:")
    assert "Felles geodatasjekk" in kare.post(undo, follow=True).content.decode()


def test_what_stood_after_a_step_moves_and_comes_back_with_it(cast: Cast) -> None:
    common = a_common(cast)
    first = own(common)
    second = actions.add_step(KARE, common, "Felles geodatasjekk", first.code)
    actions.remove_step(KARE, common, first.code)
    second.refresh_from_db()
    assert second.after == "KPA-6"
    actions.undo_step(KARE, common, AuditEvent.objects.get(verb="common_step_removed"))
    second.refresh_from_db()
    assert second.after == first.code


def test_nothing_is_undone_that_has_been_changed_since(cast: Cast) -> None:
    common = a_common(cast)
    event = AuditEvent.objects.get(verb="common_step_changed")
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylkeskommunen"})
    with pytest.raises(ValidationError, match="endret igjen siden"):
        actions.undo_step(KARE, common, event)
    assert common.steps.get(code="KPA-7").participants == "Fylkeskommunen"


def test_two_who_write_at_once_both_see_what_the_other_wrote(cast: Cast) -> None:
    common, kare = a_common(cast), at_screen(cast, "Kåre")
    page = address("common_step", cast, "KPA-7")
    seen = kare.get(page).context["form"]["seen"].value()
    actions.set_step(By(UUID(int=8), "Tuva Eksempel"), common, "KPA-7", {"notes": "Tuvas ord"})
    answer = kare.post(page, {"seen": seen, "notes": "Kåres ord", "participants": "Nabokommunene"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Tuva Eksempel har endret" in shown
    assert "Tuvas ord" in shown
    assert "Kåres ord" in shown
    again = answer.context["form"]["seen"].value()
    assert kare.post(page, {"seen": again, "notes": "Begges ord"}).status_code == 302
    assert common.steps.get(code="KPA-7").notes == "Begges ord"


def test_where_and_when_it_was_adopted_is_noted_with_the_precision_it_has(cast: Cast) -> None:
    common, kare = a_common(cast), at_screen(cast, "Kåre")
    page = address("common_describe", cast)
    said = {"seen": common.version, "about": "Vi leser for hverandre", "adopted_where": "Planlederforum, sak 4"}
    assert kare.post(page, said | {"adopted": "i fjor en gang"}).status_code == 422
    kare.post(page, said | {"adopted": "2025"})
    common.refresh_from_db()
    assert common.adopted == When.parse("2025")
    assert "Planlederforum, sak 4" in kare.get(address("common_process", cast)).content.decode()


def test_a_template_comes_from_the_collaborations_own_archive(cast: Cast) -> None:
    a_common(cast)
    kare, page = at_screen(cast, "Kåre"), address("common_template", cast, "KPA-7")
    ours = put_file(make_room(cast.ytre_fjord, "Maler"), "Fagnotat.docx")
    theirs = put_file(make_room(cast.fjordvik, "Fjordviks"), "Internt.docx")
    assert "Internt.docx" not in kare.get(page).content.decode()
    assert kare.post(page, {"valgt": f"fil:{theirs.pk}"}).status_code == 422
    assert kare.post(page, {"valgt": f"fil:{ours.pk}"}).status_code == 302
    assert "Fagnotat.docx" in at_screen(cast, "Ingrid").get(address("common_process", cast)).content.decode()
    kare.post(page, {"ta-bort": "1"})
    assert "Fagnotat.docx" not in kare.get(address("common_process", cast)).content.decode()


def test_the_name_of_a_template_is_read_by_those_who_may_open_it_only(cast: Cast) -> None:
    common = a_common(cast)
    room = make_room(cast.ytre_fjord, "Lukket", readers="roles", reader_roles=["coordinator"])
    file = put_file(room, "Hemmelig mal.docx")
    actions.set_step(KARE, common, "KPA-7", {"template_id": file.pk})
    plan = a_plan(cast.fjordvik)
    begin(at_screen(cast, "Ingrid"), plan.id, common=offered(common))
    process = Process.objects.get()
    assert process.files.get().file == file
    for name, sees in (("Kåre", True), ("Ingrid", False)):
        for page in (address("common_process", cast), reverse("process", args=[process.id])):
            assert ("Hemmelig mal.docx" in at_screen(cast, name).get(page).content.decode()) is sees


def test_a_deleted_one_is_brought_back_unless_a_new_one_has_been_made(cast: Cast) -> None:
    a_common(cast)
    kare = at_screen(cast, "Kåre")
    kare.post(address("common_delete", cast))
    assert at_screen(cast, "Ingrid").get(address("common_process", cast)).status_code == 404
    kare.post(address("common_undelete", cast))
    assert own(CommonProcess.objects.kept().get())
    actions.delete_common(KARE, old := CommonProcess.objects.get())
    actions.make_common(KARE, cast.ytre_fjord, "KPA")
    with pytest.raises(ValidationError, match="laget en ny"):
        actions.undelete_common(KARE, old)


def test_whoever_begins_a_process_is_offered_it_and_sees_its_steps_first(cast: Cast) -> None:
    common, ingrid, plan = a_common(cast), at_screen(cast, "Ingrid"), a_plan(cast.fjordvik)
    shown = ingrid.get(reverse("plan_process", args=[plan.id])).content.decode()
    assert "Ta med fellesprosessen i Ytre Fjord: 1 eget steg, mer om 1 av lovens steg" in shown
    assert "felles i Ytre Fjord" in shown
    assert begin(ingrid, plan.id, common=offered(common)).status_code == 302
    process = Process.objects.get()
    page = ingrid.get(reverse("process", args=[process.id])).content.decode()
    assert "felles i Ytre Fjord" in page
    assert "Med fellesprosessen i Ytre Fjord" in page
    assert process.steps.get(code="KPA-7").weeks_of_work == 3


def test_who_wants_the_law_alone_begins_without_it(cast: Cast) -> None:
    a_common(cast)
    plan = a_plan(cast.fjordvik)
    begin(at_screen(cast, "Ingrid"), plan.id, common="uten")
    assert not Process.objects.get().steps.exists()


def test_one_that_was_changed_while_she_looked_is_shown_again_before_it_begins(cast: Cast) -> None:
    common, ingrid, plan = a_common(cast), at_screen(cast, "Ingrid"), a_plan(cast.fjordvik)
    seen = offered(common)
    actions.add_step(KARE, common, "Felles geodatasjekk", "KPA-6")
    answer = begin(ingrid, plan.id, common=seen)
    assert answer.status_code == 422
    assert "Fellesprosessen er en annen nå" in answer.content.decode()
    assert "Felles geodatasjekk" in answer.content.decode()
    actions.delete_common(KARE, common)
    assert begin(ingrid, plan.id, common=seen).status_code == 422
    assert not Process.objects.exists()
    assert begin(ingrid, plan.id).status_code == 302


def test_neither_a_former_member_nor_a_stranger_is_offered_it(cast: Cast) -> None:
    a_common(cast)
    plan, stranger = a_plan(cast.fjordvik), a_plan(cast.storoy)
    theirs = at_screen(cast, "Even").get(reverse("plan_process", args=[stranger.id]))
    assert "har en fellesprosess" not in theirs.content.decode()
    Member.objects.filter(organisation=cast.fjordvik).update(left_at=timezone.now())
    page = at_screen(cast, "Ingrid").get(reverse("plan_process", args=[plan.id]))
    assert "har en fellesprosess" not in page.content.decode()


def test_a_later_change_changes_no_process_that_runs(cast: Cast) -> None:
    common, plan = a_common(cast), a_plan(cast.fjordvik)
    process = begin_process(INGRID, plan, "KPA", {}, {}, common=common)
    before = sorted(process.steps.values_list("code", "name", "participants"))
    actions.remove_step(KARE, common, own(common).code)
    actions.set_step(KARE, common, "KPA-7", {"participants": "Noen andre"})
    actions.delete_common(KARE, common)
    assert sorted(process.steps.values_list("code", "name", "participants")) == before
    page = at_screen(cast, "Ingrid").get(reverse("process", args=[process.id])).content.decode()
    assert "felles i Ytre Fjord" in page


def test_what_the_law_demands_is_there_whatever_the_region_says(cast: Cast) -> None:
    common = actions.make_common(KARE, cast.ytre_fjord, "KPA")
    for step in chains()["KPA"].steps:
        actions.set_step(KARE, common, step.id, {"notes": "Vi hopper over dette"})
    common.refresh_from_db()
    process = begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)
    plain = begin_process(INGRID, a_plan(cast.lyngmo), "KPA", {}, {})
    codes = [
        [row.code for row in read_process(each, keep(each, date(2026, 9, 7)), date(2026, 9, 7)).rows]
        for each in (process, plain)
    ]
    assert codes[0] == codes[1]
    assert not Step.objects.exclude(left_out_because="").exists()


def test_a_step_placed_after_one_that_is_not_part_of_the_process_is_still_there(cast: Cast) -> None:
    common = actions.make_common(KARE, cast.ytre_fjord, "KPA")
    actions.add_step(KARE, common, "Meklingen evalueres", "KPA-7c")  # only where an objection is not resolved
    common.refresh_from_db()
    process = begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)
    rows = read_process(process, keep(process, date(2026, 9, 7)), date(2026, 9, 7)).rows
    assert [row.title for row in rows if row.is_common] == ["Meklingen evalueres"]
    assert "KPA-7c" not in [row.code for row in rows]


def test_two_steps_placed_after_each_other_are_shown_once_each(cast: Cast) -> None:
    common = a_common(cast)
    first = own(common)
    second = actions.add_step(KARE, common, "Felles geodatasjekk", first.code)
    actions.set_step(KARE, common, first.code, {"after": second.code})
    shown = at_screen(cast, "Ingrid").get(address("common_process", cast)).content.decode()
    assert shown.count("<h3>Felles geodatasjekk</h3>") == shown.count("<h3>Fagpanelet leser utkastet</h3>") == 1


def test_a_municipality_may_take_a_common_step_out_of_its_own_process(cast: Cast) -> None:
    common = a_common(cast)
    process = begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)
    remove_own_step(INGRID, fresh(process), own(common).code)
    assert own(common)
    assert not process.steps.exclude(name="").exists()


def test_a_template_that_was_deleted_is_not_taken_along(cast: Cast) -> None:
    common = a_common(cast)
    file = put_file(make_room(cast.ytre_fjord, "Maler"), "Gammel mal.docx")
    actions.set_step(KARE, common, "KPA-7", {"template_id": file.pk})
    delete_file(KARE, file)
    common.refresh_from_db()
    process = begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)
    assert not process.files.exists()


@pytest.mark.parametrize("name", ["common_processes", "common_process"])
def test_the_questions_to_the_database_do_not_grow_with_the_steps(cast: Cast, name: str) -> None:
    common, ingrid = a_common(cast), at_screen(cast, "Ingrid")
    room = make_room(cast.ytre_fjord, "Maler")
    actions.set_step(KARE, common, "KPA-7", {"template_id": put_file(room, "0.docx").pk})
    page = reverse(name, args=[cast.ytre_fjord.id, *(["KPA"] if name == "common_process" else [])])
    ingrid.get(page)
    with CaptureQueriesContext(connection) as few:
        ingrid.get(page)
    for number in range(1, 12):
        actions.add_step(KARE, common, f"Steg {number}", "KPA-6")
        template = put_file(room, f"{number}.docx").pk
        actions.set_step(KARE, common, chains()["KPA"].steps[number].id, {"template_id": template})
    with CaptureQueriesContext(connection) as many:
        ingrid.get(page)
    assert len(many) == len(few)


def test_another_collaboration_has_its_own(cast: Cast) -> None:
    common = a_common(cast)
    other = Collaboration.objects.create(name="Indre Fjord")
    Member.objects.create(collaboration=other, organisation=cast.fjordvik)
    second = actions.make_common(KARE, other, "KPA")
    actions.add_step(KARE, second, "Felles befaring", "KPA-6")
    shown = at_screen(cast, "Ingrid").get(reverse("plan_process", args=[a_plan(cast.fjordvik).id])).content.decode()
    assert "Ta med fellesprosessen i Indre Fjord" in shown
    assert "Ta med fellesprosessen i Ytre Fjord" in shown
    assert common.pk != second.pk
