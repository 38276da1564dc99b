"""A table that comes again next year: only what is new in it is asked about."""

from typing import Any

import pytest
from django.urls import reverse

from plandugnad.core.audit import By
from plandugnad.engines.tables import Workbook
from plandugnad.imports.actions import amend_cell, answer_about, answer_twins, ask_again, undo_amendments
from plandugnad.imports.models import RememberedRow
from plandugnad.imports.reading.fingerprints import fingerprints
from plandugnad.plans.actions import create_plan
from tests.cast import Cast
from tests.imports.builders import (
    CULTURE,
    HEADINGS,
    INGRID,
    PLANS,
    WITH_FAULTS,
    WITH_TWINS,
    Grid,
    browser,
    draft,
    imported,
    outcomes,
    plan_named,
    planned,
    planned_row,
    text_of,
    workbook,
)

MISSPELT: Grid = (HEADINGS, ("Kulturplann", *CULTURE[1:]))
NEW_ROW = ("Idrettsplan", "Temaplan", "Gjeldende", "2021", "", "", "", "", "")


def by(cast: Cast, name: str) -> By:
    person = cast.person(name)
    return By(person.id, person.name)


def preview(cast: Cast, run: Any, name: str = "Ingrid") -> str:
    return text_of(browser(cast.person(name)).get(reverse("import_preview", args=[run.id])))


def test_an_answer_about_a_plan_is_given_once_for_a_row_that_stays_as_it_is(cast: Cast) -> None:
    imported(cast.fjordvik)
    answer_about(by(cast, "Ingrid"), draft(cast.fjordvik, MISSPELT), "0:2", lambda said: setattr(said, "plan", "skip"))
    again = draft(cast.fjordvik, [*MISSPELT, NEW_ROW])
    assert outcomes(again) == {"created": 1, "skipped": 1}
    assert "Du svarte dette sist: «Hopp over»." in preview(cast, again)


def test_a_row_that_says_something_else_is_asked_about_anew(cast: Cast) -> None:
    imported(cast.fjordvik)
    answer_about(INGRID, draft(cast.fjordvik, MISSPELT), "0:2", lambda said: setattr(said, "plan", "skip"))
    changed = (HEADINGS, ("Kulturplann", *CULTURE[1:5], 2031, *CULTURE[6:]))
    assert outcomes(draft(cast.fjordvik, changed)) == {"question": 1}


def test_a_row_is_known_again_wherever_it_stands(cast: Cast) -> None:
    imported(cast.fjordvik)
    answer_about(INGRID, draft(cast.fjordvik, MISSPELT), "0:2", lambda said: setattr(said, "plan", "skip"))
    moved = [("Planoversikt 2027",), (), (*HEADINGS[:3], "Nytt i år", *HEADINGS[3:]), NEW_ROW[:3]]
    row = MISSPELT[1]
    assert outcomes(draft(cast.fjordvik, [*moved, (*row[:3], "", *row[3:])]))["skipped"] >= 1
    assert "question" not in outcomes(draft(cast.fjordvik, [*moved, (*row[:3], "", *row[3:])]))


def test_the_plan_that_was_pointed_out_is_the_plan_next_time_too(cast: Cast) -> None:
    plan = create_plan(INGRID, cast.fjordvik, {"name": "Kulturplan"})
    answer_about(INGRID, draft(cast.fjordvik, MISSPELT), "0:2", lambda said: setattr(said, "plan", str(plan.id)))
    again = draft(cast.fjordvik, MISSPELT)
    assert planned_row(again, 2).plan is not None
    assert "Svaret fra sist: «Samme plan som Kulturplan»." in preview(cast, again)


def test_none_of_these_says_nothing_of_a_plan_that_has_come_since(cast: Cast) -> None:
    create_plan(INGRID, cast.fjordvik, {"name": "Kulturplan"})
    answer_about(INGRID, draft(cast.fjordvik, MISSPELT), "0:2", lambda said: setattr(said, "plan", "new"))
    assert outcomes(draft(cast.fjordvik, MISSPELT)) == {"created": 1}
    create_plan(INGRID, cast.fjordvik, {"name": "Kulturplanen", "period": "2001/2005"})
    assert outcomes(draft(cast.fjordvik, MISSPELT)) == {"question": 1}


