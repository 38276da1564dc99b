"""Health checks as their pages show them. Of one that is open, nothing of what has been said but one's own."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from plandugnad.principles.findings import Row, finding, rows_of
from plandugnad.principles.models import HealthAnswer, HealthComment, HealthResult, HealthRound
from plandugnad.principles.release import FEWEST, Line
from plandugnad.principles.statements import BY_CODE, Principle
from plandugnad.regions.models import Collaboration, Member

ROUNDS_A_PAGE, MOST_IN_A_LINE = 20, 8
# Between two results, so that one person more or less the next day does not show whose answer it was.
PAUSE = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """A round that is closed, with what is shown of it."""

    round: HealthRound
    rows: tuple[Row, ...]

    @property
    def day(self) -> date:
        assert self.round.closed_at is not None  # what is told of is closed
        return timezone.localdate(self.round.closed_at)

    @property
    def finding(self) -> str:
        return finding(self.rows)

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.principle.code == code), None)

    def figure(self, code: str) -> str:
        row = self.row(code)
        return row.figure if row else "–"


@dataclass(frozen=True)
class OpenRound:
    """`answered` is how many, from the third on: before that even the number says too much."""

    round: HealthRound
    has_answered: bool
    answered: int | None


@dataclass(frozen=True)
class Overview:
    """`line` are the rounds that can be compared, the oldest first."""

    open: OpenRound | None
    line: tuple[Told, ...]
    rounds: Page[HealthRound]
    opens_from: date | None

    @property
    def latest(self) -> Told | None:
        return self.line[-1] if self.line else None


@dataclass(frozen=True)
class Comments:
    principle: Principle
    texts: tuple[str, ...]


def find_round(collaboration: Collaboration, id: UUID) -> HealthRound | None:
    return HealthRound.objects.filter(collaboration=collaboration, pk=id).select_related("collaboration").first()


def read_overview(collaboration: Collaboration, person_id: UUID, number: str | None) -> Overview:
    open_round = HealthRound.objects.open().filter(collaboration=collaboration).first()
    ended = HealthRound.objects.filter(collaboration=collaboration).exclude(closed_at=None, cancelled_at=None)
    return Overview(
        read_open(open_round, person_id) if open_round else None,
        tuple(_line(collaboration)),
        Paginator(ended.order_by("-made_at", "-id"), ROUNDS_A_PAGE).get_page(number),
        None if open_round else opens_from(collaboration),
    )


def read_open(round: HealthRound, person_id: UUID) -> OpenRound:
    people = list(HealthAnswer.objects.filter(round=round).values_list("person_id", flat=True))
    return OpenRound(round, person_id in people, len(people) if len(people) >= FEWEST else None)


def told_before(round: HealthRound) -> Told | None:
    """The last result before this one that is compared with it."""
    before = _with_results(round.collaboration).filter(wording=round.wording, closed_at__lt=round.closed_at).first()
    return tell(before) if before else None


def opens_from(collaboration: Collaboration) -> date | None:
    """The first day of the next round, where there is a result; one that shows nothing needs no pause."""
    last = _with_results(collaboration).first()
    return timezone.localdate(last.closed_at + PAUSE) if last and last.closed_at else None


def tell(round: HealthRound) -> Told:
    return _told([round])[0]


def comments_of(round: HealthRound) -> list[Comments]:
    """In the order of the principles, and in each as they were drawn."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in HealthComment.objects.filter(round=round).order_by("id"):
        found[one.principle].append(one.text)
    return [Comments(BY_CODE[code], tuple(found[code])) for code in BY_CODE if code in found]


def own_answer(round: HealthRound, person_id: UUID) -> dict[str, Line]:
    answer = HealthAnswer.objects.filter(round=round, person_id=person_id).prefetch_related("scores").first()
    return {line.principle: Line(line.score, line.comment) for line in answer.scores.all()} if answer else {}


def _line(collaboration: Collaboration) -> list[Told]:
    rounds = list(_with_results(collaboration)[:MOST_IN_A_LINE])
    return _told([one for one in reversed(rounds) if one.wording == rounds[0].wording])


def _with_results(collaboration: Collaboration) -> "QuerySet[HealthRound]":
    """Those something is shown of, the newest first."""
    closed = HealthRound.objects.with_results().filter(collaboration=collaboration)
    return closed.select_related("collaboration").order_by("-closed_at", "-id")


def _told(rounds: Sequence[HealthRound]) -> list[Told]:
    results = _results([one.pk for one in rounds])
    return [Told(one, tuple(rows_of(results[one.pk]))) for one in rounds]


def _results(ids: Collection[UUID]) -> dict[UUID, list[HealthResult]]:
    found: dict[UUID, list[HealthResult]] = defaultdict(list)
    for one in HealthResult.objects.filter(round_id__in=ids):
        found[one.round_id].append(one)
    return found


def told_to(organisation_id: UUID) -> list[Told]:
    """Everything a member today is shown, in all its collaborations."""
    mine = Member.objects.filter(organisation_id=organisation_id).values("collaboration_id")
    closed = HealthRound.objects.with_results().filter(collaboration_id__in=mine)
    return _told(list(closed.select_related("collaboration").order_by("closed_at", "id")))
