"""The process drawn, on one sheet, and handed over."""

import inspect
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.engines.statute import chains, conflicts
from plandugnad.processes import words
from plandugnad.processes.actions import add_own_step, describe_step, write_handover
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.drawing import Scale, draw
from plandugnad.processes.models import Process
from plandugnad.processes.queries.handover import first_week
from plandugnad.processes.queries.process import Kept, ProcessPage, keep, read_process
from plandugnad.processes.queries.rows import OPEN, Progress
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen, fresh, happened, planned

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


@pytest.fixture
def process(cast: Cast) -> Process:
    return a_process(a_plan(cast.fjordvik))


def page_of(process: Process) -> ProcessPage:
    return read_process(process, keep(process, TODAY), TODAY)


def test_each_step_is_a_line_with_its_day_in_words_and_its_shortest_period_as_a_bar(process: Process) -> None:
    happened(process, "KPA-1", date(2026, 2, 5))
    planned(process, "KPA-7", DAY)
    drawing = draw(page_of(process), TODAY)
    assert drawing
    lines = {line.row.code: line for line in drawing.lines}
    assert lines["KPA-1"].words == "5. februar 2026"
    assert [mark.kind for mark in lines["KPA-1"].marks] == ["happened"]
    assert lines["KPA-7"].words == "planlagt 7. september 2026"
    assert [mark.kind for mark in lines["KPA-7"].marks] == ["planned"]
    [least] = lines["KPA-7"].stretches
    assert least.kind == "least"
    assert least.end == drawing.scale.at(date(2026, 10, 19))
    assert [mark.kind for mark in lines["KPA-9"].marks] == ["earliest"]