def test_rows_that_look_like_one_plan_are_asked_about_once(cast: Cast) -> None:
    answer_twins(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], "0:5")
    again = draft(cast.fjordvik, WITH_TWINS)
    assert outcomes(again) == {"created": 3, "skipped": 1}
    assert planned_row(again, 2).outcome == "skipped"
    told = preview(cast, again)
    assert "Svaret fra sist: «Bruk rad 5»." in told
    assert "Svaret fra sist: «Hopp over»." in told


def test_a_row_more_that_looks_like_the_same_plan_is_another_question(cast: Cast) -> None:
    answer_twins(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], None)
    third = ("Kulturplanen", "Temaplan", "Gjeldende", "2018", "", "", "", "", "")
    again = draft(cast.fjordvik, [*WITH_TWINS, third])
    assert outcomes(again) == {"created": 2, "question": 3}
    assert planned(again).questions == 1


def test_rows_that_say_quite_the_same_are_told_apart_by_which_comes_first(cast: Cast) -> None:
    twice = [*PLANS, CULTURE]
    answer_twins(INGRID, draft(cast.fjordvik, twice), ["0:2", "0:5"], "0:2")
    again = draft(cast.fjordvik, twice)
    assert (planned_row(again, 2).outcome, planned_row(again, 5).outcome) == ("created", "skipped")


def test_a_date_left_out_because_it_was_wrong_is_left_out_again(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    answer_about(by(cast, "Ingrid"), run, "0:5", lambda said: setattr(said, "error", "without"))
    again = draft(cast.fjordvik, WITH_FAULTS)
    assert outcomes(again) == {"created": 4, "error": 1}
    assert "Du svarte dette sist: «Importer uten den datoen»." in preview(cast, again)


def test_a_cell_mended_once_is_mended_again_also_in_another_column(cast: Cast) -> None:
    amend_cell(INGRID, draft(cast.fjordvik, WITH_FAULTS), 0, 5, 5, "2030")
    again = draft(cast.fjordvik, WITH_FAULTS)
    assert planned_row(again, 5).values["revision_due"] == "2030"
    assert "Rettet i kolonne F, som sist." in preview(cast, again)
    with_one_more = [(*row[:1], "Nytt" if row is WITH_FAULTS[0] else "", *row[1:]) for row in WITH_FAULTS]
    assert planned_row(draft(cast.fjordvik, with_one_more), 5).values["revision_due"] == "2030"


def test_a_row_that_has_been_corrected_in_the_file_is_read_as_it_stands(cast: Cast) -> None:
    amend_cell(INGRID, draft(cast.fjordvik, WITH_FAULTS), 0, 5, 5, "2030")
    corrected = [(*row[:5], 2028, *row[6:]) if row[0] == "Lesestrategi" else row for row in WITH_FAULTS]
    assert planned_row(draft(cast.fjordvik, corrected), 5).values["revision_due"] == "2028"


def test_what_is_taken_back_is_forgotten(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_TWINS)
    answer_twins(INGRID, run, ["0:2", "0:5"], None)
    ask_again(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"])
    assert outcomes(draft(cast.fjordvik, WITH_TWINS)) == {"created": 2, "question": 2}
    amend_cell(INGRID, draft(cast.fjordvik, WITH_FAULTS), 0, 5, 5, "2030")
    undo_amendments(INGRID, draft(cast.fjordvik, WITH_FAULTS), 0, 5)
    assert outcomes(draft(cast.fjordvik, WITH_FAULTS)) == {"created": 3, "error": 2}


def test_an_answer_from_before_is_changed_on_the_page(cast: Cast) -> None:
    answer_twins(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], "0:2")
    run = draft(cast.fjordvik, WITH_TWINS)
    client = browser(cast.person("Ingrid"))
    answer = client.post(reverse("import_choice", args=[run.id]), {"row": "0:2", "answer": "again"}, follow=True)
    assert "2 nye planer, 1 spørsmål" in text_of(answer)
    client.post(reverse("import_choice", args=[run.id]), {"row": "0:2", "answer": "all"})
    assert outcomes(draft(cast.fjordvik, WITH_TWINS)) == {"created": 4}


def test_what_is_remembered_stands_with_the_rest_and_has_a_filter(cast: Cast) -> None:
    amend_cell(INGRID, draft(cast.fjordvik, WITH_FAULTS[:-1]), 0, 5, 5, "2030")
    run = draft(cast.fjordvik, [*WITH_FAULTS[:-1], NEW_ROW])
    client = browser(cast.person("Ingrid"))
    page = client.get(reverse("import_preview", args=[run.id]))
    assert page.content.decode().index('id="rad-0-2"') < page.content.decode().index('id="rad-0-5"')
    assert "Husket fra sist 1" in text_of(page)
    only = client.get(reverse("import_preview", args=[run.id]), {"vis": "husket"}).content.decode()
    assert only.count("<tr id=") == 1
    assert 'id="rad-0-5"' in only


def test_a_colleague_sees_who_answered(cast: Cast) -> None:
    answer_twins(by(cast, "Ingrid"), draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], None)
    assert "Ingrid Eksempel svarte dette sist: «Ulike planer, ta med alle»." in preview(
        cast, draft(cast.fjordvik, WITH_TWINS), "Tore"
    )


