"""Into a collaboration and out of it: rights begin at a yes and end with the last day, on pages and in the search."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from plandugnad.archive.actions.rooms import open_room
from plandugnad.archive.models import RoomOpening
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import create_plan, share_plan
from plandugnad.plans.models import Plan, PlanShare
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from plandugnad.regions import joining
from plandugnad.regions.actions import give_role
from plandugnad.regions.actor import actor_of
from plandugnad.regions.agreement import earliest_end
from plandugnad.regions.jobs import end_what_has_run_out
from plandugnad.regions.models import Member, MemberKind, MemberState, Organisation, Role
from plandugnad.regions.queries.collaborations import find_row
from tests.archive.builders import make_room
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db
SECRET = "Hemmelig utkast på Storøy"


def row(cast: Cast, place: Organisation) -> Member:
    found = find_row(cast.ytre_fjord.id, place.id)
    assert found is not None
    return found


def ask(cast: Cast, place: Organisation, kind: str = MemberKind.MEMBER) -> Member:
    joining.invite_organisations(SYSTEM, cast.ytre_fjord, [place], kind)
    return row(cast, place)


def join(cast: Cast, place: Organisation, kind: str = MemberKind.MEMBER) -> Member:
    return joining.answer_invitation(SYSTEM, ask(cast, place, kind), is_yes=True)


def draft(cast: Cast) -> Plan:
    return create_plan(SYSTEM, cast.storoy, {"name": SECRET, "status": "in_process"})


def sees(cast: Cast, name: str, plan: Plan) -> set[str]:
    """Wherever this person meets the plan: by address, in the tables and files of the collaboration, and in search."""
    client, here = Client(), f"/samarbeid/{cast.ytre_fjord.id}/"
    client.force_login(cast.person(name))
    addresses = [
        *(f"/planer/{plan.id}/", f"/planer/{plan.id}/historikk/", f"/planer/{plan.id}/dokumenter/"),
        *(here, f"{here}side-om-side/", f"{here}planer/", f"{here}uttak/json/", f"{here}medlemmer/"),
        *("/", "/sok/?q=hemmelig", "/kommuner/9801/", "/kommuner/9801/tabell/", "/aktivitet/", "/kalender/"),
    ]
    found = {address for address in addresses if SECRET in _text(client.get(address, follow=True))}
    if FoundEntry.objects.visible_to(actor_of(cast.person(name)).keys).filter(source_id=plan.id).exists():
        found.add("keys")
    return found


def _text(answer: Any) -> str:
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def test_the_coordinators_sight_begins_at_the_yes_and_ends_with_the_leaving_everywhere(cast: Cast) -> None:
    plan = draft(cast)
    cast.person("Kåre")
    assert sees(cast, "Kåre", plan) == set()
    asked = ask(cast, cast.storoy)
    assert sees(cast, "Kåre", plan) == set()
    joining.answer_invitation(SYSTEM, asked, is_yes=True)
    seen = sees(cast, "Kåre", plan)
    assert {"keys", f"/planer/{plan.id}/", "/sok/?q=hemmelig", "/kommuner/9801/tabell/"} <= seen
    assert f"/samarbeid/{cast.ytre_fjord.id}/planer/" in seen
    assert f"/samarbeid/{cast.ytre_fjord.id}/uttak/json/" in seen
    joining.give_notice(SYSTEM, row(cast, cast.storoy))
    assert sees(cast, "Kåre", plan) == set()


def test_a_no_gives_nobody_anything_and_can_become_a_yes(cast: Cast) -> None:
    plan, asked = draft(cast), ask(cast, cast.storoy)
    joining.answer_invitation(SYSTEM, asked, is_yes=False)
    assert row(cast, cast.storoy).state(timezone.localdate()) == MemberState.DECLINED
    assert sees(cast, "Kåre", plan) == set()
    assert cast.ytre_fjord.id not in cast.actor("Even").collaborations
    joining.answer_invitation(SYSTEM, asked, is_yes=True)
    assert plan.organisation_id in cast.actor("Kåre").reads


def test_who_is_only_asked_sees_the_question_and_nothing_else(cast: Cast) -> None:
    ask(cast, cast.storoy)
    client = Client()
    client.force_login(cast.person("Even"))
    here = f"/samarbeid/{cast.ytre_fjord.id}/"
    for page in ("", "side-om-side/", "planer/", "medlemmer/", "avtale/", "mandat/"):
        assert client.get(here + page).status_code == 404, page
    question = client.get(f"{here}svar/{cast.storoy.id}/").content.decode()
    assert "Skal Storøy være med i Ytre Fjord?" in question
    assert "Storøy er invitert til Ytre Fjord" in client.get("/samarbeid/").content.decode()


def as_if_ending(cast: Cast, place: Organisation, days: int) -> None:
    """The notice given so long ago that the last day is so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    Member.rows.filter(organisation=place).update(notice_on=day - timedelta(days=90), ends_on=day)


