"""Points that are alike: proposed by a job, decided by people, answered once."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.consultations.alike import actions, looking, queries
from plandugnad.consultations.alike.jobs import find_alike
from plandugnad.consultations.models import (
    Consultation,
    Group,
    GroupingRun,
    GroupMember,
    GroupState,
    Handling,
    Point,
    Statement,
)
from plandugnad.core.models import AuditEvent
from tests.cast import Cast
from tests.consultations.builders import a_consultation, a_statement
from tests.processes.builders import INGRID, TORE, at_screen

CABINS = "Vi er mot hyttefeltet ved Storvatnet. Fjellet tåler ikke flere hytter."
CABINS_NN = "Me er imot hyttefeltet ved Storvatnet. Fjellet toler ikkje fleire hytter."
SCHOOL = "Skoleveien langs Elvegata er farlig for barna og må få fortau."
SCHOOL_NN = "Skulevegen langs Elvegata er farleg for borna og må få fortau."
BATHING = "Badeplassen i Sandbukta må få toalett."


def say(consultation: Consultation, *quotes: str, name: str = "Kari Eksempel") -> list[Point]:
    """One statement of one point each."""
    made = []
    for place, quote in enumerate(quotes):
        statement = a_statement(consultation, text=quote, name=f"{name} {place}")
        made.append(Point.objects.create(statement=statement, starts=0, ends=len(quote), quote=quote))
    return made


def look(consultation: Consultation) -> int:
    run, _is_new = looking.begin_run(consultation)
    return find_alike(run_id=str(run.pk))


def points_of(consultation: Consultation, state: GroupState = GroupState.PROPOSED) -> list[set[UUID]]:
    groups = Group.objects.filter(consultation=consultation, state=state).order_by("made_at")
    return [set(group.members.values_list("point_id", flat=True)) for group in groups]


def only_group(consultation: Consultation, state: GroupState = GroupState.PROPOSED) -> Group:
    return Group.objects.select_related("consultation__process__plan").get(consultation=consultation, state=state)


@pytest.fixture
def consultation(cast: Cast) -> Consultation:
    return a_consultation(cast.fjordvik)


def decided_group(consultation: Consultation, *points: Point, name: str = "Mot hytter") -> Group:
    return actions.make_group(INGRID, consultation, name, [point.pk for point in points])[0]


# Looking


def test_points_that_say_the_same_in_both_written_standards_are_proposed_as_a_group(consultation: Consultation) -> None:
    one, other, *_rest = say(consultation, CABINS, CABINS_NN, SCHOOL, BATHING)
    assert look(consultation) == 1
    assert points_of(consultation) == [{one.pk, other.pk}]
    assert "Kari" not in only_group(consultation).name


def test_looking_twice_gives_the_same_groups_and_not_new_ones(consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN, SCHOOL, SCHOOL_NN)
    look(consultation)
    before = set(Group.objects.values_list("pk", "version"))
    look(consultation)
    assert set(Group.objects.values_list("pk", "version")) == before


def test_a_proposal_that_no_longer_holds_is_removed(consultation: Consultation) -> None:
    _one, other = say(consultation, CABINS, CABINS_NN)
    look(consultation)
    Point.objects.filter(pk=other.pk).update(deleted_at=timezone.now())
    assert look(consultation) == 0
    assert points_of(consultation) == []


def test_what_somebody_has_decided_is_not_proposed_anew_and_does_not_change(consultation: Consultation) -> None:
    one, other, third = say(consultation, CABINS, CABINS_NN, CABINS + " Stans.")
    group = decided_group(consultation, one, other)
    look(consultation)
    assert points_of(consultation, GroupState.DECIDED) == [{one.pk, other.pk}]
    assert Group.objects.get(pk=group.pk).version == group.version
    [proposed] = [member.group for member in third.memberships.select_related("group")]
    assert (proposed.into, proposed.state) == (group, GroupState.PROPOSED)


# What comes in later


@pytest.fixture
def cabins(consultation: Consultation) -> Group:
    """Decided and answered before the last letters came in."""
    group = decided_group(consultation, *say(consultation, CABINS, CABINS_NN, name="Tidlig Eksempel"))
    actions.write(INGRID, group, "Mot hytter", "Feltet tas ut av planen.", group.version)
    return Group.objects.get(pk=group.pk)


def test_a_new_point_is_proposed_into_the_group_it_belongs_in_and_gets_its_answer(
    screen: Client, consultation: Consultation, cabins: Group
) -> None:
    [late] = say(consultation, CABINS, name="Sen Eksempel")
    assert look(consultation) == 1
    said = screen.get(page(consultation)).content.decode()
    assert "Kan høre til i denne gruppen: 1 punkt" in said
    proposal = only_group(consultation)
    assert "Feltet tas ut av planen." in screen.get(group_page(proposal)).content.decode()
    address = reverse("alike_accept", args=[consultation.id, proposal.pk])
    answer = screen.post(address, {"seen": proposal.version}, follow=True).content.decode()
    assert "Punktene er lagt til i «Mot hytter»." in answer
    assert late.pk in points_of(consultation, GroupState.DECIDED)[0]
    assert look(consultation) == 0


def test_who_is_not_ticked_does_not_belong_and_is_not_proposed_for_the_group_again(
    consultation: Consultation, cabins: Group
) -> None:
    late, other = say(consultation, CABINS, CABINS_NN, name="Sen Eksempel")
    look(consultation)
    actions.accept(INGRID, only_group(consultation), [other.pk], 1)
    assert late.pk in points_of(consultation, GroupState.DECIDED)[0]
    assert look(consultation) == 0
    assert other.memberships.get().group.into == cabins


def test_what_is_taken_out_of_a_group_is_not_proposed_for_it_again(consultation: Consultation, cabins: Group) -> None:
    [late] = say(consultation, CABINS, name="Sen Eksempel")
    look(consultation)
    actions.accept(INGRID, only_group(consultation), [], 1)
    actions.take_out(INGRID, cabins, [late.pk], Group.objects.get(pk=cabins.pk).version)
    assert look(consultation) == 0


def test_two_that_do_not_belong_in_the_group_may_be_a_group_of_their_own(
    consultation: Consultation, cabins: Group
) -> None:
    late = say(consultation, CABINS, CABINS_NN, name="Sen Eksempel")
    look(consultation)
    actions.refuse(INGRID, only_group(consultation), 1)
    assert look(consultation) == 1
    assert (only_group(consultation).into, points_of(consultation)) == (None, [{point.pk for point in late}])


def test_a_proposal_for_a_group_that_is_dissolved_stands_no_more(
    screen: Client, consultation: Consultation, cabins: Group
) -> None:
    say(consultation, CABINS, name="Sen Eksempel")
    look(consultation)
    proposal = only_group(consultation)
    actions.refuse(TORE, cabins, cabins.version)
    with pytest.raises(ValidationError, match="løst opp"):
        actions.accept(INGRID, proposal, [], 1)
    assert "Kan høre til" not in screen.get(page(consultation)).content.decode()


def test_one_stray_member_does_not_draw_many_new_points_into_a_large_group(consultation: Consultation) -> None:
    stray, *rest = say(consultation, CABINS, SCHOOL, SCHOOL_NN, SCHOOL + " Nå.")
    decided_group(consultation, stray, *rest, name="Skolevei")
    late = say(consultation, CABINS, CABINS_NN, CABINS + " Stans.", name="Sen Eksempel")
    look(consultation)
    assert (only_group(consultation).into, points_of(consultation)) == (None, [{point.pk for point in late}])


def test_a_ready_statement_is_opened_again_by_the_answer_of_the_group_it_is_put_in(
    consultation: Consultation, cabins: Group
) -> None:
    [late] = say(consultation, CABINS, name="Sen Eksempel")
    Statement.objects.filter(pk=late.statement_id).update(handling=Handling.READY)
    look(consultation)
    actions.accept(INGRID, only_group(consultation), [], 1)
    assert Statement.objects.get(pk=late.statement_id).handling != Handling.READY


def test_what_was_refused_is_not_proposed_again_nor_a_part_of_it(consultation: Consultation) -> None:
    points = say(consultation, CABINS, CABINS_NN, CABINS)
    look(consultation)
    actions.refuse(INGRID, only_group(consultation), 1)
    assert look(consultation) == 0
    Point.objects.filter(pk=points[2].pk).update(deleted_at=timezone.now())
    assert look(consultation) == 0


def test_what_is_erased_is_skipped_and_breaks_nothing(cast: Cast, consultation: Consultation) -> None:
    one, other, third = say(consultation, CABINS, CABINS_NN, CABINS)
    group = decided_group(consultation, one, other, third)
    Point.objects.filter(pk=one.pk).update(quote="")
    Statement.objects.filter(pk=one.statement_id).update(name="", text="")
    look(consultation)
    client = at_screen(cast, "Ingrid")
    for address in (page(consultation), f"{page(consultation)}?vis=bestemt", group_page(group)):
        assert client.get(address).status_code == 200
    row, members = queries.read_group(group, None)
    assert (row.points, len(members.object_list)) == (2, 2)


def test_one_run_at_a_time(consultation: Consultation) -> None:
    first, is_first_new = looking.begin_run(consultation)
    second, is_second_new = looking.begin_run(consultation)
    assert (first.pk, is_first_new, is_second_new) == (second.pk, True, False)


def test_a_run_whose_worker_died_does_not_block_for_ever(consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN)
    dead, _is_new = looking.begin_run(consultation)
    GroupingRun.objects.filter(pk=dead.pk).update(made_at=timezone.now() - timedelta(hours=1))
    run, is_new = looking.begin_run(consultation)
    assert is_new
    assert run.pk != dead.pk
    assert find_alike(run_id=str(dead.pk)) == 0  # and when it wakes after all, it does nothing
    assert points_of(consultation) == []
    assert find_alike(run_id=str(run.pk)) == 1


def test_a_run_that_fails_says_so_and_lets_the_next_begin(
    consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(consultation, CABINS, CABINS_NN)
    run, _is_new = looking.begin_run(consultation)
    monkeypatch.setattr(looking, "groups_of", lambda *_given, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        find_alike(run_id=str(run.pk))
    run.refresh_from_db()
    assert run.failed
    assert looking.begin_run(consultation)[1]


def test_pressing_the_button_puts_one_job_in_the_queue(cast: Cast, consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN)
    client = at_screen(cast, "Ingrid")
    for _time in range(2):
        client.post(reverse("alike_look", args=[consultation.id]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE %s", ["%find_alike"])
        assert cursor.fetchone() == (1,)


# Deciding


def test_accepting_with_one_left_out_leaves_it_free(consultation: Consultation) -> None:
    points = say(consultation, CABINS, CABINS_NN, CABINS)
    look(consultation)
    actions.accept(INGRID, only_group(consultation), {points[2].pk}, 1)
    assert points_of(consultation, GroupState.DECIDED) == [{points[0].pk, points[1].pk}]


def test_a_group_of_one_cannot_be_accepted(consultation: Consultation) -> None:
    points = say(consultation, CABINS, CABINS_NN)
    look(consultation)
    with pytest.raises(ValidationError, match="minst to"):
        actions.accept(INGRID, only_group(consultation), {points[1].pk}, 1)
    assert points_of(consultation) == [{point.pk for point in points}]


def test_two_who_decide_of_one_proposal_at_once_are_told(consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN)
    look(consultation)
    group = only_group(consultation)
    actions.refuse(TORE, group, 1)
    with pytest.raises(actions.ChangedMeanwhile) as told:
        actions.accept(INGRID, group, [], 1)
    assert told.value.by_name == TORE.name
    assert only_group(consultation, GroupState.REFUSED)


def test_a_point_moved_to_another_group_is_in_that_alone(consultation: Consultation) -> None:
    one, two, three, four, five = say(consultation, CABINS, CABINS_NN, SCHOOL, SCHOOL_NN, SCHOOL)
    cabins = decided_group(consultation, one, two, three)
    school = decided_group(consultation, four, five, name="Skolevei")
    actions.move(INGRID, cabins, [three.pk], school.pk, cabins.version)
    assert set(points_of(consultation, GroupState.DECIDED)[0]) == {one.pk, two.pk}
    assert set(points_of(consultation, GroupState.DECIDED)[1]) == {three.pk, four.pk, five.pk}


@pytest.mark.parametrize(
    "verb", ["accept", "accept_some", "accept_into", "refuse", "move", "split", "take_out", "make", "dissolve"]
)
def test_everything_can_be_undone_and_done_again(consultation: Consultation, verb: str) -> None:
    points = say(consultation, CABINS, CABINS_NN, CABINS, SCHOOL, SCHOOL_NN, SCHOOL)
    ids = [point.pk for point in points]
    if verb in ("move", "split", "take_out", "dissolve"):
        group, other = decided_group(consultation, *points[:3]), decided_group(consultation, *points[3:])
        seen = Group.objects.get(pk=group.pk).version
    else:
        if verb == "accept_into":
            decided_group(consultation, *points[1:3])
        look(consultation)
        group = Group.objects.select_related("consultation").filter(members__point=points[0]).get()
        seen = group.version
    before = _everything(consultation)
    event = {
        "accept": lambda: actions.accept(INGRID, group, [], seen),
        "accept_some": lambda: actions.accept(INGRID, group, ids[:1], seen),
        "accept_into": lambda: actions.accept(INGRID, group, [], seen),
        "refuse": lambda: actions.refuse(INGRID, group, seen),
        "dissolve": lambda: actions.refuse(INGRID, group, seen),
        "move": lambda: actions.move(INGRID, group, ids[:1], other.pk, seen),
        "split": lambda: actions.split(INGRID, group, ids[:2], seen),
        "take_out": lambda: actions.take_out(INGRID, group, ids[:1], seen),
        "make": lambda: actions.make_group(INGRID, consultation, "Ny", ids[2:4])[1],
    }[verb]()
    after = _everything(consultation)
    assert after != before
    undone = actions.undo(INGRID, consultation, event)
    assert _everything(consultation) == before
    actions.undo(INGRID, consultation, undone)
    assert _everything(consultation) == after


def _everything(consultation: Consultation) -> set[tuple[str, frozenset[UUID]]]:
    groups = Group.objects.filter(consultation=consultation, members__isnull=False).distinct()
    return {(group.state, frozenset(group.members.values_list("point_id", flat=True))) for group in groups}


def test_what_has_been_changed_since_is_not_undone(consultation: Consultation) -> None:
    points = say(consultation, CABINS, CABINS_NN, CABINS)
    look(consultation)
    group = only_group(consultation)
    event = actions.accept(INGRID, group, [], 1)
    actions.take_out(TORE, group, [points[0].pk], 2)
    with pytest.raises(ValidationError, match="endret igjen"):
        actions.undo(INGRID, consultation, event)


def test_history_holds_nothing_of_what_a_private_person_has_said(consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN)
    look(consultation)
    group = only_group(consultation)
    actions.accept(INGRID, group, [], 1)
    actions.write(INGRID, group, "Mot hytter", "Kommunen tar det til følge.", 2)
    for event in AuditEvent.objects.filter(verb=actions.GROUPED):
        assert "Storvatnet" not in f"{event.before}{event.after}"


# The pages


def page(consultation: Consultation) -> str:
    return reverse("alike", args=[consultation.id])


def group_page(group: Group) -> str:
    return reverse("alike_group", args=[group.consultation_id, group.pk])


@pytest.fixture
def screen(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


def test_before_there_are_points_the_page_says_what_to_do(screen: Client, consultation: Consultation) -> None:
    a_statement(consultation)
    said = screen.get(page(consultation)).content.decode()
    assert "Ingen punkter å sammenligne ennå" in said
    assert "1 uttalelse er ikke delt i punkter." in said


def test_when_nothing_is_alike_the_page_says_so(screen: Client, consultation: Consultation) -> None:
    say(consultation, CABINS, SCHOOL, BATHING)
    look(consultation)
    assert "Vi fant ingen flere punkter" in screen.get(page(consultation)).content.decode()


def test_the_proposal_tells_how_many_have_said_it_and_marks_what_differs(
    screen: Client, consultation: Consultation
) -> None:
    letter = "Jeg heter %s. Jeg er mot hyttefeltet ved Storvatnet, fordi fjellet ikke tåler flere hytter og veier."
    say(consultation, letter % "Kari Nilsen", letter % "Ola Berg", letter % "Siri Dahl")
    look(consultation)
    said = screen.get(page(consultation)).content.decode()
    assert "3 punkter i 3 uttalelser fra 3 avsendere" in said
    assert "nesten ordrett lik" in said
    assert "<mark>" in said


def test_while_we_look_the_page_asks_again_until_it_is_done(screen: Client, consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN)
    run, _is_new = looking.begin_run(consultation)
    address = reverse("alike_progress", args=[consultation.id])
    assert 'hx-trigger="every 2s"' in screen.get(page(consultation)).content.decode()
    assert "straks" in screen.get(address).content.decode()
    GroupingRun.objects.filter(pk=run.pk).update(done=1, total=6)
    assert 'value="1" max="6"' in screen.get(address).content.decode()
    find_alike(run_id=str(run.pk))
    done = screen.get(address).content.decode()
    assert "1 gruppe er foreslått" in done
    assert "hx-trigger" not in done


def test_accepting_in_the_page_leaves_out_what_is_not_ticked(screen: Client, consultation: Consultation) -> None:
    points = say(consultation, CABINS, CABINS_NN, CABINS)
    look(consultation)
    group = only_group(consultation)
    shown, chosen = [str(point.pk) for point in points], [str(point.pk) for point in points[:2]]
    address = reverse("alike_accept", args=[consultation.id, group.pk])
    answer = screen.post(address, {"seen": 1, "shown": shown, "chosen": chosen}, follow=True)
    assert "Gruppen er godtatt." in answer.content.decode()
    assert "Skriv felles svar" in answer.content.decode()
    assert points_of(consultation, GroupState.DECIDED) == [{points[0].pk, points[1].pk}]


def test_the_answer_is_written_once_and_stands_for_all_the_points(screen: Client, consultation: Consultation) -> None:
    points = say(consultation, CABINS, CABINS_NN)
    group = decided_group(consultation, *points)
    given = {"seen": group.version, "was": "", "name": "Mot hytter", "answer": "Feltet tas ut av planen."}
    screen.post(reverse("alike_answer", args=[consultation.id, group.pk]), given)
    for point in points:
        said = screen.get(reverse("statement", args=[point.statement_id])).content.decode()
        assert "Feltet tas ut av planen." in said


def test_two_who_answer_at_once_have_both_texts_before_them(screen: Client, consultation: Consultation) -> None:
    group = decided_group(consultation, *say(consultation, CABINS, CABINS_NN))
    actions.write(TORE, group, "Mot hytter", "Feltet blir mindre.", group.version)
    given = {"seen": group.version, "was": "", "name": "Mot hytter", "answer": "Feltet tas ut."}
    answer = screen.post(reverse("alike_answer", args=[consultation.id, group.pk]), given)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert TORE.name in said
    assert "Feltet blir mindre." in said
    assert "Feltet tas ut." in said
    assert Group.objects.get(pk=group.pk).answer == "Feltet blir mindre."
    again = given | {"seen": group.version + 1, "was": "Feltet blir mindre.", "answer": "Feltet blir mindre."}
    assert screen.post(reverse("alike_answer", args=[consultation.id, group.pk]), again).status_code == 302


def test_a_group_is_made_by_hand_from_points_that_are_found(screen: Client, consultation: Consultation) -> None:
    one, two, _three = say(consultation, CABINS, SCHOOL, BATHING)
    address = reverse("alike_new", args=[consultation.id])
    found = screen.get(address, {"q": "skoleveien"}).content.decode()
    assert str(two.pk) in found
    assert str(one.pk) not in found
    wrong = screen.post(address, {"name": "Ferdsel", "chosen": [str(one.pk)]})
    assert wrong.status_code == 422
    assert "minst to" in wrong.content.decode()
    screen.post(address, {"name": "Ferdsel", "chosen": [str(one.pk), str(two.pk), "tull"]})
    assert points_of(consultation, GroupState.DECIDED) == [{one.pk, two.pk}]


def test_nothing_chosen_is_told_in_a_sentence(screen: Client, consultation: Consultation) -> None:
    group = decided_group(consultation, *say(consultation, CABINS, CABINS_NN))
    address = reverse("alike_points", args=[consultation.id, group.pk])
    for what, words in (
        ("split", "Velg minst ett punkt"),
        ("take_out", "Velg minst ett punkt"),
        ("move", "Velg hvilken"),
    ):
        answer = screen.post(address, {"seen": group.version, "what": what}, follow=True)
        assert words in answer.content.decode()


def test_who_may_only_read_sees_the_groups_and_no_buttons(cast: Cast, consultation: Consultation) -> None:
    group = decided_group(consultation, *say(consultation, CABINS, CABINS_NN))
    reader = at_screen(cast, "Åse")
    said = reader.get(group_page(group)).content.decode()
    assert "Mot hytter" in said
    assert "Løs opp" not in said
    assert reader.post(reverse("alike_refuse", args=[consultation.id, group.pk]), {"seen": 1}).status_code == 404


def test_a_group_of_another_consultation_is_not_found(screen: Client, cast: Cast, consultation: Consultation) -> None:
    elsewhere = a_consultation(cast.fjordvik, "En annen plan")
    group = decided_group(elsewhere, *say(elsewhere, CABINS, CABINS_NN))
    assert screen.get(reverse("alike_group", args=[consultation.id, group.pk])).status_code == 404


def test_many_groups_cost_as_many_queries_as_few(screen: Client, consultation: Consultation) -> None:
    say(consultation, CABINS, CABINS_NN)
    look(consultation)
    screen.get(page(consultation))
    with CaptureQueriesContext(connection) as few:
        screen.get(page(consultation))
    for place in range(8):
        decided = say(consultation, f"{BATHING} {place}", f"{SCHOOL} {place}", CABINS)
        group = Group.objects.create(consultation=consultation, name=f"Gruppe {place}")
        GroupMember.objects.bulk_create(GroupMember(group=group, point=point) for point in decided)
    with CaptureQueriesContext(connection) as many:
        screen.get(page(consultation))
    assert len(many) == len(few)
