"""What the region adopted in its worksheet becomes the common process, step by step, and its own words are kept."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.published import CommonStep as Agreed
from plandugnad.core.models import AuditEvent
from plandugnad.processes.actions import begin_process
from plandugnad.processes.common import actions
from plandugnad.processes.common.actions import ChangedMeanwhile
from plandugnad.processes.common.agreed import items_of, take_agreed
from plandugnad.processes.common.models import CommonProcess
from plandugnad.processes.common.newer import News, news_for
from plandugnad.processes.models import Process
from tests.agreements.builders import KARE, agree
from tests.cast import EVERYBODY, Cast
from tests.processes.builders import INGRID, a_plan, at_screen

pytestmark = pytest.mark.django_db
TOLD = Agreed(item="step-tell", name="Meld planen i planlederforum", stage="before_initiative", weeks=1)
PANEL = Agreed(
    item="step-panel",
    name="Fagpanelet leser utkastet",
    stage="drafting",
    participants="to planleggere",
    what="Ett fagnotat",
    documents="Mal for fagnotat",
    clarification="Hvem som leser",
    weeks=2,
)
MAPS = Agreed(item="step-maps", name="Felles geodatasjekk", stage="drafting")
HEARD = Agreed(item="step-heard", name="Høring", stage="consultation", law="KPA-7", participants="nabokommunene")


def agreed(cast: Cast, *rows: Agreed, part: str = "") -> None:
    agree(cast.ytre_fjord, AgreementKind.PROCESS, *rows, part=part)


def a_common(cast: Cast) -> CommonProcess:
    made = actions.make_common(KARE, cast.ytre_fjord, "KPA")
    return CommonProcess.objects.select_related("collaboration").get(pk=made.pk)


def take_all(common: CommonProcess) -> int:
    common.refresh_from_db()
    return take_agreed(KARE, common, [item.code for item in items_of(common)], common.version)


def said(common: CommonProcess, name: str) -> dict[str, object]:
    step = common.steps.get(name=name)
    return {"after": step.after, "participants": step.participants, "notes": step.notes, "weeks": step.weeks_of_work}


def test_own_steps_come_where_their_phase_begins_and_the_laws_get_what_the_region_adds(cast: Cast) -> None:
    agreed(cast, TOLD, PANEL, MAPS, HEARD)
    common = a_common(cast)
    assert [(item.title, item.kind) for item in items_of(common)][:3] == [
        (TOLD.name, News.NEW),
        (PANEL.name, News.NEW),
        (MAPS.name, News.NEW),
    ]
    assert take_all(common) == 4
    assert items_of(common) == []
    assert said(common, TOLD.name) == {"after": "", "participants": "", "notes": "", "weeks": 1}
    panel = common.steps.get(name=PANEL.name)
    assert (panel.after, panel.weeks_of_work) == ("KPA-3", 2)
    assert panel.notes == "Ett fagnotat\nMå avklares: Hvem som leser\nDokumenter: Mal for fagnotat"
    assert said(common, MAPS.name)["after"] == panel.code
    law = common.steps.get(code="KPA-7")
    assert (law.name, law.participants) == ("", "nabokommunene")


def test_a_new_version_changes_what_stands_as_it_was_and_keeps_the_regions_own_words(cast: Cast) -> None:
    agreed(cast, PANEL)
    common = a_common(cast)
    take_all(common)
    code = common.steps.get(name=PANEL.name).code
    actions.set_step(KARE, common, code, {"participants": "tre planleggere"})
    agreed(cast, replace(PANEL, participants="fire planleggere", weeks=3))
    [item] = items_of(common)
    kept = {field.name: field.is_kept for field in item.fields}
    assert kept == {"participants": True, "weeks_of_work": False}
    take_all(common)
    assert said(common, PANEL.name) | {"notes": ""} == {
        "after": "KPA-3", "participants": "tre planleggere", "notes": "", "weeks": 3,
    }  # fmt: skip
    assert items_of(common) == []


def test_a_step_the_region_has_moved_stays_where_it_was_put(cast: Cast) -> None:
    agreed(cast, PANEL)
    common = a_common(cast)
    take_all(common)
    actions.set_step(KARE, common, common.steps.get().code, {"after": "KPA-8"})
    agreed(cast, replace(PANEL, weeks=4))
    take_all(common)
    assert said(common, PANEL.name)["after"] == "KPA-8"


def test_a_step_that_is_taken_out_of_the_worksheet_can_be_taken_out_here(cast: Cast) -> None:
    agreed(cast, PANEL, MAPS)
    common = a_common(cast)
    take_all(common)
    agreed(cast, PANEL)
    [item] = items_of(common)
    assert (item.title, item.kind) == (MAPS.name, News.GONE)
    take_all(common)
    assert list(common.steps.values_list("name", flat=True)) == [PANEL.name]


def test_the_sheet_of_a_course_goes_before_the_one_for_all_and_a_step_of_another_course_is_the_regions_own(
    cast: Cast,
) -> None:
    agreed(cast, PANEL)
    agreed(cast, MAPS, replace(HEARD, law="REG-7"), part="KPA")
    assert [(item.title, item.code.startswith("felles-")) for item in items_of(a_common(cast))] == [
        (MAPS.name, True),
        ("Høring", True),
    ]


def test_a_step_the_region_had_by_the_same_name_is_not_doubled_and_never_taken_out(cast: Cast) -> None:
    common = a_common(cast)
    actions.add_step(KARE, common, PANEL.name.upper(), "KPA-6")
    agreed(cast, PANEL)
    [item] = items_of(common)
    assert item.kind is News.CHANGED
    take_all(common)
    step = common.steps.get()
    assert (step.name, step.after, step.weeks_of_work) == (PANEL.name.upper(), "KPA-6", 2)
    agreed(cast, MAPS)
    assert [(each.title, each.kind) for each in items_of(common)] == [(MAPS.name, News.NEW)]


def test_what_is_taken_in_is_the_template_that_processes_run_on(cast: Cast) -> None:
    agreed(cast, PANEL)
    common = a_common(cast)
    take_all(common)
    common.refresh_from_db()
    made = begin_process(INGRID, a_plan(cast.fjordvik), "KPA", {}, {}, common=common)
    process = Process.objects.select_related("common__collaboration", "plan").get(pk=made.pk)
    assert process.steps.get(name=PANEL.name).weeks_of_work == 2
    agreed(cast, replace(PANEL, weeks=4))
    take_all(common)
    process = Process.objects.select_related("common__collaboration", "plan").get(pk=made.pk)
    [news] = news_for(process)
    assert news.becomes is not None
    assert news.becomes["weeks_of_work"] == 4


def test_kare_takes_one_step_at_his_screen_and_can_undo_it(cast: Cast) -> None:
    agreed(cast, PANEL, MAPS)
    common, kare = a_common(cast), at_screen(cast, "Kåre")
    at = [cast.ytre_fjord.id, "KPA"]
    assert "2 steg som ikke står slik her" in kare.get(reverse("common_process", args=at)).content.decode()
    page = reverse("common_agreed", args=at)
    shown = kare.get(page)
    assert "Ett fagnotat<br>Må avklares: Hvem som leser" in shown.content.decode()
    code = shown.context["items"][0].code
    answer = kare.post(page, {"seen": common.version, "steg": code}, follow=True).content.decode()
    assert "1 steg er tatt inn" in answer
    assert "nå" in kare.post(page, {"seen": 99, "steg": shown.context["items"][1].code}, follow=True).content.decode()
    event = AuditEvent.objects.filter(subject_id=common.pk).latest("made_at")
    kare.post(reverse("common_undo", args=[*at, event.pk]))
    assert not common.steps.exists()
    for name in EVERYBODY:
        status = at_screen(cast, name).get(page).status_code
        assert (status == 200) is (name == "Kåre"), name


def test_an_answer_to_what_is_changed_since_is_not_taken(cast: Cast) -> None:
    agreed(cast, PANEL)
    common = a_common(cast)
    with pytest.raises(ChangedMeanwhile):
        take_agreed(KARE, common, [items_of(common)[0].code], common.version + 1)
    rows = [replace(MAPS, item=f"step-{number:04}", name=f"Steg {number}") for number in range(61)]
    agreed(cast, *rows)
    with pytest.raises(ValidationError, match="plass til 60"):
        take_all(common)
    assert not common.steps.exists()


def test_many_steps_and_versions_take_no_more_questions(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    common = a_common(cast)
    for weeks in range(1, 4):
        agreed(cast, *[replace(MAPS, item=f"step-{n:04}", name=f"Steg {n}", weeks=weeks) for n in range(40)])
    with django_assert_max_num_queries(4):
        assert len(items_of(common)) == 40
