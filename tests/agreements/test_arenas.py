"""After the meeting model is adopted the meetings exist: set up, taken in turn, changed, ended and taken back."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from dateutil.easter import easter
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.agreements.actions.publishing import withdraw
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.core.marks import written_day
from plandugnad.core.models import AuditEvent
from plandugnad.meetings.actions import agenda
from plandugnad.meetings.actions.meetings import change_meeting, delete_meeting
from plandugnad.meetings.calendar_file import written
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import Body, Meeting
from plandugnad.meetings.queries.calendar import lines_of
from plandugnad.meetings.queries.meetings import read_meeting
from plandugnad.regions.models import Member
from tests.agreements.builders import FORUM, agree
from tests.cast import NAMES, Cast
from tests.meetings.builders import INGRID, a_body, a_meeting

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year + 1
MONTHLY = replace(
    FORUM,
    rhythm="Hver måned",
    rhythm_code="monthly",
    venue="Videomøte",
    venue_code="video",
    chairs="Kommunene på omgang",
    prepares="Koordinatoren",
    participants="Planleggere",
    agenda="Siden sist, nye planer, én sak i dybden",
)
# S: sees the arenas, R: reads the meetings of the collaboration, W: sets them up.
RIGHTS = dict.fromkeys(NAMES, "") | {"Åse": "S", **dict.fromkeys(("Ingrid", "Tore", "Marit", "Kåre"), "SRW")}


def an_arena(cast: Cast, *rows: Any) -> Arena:
    agreement = agree(cast.ytre_fjord, AgreementKind.ARENAS, *(rows or (MONTHLY,)))
    return Arena.objects.get(agreement=agreement, item=MONTHLY.item)


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def address(cast: Cast, arena: Arena, name: str = "arena_meetings") -> str:
    return reverse(name, args=[cast.ytre_fjord.id, arena.id])


def given(cast: Cast, **other: Any) -> dict[str, Any]:
    """As Ingrid fills it in: the first Thursday of each month, Lyngmo first."""
    said = {
        **{"rhythm": "monthly", "weekday": "3", "ordinal": "1", "starts": "09.00", "minutes": "90"},
        **{"first_on": f"01.01.{YEAR}", "last_on": f"31.12.{YEAR}", "has_july_off": "on", "on_holiday": "move"},
        **{"venue": "Digitalt", "digital_address": "", "agenda": "Siden sist\nNye planer"},
        **{"chairs": "turn", "chair": "", "prepares": "ahead", "preparer": ""},
        **{f"plass-{cast.lyngmo.id}": "1", f"plass-{cast.fjordvik.id}": "2"},
    }
    return said | other


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(token|seen)" value="([^"]*)"', page))


def confirm(client: Client, at: str, said: dict[str, Any]) -> Any:
    """Sees the days, and says yes to them."""
    token = hidden(client.get(at).content.decode())
    seen = client.post(at, said | token | {"vis": "1"})
    assert seen.status_code == 200, seen.content.decode()
    return client.post(at, said | hidden(seen.content.decode()) | {"bekreft": "1"}, follow=True)


def set_up(cast: Cast, arena: Arena, **other: Any) -> ArenaSeries:
    confirm(client_of(cast, "Ingrid"), address(cast, arena), given(cast, **other))
    return ArenaSeries.objects.select_related("series", "body").get(arena=arena)


def meetings() -> list[Meeting]:
    return list(Meeting.objects.kept().select_related("chair_organisation", "preparer_organisation").in_order())


def chairs(found: list[Meeting]) -> list[str]:
    return [one.chair_organisation.name if one.chair_organisation else one.chair for one in found]


def test_nothing_is_written_before_the_days_are_seen_and_then_all_of_it_stands_in_the_calendar(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    first = next(day for number in range(1, 8) if (day := date(YEAR, 2, number)).weekday() == 3)
    for place in (cast.lyngmo, cast.fjordvik):
        a_meeting(a_body(place), first)
    at = address(cast, arena)
    form = ingrid.get(at).content.decode()
    assert "Siden sist\nNye planer\nÉn sak i dybden" in form
    page = ingrid.post(at, given(cast) | hidden(form) | {"vis": "1"}).content.decode()
    assert "11 møter" in page
    assert "ikke møte i juli" in page
    assert "Kommunestyret møtes samme dag i Fjordvik og Lyngmo" in page
    assert not ArenaSeries.objects.exists()
    other = given(cast, starts="10.00") | hidden(page) | {"bekreft": "1"}
    assert "Dagene er ikke de du så på" in ingrid.post(at, other).content.decode()
    said = given(cast) | hidden(page) | {"bekreft": "1"}
    for _twice in range(2):
        assert ingrid.post(at, said).status_code in (302, 200)
    found = [one for one in meetings() if one.series_id]
    assert len(found) == 11
    assert chairs(found)[:4] == ["Lyngmo", "Fjordvik", "Lyngmo", "Fjordvik"]
    assert [one.preparer_organisation and one.preparer_organisation.name for one in found][:2] == ["Fjordvik", "Lyngmo"]
    assert list(found[0].items.values_list("title", flat=True)) == ["Siden sist", "Nye planer"]
    file = written("Møter", lines_of(cast.actor("Ingrid").keys, date(YEAR, 1, 1))).decode().replace("\r\n ", "")
    assert r"DESCRIPTION:Leder: Lyngmo\nForbereder: Fjordvik\nSaksliste:\n1. Siden sist" in file
    assert "Leder: Lyngmo" in ingrid.get(f"/kalender/?aar={YEAR}").content.decode()
    page = ingrid.get(reverse("meeting", args=[found[0].id])).content.decode()
    assert re.search(r"<dt>Leder</dt><dd><bdi>Lyngmo", page)


def test_who_works_there_sets_up_and_others_see_what_they_saw_before(cast: Cast) -> None:
    arena, of_another = an_arena(cast), uuid4()
    for name in NAMES:
        client, right = client_of(cast, name), RIGHTS[name]
        page = client.get(reverse("agreed_arenas", args=[cast.ytre_fjord.id]))
        assert page.status_code == (200 if "S" in right else 404), name
        way = reverse("arena_meetings", args=[cast.ytre_fjord.id, arena.pk])
        assert (way in page.content.decode()) is ("W" in right), name
        year = client.get(reverse("meetings_year", args=[cast.ytre_fjord.id]))
        assert year.status_code == (200 if "R" in right else 404), name
        assert client.get(address(cast, arena)).status_code == (200 if "W" in right else 404), name
        assert client.get(reverse("arena_meetings", args=[cast.ytre_fjord.id, of_another])).status_code == 404
        for post in ("arena_meetings_end", "arena_meetings_undo"):
            assert client.post(address(cast, arena, post)).status_code == (302 if "W" in right else 404), name


def test_what_was_set_up_can_be_taken_back_at_once_but_not_what_somebody_has_written(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    set_up(cast, arena)
    for _twice in range(2):
        ingrid.post(address(cast, arena, "arena_meetings_undo"))
    assert (meetings(), Body.objects.kept().count()) == ([], 0)
    row = set_up(cast, arena)
    agenda.promise(INGRID, meetings()[0], {"what": "Ringe", "who": "Tore"})
    ingrid.post(address(cast, arena, "arena_meetings_undo"))
    assert len(meetings()) == 1
    assert Body.objects.kept().filter(pk=row.body_id).exists()
    verbs = AuditEvent.objects.filter(subject_id=arena.id).values_list("verb", flat=True)
    assert sorted(verbs) == ["arena_meetings_made", "arena_meetings_made", *["arena_meetings_undone"] * 2]


def test_a_swap_or_a_move_of_one_meeting_disturbs_no_other_when_the_series_changes(cast: Cast) -> None:
    arena = an_arena(cast)
    set_up(cast, arena)
    before = meetings()
    swapped, moved, deleted = before[2], before[4], before[6]
    change_meeting(INGRID, swapped, {"chair_organisation_id": cast.fjordvik.id})
    assert moved.when is not None
    change_meeting(INGRID, moved, {"when": type(moved.when).on(moved.first_on + timedelta(days=1))})
    delete_meeting(INGRID, deleted)
    page = confirm(client_of(cast, "Ingrid"), address(cast, arena), given(cast, minutes="60"))
    assert "Nye: 0. Tatt bort: 0." in page.content.decode()
    after = meetings()
    assert [one.id for one in after] == [one.id for one in before if one.id != deleted.id]
    turns = {one.id: name for one, name in zip(before, chairs(before), strict=True)}
    assert all(name == turns[one.id] for one, name in zip(after, chairs(after), strict=True) if one.id != swapped.id)
    lasting = {one.ends.minute for one in after if one.ends and one.id not in (swapped.id, moved.id)}
    assert lasting == {0}
    assert {one.ends.minute for one in after if one.ends and one.id in (swapped.id, moved.id)} == {30}


def test_adopted_again_the_page_says_what_changed_and_the_change_can_be_undone(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    set_up(cast, arena)
    before = [(one.id, one.ends) for one in meetings()]
    an_arena(cast, replace(MONTHLY, name="Fagforum", minutes=60, rhythm="Annenhver måned", rhythm_code="bimonthly"))
    at = reverse("agreed_arenas", args=[cast.ytre_fjord.id])
    page = ingrid.get(at).content.decode()
    assert "Hver måned" in page
    assert "Se hva som endres" in page
    form = ingrid.get(address(cast, arena)).content.decode()
    assert re.search(r'value="bimonthly" selected', form)
    assert 'name="minutes" value="60"' in form
    confirm(ingrid, address(cast, arena), given(cast, rhythm="bimonthly", minutes="60"))
    assert len(meetings()) == 5  # July is off
    assert Body.objects.kept().get().name == "Fagforum"
    assert "Se hva som endres" not in ingrid.get(at).content.decode()
    ingrid.post(address(cast, arena, "arena_meetings_undo"))
    assert [one.ends for one in meetings()] == [ends for _id, ends in before]
    assert chairs(meetings())[:3] == ["Lyngmo", "Fjordvik", "Lyngmo"]
    assert Body.objects.kept().get().name == FORUM.name
    assert "Se hva som endres" in ingrid.get(at).content.decode()


def test_an_arena_that_is_taken_out_offers_to_end_its_meetings_and_to_take_that_back(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    set_up(cast, arena)
    kept = meetings()[0]
    change_meeting(INGRID, kept, {"venue": "Skolen"})
    at = reverse("agreed_arenas", args=[cast.ytre_fjord.id])
    withdraw(INGRID, arena.agreement)
    assert "Ikke lenger i møtemodellen" in ingrid.get(at).content.decode()
    assert ingrid.get(address(cast, arena)).status_code == 404
    for _twice in range(2):
        ingrid.post(address(cast, arena, "arena_meetings_end"))
    assert meetings() == [kept]
    ingrid.post(address(cast, arena, "arena_meetings_undo"))
    found = meetings()
    assert len(found) == 11
    assert chairs(found)[:3] == ["Lyngmo", "Fjordvik", "Lyngmo"]
    assert {one.series_id for one in found} == {ArenaSeries.objects.get().series_id}


def test_when_a_member_leaves_its_turns_need_somebody_and_are_shared_out_again(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    set_up(cast, arena)
    Member.objects.filter(organisation=cast.lyngmo).update(left_at=timezone.now())
    page = ingrid.get(reverse("agreed_arenas", args=[cast.ytre_fjord.id])).content.decode()
    assert "11 møter framover trenger noen" in page
    assert "trenger noen" in ingrid.get(reverse("meeting", args=[meetings()[0].id])).content.decode()
    alone = given(cast) | {f"plass-{cast.fjordvik.id}": "1"}
    del alone[f"plass-{cast.lyngmo.id}"]
    confirm(ingrid, address(cast, arena), alone)
    assert set(chairs(meetings())) == {"Fjordvik"}
    assert "trenger noen" not in ingrid.get(reverse("agreed_arenas", args=[cast.ytre_fjord.id])).content.decode()


def a_group(cast: Cast, weeks: int = 8) -> Body:
    """Meets every other Wednesday from the second in January."""
    body = a_body(cast.ytre_fjord, FORUM.name, BodyKind.GROUP)
    first = next(day for number in range(8, 15) if (day := date(YEAR, 1, number)).weekday() == 2)
    for number in range(0, weeks, 2):
        a_meeting(body, first + timedelta(weeks=number), starts=time(9), ends=time(11, 30))
    return body


def test_a_group_that_meets_already_is_told_of_and_its_meetings_used_or_doubled_on_purpose(cast: Cast) -> None:
    arena, ingrid, at = an_arena(cast), client_of(cast, "Ingrid"), reverse("agreed_arenas", args=[cast.ytre_fjord.id])
    a_group(cast)
    a_meeting(a_body(cast.ytre_fjord, "Styringsgruppen", "group"), date(YEAR, 3, 2), ends=time(20))
    form = ingrid.get(address(cast, arena)).content.decode()
    assert "Gruppen har alt 4 møter framover (onsdager kl. 09.00)." in form
    assert 'value="fortnightly" selected' in form
    assert re.search(r'name="minutes" value="150"', form)
    page = confirm(ingrid, address(cast, arena), given(cast)).content.decode()
    assert "Kryss av hvis den skal ha disse i tillegg" in page
    assert "gruppen møtes alt denne måneden: " in page
    assert "Gruppen har alt 4 møter i perioden (onsdager kl. 09.00)." in page
    assert Meeting.objects.count() == 5
    for _twice in range(2):
        ingrid.post(address(cast, arena), {"bruk": "1"})
    page = ingrid.get(at).content.decode()
    assert Meeting.objects.count() == 5
    assert "Arenaen bruker møtene gruppen har" in page
    assert "Neste:" in page
    year = reverse("meetings_year", args=[cast.ytre_fjord.id])
    page = ingrid.get(f"{year}?aar={YEAR}").content.decode()
    assert "<bdi>Planleggere</bdi></dt><dd>10 timer" in page
    assert "Ikke regnet med" in page
    assert "Styringsgruppen (" in page
    withdraw(INGRID, arena.agreement)
    assert "<bdi>Planleggere</bdi></dt><dd>10 timer" in ingrid.get(f"{year}?aar={YEAR}").content.decode()
    an_arena(cast)
    ingrid.post(address(cast, arena, "arena_meetings_undo"))
    assert "Sett opp møtene" in ingrid.get(at).content.decode()
    confirm(ingrid, address(cast, arena), given(cast, beside="on"))
    assert Meeting.objects.count() > 10


def test_single_days_are_taken_out_and_the_week_before_easter_is_proposed_to_be(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    at = address(cast, arena)
    said = given(cast, rhythm="weekly", weekday="0", on_holiday="skip")
    page = ingrid.post(at, said | hidden(ingrid.get(at).content.decode()) | {"vis": "1"}).content.decode()
    assert "tatt ut: i påskeuken" in page
    shown, out = (
        re.findall(r'name="vist" value="([^"]*)"', page),
        re.findall(r'name="ut" value="([^"]*)"[^>]*checked', page),
    )
    monday = (easter(YEAR) - timedelta(days=6)).isoformat()
    assert monday in out
    first_of_all = min(shown)
    chosen = {"vist": shown, "ut": [*(day for day in out if day != monday), first_of_all]}
    first = ingrid.post(at, said | hidden(page) | chosen | {"bekreft": "1"}).content.decode()
    assert "Dagene er ikke de du så på" in first
    page = ingrid.post(at, said | hidden(first) | chosen | {"bekreft": "1"}, follow=True).content.decode()
    days = [one.first_on.isoformat() for one in meetings()]
    assert monday in days
    assert first_of_all not in days
    assert not set(chosen["ut"]) & set(days)
    confirm(ingrid, at, said | {"minutes": "60"})
    assert [one.first_on.isoformat() for one in meetings()] == days


def test_a_year_of_weeks_is_folded_by_month_and_only_what_somebody_must_choose_stands_open(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    at, said = address(cast, arena), given(cast, rhythm="weekly", weekday="0", on_holiday="skip")
    page = ingrid.post(at, said | hidden(ingrid.get(at).text) | {"vis": "1"}).text
    _before, open_part = page.split('id="dager"')
    first, folded = open_part.split('<ul class="ag-months">')
    shown = re.findall(r'name="vist" value="([^"]*)"', open_part)
    assert len(shown) == len(set(shown)) > 40  # each day once, so that a box is never sent twice
    choices = re.findall(r'name="vist" value="([^"]*)"', first)
    assert 0 < len(choices) < 12
    assert (easter(YEAR) - timedelta(days=6)).isoformat() in choices
    assert f"{len(choices)} dag" in first
    assert "å ta stilling til" in first
    months = re.findall(r"<summary>(.*?)</summary>", folded)
    assert len(months) == 12
    assert "<details open" not in folded
    assert re.fullmatch(rf"Januar {YEAR}: \d (møter?|ingen møter)(, og \d dag(er)? å ta stilling til)?", months[0])
    none = ingrid.post(at, given(cast, weekday="2") | hidden(page) | {"vis": "1", "vist": [], "ut": []}).text
    assert "måned for måned" in none or "Ingen av dagene krever at du velger." in none


def test_the_way_back_stands_on_the_page_and_what_has_been_held_since_stays(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    today = timezone.localdate()
    last_year = {"first_on": f"{today - timedelta(days=60):%d.%m.%Y}", "last_on": f"31.12.{YEAR}"}
    at = address(cast, arena)
    page = ingrid.post(at, given(cast, rhythm="weekly", **last_year) | {"vis": "1"}).content.decode()
    assert "av de nye møtene er på dager som har vært" in page
    row = set_up(cast, arena, rhythm="weekly", **last_year)
    page = ingrid.get(reverse("agreed_arenas", args=[cast.ytre_fjord.id])).content.decode()
    assert f"Møtene ble satt opp {written_day(today)}." in page
    assert reverse("arena_meetings_undo", args=[cast.ytre_fjord.id, arena.id]) in page
    ArenaSeries.objects.filter(pk=row.pk).update(before=row.before | {"on": "2020-01-01"})
    ingrid.post(address(cast, arena, "arena_meetings_undo"))
    assert meetings()
    assert all(one.first_on < today for one in meetings())


def test_one_meeting_is_given_to_a_named_person_and_who_is_leaving_is_told_of(cast: Cast) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    set_up(cast, arena)
    first, second = meetings()[:2]
    lyngmo = Member.objects.filter(organisation=cast.lyngmo)
    lyngmo.update(notice_on=date(YEAR - 1, 1, 1), ends_on=first.first_on)
    at = reverse("meeting_edit", args=[first.id])
    assert f"Lyngmo (med til {written_day(first.first_on)})" in ingrid.get(at).content.decode()
    said = {"when": f"17.05.{YEAR}", "chair_organisation": str(cast.lyngmo.id), "preparer_organisation": ""}
    page = ingrid.post(at, said | {"chair": "Kari Nordmann"}, follow=True).content.decode()
    assert "Kari Nordmann" in page
    assert "er en helligdag: grunnlovsdagen" in page
    assert "ute, trenger noen" not in page
    page = ingrid.post(at, said | {"chair": "Kari Nordmann", "seen_version": "2"}, follow=True).content.decode()
    assert "Kari Nordmann" not in page  # the member is what was chosen now
    both = {"when": f"17.05.{YEAR}", "chair": "Ola", "chair_organisation": str(cast.fjordvik.id), "seen_version": "3"}
    assert "ikke begge" in ingrid.post(at, both).content.decode()
    Member.objects.filter(organisation=cast.lyngmo).update(ends_on=second.first_on, left_at=timezone.now())
    year = ingrid.get(f"{reverse('meetings_year', args=[cast.ytre_fjord.id])}?aar={YEAR}").content.decode()
    assert "<bdi>Lyngmo</bdi></dt>" not in year


def test_what_is_promised_comes_back_on_each_agenda_of_the_arena_until_it_is_done_and_on_no_other(cast: Cast) -> None:
    forum, clinic = replace(MONTHLY), replace(MONTHLY, item="arena-002", name="Saksklinikk")
    arena = an_arena(cast, forum, clinic)
    set_up(cast, arena)
    set_up(cast, Arena.objects.get(item="arena-002"), weekday="1")
    mine = [one for one in meetings() if one.body.name == FORUM.name]
    theirs = [one for one in meetings() if one.body.name == "Saksklinikk"]
    row = agenda.promise(INGRID, mine[0], {"what": "Ringe fylket", "who": "Marit"})
    delete_meeting(INGRID, mine[1])
    today = mine[0].first_on
    for later in (mine[2], mine[-1]):
        assert [one.row for one in read_meeting(later, today).returning] == [row]
    assert read_meeting(theirs[-1], today).returning == ()
    confirm(client_of(cast, "Ingrid"), address(cast, arena), given(cast, weekday="2"))
    [last] = [one for one in meetings() if one.body.name == FORUM.name][-1:]
    assert [one.row for one in read_meeting(last, today).returning] == [row]
    agenda.set_done(INGRID, row, is_done=True)
    assert all(not one.is_overdue for one in read_meeting(last, today).returning)


WRONG: list[tuple[dict[str, str], str]] = [
    ({"rhythm": ""}, "Hvor ofte"),
    ({"starts": "23.30"}, "Møtet må slutte før midnatt"),
    ({"last_on": "01.01.2000"}, "Siste dag må komme etter første dag"),
    ({"first_on": "1. mars", "last_on": "2027"}, "«1. mars» er ikke en hel dato"),
    ({"first_on": "1. mars", "last_on": "2027"}, "«2027» er ikke en hel dato"),
    ({"agenda": "x" * 301}, "lengre enn 300 tegn"),
    ({"chairs": "words", "prepares": "ahead"}, "Når den samme leder hver gang"),
    ({"digital_address": "javascript:alert(1)"}, "Skriv en nettadresse"),
    ({"plass": "1"}, "har begge plass 1"),
    ({"plass": ""}, "Velg minst ett medlem"),
]


def test_what_cannot_be_is_said_in_words_and_nothing_typed_is_lost(cast: Cast) -> None:
    ingrid, at = client_of(cast, "Ingrid"), address(cast, an_arena(cast))
    for wrong, said in WRONG:
        places = {f"plass-{one.id}": wrong["plass"] for one in (cast.lyngmo, cast.fjordvik) if "plass" in wrong}
        form = ingrid.post(at, given(cast, venue="Rådhuset") | wrong | places)
        page = form.content.decode()
        assert form.status_code == 422, wrong
        assert said in page
        assert 'value="Rådhuset"' in page


def test_the_year_on_one_sheet_asks_as_many_questions_for_many_meetings_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    arena, ingrid = an_arena(cast), client_of(cast, "Ingrid")
    set_up(cast, arena, rhythm="weekly")
    at = reverse("meetings_year", args=[cast.ytre_fjord.id])
    with django_assert_max_num_queries(15):
        page = ingrid.get(f"{at}?aar={YEAR}").content.decode()
    assert "timer" in page
    assert "leder 2" in page
    with django_assert_max_num_queries(16):
        ingrid.get(reverse("agreed_arenas", args=[cast.ytre_fjord.id]))
    assert ingrid.get(f"{at}?aar=x").status_code == 200