@pytest.mark.parametrize(
    ("given", "ends"),
    [
        (date(2026, 6, 12), date(2026, 9, 12)),
        (date(2026, 11, 30), date(2027, 2, 28)),  # no 30th of February
        (date(2027, 11, 30), date(2028, 2, 29)),  # a leap year
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_three_months_end_on_the_day_with_the_same_number_or_the_last_of_the_month(given: date, ends: date) -> None:
    assert earliest_end("joint_planning", given) == ends
    assert earliest_end("host", given) == earliest_end("", given) == given


def test_notice_runs_to_the_last_day_and_not_a_day_longer(cast: Cast) -> None:
    plan = draft(cast)
    cast.ytre_fjord.form = "joint_planning"
    cast.ytre_fjord.save()
    member = joining.give_notice(SYSTEM, join(cast, cast.storoy))
    assert member.ends_on == earliest_end("joint_planning", timezone.localdate())
    assert CalendarEntry.objects.get(kind="member_leaves").first_on == member.ends_on
    for days, is_in in ((1, True), (0, True), (-1, False)):
        as_if_ending(cast, cast.storoy, days)
        assert (cast.storoy.id in cast.actor("Kåre").reads) == is_in
        assert (cast.ytre_fjord.id in cast.actor("Even").collaborations) == is_in
        assert ("keys" in sees(cast, "Kåre", plan)) == is_in


@pytest.mark.parametrize("form", ["", "informal", "political_council", "host"])
def test_where_the_law_asks_for_no_notice_one_leaves_at_once_or_on_a_day_of_ones_own(cast: Cast, form: str) -> None:
    cast.ytre_fjord.form = form
    cast.ytre_fjord.save()
    later = timezone.localdate() + timedelta(days=40)
    assert joining.give_notice(SYSTEM, row(cast, cast.lyngmo), later).ends_on == later
    assert joining.give_notice(SYSTEM, row(cast, cast.fjordvik)).left_at is not None


def test_the_last_day_can_be_later_than_the_law_asks_but_never_earlier(cast: Cast) -> None:
    cast.ytre_fjord.form = "joint_planning"
    cast.ytre_fjord.save()
    with pytest.raises(ValidationError, match="ikke være før"):
        joining.give_notice(SYSTEM, row(cast, cast.lyngmo), timezone.localdate() + timedelta(days=30))
    far = timezone.localdate() + timedelta(days=400)
    assert joining.give_notice(SYSTEM, row(cast, cast.lyngmo), far).ends_on == far


def test_notice_can_be_taken_back_and_all_is_as_before(cast: Cast) -> None:
    cast.ytre_fjord.form = "joint_planning"
    cast.ytre_fjord.save()
    member = joining.give_notice(SYSTEM, row(cast, cast.lyngmo))
    joining.withdraw_notice(SYSTEM, member)
    again = row(cast, cast.lyngmo)
    assert (again.notice_on, again.ends_on, again.lets_coordinator_import) == (None, None, True)
    assert not CalendarEntry.objects.filter(kind="member_leaves").exists()
    with pytest.raises(ValidationError):
        joining.withdraw_notice(SYSTEM, member)


def test_what_was_shared_with_the_collaboration_stops_being_shared_when_its_owner_leaves(cast: Cast) -> None:
    plan = draft(cast)
    join(cast, cast.storoy)
    share_plan(SYSTEM, plan, cast.ytre_fjord)
    share_plan(SYSTEM, plan, cast.lyngmo)
    assert "keys" in sees(cast, "Lars", plan)
    joining.give_notice(SYSTEM, row(cast, cast.storoy))
    assert sees(cast, "Lars", plan) == set()
    assert [share.organisation for share in PlanShare.objects.filter(plan=plan)] == [cast.lyngmo]  # its own decision


def test_when_a_notice_has_run_out_the_job_ends_what_was_shared_once(cast: Cast) -> None:
    plan = draft(cast)
    join(cast, cast.storoy)
    share_plan(SYSTEM, plan, cast.ytre_fjord)
    as_if_ending(cast, cast.storoy, 0)
    assert end_what_has_run_out(0) == 0
    as_if_ending(cast, cast.storoy, -1)
    assert end_what_has_run_out(0) == 1
    assert end_what_has_run_out(0) == 0
    assert not PlanShare.objects.filter(plan=plan).exists()
    assert AuditEvent.objects.filter(verb="member_left", by_name="Plandugnad").count() == 1


def test_who_has_left_may_be_asked_again_and_begins_with_nothing_said(cast: Cast) -> None:
    joining.give_notice(SYSTEM, row(cast, cast.lyngmo))
    assert row(cast, cast.lyngmo).state(timezone.localdate()) == MemberState.LEFT
    again = join(cast, cast.lyngmo)
    assert again.lets_coordinator_import is False
    assert cast.lyngmo.id not in cast.actor("Kåre").imports


def test_those_who_are_in_or_asked_are_not_asked_twice(cast: Cast) -> None:
    assert joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.fjordvik, cast.storoy, cast.county]) == [
        row(cast, cast.storoy)
    ]
    assert joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.storoy]) == []
    assert joining.invite_organisations(SYSTEM, cast.ytre_fjord, [cast.lyngmo, cast.storoy], MemberKind.HELPER) == []


