"""A table imported again: it updates, never doubles, never erases, and does not walk over what people have done."""

from typing import Any

import pytest
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables import Refused, open_workbook
from plandugnad.imports.actions import answer_about, answer_twins, start_run
from plandugnad.imports.models import ImportedPlan
from plandugnad.plans.actions import change_plan, create_plan, delete_plan
from plandugnad.plans.models import Plan
from tests.cast import Cast
from tests.imports.builders import (
    CULTURE,
    HEADINGS,
    INGRID,
    PLANS,
    WITH_TWINS,
    browser,
    draft,
    imported,
    names,
    outcomes,
    plan_named,
    planned,
    planned_row,
    write,
)


def row_with(**instead: Any) -> tuple[object, ...]:
    """The row of the culture plan with some cells otherwise."""
    columns = dict(
        zip(("name", "type", "status", "adopted", "period", "due", "case", "who", "notes"), CULTURE, strict=True)
    )
    return tuple((columns | instead).values())


def culture(cast: Cast) -> Plan:
    return plan_named(cast.fjordvik, "Kulturplan")


def test_the_same_table_again_changes_nothing(cast: Cast) -> None:
    imported(cast.fjordvik)
    before = list(Plan.objects.order_by("id").values())
    again = draft(cast.fjordvik)
    assert outcomes(again) == {"unchanged": 3}
    assert list(Plan.objects.order_by("id").values()) == before


def test_a_changed_cell_changes_one_field_and_is_told_field_by_field(cast: Cast) -> None:
    imported(cast.fjordvik)
    run = draft(cast.fjordvik, [HEADINGS, row_with(due=2030)])
    row = planned_row(run, 2)
    assert [(change.field, change.old, change.new) for change in row.changes] == [("revision_due", "2027", "2030")]
    before = culture(cast)
    write(run)
    after = culture(cast)
    assert (after.id, after.version) == (before.id, before.version + 1)
    assert after.revision_due is not None
    assert after.revision_due.iso == "2030"
    event = AuditEvent.objects.get(verb="plan_changed", subject_id=after.id)
    assert (event.before, event.after) == ({"revision_due": "2027"}, {"revision_due": "2030"})
    assert event.batch_id == run.id
    assert names(cast.fjordvik) == sorted(str(row[0]) for row in PLANS[1:])


def test_an_empty_cell_never_erases(cast: Cast) -> None:
    imported(cast.fjordvik)
    run = draft(cast.fjordvik, [HEADINGS, row_with(due="", case="", who="", notes="", period="", status="")])
    assert outcomes(run) == {"unchanged": 1}


def test_spelling_of_a_name_does_not_make_a_new_plan(cast: Cast) -> None:
    imported(cast.fjordvik)
    run = draft(cast.fjordvik, [HEADINGS, row_with(name="KULTUR-PLANEN")])
    assert planned_row(run, 2).outcome == "changed"
    assert [change.field for change in planned_row(run, 2).changes] == ["name"]


@pytest.mark.parametrize(
    "instead",
    [
        {"name": "Kulturplan 2030-2040", "period": ""},
        {"type": "Kommunedelplan"},
        {"name": "Kulturplann"},
        {"name": "Kulturplan for kommunen"},
    ],
    ids=["another period", "another type", "a letter too many", "a word more"],
)
def test_an_unclear_match_is_asked_about(cast: Cast, instead: dict[str, str]) -> None:
    imported(cast.fjordvik)
    row = planned_row(draft(cast.fjordvik, [HEADINGS, row_with(**instead)]), 2)
    assert row.outcome == "question"
    assert [plan.name for plan in row.candidates] == ["Kulturplan"]


def test_what_is_answered_about_an_unclear_match(cast: Cast) -> None:
    imported(cast.fjordvik)
    plan = culture(cast)
    for said, expected in (("new", "created"), (str(plan.id), "changed"), ("skip", "skipped"), ("", "question")):
        run = draft(cast.fjordvik, [HEADINGS, row_with(type="Kommunedelplan")])
        answer_about(INGRID, run, "0:2", lambda answer, said=said: setattr(answer, "plan", said))  # type: ignore[misc]
        assert planned_row(run, 2).outcome == expected


