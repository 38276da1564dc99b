"""What the region changes after a process has begun is taken in item by item, and what the municipality has written is
kept. Common steps get days from the step they come after."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.processes.actions import add_own_step, begin_process, describe_step, remove_own_step
from plandugnad.processes.common import actions
from plandugnad.processes.common.following import leave_item, take_item
from plandugnad.processes.common.models import CommonProcess, CommonStep
from plandugnad.processes.common.newer import Item, news_for
from plandugnad.processes.models import Process
from plandugnad.processes.queries.log import last_event
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.undoing import undo
from plandugnad.regions.models import Member
from tests.archive.builders import make_room, put_file
from tests.cast import EVERYBODY, Cast
from tests.processes.builders import INGRID, a_plan, at_screen, fresh, happened, planned

pytestmark = pytest.mark.django_db
KARE = By(UUID(int=7), "Kåre Eksempel")
TODAY = date(2026, 6, 1)


@pytest.fixture
def common(cast: Cast) -> CommonProcess:
    made = actions.make_common(KARE, cast.ytre_fjord, "KPA")
    actions.add_step(KARE, made, "Fagpanelet leser utkastet", "KPA-6")
    actions.set_step(KARE, made, "KPA-7", {"participants": "Nabokommunene", "notes": "Vi svarer samlet"})
    return CommonProcess.objects.select_related("collaboration").get(pk=made.pk)


@pytest.fixture
def process(cast: Cast, common: CommonProcess) -> Process:
    return begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)


def panel(common: CommonProcess) -> CommonStep:
    return common.steps.get(name="Fagpanelet leser utkastet")


def news(process: Process) -> dict[str, Item]:
    return {item.title: item for item in news_for(fresh(process))}


def version(common: CommonProcess) -> int:
    return CommonProcess.objects.get(pk=common.pk).version


def take(process: Process, common: CommonProcess, code: str) -> None:
    take_item(INGRID, fresh(process), code, version(common))


def undo_the_last(process: Process) -> None:
    event = last_event(process)
    assert event
    undo(INGRID, fresh(process), event)


def test_nothing_is_new_when_it_has_just_begun(process: Process) -> None:
    assert news(process) == {}


def test_what_is_new_changed_and_gone_is_told_apart(process: Process, common: CommonProcess) -> None:
    actions.add_step(KARE, common, "Felles geodatasjekk", "KPA-6")
    actions.set_step(KARE, common, "KPA-7", {"participants": "Nabokommunene og fylket"})
    actions.remove_step(KARE, common, panel(common).code)
    found = news(process)
    assert {title: str(item.kind) for title, item in found.items()} == {
        "Felles geodatasjekk": "new",
        "Planen på høring og offentlig ettersyn": "changed",
        "Fagpanelet leser utkastet": "gone",
    }
    (only,) = found["Planen på høring og offentlig ettersyn"].fields
    assert (only.name, only.was, only.becomes) == ("participants", "Nabokommunene", "Nabokommunene og fylket")


def test_a_change_that_is_changed_back_is_no_change(process: Process, common: CommonProcess) -> None:
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    actions.set_step(KARE, common, "KPA-7", {"participants": "Nabokommunene"})
    assert news(process) == {}


def test_a_change_is_taken_in_and_what_the_municipality_wrote_is_kept(process: Process, common: CommonProcess) -> None:
    describe_step(INGRID, process, "KPA-7", {"notes": "Husk annonsen i Fjordvik Blad"})
    actions.set_step(
        KARE, common, "KPA-7", {"participants": "Nabokommunene og fylket", "notes": "Vi svarer hver for oss"}
    )
    (item,) = news(process).values()
    assert [field.name for field in item.fields if field.is_kept] == ["notes"]
    take(process, common, "KPA-7")
    step = process.steps.get(code="KPA-7")
    assert (step.participants, step.notes) == ("Nabokommunene og fylket", "Husk annonsen i Fjordvik Blad")
    assert news(process) == {}
    undo_the_last(process)
    step.refresh_from_db()
    assert (step.participants, step.notes) == ("Nabokommunene", "Husk annonsen i Fjordvik Blad")
    assert len(news(process)) == 1


def test_a_new_common_step_comes_in_where_the_region_placed_it(process: Process, common: CommonProcess) -> None:
    new = actions.add_step(KARE, common, "Felles geodatasjekk", "KPA-6")
    take(process, common, new.code)
    rows = [row.title for row in read_process(fresh(process), keep(process, TODAY), TODAY).rows if row.is_common]
    assert rows == ["Fagpanelet leser utkastet", "Felles geodatasjekk"]
    undo_the_last(process)
    assert not process.steps.filter(code=new.code).exists()


def test_a_step_that_is_gone_goes_with_its_days_and_comes_back_with_them(
    process: Process, common: CommonProcess
) -> None:
    code = panel(common).code
    planned(process, code, date(2026, 9, 7))
    own = add_own_step(INGRID, process, "Formannskapet ser på det", code)
    actions.remove_step(KARE, common, code)
    take(process, common, code)
    assert not process.steps.filter(code=code).exists()
    assert process.steps.get(code=own.code).after == "KPA-6"
    undo_the_last(process)
    assert process.steps.get(code=own.code).after == code
    assert process.dates.get(code=code).planned_on == date(2026, 9, 7)


def test_the_history_names_a_step_that_has_come_or_gone(cast: Cast, process: Process, common: CommonProcess) -> None:
    new, gone = actions.add_step(KARE, common, "Felles geodatasjekk", "KPA-6"), panel(common)
    actions.remove_step(KARE, common, gone.code)
    for code in (new.code, gone.code):
        take(process, common, code)
    ingrid, page = at_screen(cast, "Ingrid"), reverse("process_history", args=[process.id])
    lines = ingrid.get(page).context["lines"][:2]
    assert [line.details for line in lines] == [("Fagpanelet leser utkastet",), ("Felles geodatasjekk",)]
    undo_the_last(process)
    assert ingrid.get(page).context["lines"][0].details == ("Fagpanelet leser utkastet",)


def test_what_is_left_is_not_shown_again_until_it_is_changed_again(process: Process, common: CommonProcess) -> None:
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    leave_item(INGRID, fresh(process), "KPA-7", version(common))
    assert process.steps.get(code="KPA-7").participants == "Nabokommunene"
    assert news(process) == {}
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket og staten"})
    assert len(news(process)) == 1


def test_a_common_step_the_municipality_took_out_comes_back_only_when_it_is_taken_in(
    process: Process, common: CommonProcess
) -> None:
    code = panel(common).code
    remove_own_step(INGRID, process, code)
    assert news(process) == {}
    actions.set_step(KARE, common, code, {"notes": "Ett fagnotat"})
    (item,) = news(process).values()
    assert item.is_taken_out_here
    take(process, common, code)
    assert process.steps.get(code=code).notes == "Ett fagnotat"


def test_a_new_template_takes_the_place_of_the_old_one_and_of_no_other(
    cast: Cast, process: Process, common: CommonProcess
) -> None:
    room = make_room(cast.ytre_fjord, "Maler")
    old, new = put_file(room, "Gammel mal.docx"), put_file(room, "Ny mal.docx")
    for file in (old, new):
        actions.set_step(KARE, common, "KPA-7", {"template_id": file.pk})
        take(process, common, "KPA-7")
    assert [row.file for row in process.files.all()] == [new]
    undo_the_last(process)
    assert [row.file for row in process.files.all()] == [old]


def test_two_who_answer_at_once_are_told(process: Process, common: CommonProcess) -> None:
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    seen = version(common)
    take_item(INGRID, fresh(process), "KPA-7", seen)
    with pytest.raises(ValidationError, match="noen andre har svart"):
        leave_item(INGRID, fresh(process), "KPA-7", seen)
    actions.set_step(KARE, common, "KPA-7", {"participants": "Staten"})
    with pytest.raises(ValidationError, match="endret igjen"):
        take_item(INGRID, fresh(process), "KPA-7", seen)


def test_an_answer_is_not_undone_when_the_step_has_been_changed_since(process: Process, common: CommonProcess) -> None:
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    take(process, common, "KPA-7")
    event = last_event(process)
    describe_step(INGRID, process, "KPA-7", {"participants": "Vi"})
    assert event
    with pytest.raises(ValidationError, match="endret igjen siden"):
        undo(INGRID, fresh(process), event)


def test_the_pages_say_what_has_changed_and_take_it_in(cast: Cast, process: Process, common: CommonProcess) -> None:
    ingrid, page = at_screen(cast, "Ingrid"), reverse("process_newer", args=[process.id])
    front = reverse("process", args=[process.id])
    assert "er endret siden" not in ingrid.get(front).content.decode()
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    assert "Fellesprosessen i Ytre Fjord er endret siden dere begynte" in ingrid.get(front).content.decode()
    assert "Fylket" in ingrid.get(page).content.decode()
    said = {"svar": "ta-inn", "seen": version(common), "steg": "KPA-7"}
    assert "Endringen er tatt inn" in ingrid.post(page, said, follow=True).content.decode()
    assert "noen andre har svart" in ingrid.post(page, said, follow=True).content.decode()
    assert ingrid.post(page, {"svar": "noe annet", "seen": "1"}).status_code == 404
    assert "tok inn noe som er endret i fellesprosessen" in ingrid.get(front).content.decode()


def test_only_who_writes_the_plan_answers(cast: Cast, process: Process, common: CommonProcess) -> None:
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    said = {"svar": "ta-inn", "seen": version(common), "steg": "KPA-7"}
    for name in set(EVERYBODY) - {"Ingrid", "Tore"}:
        assert at_screen(cast, name).post(reverse("process_newer", args=[process.id]), said).status_code == 404, name
    assert len(news(process)) == 1


def test_who_has_left_or_whose_common_process_is_deleted_is_told_nothing(
    cast: Cast, process: Process, common: CommonProcess
) -> None:
    actions.set_step(KARE, common, "KPA-7", {"participants": "Fylket"})
    actions.delete_common(KARE, common)
    assert news(process) == {}
    actions.undelete_common(KARE, common)
    assert len(news(process)) == 1
    Member.objects.filter(organisation=cast.fjordvik).update(left_at=timezone.now())
    assert news(process) == {}


def test_a_common_step_gets_a_day_so_many_weeks_after_its_anchor(cast: Cast, common: CommonProcess) -> None:
    first = panel(common)
    actions.set_step(KARE, common, first.code, {"weeks_of_work": 2})
    second = actions.add_step(KARE, common, "Felles geodatasjekk", first.code)
    actions.set_step(KARE, common, second.code, {"weeks_of_work": 1})
    common.refresh_from_db()
    process = begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)
    # Two weeks after Thursday 10 December 2026 is Thursday 24 December, no holiday; a week more is New Year's Eve.
    planned(process, "KPA-6", date(2026, 12, 10))
    rows = {row.code: row for row in read_process(process, keep(process, TODAY), TODAY).rows}
    assert (rows[first.code].day, rows[second.code].day) == (date(2026, 12, 24), date(2026, 12, 31))
    # Counted from Friday 11 December: 25 December is a holiday, then 26 and 27: Monday 28. A week more is 4 January.
    planned(process, "KPA-6", date(2026, 12, 11))
    rows = {row.code: row for row in read_process(process, keep(process, TODAY), TODAY).rows}
    assert (rows[first.code].day, rows[second.code].day) == (date(2026, 12, 28), date(2027, 1, 4))


def test_the_days_are_taken_as_planned_and_undone(cast: Cast, process: Process, common: CommonProcess) -> None:
    code = panel(common).code
    describe_step(INGRID, process, code, {"weeks_of_work": 2})
    planned(process, "KPA-6", date(2027, 3, 1))
    ingrid, page = at_screen(cast, "Ingrid"), reverse("process_proposed", args=[process.id])
    (line,) = ingrid.get(page).context["form"].lines
    assert line.day.value() == "15.03.2027"
    assert ingrid.post(page, {f"day-{code}": "15.03.20270", f"chosen-{code}": "on"}).status_code == 422
    assert ingrid.post(page, {f"day-{code}": "16.03.2027", f"chosen-{code}": "on"}).status_code == 302
    assert process.dates.get(code=code).planned_on == date(2027, 3, 16)
    assert ingrid.get(page).context["form"].lines == []
    undo_the_last(process)
    assert not process.dates.filter(code=code).exists()
    assert ingrid.post(page, {f"day-{code}": "", f"chosen-{code}": "on"}).status_code == 422
    ingrid.post(page, {f"day-{code}": "16.03.2027"})
    assert not process.dates.filter(code=code).exists()


def test_the_questions_to_the_database_do_not_grow_with_the_changes(
    cast: Cast, process: Process, common: CommonProcess
) -> None:
    ingrid, page = at_screen(cast, "Ingrid"), reverse("process_newer", args=[process.id])
    actions.add_step(KARE, common, "Steg 0", "KPA-6")
    ingrid.get(page)
    with CaptureQueriesContext(connection) as few:
        ingrid.get(page)
    for number in range(1, 12):
        actions.add_step(KARE, common, f"Steg {number}", "KPA-6")
    with CaptureQueriesContext(connection) as many:
        ingrid.get(page)
    assert len(many) == len(few)


def test_a_common_step_waits_for_the_step_it_was_placed_behind(process: Process, common: CommonProcess) -> None:
    def progress() -> str:
        rows = read_process(fresh(process), keep(process, TODAY), TODAY).rows
        return next(row.progress for row in rows if row.code == panel(common).code)

    assert progress() == "later"
    happened(process, "KPA-6", date(2026, 5, 4))
    assert progress() == "now"
