"""The series of an arena is changed and ended from the page it was set up on, and nowhere else."""

from datetime import date

import pytest
from django.urls import reverse

from plandugnad.agreements.actions.publishing import withdraw
from plandugnad.meetings.actions.series import make_series
from plandugnad.meetings.models import Meeting
from tests.agreements.test_arenas import YEAR, address, an_arena, client_of, meetings, set_up
from tests.cast import Cast
from tests.meetings.builders import INGRID, a_body

pytestmark = pytest.mark.django_db


def test_from_a_meeting_of_an_arena_the_series_is_changed_where_it_was_set_up(cast: Cast) -> None:
    arena = an_arena(cast)
    series = set_up(cast, arena).series
    assert series is not None
    ingrid, at, old = client_of(cast, "Ingrid"), address(cast, arena), reverse("series_edit", args=[series.pk])
    page = ingrid.get(reverse("meeting", args=[meetings()[0].pk])).text
    assert f'<a href="{at}">Endre hele serien</a>' in page
    assert old not in page
    assert ingrid.get(old).headers["Location"] == at
    assert client_of(cast, "Åse").get(old).status_code == 404


def test_the_old_forms_change_and_end_nothing_of_an_arenas_series_and_keep_what_was_typed(cast: Cast) -> None:
    arena = an_arena(cast)
    series = set_up(cast, arena).series
    assert series is not None
    ingrid, before = client_of(cast, "Ingrid"), [one.pk for one in meetings()]
    typed = {"title": "Ledermøte", "rhythm": "weeks", "every": "1", "weekday": "0", "ordinal": "1"}
    answer = ingrid.post(reverse("series_edit", args=[series.pk]), typed)
    assert answer.status_code == 422
    assert f"er satt opp fra møtearenaen «{arena.name}», og endres og avsluttes der" in answer.text
    assert "Ledermøte" in answer.text
    assert f'href="{address(cast, arena)}"' in answer.text
    ended = ingrid.post(reverse("series_end", args=[series.pk]), follow=True)
    assert ended.redirect_chain[-1][0] == address(cast, arena)
    assert "Ingenting er endret." in ended.text
    assert [one.pk for one in meetings()] == before


def test_ended_from_its_own_page_the_series_and_every_meeting_come_back(cast: Cast) -> None:
    arena = an_arena(cast)
    set_up(cast, arena)
    ingrid = client_of(cast, "Ingrid")
    days = [(one.first_on, one.chair_organisation_id, one.preparer_organisation_id) for one in meetings()]
    Meeting.objects.filter(pk=meetings()[2].pk).update(version=9)  # somebody's own by now
    ended = ingrid.post(address(cast, arena, "arena_meetings_end"), follow=True)
    assert "Serien er avsluttet." in ended.text
    assert len(meetings()) == 1
    own = ingrid.get(reverse("meeting", args=[meetings()[0].pk])).text
    assert "Endre hele serien" not in own
    ingrid.post(address(cast, arena, "arena_meetings_undo"))
    assert [(one.first_on, one.chair_organisation_id, one.preparer_organisation_id) for one in meetings()] == days
    assert address(cast, arena) in ingrid.get(reverse("meeting", args=[meetings()[0].pk])).text


def test_where_the_arena_is_taken_out_the_way_leads_to_where_its_series_is_ended(cast: Cast) -> None:
    arena = an_arena(cast)
    set_up(cast, arena)
    withdraw(INGRID, arena.agreement)
    ingrid = client_of(cast, "Ingrid")
    at = reverse("agreed_arenas", args=[cast.ytre_fjord.id])
    assert f'<a href="{at}">Endre hele serien</a>' in ingrid.get(reverse("meeting", args=[meetings()[0].pk])).text
    assert "Avslutt serien" in ingrid.get(at).text


def test_a_series_of_a_group_alone_is_changed_as_before(cast: Cast) -> None:
    body = a_body(cast.ytre_fjord, "Klimagruppen")
    values = {"rhythm": "weeks", "every": 1, "weekday": 0, "ordinal": 1}
    days = {"first_on": date(YEAR, 1, 1), "last_on": date(YEAR, 3, 31)}
    series, _made = make_series(INGRID, body, values | days)
    at = reverse("series_edit", args=[series.pk])
    ingrid = client_of(cast, "Ingrid")
    assert at in ingrid.get(reverse("meeting", args=[Meeting.objects.filter(series=series)[0].pk])).text
    assert ingrid.get(at).status_code == 200
