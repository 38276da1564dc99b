"""Thousands of rows with one name: asked about once, and neither page nor memory grows with their square."""

import pytest
from django.urls import reverse

from plandugnad.engines.tables import Limits, Refused, open_workbook
from plandugnad.imports.actions import start_run
from plandugnad.imports.answering import answer_row
from plandugnad.imports.matching.alike_names import AlikeNames
from plandugnad.imports.models import ImportRun
from plandugnad.regions.models import Organisation
from tests.cast import Cast
from tests.imports.builders import INGRID, PLANS, browser, draft, outcomes, planned, text_of, write

MANY = 5_000


def same_name(organisation: Organisation, rows: int) -> ImportRun:
    content = ("Plan;Vedtatt\n" + "Kulturplan;2019\n" * rows).encode()
    return start_run(INGRID, organisation, open_workbook(content, "planer.csv"))


def test_rows_of_one_name_share_one_group_and_one_question(cast: Cast) -> None:
    rows = planned(same_name(cast.fjordvik, MANY)).rows
    assert len({id(each.twins) for each in rows}) == 1
    assert rows[0].twins is not None
    assert len(rows[0].twins.rows) == len(rows[0].twins.left) == MANY
    assert rows[0].twins.asking == rows[0].row


def test_the_page_is_as_short_for_thousands_of_one_name_as_for_a_hundred(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    sizes = []
    for number in (100, MANY):
        page = client.get(reverse("import_preview", args=[same_name(cast.fjordvik, number).id]))
        sizes.append(len(page.content))
        assert text_of(page).count("Disse radene ser ut som samme plan:") == 1
        assert text_of(page).count("Bruk rad") == 5
        assert f"og {number - 5} til" in text_of(page).replace("4 995", "4995")
        assert text_of(page).count("Ser ut som samme plan som rad 2. Svar der") == 99
    assert sizes[1] < sizes[0] * 1.1


def test_a_row_on_another_page_leads_to_where_the_question_stands(cast: Cast) -> None:
    run = same_name(cast.fjordvik, 150)
    address = reverse("import_preview", args=[run.id])
    page = browser(cast.person("Ingrid")).get(address, {"vis": "sporsmal", "side": 2}).content.decode()
    assert 'href="?vis=sporsmal&amp;side=1#rad-0-2"' in page


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("this:0:4", {"created": 1, "skipped": 3}),
        ("not-this:0:2", {"question": 3, "skipped": 1}),
        ("all", {"created": 4}),
        ("none", {"skipped": 4}),
        ("this:0:99", {"created": 1, "skipped": 3}),
    ],
)
def test_one_answer_is_about_them_all(cast: Cast, said: str, expected: dict[str, int]) -> None:
    run = same_name(cast.fjordvik, 4)
    answer_row(INGRID, run, "0:2", said)
    assert outcomes(run) == expected


def test_the_question_moves_to_the_first_row_that_is_left(cast: Cast) -> None:
    run = same_name(cast.fjordvik, 4)
    answer_row(INGRID, run, "0:2", "not-this:0:2")
    page = text_of(browser(cast.person("Ingrid")).get(reverse("import_preview", args=[run.id])))
    assert "Ser ut som samme plan som rad 3." in page
    assert "Bruk rad 3" in page
    assert "Bruk rad 2" not in page


def test_many_plans_of_one_name_are_found_again_each_at_its_own_row(cast: Cast) -> None:
    run = same_name(cast.fjordvik, 200)
    answer_row(INGRID, run, "0:2", "all")
    write(run)
    assert outcomes(same_name(cast.fjordvik, 200)) == {"unchanged": 200}


def test_names_alike_are_given_some_at_a_time() -> None:
    assert len(AlikeNames((number, "Kulturplan") for number in range(MANY)).of("Kulturplan")) == 20


def test_more_plans_than_we_take_in_are_refused_in_words(cast: Cast) -> None:
    with pytest.raises(Refused, match="har mer enn 20000 planer") as refused:
        same_name(cast.fjordvik, Limits().plans + 1)
    assert refused.value.code == "too_many_plans"
    assert not ImportRun.objects.exists()


def test_prose_is_no_list_of_plans(cast: Cast) -> None:
    prose = [
        ("Kommunen skal ha en plan for kultur.",),
        ("Planen skal vedtas av kommunestyret i løpet av året.",),
        ("Planarbeidet begynner med en plan for medvirkning, som alle må følge.",),
    ]
    with pytest.raises(Refused) as refused:
        draft(cast.fjordvik, prose)
    assert refused.value.code == "no_plans"
    assert outcomes(draft(cast.fjordvik, [("Kulturplan",), ("Skoleplan",), ("Helseplan",)])) == {"created": 3}
    assert outcomes(draft(cast.fjordvik, PLANS, Om=prose)) == {"created": 3}