def test_an_answer_about_a_plan_of_another_municipality_is_no_answer(cast: Cast) -> None:
    imported(cast.fjordvik)
    elsewhere = create_plan(INGRID, cast.lyngmo, {"name": "Kulturplan"})
    run = draft(cast.fjordvik, [HEADINGS, row_with(type="Kommunedelplan")])
    answer_about(INGRID, run, "0:2", lambda answer: setattr(answer, "plan", str(elsewhere.id)))
    assert planned_row(run, 2).outcome == "question"


def test_a_plan_made_by_hand_is_found_and_its_notes_are_added_to(cast: Cast) -> None:
    values = {"name": "Kulturplan", "plan_type": "theme_plan", "period": "2019/2029", "notes": "Skrevet for hånd"}
    plan = create_plan(INGRID, cast.fjordvik, values)
    run = draft(cast.fjordvik, [HEADINGS, row_with()])
    assert planned_row(run, 2).plan is not None
    write(run)
    assert culture(cast).id == plan.id
    assert culture(cast).notes == "Skrevet for hånd · Følges opp årlig"
    assert outcomes(draft(cast.fjordvik, [HEADINGS, row_with()])) == {"unchanged": 1}


def test_a_plan_made_by_hand_without_the_period_of_the_row_is_asked_about(cast: Cast) -> None:
    create_plan(INGRID, cast.fjordvik, {"name": "Kulturplan", "status": "in_process"})
    assert planned_row(draft(cast.fjordvik, [HEADINGS, row_with()]), 2).outcome == "question"
    assert planned_row(draft(cast.fjordvik, [HEADINGS, row_with(period="")]), 2).outcome == "changed"


def test_a_period_the_table_gets_later_is_given_to_the_plan(cast: Cast) -> None:
    imported(cast.fjordvik, [HEADINGS, row_with(period="")])
    write(draft(cast.fjordvik, [HEADINGS, row_with()]))
    period = culture(cast).period
    assert period is not None
    assert period.iso == "2019/2029"


def test_a_field_edited_by_hand_since_the_last_import_is_kept_and_told(cast: Cast) -> None:
    imported(cast.fjordvik)
    change_plan(INGRID, culture(cast), {"responsible": "Ny kultursjef"})
    row = planned_row(run := draft(cast.fjordvik, [HEADINGS, row_with(due=2030)]), 2)
    assert [change.field for change in row.changes] == ["revision_due"]
    assert [(change.field, change.old, change.new) for change in row.kept] == [
        ("responsible", "Ny kultursjef", "Kultursjefen")
    ]
    write(run)
    assert culture(cast).responsible == "Ny kultursjef"


def test_what_was_edited_by_hand_is_kept_however_often_the_table_comes(cast: Cast) -> None:
    imported(cast.fjordvik)
    change_plan(INGRID, culture(cast), {"responsible": "Ny kultursjef"})
    for due in (2030, 2031):
        run = draft(cast.fjordvik, [HEADINGS, row_with(due=due)])
        assert [change.field for change in planned_row(run, 2).kept] == ["responsible"]
        write(run)
    assert culture(cast).responsible == "Ny kultursjef"


def test_the_table_may_be_chosen_over_what_was_edited(cast: Cast) -> None:
    imported(cast.fjordvik)
    change_plan(INGRID, culture(cast), {"responsible": "Ny kultursjef"})
    run = draft(cast.fjordvik, [HEADINGS, row_with()])
    answer_about(INGRID, run, "0:2", lambda answer: setattr(answer, "take", ["responsible"]))
    write(run)
    assert culture(cast).responsible == "Kultursjefen"


def test_notes_taken_away_by_hand_do_not_come_back(cast: Cast) -> None:
    imported(cast.fjordvik)
    change_plan(INGRID, culture(cast), {"notes": "Bare dette"})
    assert outcomes(draft(cast.fjordvik, [HEADINGS, row_with()])) == {"unchanged": 1}
    write(draft(cast.fjordvik, [HEADINGS, row_with(notes="Noe nytt")]))
    assert culture(cast).notes == "Bare dette · Noe nytt"


