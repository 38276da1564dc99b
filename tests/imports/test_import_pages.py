"""The guided import, page by page, as Ingrid goes through it."""

import pytest
from django.urls import reverse

from plandugnad.imports.models import ImportRun, RememberedMapping, RunState
from plandugnad.plans.actions import change_plan
from plandugnad.plans.models import Plan
from tests.cast import Cast
from tests.imports.builders import (
    INGRID,
    PLANS,
    WITH_FAULTS,
    WITH_TWINS,
    browser,
    digest_in,
    draft,
    fresh,
    imported,
    names,
    outcomes,
    plan_named,
    planned,
    planned_row,
    run_id_in,
    text_of,
    upload,
    xlsx,
)


def test_ingrid_drops_her_spreadsheet_and_sees_her_plans_in_three_steps(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    answer = upload(client, cast.fjordvik.number, xlsx(PLANS))
    assert answer.status_code == 302
    preview = client.get(answer.url)
    assert "3 nye planer" in text_of(preview)
    assert "Importer 3 planer" in text_of(preview)
    assert not Plan.objects.exists()
    run = run_id_in(answer.url)
    done = client.post(reverse("import_write", args=[run]), {"seen": digest_in(preview)}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("import_done", args=[run])
    assert "3 nye planer i Fjordvik" in text_of(done)
    assert "Se hierarkiet" in text_of(done)
    assert names(cast.fjordvik) == ["Klima- og energiplan", "Kulturplan", "Trafikksikkerhetsplan"]


def test_a_pasted_table_goes_the_same_way(cast: Cast) -> None:
    pasted = "Plan\tVedtatt\tSkal revideres\nKulturplan\t12.06.2019\t2027\nLesestrategi\t2020\t\n"
    client = browser(cast.person("Ingrid"))
    answer = client.post(reverse("import_start", args=[cast.fjordvik.number]), {"pasted": pasted})
    assert "2 nye" in text_of(client.get(answer.url))
    assert ImportRun.objects.get().file_name == ""


def test_what_the_preview_says_of_each_row(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    page = text_of(browser(cast.person("Ingrid")).get(reverse("import_preview", args=[run.id])))
    assert "3 nye planer, 2 feil" in page
    assert "2 rader med feil blir ikke tatt med." in page
    assert "Revisjon (2020) er før vedtak (14.12.2022)." in page
    assert "Rett årstallet for revisjon i kolonne F (Skal revideres)" in page
    assert "Planer, rad 5, kolonne F (Skal revideres)" in page
    assert "Mangler plannavn." in page
    assert "året er lest av saksnummeret" in page


def test_a_faulty_cell_is_mended_where_it_stands(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    client = browser(cast.person("Ingrid"), with_htmx=True)
    address = reverse("import_cell", args=[run.id])
    answer = client.post(address, {"sheet": "0", "row": "5", "column": "5", "text": "2030"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "4 nye planer, 1 feil" in text_of(answer)
    assert "Rettet av deg i kolonne F." in text_of(answer)
    client.post(address, {"sheet": "0", "row": "6", "column": "0", "text": "Idrettsplan"})
    assert outcomes(run) == {"created": 5}
    client.post(address, {"sheet": "0", "row": "5", "undo": "yes", "column": "0"})
    assert outcomes(run) == {"created": 4, "error": 1}


def test_a_mended_cell_that_is_still_wrong_is_still_told_of(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    client = browser(cast.person("Ingrid"))
    answer = client.post(
        reverse("import_cell", args=[run.id]), {"sheet": "0", "row": "5", "column": "5", "text": "2019"}, follow=True
    )
    assert "Revisjon (2019) er før vedtak" in text_of(answer)
    assert 'value="2019"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["ikke bestemt", "snart", "31.02.2019", "abc"])
def test_a_date_mended_with_what_is_no_date_is_still_told_of(cast: Cast, typed: str) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    client = browser(cast.person("Ingrid"))
    address = reverse("import_cell", args=[run.id])
    answer = client.post(address, {"sheet": "0", "row": "5", "column": "5", "text": typed}, follow=True)
    assert outcomes(run) == {"created": 3, "error": 2}
    assert f"«{typed}» er ingen dato. Skriv en dato eller et årstall i kolonne F (Skal revideres)" in text_of(answer)
    assert f'value="{typed}"' in answer.content.decode()
    client.post(reverse("import_choice", args=[run.id]), {"row": "0:5", "answer": "without"})
    values = planned_row(run, 5).values
    assert "revision_due" not in values
    assert typed not in values.get("notes", "")


def test_a_cell_to_mend_says_what_it_says_in_the_table(cast: Cast) -> None:
    grid = [("Plan", "Vedtatt", "Sist revidert"), ("Kulturplan", "12.06.2019", "01.02.2015")]
    run = draft(cast.fjordvik, grid)
    page = browser(cast.person("Ingrid")).get(reverse("import_preview", args=[run.id]))
    assert "Sist revidert (01.02.2015) er før vedtak (12.06.2019)." in text_of(page)
    assert 'value="01.02.2015"' in page.content.decode()
    assert "2015-02-01" not in text_of(page)


def test_what_there_is_none_of_is_not_counted_out(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    done = text_of(client.get(reverse("import_done", args=[run.id])))
    assert "Importert fra planer.xlsx." in done
    undone = text_of(client.post(reverse("import_undo", args=[run.id]), follow=True))
    assert "3 planer er tatt bort." in undone
    for page in (done, undone):
        assert " 0 " not in page


def test_a_plan_with_revision_before_adoption_may_be_imported_without_that_date(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    client = browser(cast.person("Ingrid"))
    answer = client.post(reverse("import_choice", args=[run.id]), {"row": "0:5", "answer": "without"}, follow=True)
    assert "4 nye planer, 1 feil" in text_of(answer)
    client.post(reverse("import_write", args=[run.id]), {"seen": digest_in(answer)})
    plan = plan_named(cast.fjordvik, "Lesestrategi")
    assert plan.revision_due is None
    assert plan.adopted is not None
    assert plan.adopted.iso == "2022-12-14"


def test_possible_duplicates_are_asked_about_and_left_out_until_answered(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_TWINS)
    page = text_of(browser(cast.person("Ingrid")).get(reverse("import_preview", args=[run.id])))
    assert "2 nye planer, 1 spørsmål" in page
    assert "Disse radene ser ut som samme plan:" in page
    assert "rad 2: Kulturplan Vedtatt: 12. juni 2019" in page
    assert "rad 5: Kultur-plan Vedtatt: 2019" in page
    assert page.count("Disse radene ser ut som samme plan:") == 1, "asked once, on the first of them"
    assert "Ser ut som samme plan som rad 2. Svar der" in page
    assert "2 rader du ikke har svart på, blir ikke tatt med." in page


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("this", {"created": 3, "skipped": 1}),
        ("not-this", {"created": 3, "skipped": 1}),
        ("all", {"created": 4}),
        ("noe helt annet", {"created": 2, "question": 2}),
    ],
)
def test_answers_about_duplicates(cast: Cast, said: str, expected: dict[str, int]) -> None:
    run = draft(cast.fjordvik, WITH_TWINS)
    browser(cast.person("Ingrid")).post(reverse("import_choice", args=[run.id]), {"row": "0:2", "answer": said})
    assert outcomes(run) == expected


def test_the_row_that_is_used_is_the_one_that_was_chosen(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_TWINS)
    client = browser(cast.person("Ingrid"))
    client.post(reverse("import_choice", args=[run.id]), {"row": "0:5", "answer": "this"})
    assert planned_row(run, 2).outcome == "skipped"
    assert planned_row(run, 5).outcome == "created"
    client.post(reverse("import_choice", args=[run.id]), {"row": "0:5", "answer": "again"})
    assert outcomes(run) == {"created": 2, "question": 2}


def test_filters_live_in_the_address_and_rows_come_a_hundred_at_a_time(cast: Cast) -> None:
    grid = [("Plan", "Vedtatt", "Skal revideres"), *((f"Temaplan for krets {n}", 2019, 2027) for n in range(250))]
    run = draft(cast.fjordvik, [*grid, ("Helseplan", 2022, 2020)])
    client = browser(cast.person("Ingrid"))
    address = reverse("import_preview", args=[run.id])
    assert client.get(address).content.decode().count("<tr id=") == 100
    assert client.get(address, {"vis": "nye", "side": 3}).content.decode().count("<tr id=") == 50
    only_faults = client.get(address, {"vis": "feil"})
    assert only_faults.content.decode().count("<tr id=") == 1
    assert "Helseplan" in text_of(only_faults)
    assert client.get(address, {"vis": "tull", "side": "tull"}).status_code == 200


def test_errors_and_questions_stand_first(cast: Cast) -> None:
    run = draft(cast.fjordvik, WITH_FAULTS)
    page = browser(cast.person("Ingrid")).get(reverse("import_preview", args=[run.id])).content.decode()
    assert page.index('id="rad-0-5"') < page.index('id="rad-0-2"')


def test_a_table_that_names_another_municipality_is_asked_about_before_anything(cast: Cast) -> None:
    _ = cast.ytre_fjord
    run = draft(cast.fjordvik, [("Planoversikt for Lyngmo kommune",), *PLANS])
    client = browser(cast.person("Ingrid"))
    preview = client.get(reverse("import_preview", args=[run.id]))
    assert "Tabellen nevner Lyngmo, men du importerer til Fjordvik" in text_of(preview)
    assert digest_in(preview) == ""
    client.post(reverse("import_write", args=[run.id]), {"seen": planned(run).digest()})
    assert not Plan.objects.exists()
    preview = client.post(reverse("import_choice", args=[run.id]), {"answer": "right-municipality"}, follow=True)
    assert "Tabellen nevner" not in text_of(preview)
    client.post(reverse("import_write", args=[run.id]), {"seen": digest_in(preview)})
    assert len(names(cast.fjordvik)) == 3


def mapping_as_sent(run: ImportRun, **instead: str) -> dict[str, str]:
    sent = {"include-0": "on", "header-0": "1"}
    fields = [
        "name",
        "plan_type",
        "status",
        "adopted",
        "period",
        "revision_due",
        "case_reference",
        "responsible",
        "notes",
    ]
    sent |= {f"column-0-{index}": field for index, field in enumerate(fields)}
    return sent | {name.replace("_", "-"): value for name, value in instead.items()}


def test_what_a_column_means_is_corrected_and_remembered_for_the_municipality(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    address = reverse("import_mapping", args=[run.id])
    assert "Kultursjefen" in text_of(client.get(address))
    answer = client.post(address, mapping_as_sent(run, **{"column_0_7": "section"}))
    assert answer.url == reverse("import_preview", args=[run.id])
    assert planned_row(run, 2).values["section"] == "Kultursjefen"
    assert planned_row(draft(cast.fjordvik), 2).values["section"] == "Kultursjefen"
    assert "section" not in planned_row(draft(cast.lyngmo), 2).values
    client.post(reverse("import_forget", args=[cast.fjordvik.number]))
    assert not RememberedMapping.objects.exists()
    assert planned_row(draft(cast.fjordvik), 2).values["responsible"] == "Kultursjefen"


def test_a_column_may_be_left_out(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    client.post(reverse("import_mapping", args=[run.id]), mapping_as_sent(run, **{"column_0_8": ""}))
    assert "notes" not in planned_row(run, 2).values


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ({"column_0_0": ""}, "Velg hvilken kolonne som har navnet på planen."),
        ({"column_0_7": "status"}, "To kolonner har fått samme betydning."),
    ],
)
def test_a_mapping_that_cannot_be_read_is_told_of_and_what_was_chosen_is_kept(
    cast: Cast, instead: dict[str, str], sentence: str
) -> None:
    run = draft(cast.fjordvik)
    answer = browser(cast.person("Ingrid")).post(
        reverse("import_mapping", args=[run.id]), mapping_as_sent(run, **instead, **{"column_0_5": "section"})
    )
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert '<option value="section" selected>' in answer.content.decode()
    assert planned_row(run, 2).values["revision_due"] == "2027"


def test_another_row_of_headings_is_read_anew(cast: Cast) -> None:
    run = draft(cast.fjordvik, [("Plan", "Vedtatt"), ("Planens navn", "Vedtaksår"), ("Kulturplan", 2019)])
    client = browser(cast.person("Ingrid"))
    sent = {"include-0": "on", "header-0": "2", "column-0-0": "name", "column-0-1": "adopted"}
    answer = client.post(reverse("import_mapping", args=[run.id]), sent, follow=True)
    assert answer.status_code == 200
    assert [each.row.name for each in planned(run).to_write] == ["Kulturplan"]


def test_every_sheet_with_plans_is_read_and_each_can_be_left_out(cast: Cast) -> None:
    zoning = [("Plannavn", "Type", "Vedtatt"), ("Detaljregulering for Nordbyen", "Reguleringsplan", "01.02.2018")]
    contacts = [("Navn", "Telefon", "E-post"), ("Kari Eksempel", "99 99 99 99", "kari@eksempel.no")]
    run = draft(cast.fjordvik, PLANS, Regulering=zoning, Kontakter=contacts)
    assert outcomes(run) == {"created": 4}
    client = browser(cast.person("Ingrid"))
    page = text_of(client.get(reverse("import_mapping", args=[run.id])))
    assert "Les planer fra dette arket" in page
    sent = mapping_as_sent(run)
    client.post(reverse("import_mapping", args=[run.id]), sent)
    assert outcomes(run) == {"created": 3}
    del sent["include-0"]
    assert "Ta med minst ett ark." in text_of(client.post(reverse("import_mapping", args=[run.id]), sent))


def test_the_same_plan_in_two_sheets_is_asked_about(cast: Cast) -> None:
    strategy = [("Plan", "Behov", "Vedtatt"), ("Kulturplan", "Revideres", 2019)]
    run = draft(cast.fjordvik, PLANS, Planstrategi=strategy)
    assert outcomes(run) == {"created": 2, "question": 2}


def test_earlier_imports_are_listed_with_undo(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    page = text_of(client.get(reverse("import_start", args=[cast.fjordvik.number])))
    assert "3 nye" in page
    assert "0 endret" not in page
    assert "Ikke importert ennå" in page
    answer = client.post(reverse("import_undo", args=[run.id]), follow=True)
    assert "3 planer er tatt bort" in text_of(answer)
    assert "Angret" in text_of(client.get(reverse("import_start", args=[cast.fjordvik.number])))
    assert not names(cast.fjordvik)


def test_a_draft_can_be_thrown_away(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    answer = browser(cast.person("Ingrid")).post(reverse("import_discard", args=[run.id]), follow=True)
    assert "Ingen planer er endret" in text_of(answer)
    assert "planer.xlsx" not in text_of(answer)
    assert (fresh(run).workbook, fresh(run).reading, fresh(run).choices) == (None, None, {})


def test_the_back_button_after_an_import_leads_to_what_was_done(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    done = reverse("import_done", args=[run.id])
    assert client.get(reverse("import_preview", args=[run.id])).url == done
    assert client.get(reverse("import_mapping", args=[run.id])).url == done
    for name, sent in (
        ("import_write", {"seen": "0" * 64}),
        ("import_choice", {"row": "0:2", "answer": "skip"}),
        ("import_cell", {"sheet": "0", "row": "2", "column": "0", "text": "Noe annet"}),
        ("import_discard", {}),
        ("import_mapping", mapping_as_sent(run)),
    ):
        assert client.post(reverse(name, args=[run.id]), sent).url == done
    assert fresh(run).state == RunState.WRITTEN
    assert len(names(cast.fjordvik)) == 3


def test_done_before_it_is_done_leads_to_the_preview(cast: Cast) -> None:
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    assert client.get(reverse("import_done", args=[run.id])).url == reverse("import_preview", args=[run.id])


def test_what_was_left_out_is_told_when_it_is_done(cast: Cast) -> None:
    run = imported(cast.fjordvik, [*WITH_FAULTS, ("Kultur-plan", "Temaplan", "Gjeldende", "2019", "", "", "", "", "")])
    page = text_of(browser(cast.person("Ingrid")).get(reverse("import_done", args=[run.id])))
    assert "Planer, rad 5, Lesestrategi: Den hadde en feil." in page
    assert "Planer, rad 7, Kultur-plan: Spørsmålet ble ikke besvart." in page
    assert "4 rader kom ikke inn" in page
    assert "Rett dem i tabellen og importer den igjen." in page


def test_an_import_that_is_undone_says_what_became_of_each_plan(cast: Cast) -> None:
    imported(cast.fjordvik, PLANS[:2])
    due = ("Kulturplan", *PLANS[1][1:5], 2033, *PLANS[1][6:])
    run = imported(cast.fjordvik, [PLANS[0], due, *WITH_FAULTS[2:]])
    change_plan(INGRID, plan_named(cast.fjordvik, "Klima- og energiplan"), {"goal": "Mindre utslipp"})
    client = browser(cast.person("Ingrid"))
    page = text_of(client.post(reverse("import_undo", args=[run.id]), follow=True))
    assert "Kulturplan Satt tilbake: skal revideres" in page
    assert "Trafikksikkerhetsplan Tatt bort" in page
    assert "Klima- og energiplan Står fortsatt" in page
    assert "kom ikke inn" not in page
    assert "Rett dem" not in page


def test_a_column_pointed_out_as_national_plan_id_is_remembered_as_that(cast: Cast) -> None:
    grid = [("Plannavn", "Plannummer", "Vedtatt"), ("Detaljregulering for Nordbyen", "20180004", "01.02.2018")]
    run = draft(cast.fjordvik, grid)
    assert "national_plan_id" not in planned_row(run, 2).values
    sent = {"include-0": "on", "header-0": "1", "column-0-0": "name", "column-0-1": "national_plan_id"}
    client = browser(cast.person("Ingrid"))
    client.post(reverse("import_mapping", args=[run.id]), sent | {"column-0-2": "adopted"})
    assert planned_row(run, 2).values["national_plan_id"] == "20180004"
    again = draft(cast.fjordvik, grid)
    assert planned_row(again, 2).values["national_plan_id"] == "20180004"
    client.post(reverse("import_mapping", args=[again.id]), sent | {"column-0-1": "", "column-0-2": "adopted"})
    assert "national_plan_id" not in planned_row(draft(cast.fjordvik, grid), 2).values


def test_what_was_edited_by_hand_is_told_on_the_page_and_can_be_taken_from_the_table(cast: Cast) -> None:
    imported(cast.fjordvik)
    change_plan(INGRID, plan_named(cast.fjordvik, "Kulturplan"), {"responsible": "Ny kultursjef"})
    run = draft(cast.fjordvik)
    client = browser(cast.person("Ingrid"), with_htmx=True)
    page = text_of(client.get(reverse("import_preview", args=[run.id])))
    assert "Ansvarlig er endret for hånd til «Ny kultursjef» og beholdes. Tabellen sier «Kultursjefen»." in page
    answer = client.post(reverse("import_choice", args=[run.id]), {"row": "0:2", "answer": "take:responsible"})
    assert "Oppdater 1 plan" in text_of(answer)


def test_an_unclear_match_is_answered_on_the_page(cast: Cast) -> None:
    imported(cast.fjordvik)
    plan = plan_named(cast.fjordvik, "Kulturplan")
    run = draft(cast.fjordvik, [PLANS[0], ("Kulturplann", *PLANS[1][1:])])
    client = browser(cast.person("Ingrid"), with_htmx=True)
    page = client.get(reverse("import_preview", args=[run.id]))
    assert "Er dette en av planene som finnes her fra før?" in text_of(page)
    assert f'value="plan:{plan.id}"' in page.content.decode()
    answer = client.post(reverse("import_choice", args=[run.id]), {"row": "0:2", "answer": f"plan:{plan.id}"})
    assert "1 plan endret" in text_of(answer)
    assert "autofocus" in answer.content.decode()


def test_an_answer_after_the_import_is_done_leads_there_also_in_place(cast: Cast) -> None:
    run = imported(cast.fjordvik)
    answer = browser(cast.person("Ingrid"), with_htmx=True).post(
        reverse("import_cell", args=[run.id]), {"sheet": "0", "row": "2", "column": "0", "text": "X"}
    )
    assert answer.headers["HX-Redirect"] == reverse("import_done", args=[run.id])
