"""The strategy frozen as it stands one day, so that later days can be held against it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.strategies.actions import locked, record
from plandugnad.strategies.living.content import Content, Line, as_json, from_json
from plandugnad.strategies.living.kinds import SnapshotKind
from plandugnad.strategies.living.models import Snapshot
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.models import LONGEST_TEXT, Strategy


@transaction.atomic
def freeze(strategy: Strategy, kind: str, by: By, on: date, *, remarks: str = "", id: UUID | None = None) -> Snapshot:
    """With the `id` its form was given, one sent twice freezes once. As adopted it is frozen once, whoever asks."""
    current = locked(strategy)
    same, is_first = Snapshot.objects.filter(strategy=current), kind == SnapshotKind.ADOPTED
    made = same.filter(kind=kind) if is_first else same.filter(pk__in=[id] if id else [])
    if (found := made.first()) is not None:
        return found
    if not current.is_adopted:
        raise ValidationError(_("Planstrategien er ikke vedtatt ennå, så det er ingenting å følge opp."))
    if len(remarks) > LONGEST_TEXT:
        raise ValidationError({"remarks": _("Teksten er for lang. Kort den ned.")})
    snapshot = Snapshot.objects.create(
        strategy=current,
        kind=kind,
        on=on,
        content=as_json(_as_promised(read_content(current, on)) if is_first else read_content(current, on)),
        remarks=remarks.strip(),
        made_by_id=by.id,
        made_by_name=by.name[:200],
        **({"id": id} if id else {}),
    )
    record(by, "strategy_frozen", current, after={"kind": kind, "on": on.isoformat()})
    return snapshot


def _as_promised(content: Content) -> Content:
    """Nothing had become of it that day; also where it is frozen long after."""
    lines = (Line(one.need_id, one.plan_id, one.name, one.decision, one.begins, one.ends) for one in content.lines)
    return replace(content, lines=tuple(lines), outside=())


def freeze_as_adopted(by: By, strategy: Strategy) -> None:
    """What is done as the council's decision is written down."""
    adopted = strategy.plan.adopted
    on = adopted.day if adopted and adopted.day else strategy.term.halves[0].first_day
    freeze(strategy, SnapshotKind.ADOPTED, by, on)


def forget_as_adopted(by: By, strategy: Strategy) -> None:
    """The decision is taken back: what was frozen with it was never adopted."""
    Snapshot.objects.filter(strategy=strategy, kind=SnapshotKind.ADOPTED).delete()


def content_of(snapshot: Snapshot) -> Content:
    return from_json(snapshot.content)


def snapshots_of(strategy: Strategy) -> Sequence[Snapshot]:
    return list(Snapshot.objects.filter(strategy=strategy).defer("content").order_by("-on", "-made_at"))


def find_snapshot(strategy: Strategy, id: UUID) -> Snapshot | None:
    return Snapshot.objects.filter(strategy=strategy, pk=id).first()


def newest_of(strategies: Sequence[UUID]) -> dict[UUID, Snapshot]:
    """The last put before a council by each: what those who do not read everything there may know of how it goes."""
    rows = Snapshot.objects.filter(strategy__in=strategies).order_by("strategy_id", "-on", "-made_at")
    return {row.strategy_id: row for row in rows.distinct("strategy_id")}
