"""What the overviews tell of what is agreed: to be found, when it is looked at again, and what was done with it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.agreements.access import readers_of
from plandugnad.agreements.kinds import AgreementKind, GoalStatus
from plandugnad.agreements.models import Agreement, Goal, GoalReview, Rule, RuleNote, Stakeholder
from plandugnad.agreements.words import KINDS
from plandugnad.engines.tables.when import When
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds, add_verbs
from plandugnad.regions import keys

REVIEW, GOAL_DUE, NOTED = "agreement_review", "goal_due", "rule_noted"
# A review is a meeting to be called, so it is asked for well before; a year before, it would only be in the way.
ASKED_BEFORE = timedelta(days=60)


class AgreementSource:
    key = "agreements.agreement"

    def ids(self) -> Iterable[UUID]:
        return Agreement.objects.standing().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = list(Agreement.objects.standing().filter(id__in=ids).select_related("collaboration"))
        names = _names([row.id for row in rows])
        for agreement in rows:
            yield from _of_agreement(agreement, names.get(agreement.id, ()))


class GoalSource:
    key = "agreements.goal"

    def ids(self) -> Iterable[UUID]:
        return _standing_goals().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = list(_standing_goals().filter(id__in=ids).select_related("agreement__collaboration"))
        latest = latest_reviews([row.id for row in rows])
        for goal in rows:
            review = latest.get(goal.id)
            yield from _of_goal(goal, review.status if review else GoalStatus.NOT_STARTED)


class PrivateNoteSource:
    """That a note waits for the coordinators, and not a word of which rule it is about or who wrote it."""

    key = "agreements.rule_note"

    def ids(self) -> Iterable[UUID]:
        return _waiting_notes().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        for note in _waiting_notes().filter(id__in=ids).select_related("rule__agreement__collaboration"):
            place = note.rule.agreement.collaboration
            address = reverse("rule_notes", args=[place.id])
            told = About(PrivateNoteSource.key, note.id, place.id, place.name, address)
            yield told.needs([keys.coordinators_of(place.id)], NOTED)


def about(agreement: Agreement) -> About:
    address = reverse(KINDS[AgreementKind(agreement.kind)].page, args=[agreement.collaboration_id])
    return About(AgreementSource.key, agreement.id, agreement.collaboration_id, agreement.title, address)


def about_goal(goal: Goal) -> About:
    place = goal.agreement.collaboration_id
    return About(GoalSource.key, goal.id, place, goal.text, reverse("agreed_goal", args=[place, goal.id]))


def about_rule(rule: Rule) -> About:
    """Told of, and found by the rules as a whole."""
    place = rule.agreement.collaboration_id
    return About("agreements.rule", rule.id, place, rule.text, reverse("agreed_rules", args=[place]))


def latest_reviews(goals: Collection[UUID]) -> dict[UUID, GoalReview]:
    rows = GoalReview.objects.filter(goal__in=goals, undone_at=None)
    newest = rows.order_by("goal_id", "-reviewed_on", "-made_at").distinct("goal_id")
    return {review.goal_id: review for review in newest}


def to_ask_of_soon(today: date) -> list[UUID]:
    """Whose review has come within the time it is asked for; some days back, should the job have been away."""
    last = today + ASKED_BEFORE
    rows = Agreement.objects.standing().filter(review_on__range=(last - timedelta(days=14), last))
    return list(rows.values_list("id", flat=True))


def _of_agreement(agreement: Agreement, names: Iterable[str]) -> Iterator[Entry]:
    told, seen_by = about(agreement), readers_of(agreement.collaboration)
    keys_of = Keys.of(agreement.title, agreement.collaboration.name, *names)
    yield told.found(seen_by, keys_of, place=agreement.collaboration.name)
    if agreement.review_on is None:
        return
    review = When.on(agreement.review_on)
    yield told.on(seen_by, REVIEW, review)
    if agreement.review_on <= timezone.localdate() + ASKED_BEFORE:
        yield told.needs([keys.coordinators_of(agreement.collaboration_id)], REVIEW, review)


def _of_goal(goal: Goal, status: str) -> Iterator[Entry]:
    told, place = about_goal(goal), goal.agreement.collaboration
    seen_by = readers_of(place)
    yield told.found(seen_by, Keys.of(goal.text, place.name, goal.responsible), place=place.name)
    if goal.due is not None and status not in (GoalStatus.REACHED, GoalStatus.GIVEN_UP):
        yield told.on(seen_by, GOAL_DUE, goal.due)


def _names(agreements: Collection[UUID]) -> dict[UUID, list[str]]:
    """What the rules and actors of these are called. Goals are found by themselves."""
    found: dict[UUID, list[str]] = {}
    for model, name in ((Rule, "text"), (Stakeholder, "name")):
        rows = model._default_manager.filter(agreement__in=agreements, ended_at=None)
        for agreement, words in rows.values_list("agreement_id", name):
            found.setdefault(agreement, []).append(words)
    return found


def _standing_goals() -> "QuerySet[Goal]":
    return Goal.objects.filter(ended_at=None, agreement__withdrawn_at=None)


def _waiting_notes() -> "QuerySet[RuleNote]":
    """Also about a rule that has been taken out since: somebody is to be answered."""
    return RuleNote.objects.filter(is_private=True, settled_at=None)


add_verbs(
    AgreementSource.key,
    {
        "agreement_published": _("%(who)s førte inn at «%(what)s» er vedtatt"),
        "agreement_published_again": _("%(who)s førte inn en ny utgave av «%(what)s»"),
        "agreement_withdrawn": _("%(who)s trakk tilbake «%(what)s»"),
        "agreement_restored": _("%(who)s hentet tilbake «%(what)s»"),
    },
)
add_verbs(
    GoalSource.key,
    {
        "goal_reviewed": _("%(who)s fulgte opp målet «%(what)s»"),
        "goal_review_undone": _("%(who)s angret en oppfølging av målet «%(what)s»"),
    },
)
add_verbs(
    "agreements.rule",
    {
        "rule_noted": _("%(who)s tok opp spilleregelen «%(what)s»"),
        "rule_note_settled": _("%(who)s skrev hva dere gjorde med spilleregelen «%(what)s»"),
    },
    is_found=False,
)
add_asks({NOTED: _("Les et notat om spillereglene i «%(what)s»")})
add_kinds(
    {
        REVIEW: _("skal tas opp igjen"),
        GOAL_DUE: _("målet skal være nådd"),
        NOTED: _("et notat om spillereglene"),
    }
)
add_source(AgreementSource())
add_source(GoalSource())
add_source(PrivateNoteSource())