def test_what_is_over_its_deadline_has_a_mark_of_its_own(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    drawing = draw(page_of(process), TODAY)
    assert drawing
    line = next(one for one in drawing.lines if one.row.code == "REG-6")
    assert "late" in {mark.kind for mark in line.marks}


@pytest.mark.parametrize("last", [date(2026, 2, 20), date(2027, 6, 1), date(2031, 1, 1), date(2060, 1, 1)])
def test_the_months_have_room_for_their_names_however_long_the_process_is(last: date) -> None:
    ticks = Scale(date(2026, 1, 10), last).ticks
    assert 1 <= len(ticks) <= 9
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


def test_every_date_and_every_conflict_the_law_knows_has_words() -> None:
    marks = {mark for chain in chains().values() for step in chain.steps for mark in step.marks}
    assert marks <= set(words.MARKS)
    assert {step.actor for chain in chains().values() for step in chain.steps} <= set(words.ACTORS)
    source = inspect.getsource(conflicts)
    names = "too_\\w+|closes_\\w+|out_of_order|must_come_first|no_working_day|after_decision|shorter_than_law"
    names += "|cannot_hold|no_meeting_then|agreed_too_short"
    kinds = set(re.findall(f'"({names})"', source))
    assert kinds == set(words.CONFLICTS)


def test_steps_that_are_done_are_folded_when_they_are_many_unless_something_is_wrong_with_them(
    process: Process,
) -> None:
    for code, day in (("KPA-1", date(2026, 1, 5)), ("KPA-1a", date(2026, 1, 12))):
        happened(process, code, day)
    assert page_of(process).behind_rows == []
    happened(process, "KPA-2", date(2026, 1, 19))
    assert [row.code for row in page_of(process).behind_rows] == ["KPA-1", "KPA-1a", "KPA-2"]
    happened(process, "KPA-3", date(2026, 3, 2))
    happened(process, "KPA-4", date(2026, 3, 16))
    assert "KPA-4" in [row.code for row in page_of(process).open_rows]


def test_a_conflict_is_short_and_has_its_reason_folded(cast: Cast, process: Process) -> None:
    planned(process, "KPA-7", date(2027, 9, 6))
    planned(process, "KPA-9", date(2027, 10, 7))
    shown = at_screen(cast, "Ingrid").get(reverse("process", args=[process.id])).content.decode()
    assert "7. oktober 2027 er for tidlig. Tidligst 18. oktober 2027." in shown
    assert "<summary>Hvorfor?</summary>" in shown


def test_the_sheet_says_where_we_are_who_we_wait_for_and_what_comes(cast: Cast, process: Process) -> None:
    describe_step(INGRID, process, "KPA-1", {"owner_id": cast.person("Tore").id})
    shown = at_screen(cast, "Åse").get(reverse("process_status", args=[process.id])).content.decode()
    for said in ("Vedta at planen skal revideres", "Tore Eksempel", "Varsle oppstart", "Tidslinje"):
        assert said in shown


def test_the_first_week_is_made_of_what_the_process_says(process: Process) -> None:
    planned(process, "KPA-7", date(2026, 9, 7))
    planned(process, "KPA-9", date(2026, 10, 8), is_settled=True)
    tasks = first_week(process, page_of(process), TODAY)
    assert tasks[0].startswith("Datoene for «Kommunestyret vedtar planen» går ikke opp")
    assert any("8. oktober 2026 er avtalt" in task for task in tasks)
    assert any(task.startswith("Spør den som slutter") for task in tasks)
    write_handover(INGRID, process, "Grunneierlaget er lovet et møte i oktober.")
    assert not any(
        task.startswith("Spør den som slutter") for task in first_week(fresh(process), page_of(process), TODAY)
    )


def test_two_who_write_to_the_successor_lose_nothing(cast: Cast, process: Process) -> None:
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process_handover", args=[process.id])
    write_handover(INGRID, process, "Fra Tore: ring fylket.")
    answer = ingrid.post(address, {"text": "Fra Ingrid: grunneierlaget.", "seen": ""})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Fra Tore: ring fylket." in shown
    assert "Fra Ingrid: grunneierlaget." in shown
    assert fresh(process).handover == "Fra Tore: ring fylket."
    both = {"text": "Begge deler.", "seen": answer.context["form"].data["seen"]}
    assert ingrid.post(address, both).status_code == 302
    assert fresh(process).handover == "Begge deler."


def test_those_who_only_read_see_the_handover_and_cannot_write_it(cast: Cast, process: Process) -> None:
    reader, address = at_screen(cast, "Åse"), reverse("process_handover", args=[process.id])
    assert reader.get(address).status_code == 200
    assert reader.post(address, {"text": "Hei", "seen": ""}).status_code == 404
    assert fresh(process).handover == ""


def test_the_page_asks_no_more_when_there_is_more_to_show(cast: Cast, process: Process) -> None:
    client: Client = at_screen(cast, "Ingrid")
    address = reverse("process", args=[process.id])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    today = timezone.localdate()
    for code in ("KPA-1", "KPA-1a", "KPA-2", "KPA-3", "KPA-4", "KPA-6"):
        planned(process, code, today)
        describe_step(INGRID, process, code, {"owner_id": cast.person("Tore").id})
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_consultation_that_runs_is_where_we_are_until_its_last_day(process: Process) -> None:
    for code, day in (("KPA-1", date(2026, 1, 5)), ("KPA-3b", date(2026, 1, 12)), ("KPA-7", date(2026, 4, 27))):
        happened(process, code, day)
    planned(process, "KPA-7", date(2026, 6, 15), "closed")
    page = page_of(process)
    assert page.now
    assert page.now.code == "KPA-7"
    assert "KPA-7" not in [row.code for row in page.behind_rows]
    assert [(one.day, one.step) for one in page.ahead if one.deadline is None] == [(date(2026, 6, 15), "KPA-7")]
    last, over = (
        read_process(process, keep(process, today), today) for today in (date(2026, 6, 15), date(2026, 6, 16))
    )
    assert last.now
    assert last.now.code == "KPA-7"
    assert next(row for row in over.rows if row.code == "KPA-7").progress is Progress.DONE


def test_a_consultation_without_a_last_day_runs_as_long_as_the_law_demands(process: Process) -> None:
    happened(process, "KPA-7", date(2026, 4, 27))
    page = page_of(process)
    assert page.now
    assert (page.now.code, page.now.closes_on) == ("KPA-7", date(2026, 6, 8))
    after = read_process(process, keep(process, date(2026, 6, 9)), date(2026, 6, 9))
    assert next(row for row in after.rows if row.code == "KPA-7").progress is Progress.DONE


def test_the_page_and_the_sheets_tell_the_last_day_of_a_consultation(cast: Cast, process: Process) -> None:
    today = timezone.localdate()
    happened(process, "KPA-7", today - timedelta(days=20))
    planned(process, "KPA-7", today + timedelta(days=25), "closed")
    ingrid = at_screen(cast, "Ingrid")
    for name in ("process", "process_status", "process_handover"):
        shown = ingrid.get(reverse(name, args=[process.id])).content.decode()
        assert "siste dag for å uttale seg" in shown
        assert "Ingen frister løper ut" not in shown


def progress_of(process: Process) -> dict[str, Progress]:
    return {row.code: row.progress for row in page_of(process).rows}


def test_a_step_waits_only_for_steps_that_are_part_of_the_process(process: Process) -> None:
    happened(process, "KPA-7", date(2026, 3, 2))
    planned(process, "KPA-7", date(2026, 4, 20), "closed")
    page = page_of(process)
    assert page.now
    assert page.now.code == "KPA-9"  # neither KPA-7b, KPA-7c nor KPA-8, which it waits for, is part of this one


def test_an_own_step_behind_one_that_is_only_possible_waits_for_what_stands_above(process: Process) -> None:
    own = add_own_step(INGRID, process, "Del det dere lærte med de andre", "KPA-11-8d")
    gone = add_own_step(INGRID, process, "Etter et steg som ikke er med", "KPA-8")
    assert {progress_of(process)[code] for code in (own.code, gone.code)} == {Progress.LATER}
    happened(process, "KPA-10", date(2026, 5, 4))
    assert progress_of(process)[own.code] is Progress.NOW


def test_a_process_that_is_entered_midway_does_not_ask_for_what_has_been(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2025, 9, 1))
    happened(process, "REG-9", date(2026, 5, 18))
    page = page_of(process)
    assert page.now
    assert page.now.code == "REG-10"
    assert page.late == ()
    rows = {row.code: row for row in page.rows}
    for code in ("REG-1", "REG-2a", "REG-3", "REG-6", "REG-7", "REG-8"):
        assert (rows[code].progress, rows[code].course) == (Progress.PASSED, None)
    shown = at_screen(cast, "Ingrid").get(reverse("process", args=[process.id])).content.decode()
    assert "gjort, dato ikke ført" in shown


