"""A worksheet is adopted, and adopted again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plandugnad.agreements.actions.goals import review_goal
from plandugnad.agreements.actions.publishing import MODEL_OF, publish, restore, withdraw
from plandugnad.agreements.jobs import ask_of_reviews
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Agreement, AgreementVersion, Goal
from plandugnad.agreements.published import ROW_OF
from plandugnad.agreements.queries.goals import goals_of
from plandugnad.agreements.telling import AgreementSource
from plandugnad.core.models import AuditEvent
from plandugnad.projections.filling import refresh
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from plandugnad.web.queries.search import shown
from tests.agreements.builders import (
    ADOPTED_ON,
    IN_TIME,
    KARE,
    OF_KIND,
    READ_BY_OTHERS,
    ROADS,
    SAME_MAPS,
    STEP,
    a_goal,
    agree,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


@pytest.mark.parametrize("kind", AgreementKind)
def test_each_kind_becomes_typed_rows_with_all_that_was_written(cast: Cast, kind: AgreementKind) -> None:
    agreement = agree(cast.ytre_fjord, kind)
    rows = list(MODEL_OF[kind]._default_manager.filter(agreement=agreement))
    assert [row.item for row in rows] == [given.item for given in OF_KIND[kind]]
    for row, given in zip(rows, OF_KIND[kind], strict=True):
        for name, value in vars(given).items():
            assert getattr(row, name) == (list(value) if isinstance(value, tuple) else value), name


def test_there_is_a_row_and_a_table_for_every_kind() -> None:
    assert set(ROW_OF) == set(MODEL_OF) == set(AgreementKind)


def test_published_again_a_goal_keeps_what_was_followed_up_and_one_that_is_gone_is_ended(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    review_goal(KARE, goal, status="on_the_way", value="3 av 6", reviewed_on=date(2026, 9, 1))
    agree(cast.ytre_fjord, AgreementKind.PURPOSE, replace(READ_BY_OTHERS, text="Alle planer leses av en annen"))
    page, finding = goals_of(cast.ytre_fjord, None, TODAY)
    [now] = page
    assert (now.goal.pk, now.goal.text, now.status, now.value) == (
        goal.pk,
        "Alle planer leses av en annen",
        "on_the_way",
        "3 av 6",
    )
    assert finding == "0 av 1 mål er nådd, og 1 er på vei"
    gone = Goal.objects.get(item=SAME_MAPS.item)
    assert gone.ended_at is not None
    versions = AgreementVersion.objects.filter(agreement=goal.agreement).order_by("number")
    assert [(version.number, len(version.content["rows"])) for version in versions] == [(1, 2), (2, 1)]
    agree(cast.ytre_fjord, AgreementKind.PURPOSE)
    gone.refresh_from_db()
    assert gone.ended_at is None


def test_the_same_sent_twice_is_one_version_and_one_event(cast: Cast) -> None:
    first, second = (agree(cast.ytre_fjord, AgreementKind.RULES) for _each in range(2))
    assert (first.pk, second.version) == (second.pk, 1)
    assert AuditEvent.objects.filter(subject_id=first.pk).count() == 1


def test_two_courses_have_a_common_process_each(cast: Cast) -> None:
    one = agree(cast.ytre_fjord, AgreementKind.PROCESS, STEP, part="KPA")
    other = agree(cast.ytre_fjord, AgreementKind.PROCESS, replace(STEP, name="Panelet"), part="REG")
    assert one.pk != other.pk
    assert [one.agreedsteps.count(), other.agreedsteps.count()] == [1, 1]


def test_history_activity_search_and_calendar_tell_of_it(cast: Cast) -> None:
    agreement = agree(cast.ytre_fjord, AgreementKind.PURPOSE, text="Sammen om fjorden")
    event = AuditEvent.objects.get(subject_id=agreement.pk)
    assert event.after is not None
    assert event.after["rows"] == {"added": 2, "changed": 0, "kept": 0, "ended": 0}
    assert ActivityEntry.objects.get(source_id=agreement.pk).verb == "agreement_published"
    assert FoundEntry.objects.filter(source="agreements.goal").count() == 2
    kinds = set(CalendarEntry.objects.values_list("kind", flat=True))
    assert kinds == {"agreement_review", "goal_due"}


def test_a_rule_and_an_actor_are_found_by_their_words(cast: Cast) -> None:
    for kind, word in ((AgreementKind.RULES, "utkast"), (AgreementKind.STAKEHOLDERS, "vegmyndigheten")):
        agreement = agree(cast.ytre_fjord, kind)
        entry = FoundEntry.objects.get(source_id=agreement.pk)
        assert word in entry.search_key
        assert shown([entry.pk])[0].kind == "mål og regler"


def test_the_review_is_asked_for_when_it_comes_near_and_not_a_year_before(cast: Cast) -> None:
    today = timezone.localdate()
    agreement = agree(
        cast.ytre_fjord,
        AgreementKind.RULES,
        adopted_on=today - timedelta(days=300),
        review_on=today + timedelta(days=61),
    )
    assert not AttentionEntry.objects.filter(source_id=agreement.pk).exists()
    Agreement.objects.filter(pk=agreement.pk).update(review_on=today + timedelta(days=60))
    ask_of_reviews.func(0)
    entry = AttentionEntry.objects.get(source_id=agreement.pk)
    assert entry.due_on == today + timedelta(days=60)
    seen = {name for name in ("Kåre", "Ingrid", "Even") if entry_is_seen(cast, name)}
    assert seen == {"Kåre"}
    Agreement.objects.filter(pk=agreement.pk).update(review_on=today - timedelta(days=5))
    refresh(AgreementSource.key, [agreement.pk])
    assert AttentionEntry.objects.filter(source_id=agreement.pk).exists()


def entry_is_seen(cast: Cast, name: str) -> bool:
    return bool(AttentionEntry.objects.visible_to(cast.actor(name).keys).filter(kind="agreement_review").exists())


def test_what_is_withdrawn_is_nowhere_and_comes_back_as_it_was(cast: Cast) -> None:
    agreement = agree(cast.ytre_fjord, AgreementKind.PURPOSE)
    withdraw(KARE, agreement)
    withdraw(KARE, agreement)
    assert not FoundEntry.objects.filter(source__startswith="agreements").exists()
    assert not CalendarEntry.objects.filter(source__startswith="agreements").exists()
    assert goals_of(cast.ytre_fjord, None, TODAY)[1] == ""
    assert AuditEvent.objects.filter(verb="agreement_withdrawn").count() == 1
    restore(KARE, agreement)
    assert FoundEntry.objects.filter(source__startswith="agreements").count() == 3
    assert len(goals_of(cast.ytre_fjord, None, TODAY)[0].object_list) == 2


def test_published_again_after_it_was_withdrawn_it_stands(cast: Cast) -> None:
    withdraw(KARE, agree(cast.ytre_fjord, AgreementKind.RULES))
    assert agree(cast.ytre_fjord, AgreementKind.RULES).withdrawn_at is None


WRONG: dict[str, Callable[[], dict[str, Any]]] = {
    "et annet arbeidsark": lambda: {"rows": [ROADS]},
    "fra 8 til 40": lambda: {"rows": [replace(IN_TIME, item="kort")]},
    "ingen tekst": lambda: {"rows": [replace(IN_TIME, text="  ")]},
    "lengre enn 4000": lambda: {"rows": [replace(IN_TIME, why="a" * 4001)]},
    "et valg finnes ikke": lambda: {"rows": [replace(IN_TIME, theme="humor")]},
    "samme merke": lambda: {"rows": [IN_TIME, IN_TIME]},
    "plass til 300": lambda: {"rows": [replace(IN_TIME, item=f"regel-{number:04}") for number in range(301)]},
    "Tittelen": lambda: {"title": " "},
    "en side her": lambda: {"address": "//ond.example/"},
    "må komme etter": lambda: {"review_on": ADOPTED_ON},
}


@pytest.mark.parametrize("fault", WRONG)
def test_what_cannot_be_read_stops_all_of_it_with_a_sentence(cast: Cast, fault: str) -> None:
    about: dict[str, Any] = {"title": "Regler", "address": "/samarbeid/", "adopted_on": ADOPTED_ON, "review_on": None}
    about |= {"rows": [IN_TIME]} | WRONG[fault]()
    with pytest.raises(ValidationError, match=fault):
        publish(KARE, cast.ytre_fjord, AgreementKind.RULES, **about)
    assert not Agreement.objects.exists()


def test_a_phase_a_number_and_an_organisation_that_are_not_there_are_refused(cast: Cast) -> None:
    for kind, row, fault in (
        (AgreementKind.STAKEHOLDERS, replace(ROADS, stages=("lunsj",)), "en fase finnes ikke"),
        (AgreementKind.STAKEHOLDERS, replace(ROADS, organisation_id=uuid4()), "ikke i registeret"),
        (AgreementKind.PROCESS, replace(STEP, weeks=521), "for stort"),
        (AgreementKind.PURPOSE, replace(READ_BY_OTHERS, principle=9), "for stort"),
    ):
        with pytest.raises(ValidationError, match=fault):
            agree(cast.ytre_fjord, kind, row)