def test_a_plan_renamed_by_hand_is_still_the_row_it_came_from(cast: Cast) -> None:
    imported(cast.fjordvik)
    change_plan(INGRID, culture(cast), {"name": "Strategi for kunst", "plan_type": "partial_plan_theme"})
    row = planned_row(draft(cast.fjordvik, [HEADINGS, row_with()]), 2)
    assert row.outcome == "unchanged"
    assert {change.field for change in row.kept} == {"name", "plan_type"}


def test_two_rows_kept_as_two_plans_are_two_plans_next_time_too(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_TWINS)
    answer_twins(INGRID, run, ["0:2", "0:5"], None)
    write(run)
    assert len(names(cast.fjordvik)) == 4
    assert outcomes(draft(cast.fjordvik, WITH_TWINS)) == {"unchanged": 4}


def test_a_deleted_plan_is_not_brought_back_but_made_anew(cast: Cast) -> None:
    imported(cast.fjordvik)
    delete_plan(INGRID, culture(cast))
    assert outcomes(draft(cast.fjordvik)) == {"created": 1, "unchanged": 2}


def test_a_year_from_a_case_number_is_marked_and_gives_way_to_a_date(cast: Cast) -> None:
    imported(cast.fjordvik)
    plan = plan_named(cast.fjordvik, "Trafikksikkerhetsplan")
    assert plan.is_adopted_year_from_case
    assert plan.adopted is not None
    assert plan.adopted.iso == "2020"
    dated = ("Trafikksikkerhetsplan", "Temaplan", "Gjeldende", "03.03.2020", "", "", "", "", "")
    write(draft(cast.fjordvik, [HEADINGS, dated]))
    plan.refresh_from_db()
    assert not plan.is_adopted_year_from_case
    assert plan.adopted.iso == "2020-03-03"
    assert outcomes(draft(cast.fjordvik, PLANS))["unchanged"] == 3


def test_the_same_national_plan_id_is_the_same_plan_whatever_it_is_called(cast: Cast) -> None:
    zoning = [
        ("Plannavn", "Arealplan-ID", "Type", "Vedtatt"),
        ("Detaljregulering for Nordbyen", 20180004, "Reguleringsplan", "01.02.2018"),
        ("Detaljregulering for Sørbyen", "20190001", "Reguleringsplan", "01.02.2019"),
    ]
    imported(cast.fjordvik, zoning)
    plan = plan_named(cast.fjordvik, "Detaljregulering for Nordbyen")
    assert plan.national_plan_id == "20180004"
    renamed = [zoning[0], ("Nordbyen, felt B2", 20180004, "Reguleringsplan", "01.02.2018")]
    row = planned_row(draft(cast.fjordvik, renamed), 2)
    assert row.plan is not None
    assert row.plan.id == str(plan.id)
    other_number = [zoning[0], ("Detaljregulering for Nordbyen", 20250009, "Reguleringsplan", "01.02.2025")]
    assert planned_row(draft(cast.fjordvik, other_number), 2).outcome == "created"


def test_one_national_plan_id_on_two_rows_can_never_be_two_plans(cast: Cast) -> None:
    zoning = [
        ("Plannavn", "Arealplan-ID", "Type", "Vedtatt"),
        ("Detaljregulering for Nordbyen", "20180004", "Reguleringsplan", "01.02.2018"),
        ("Kvartal 7", "20180004", "Reguleringsplan", "01.02.2018"),
    ]
    run = draft(cast.fjordvik, zoning)
    assert outcomes(run) == {"question": 2}
    answer_twins(INGRID, run, ["0:2", "0:3"], None)
    assert outcomes(run) == {"created": 1, "question": 1}
    write(run)
    assert names(cast.fjordvik) == ["Detaljregulering for Nordbyen"]


def test_crosses_under_years_become_years_of_work(cast: Cast) -> None:
    run = draft(cast.fjordvik, [("Plan", "Vedtatt", "2026", "2027", "2028"), ("Kulturplan", 2019, "x", "", "X")])
    assert planned_row(run, 2).values["work_years"] == "2026, 2028"


def test_text_too_long_for_a_field_is_kept_whole_in_the_notes(cast: Cast) -> None:
    everybody = ", ".join(f"leder for enhet {number}" for number in range(30))
    imported(cast.fjordvik, [HEADINGS, row_with(who=everybody)])
    assert len(culture(cast).responsible) <= 200
    assert everybody in culture(cast).notes


