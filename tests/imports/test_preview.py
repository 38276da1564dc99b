"""In which order the preview tells things, what it counts, and what it folds away."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.imports.builders import HEADINGS, PLANS, WITH_FAULTS, browser, draft, imported, planned_row, text_of

CULTURE_AGAIN = ("Kultur-plan", "Temaplan", "Gjeldende", "2019", "", "", "", "", "")


def page_of(cast: Cast, run: Any, **asked: str) -> Any:
    return browser(cast.person("Ingrid")).get(reverse("import_preview", args=[run.id]), asked)


def heading(answer: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    assert found
    return found[1].strip()


def rows_on(answer: Any) -> list[str]:
    return re.findall(r'<tr id="rad-0-(\d+)"', answer.content.decode())


def test_the_title_counts_plans_and_questions_and_not_rows(cast: Cast) -> None:
    imported(cast.fjordvik, PLANS[:3])
    changed = ("Trafikksikkerhetsplan", "Temaplan", "Gjeldende", "K-sak 12/20", "", 2029, "", "Teknisk sjef", "")
    twins = [("Helseplan", *CULTURE_AGAIN[1:]), ("Helse-plan", *CULTURE_AGAIN[1:]), ("Helseplanen", *CULTURE_AGAIN[1:])]
    run = draft(cast.fjordvik, [*PLANS[:2], changed, PLANS[3], *twins])
    answer = page_of(cast, run)
    assert heading(answer) == "1 ny plan, 1 endret, 1 spørsmål"
    assert "3 rader du ikke har svart på, blir ikke tatt med." in text_of(answer)
    assert "Spørsmål 1" in text_of(answer)


def test_what_changes_when_nothing_is_new(cast: Cast) -> None:
    imported(cast.fjordvik)
    due = [HEADINGS, *((*row[:5], 2033, *row[6:]) for row in PLANS[1:3])]
    assert heading(page_of(cast, draft(cast.fjordvik, due))) == "2 planer endret"


def test_errors_stand_first_then_questions_each_with_its_rows_together(cast: Cast) -> None:
    run = draft(cast.fjordvik, [*WITH_FAULTS[:-1], CULTURE_AGAIN])
    assert rows_on(page_of(cast, run)) == ["5", "2", "6", "3", "4"]


def test_what_changes_nothing_is_folded_under_one_line(cast: Cast) -> None:
    imported(cast.fjordvik)
    run = draft(cast.fjordvik, [("Planoversikt",), *PLANS, ("Idrettsplan", *CULTURE_AGAIN[1:]), ("Sum", "", "", 4)])
    answer = page_of(cast, run)
    summary = re.search(r"<summary>(3 planer står som før[^<]*)</summary>", answer.content.decode())
    assert summary
    before, after = answer.content.decode().split(summary[0])
    assert "Idrettsplan" in before
    assert "Kulturplan" not in before
    assert "Kulturplan" in after
    assert rows_on(page_of(cast, run, vis="uendret")) == ["3", "4", "5"]


def test_a_table_that_says_nothing_new_says_so(cast: Cast) -> None:
    imported(cast.fjordvik)
    answer = page_of(cast, draft(cast.fjordvik))
    assert heading(answer) == "Ingenting nytt"
    assert "Alt i tabellen står her fra før" in text_of(answer)
    assert "3 planer står som før" in text_of(answer)


def test_the_filter_for_rows_that_are_skipped_is_not_called_as_the_rows_that_wait(cast: Cast) -> None:
    run = draft(cast.fjordvik, [("Planoversikt",), *WITH_FAULTS, ("Sum", "", "", 4)])
    told = text_of(page_of(cast, run))
    assert "Ikke planer 1" in told
    assert "2 rader med feil blir ikke tatt med." in told
    assert "Ikke med" not in told


def test_rows_somebody_chose_away_are_called_that(cast: Cast) -> None:
    run = draft(cast.fjordvik, [*PLANS, CULTURE_AGAIN])
    client = browser(cast.person("Ingrid"))
    client.post(reverse("import_choice", args=[run.id]), {"row": "0:2", "answer": "this"})
    assert "Valgt bort 1" in text_of(page_of(cast, run))


def test_questions_alone_are_to_be_answered_and_when_nothing_waits_there_is_no_button(cast: Cast) -> None:
    asked = draft(cast.fjordvik, [*PLANS, CULTURE_AGAIN])
    assert "Svar på de 2 først" in text_of(page_of(cast, asked))
    told = text_of(page_of(cast, draft(cast.fjordvik)))
    assert "Importer 3 planer" in told
    assert " først " not in told


def test_a_button_leads_to_the_first_row_that_will_not_come_in(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    answer = page_of(cast, run, vis="nye")
    address = reverse("import_preview", args=[run.id])
    assert "Rett de 2 først" in text_of(answer)
    assert f'href="{address}#rad-0-5"' in answer.content.decode()
    assert 'id="rad-0-5"' in browser(cast.person("Ingrid")).get(address).content.decode()


@pytest.mark.parametrize("written", ["Reguleringsplan", "R"])
def test_a_name_that_says_another_type_than_the_table_is_told_of_and_nothing_is_chosen(
    cast: Cast, written: str
) -> None:
    grid = [("Plan", "Plantype", "Vedtatt"), ("Kommunedelplan for Vikasentrum", written, 2019), PLANS[1][:1]]
    run = draft(cast.fjordvik, grid)
    told = text_of(page_of(cast, run))
    assert "Navnet sier «kommunedelplan», men typen er " in told
    assert told.count("Navnet sier") == 1
    row = planned_row(run, 2)
    assert row.outcome == "created"
    assert row.values["plan_type"] not in {"partial_plan_area", "partial_plan_theme"}