def test_another_municipality_remembers_nothing_of_it(cast: Cast) -> None:
    answer_twins(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], None)
    assert outcomes(draft(cast.lyngmo, WITH_TWINS)) == {"created": 2, "question": 2}


def test_all_of_it_can_be_forgotten(cast: Cast) -> None:
    answer_twins(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], None)
    client = browser(cast.person("Ingrid"))
    start = reverse("import_start", args=["9901"])
    assert "blir husket for kommunen" in text_of(client.get(start))
    client.post(reverse("import_forget", args=["9901"]))
    assert not RememberedRow.objects.exists()
    assert "blir husket for kommunen" not in text_of(client.get(start))


def test_of_a_row_nothing_but_a_fingerprint_is_kept(cast: Cast) -> None:
    answer_twins(INGRID, draft(cast.fjordvik, WITH_TWINS), ["0:2", "0:5"], None)
    assert "Kultur" not in str(list(RememberedRow.objects.values()))


@pytest.mark.parametrize("times", [1, 3])
def test_a_fingerprint_is_the_same_every_time(times: int) -> None:
    found = {tuple(fingerprints(workbook([*PLANS, *PLANS])).values()) for _ in range(times)}
    assert len(found) == 1
    assert len(set(found.pop())) == 8
    assert fingerprints(Workbook("tom.xlsx", "xlsx", ())) == {}


def test_the_whole_of_next_year_asks_only_about_what_is_new(cast: Cast) -> None:
    """Two rows of one plan, a wrong date and a row without a name, written; then the same table with one row more."""
    this_year = [*WITH_TWINS, WITH_FAULTS[4], WITH_FAULTS[5]]
    run = draft(cast.fjordvik, this_year)
    answer_twins(INGRID, run, ["0:2", "0:5"], "0:2")
    amend_cell(INGRID, run, 0, 6, 5, "2030")
    amend_cell(INGRID, run, 0, 7, 0, "Sykkelplan")
    client = browser(cast.person("Ingrid"))
    client.post(reverse("import_write", args=[run.id]), {"seen": planned(run).digest()})
    assert plan_named(cast.fjordvik, "Sykkelplan")
    assert outcomes(draft(cast.fjordvik, [*this_year, NEW_ROW])) == {"created": 1, "unchanged": 5, "skipped": 1}