def test_a_name_with_no_room_is_an_error_in_words(cast: Cast) -> None:
    run = draft(cast.fjordvik, [HEADINGS, row_with(name="Plan for " + "svært " * 100 + "mye"), row_with()])
    row = planned_row(run, 2)
    assert row.outcome == "error"
    assert row.row.fault is not None
    assert row.row.fault.code == "name_too_long"


def test_each_plan_has_its_history_and_its_keys(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    plan = culture(cast)
    assert plan.sort_key
    assert "kulturplan" in plan.search_key
    event = AuditEvent.objects.get(subject_id=plan.id)
    assert (event.verb, event.by_name, event.batch_id) == ("plan_created", "Ingrid Eksempel", run.id)
    assert event.organisation_id == cast.fjordvik.id
    assert event.after is not None
    assert event.after["name"] == "Kulturplan"
    assert AuditEvent.objects.filter(verb="import_written", subject_id=run.id).count() == 1
    assert ImportedPlan.objects.filter(run=run, before=None).count() == 0
    assert ImportedPlan.objects.filter(run=run, before__isnull=True).count() == 3


def test_what_follows_from_a_date_does_not_change_a_plan_made_by_hand(cast: Cast) -> None:
    """The table has no column of status; that the plan is adopted follows from its date, and says nothing new."""
    create_plan(INGRID, cast.fjordvik, {"name": "Kulturplan", "adopted": "2019-06-12", "status": "under_revision"})
    table = [("Plan", "Vedtatt", "Ansvarlig"), ("Kulturplan", "12.06.2019", "")]
    assert outcomes(draft(cast.fjordvik, table)) == {"unchanged": 1}


def test_what_follows_from_a_date_that_is_new_in_the_table_does_change_it(cast: Cast) -> None:
    imported(cast.fjordvik, [("Plan", "Vedtatt", "Behov"), ("Kulturplan", "", "Ny")])
    assert culture(cast).status == "decided"
    write(draft(cast.fjordvik, [("Plan", "Vedtatt", "Behov"), ("Kulturplan", "12.06.2025", "")]))
    assert culture(cast).status == "adopted"


def test_a_type_guessed_from_the_name_does_not_make_another_plan(cast: Cast) -> None:
    create_plan(INGRID, cast.fjordvik, {"name": "Kulturplan", "plan_type": "partial_plan_theme"})
    assert outcomes(draft(cast.fjordvik, [("Plan", "Ansvarlig"), ("Kulturplan", "Kari")])) == {"changed": 1}
    assert culture(cast).plan_type == "partial_plan_theme"


def test_a_period_that_stands_only_in_the_name_is_a_period(cast: Cast) -> None:
    create_plan(INGRID, cast.fjordvik, {"name": "Bibliotekplan 2021–2025"})
    table = [("Plan", "Vedtatt"), ("Bibliotekplan 2021-2025", ""), ("Bibliotekplan 2026-2030", 2026)]
    assert outcomes(draft(cast.fjordvik, table)) == {"changed": 1, "question": 1}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_taken_out_and_brought_in_again_changes_nothing(cast: Cast, kind: str) -> None:
    imported(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    create_plan(
        INGRID,
        cast.fjordvik,
        {
            "name": "=Plan for vann, avløp; og «annet»",
            "national_plan_id": "20180004",
            "work_years": "2026, 2028",
            "notes": "Linje én\nLinje to · @SUM(1)",
            "revision_due": "2026/2028",
            "legal_basis": "pbl. § 12-3",
            "priority": "1",
        },
    )
    answer = client.get(reverse("portfolio_export", args=[cast.fjordvik.number, kind]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    again = start_run(INGRID, cast.fjordvik, open_workbook(content, f"planer.{kind}"))
    changes = [(row.row.name, row.changes, row.candidates) for row in planned(again).rows if row.outcome != "unchanged"]
    assert [told for told in changes if "vann" in told[0] or told[1]] == []
    assert outcomes(again)["unchanged"] == 4


def test_an_empty_portfolio_taken_out_is_no_table_of_plans(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    answer = client.get(reverse("portfolio_export", args=[cast.fjordvik.number, "xlsx"]))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with pytest.raises(Refused):
        start_run(INGRID, cast.fjordvik, open_workbook(content, "planer.xlsx"))