def test_a_question_that_is_taken_back_cannot_be_answered(cast: Cast) -> None:
    asked = ask(cast, cast.storoy)
    joining.withdraw_organisation(SYSTEM, asked)
    with pytest.raises(ValidationError, match="trukket tilbake"):
        joining.answer_invitation(SYSTEM, asked, is_yes=True)
    with pytest.raises(ValidationError, match="går ut selv"):
        joining.withdraw_organisation(SYSTEM, row(cast, cast.lyngmo))


def test_two_answers_at_once_are_one_yes(cast: Cast) -> None:
    asked = ask(cast, cast.storoy)
    joining.answer_invitation(SYSTEM, asked, is_yes=True)
    with pytest.raises(ValidationError, match="besvart"):
        joining.answer_invitation(SYSTEM, asked, is_yes=False)
    assert row(cast, cast.storoy).state(timezone.localdate()) == MemberState.TAKES_PART


def test_helpers_see_what_is_shared_with_the_collaboration_and_never_a_draft_through_it(cast: Cast) -> None:
    plan = draft(cast)
    join(cast, cast.storoy)
    join(cast, cast.county, MemberKind.HELPER)
    guri = cast.actor("Guri")
    assert cast.ytre_fjord.id in guri.collaborations
    assert cast.ytre_fjord.id not in guri.works_in | guri.coordinates | guri.inside
    assert guri.reads == frozenset()
    assert cast.storoy.id not in guri.reads_adopted  # another county's
    assert sees(cast, "Guri", plan) == set()
    share_plan(SYSTEM, plan, cast.ytre_fjord)
    assert "keys" in sees(cast, "Guri", plan)
    joining.give_notice(SYSTEM, row(cast, cast.county))
    assert sees(cast, "Guri", plan) == set()
    assert cast.county not in cast.ytre_fjord.memberships.all()