def test_what_must_come_first_is_asked_for_where_a_step_right_behind_it_is_dated(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-3", date(2026, 3, 2))
    assert {one.kind for one in page_of(process).conflicts} == {"must_come_first"}
    assert progress_of(process)["REG-2a"] is Progress.NOW
    happened(process, "REG-2a", date(2026, 2, 2))
    assert page_of(process).conflicts == ()


def test_a_parallel_step_and_one_with_a_clock_of_its_own_are_not_taken_to_be_done(process: Process) -> None:
    happened(process, "KPA-3", date(2026, 3, 2))
    told = progress_of(process)
    assert told["KPA-1"] is Progress.PASSED
    assert told["KPA-2"] is not Progress.PASSED
    happened(process, "KPA-4", date(2026, 4, 20))
    assert progress_of(process)["KPA-2"] is Progress.PASSED


def test_no_step_is_told_to_come_at_the_latest_before_it_can_come(cast: Cast, process: Process) -> None:
    planned(process, "KPA-9", date(2026, 6, 18))
    page = read_process(process, keep(process, date(2026, 6, 17)), date(2026, 6, 17))
    row = next(row for row in page.rows if row.code == "KPA-7")
    assert row.cannot_hold
    assert row.too_late_for
    assert row.too_late_for.code == "KPA-9"
    today = timezone.localdate()
    planned(process, "KPA-9", today + timedelta(days=1))
    shown = at_screen(cast, "Ingrid").get(reverse("process", args=[process.id])).content.decode()
    assert "Det er for sent for «Kommunestyret vedtar planen», som er satt til" in shown


def test_a_right_others_have_is_neither_a_late_step_nor_a_task_of_the_one_who_takes_over(cast: Cast) -> None:
    # Announced on Monday 22 June 2026: the appeals were to come by Monday 13 July.
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-10", date(2026, 6, 22))
    for today in (date(2026, 7, 1), date(2026, 7, 14), date(2026, 12, 1), date(2027, 1, 4)):
        page = read_process(process, keep(process, today), today)
        rights = {"REG-11", "PBL-5-7", "PBL-15"}
        told = {one.step for one in (*page.late, *page.soon)} | {one.step for one in page.ahead if not one.is_right}
        assert not rights & told
        assert not [said for said in first_week(process, page, today) if "Klage" in said or "Søksmål" in said]
    assert {row.code for row in page.rows if row.deadlines} >= {"REG-11", "PBL-5-7"}


def test_a_ban_that_runs_out_is_still_said_beforehand_and_is_not_late_afterwards(cast: Cast) -> None:
    # Four years from Monday 3 February 2025 are Saturday 3 February 2029.
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "PBL-13", date(2025, 2, 3))
    before, after = (read_process(process, keep(process, day), day) for day in (date(2029, 1, 20), date(2029, 2, 6)))
    assert "PBL-13" in {one.step for one in before.soon}
    assert "PBL-13" not in {one.step for one in after.late}


