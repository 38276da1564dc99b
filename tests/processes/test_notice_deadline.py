"""The deadline of a notice: what is past is refused, and what is too short or another than in the process is said."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from plandugnad.processes.models import Announcement, Process
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.deadline import doubts
from plandugnad.processes.notice.models import Channel
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen, happened, planned
from tests.processes.test_notice import announced, read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("chain", "code"), [("KPA", "KPA-2"), ("KPA", "KPA-3"), ("REG", "REG-7")])
def test_a_deadline_that_is_past_is_refused_in_words_and_hers_stays_in_the_form(
    cast: Cast, chain: str, code: str
) -> None:
    process, client = a_process(a_plan(cast.fjordvik), chain), at_screen(cast, "Ingrid")
    address = reverse("notice_facts", args=[process.id, code])
    answer = client.post(address, {"seen": "1", "deadline_on": "01.02.2020", "contact": "Ingrid"})
    assert answer.status_code == 422
    assert "Fristen kan ikke være før" in answer.content.decode()
    assert "01.02.2020" in answer.content.decode()
    assert not Announcement.objects.exists()


def test_the_past_deadline_of_what_was_announced_can_be_written_afterwards(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    announced(process, "KPA-7", Channel.WEB, DAY)
    address = reverse("notice_facts", args=[process.id, "KPA-7"])
    assert client.post(address, {"seen": "1", "deadline_on": "19.10.2026"}).status_code == 302
    before = client.post(address, {"seen": "2", "deadline_on": "06.09.2026"})
    assert "før mandag 7. september 2026" in before.content.decode()


def with_deadline(process: Process, code: str, day: date) -> Process:
    actions.write_facts(INGRID, process, code, {"deadline_on": day}, seen=1)
    return process


def test_a_deadline_before_the_end_the_law_demands_is_said_on_the_page_and_where_it_is_noted(cast: Cast) -> None:
    process, client = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    with_deadline(process, "KPA-3", date(2026, 9, 21))
    happened(process, "KPA-3", DAY)
    said = "kortere enn loven krever. Når det kunngjøres mandag 7. september 2026, kan den tidligst være mandag 19. okt"
    assert said in client.get(reverse("notice", args=[process.id, "KPA-3"])).content.decode()
    given = {"id": str(uuid4()), "channel": "web", "place": "nettsiden", "announced_on": "07.09.2026", "se": "1"}
    noting = client.post(reverse("notice_proof", args=[process.id, "KPA-3"]), given).content.decode()
    assert "Dette blir notert" in noting
    assert said in noting


def test_a_deadline_other_than_that_of_the_process_is_said_and_the_same_is_not(cast: Cast) -> None:
    process = with_deadline(a_process(a_plan(cast.fjordvik)), "KPA-3", date(2027, 2, 15))
    happened(process, "KPA-3", DAY)
    planned(process, "KPA-3", date(2027, 2, 22), "closed")
    (said,) = doubts(process, read(process, "KPA-3", DAY), DAY)
    assert "mandag 15. februar 2027 er en annen enn i prosessen, der det står mandag 22. februar 2027" in said
    planned(process, "KPA-3", date(2027, 2, 15), "closed")
    assert doubts(process, read(process, "KPA-3", DAY), DAY) == []


def test_where_the_law_has_no_length_two_days_are_said_to_be_few_and_three_weeks_are_not(cast: Cast) -> None:
    process = with_deadline(a_process(a_plan(cast.fjordvik)), "KPA-2", DAY + timedelta(days=2))
    (said,) = doubts(process, read(process, "KPA-2", DAY), DAY)
    assert "Loven har ingen lengde her" in said
    Announcement.objects.update(deadline_on=DAY + timedelta(days=21))
    assert doubts(process, read(process, "KPA-2", DAY), DAY) == []


def test_a_deadline_for_appeals_is_never_shorter_than_the_law_says(cast: Cast) -> None:
    process = with_deadline(a_process(a_plan(cast.fjordvik), "REG"), "REG-10", DAY + timedelta(days=20))
    (said,) = doubts(process, read(process, "REG-10", DAY), DAY)
    assert "kan den tidligst være mandag 28. september 2026. Fvl. § 29." in said
    Announcement.objects.update(deadline_on=DAY + timedelta(days=21))
    assert doubts(process, read(process, "REG-10", DAY), DAY) == []


def test_a_deadline_that_passes_before_anything_is_announced_is_said(cast: Cast) -> None:
    process = with_deadline(a_process(a_plan(cast.fjordvik)), "KPA-3", date(2020, 2, 1))
    (said,) = doubts(process, read(process, "KPA-3", DAY), DAY)
    assert "lørdag 1. februar 2020 er før det kunngjøres" in said
    planned(process, "KPA-3", date(2020, 1, 15))
    (said,) = doubts(process, read(process, "KPA-3", DAY), DAY)
    assert "er passert, og ingenting er notert" in said