def test_only_those_who_may_answer_are_asked_to(cast: Cast) -> None:
    ask(cast, cast.storoy)
    ask(cast, cast.county, MemberKind.HELPER)
    asked = AttentionEntry.objects.filter(kind="answer_invitation")
    found = {name: asked.visible_to(cast.actor(name).keys).count() for name in NAMES}
    assert {name for name, count in found.items() if count} == {"Even", "Guri"}
    joining.answer_invitation(SYSTEM, row(cast, cast.storoy), is_yes=True)
    assert asked.count() == 1


def test_only_the_coordinator_is_told_that_a_mandate_is_missing(cast: Cast) -> None:
    join(cast, cast.storoy)
    lacking = AttentionEntry.objects.filter(kind="mandate_missing")
    assert [name for name in NAMES if lacking.visible_to(cast.actor(name).keys).exists()] == ["Kåre"]
    assert lacking.filter(title="Storøy").count() == 1
    joining.give_notice(SYSTEM, row(cast, cast.storoy))
    assert not lacking.filter(title="Storøy").exists()


def test_the_collaboration_is_found_by_those_who_see_its_pages_and_by_nobody_else(cast: Cast) -> None:
    join(cast, cast.county, MemberKind.HELPER)
    entry = FoundEntry.objects.filter(source="regions.collaboration", source_id=cast.ytre_fjord.id)
    found = [name for name in NAMES if entry.visible_to(cast.actor(name).keys).exists()]
    assert found == [name for name in NAMES if cast.ytre_fjord.id in cast.actor(name).collaborations]
    assert set(NAMES) - set(found) == {"Per", "Even", "Anna"}


def test_each_step_is_a_line_of_its_own_to_those_inside_and_none_to_strangers(cast: Cast) -> None:
    join(cast, cast.storoy)
    told = ActivityEntry.objects.filter(source="regions.member")
    assert {line.verb for line in told.visible_to(cast.actor("Marit").keys)} == {"member_invited", "member_joined"}
    assert not told.visible_to(cast.actor("Per").keys).exists()


def test_a_coordinator_goes_with_her_municipality_and_one_who_belongs_to_none_stays(cast: Cast) -> None:
    coordinator = Role.objects.get(code="coordinator")
    for name in ("Ingrid", "Kåre"):
        give_role(SYSTEM, cast.person(name), cast.ytre_fjord, coordinator)
    assert cast.lyngmo.id in cast.actor("Ingrid").reads
    joining.give_notice(SYSTEM, row(cast, cast.fjordvik))
    ingrid = cast.actor("Ingrid")
    assert cast.lyngmo.id not in ingrid.reads
    assert cast.ytre_fjord.id not in ingrid.collaborations | ingrid.coordinates
    assert ingrid.reads == {cast.fjordvik.id}
    assert cast.actor("Kåre").reads == {cast.lyngmo.id}


def test_rooms_that_were_opened_to_the_collaboration_close_when_their_owner_leaves(cast: Cast) -> None:
    join(cast, cast.storoy)
    room = make_room(cast.storoy, "Høring")
    open_room(SYSTEM, room, cast.ytre_fjord)
    found = FoundEntry.objects.filter(source="archive.room", source_id=room.id)
    assert found.visible_to(cast.actor("Marit").keys).exists()
    joining.give_notice(SYSTEM, row(cast, cast.storoy))
    assert not found.visible_to(cast.actor("Marit").keys).exists()
    assert not RoomOpening.objects.filter(room=room).exists()