def test_the_last_day_to_appeal_is_kept_in_sight_and_asks_nobody(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    today = timezone.localdate()
    happened(process, "REG-10", today - timedelta(days=3))
    page = read_process(process, keep(process, today), today)
    told = [one for one in page.ahead if one.step == "REG-11"]
    assert [one.is_right for one in told] == [True]
    ingrid = at_screen(cast, "Ingrid")
    for name in ("process", "process_status", "process_handover"):
        shown = ingrid.get(reverse(name, args=[process.id])).content.decode()
        assert "lagefristen går ut" in shown, name
    assert not [said for said in first_week(process, page, today) if "Klage" in said]


def test_an_announcement_that_is_only_planned_has_no_last_day_to_appeal_yet(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    planned(process, "REG-10", TODAY + timedelta(days=7))
    assert not [one for one in page_of(process).ahead if one.is_right]


def test_a_ban_of_four_years_does_not_make_a_dot_of_the_rest(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 2, 2))
    happened(process, "PBL-13", date(2026, 5, 20))
    drawing = draw(page_of(process), TODAY)
    assert drawing
    assert drawing.scale.last < date(2028, 6, 1)
    assert [(one.row.code, one.day.year) for one in drawing.beyond] == [("PBL-13", 2030)]
    assert all(mark.at < 100 for line in drawing.lines for mark in line.marks)
    shown = at_screen(cast, "Ingrid").get(reverse("process", args=[process.id])).content.decode()
    assert "Lenger fram enn tegningen:" in shown


def test_what_is_planned_years_ahead_without_a_long_gap_is_drawn(process: Process) -> None:
    for code, day in (("KPA-4", date(2027, 6, 1)), ("KPA-7", date(2028, 6, 1)), ("KPA-9", date(2029, 6, 1))):
        planned(process, code, day)
    drawing = draw(page_of(process), TODAY)
    assert drawing
    assert drawing.scale.last > date(2029, 6, 1)
    assert drawing.beyond == ()


def test_a_clock_that_stood_is_told_of_beside_the_drawing_and_only_then(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-5", date(2026, 3, 3))
    ingrid, address = at_screen(cast, "Ingrid"), reverse("process", args=[process.id])
    assert "klokka sto" not in ingrid.get(address).content.decode()
    for mark, day in (("stopped", date(2026, 3, 10)), ("resumed", date(2026, 3, 30))):
        happened(process, "REG-6", day, mark)
    # The step itself must have a day of its own for the line to be drawn.
    planned(process, "REG-6", date(2026, 6, 20))
    assert "klokka sto" in ingrid.get(address).content.decode()


def test_while_a_plan_is_heard_the_status_says_what_comes_when_it_is_over(cast: Cast, process: Process) -> None:
    today = timezone.localdate()
    happened(process, "KPA-7", today - timedelta(days=20))
    planned(process, "KPA-7", today + timedelta(days=25), "closed")
    page = read_process(process, keep(process, today), today)
    assert page.now
    assert (page.now.code, [row.code for row in page.coming]) == ("KPA-7", ["KPA-9"])
    status = at_screen(cast, "Ingrid").get(reverse("process_status", args=[process.id])).content.decode()
    assert "Hva kommer så?</dt><dd>Kommunestyret vedtar planen" in status


def test_in_no_course_is_a_step_left_waiting_before_the_plan_that_is_adopted(cast: Cast) -> None:
    """The accounts of the year before stand above the budget, and do not wait for it nor it for them."""
    plan, left = a_plan(cast.fjordvik), {}
    for chain in chains().values():
        if adopted := next((step.id for step in chain.steps if step.adopts), None):
            begun = Process(plan=plan, chain=chain.id, choices=dict(chain.defaults))
            page = read_process(begun, Kept({Place(adopted): Dates(happened_on=date(2026, 5, 4))}, [], [], {}), TODAY)
            codes = [row.code for row in page.rows]
            waiting = [row.code for row in page.main_rows if row.progress in OPEN]
            left[chain.id] = [code for code in waiting if codes.index(code) < codes.index(adopted)]
    assert len(left) > 8
    assert {name: codes for name, codes in left.items() if codes} == {
        "OKONOMI": ["OKONOMI-1", "OKONOMI-2", "OKONOMI-3"]
    }
