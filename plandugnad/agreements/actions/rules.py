"""A rule was not kept. It is noted, privately or openly, and what was done about it is written.

The history holds no words of a note, so that who deletes hers has deleted it; of a private one it does not even say
which rule it is about.
"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.agreements import telling
from plandugnad.agreements.models import Rule, RuleNote
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Collaboration, Grant, Membership


@transaction.atomic
def note_rule(by: By, rule: Rule, what: str, *, is_private: bool, id: UUID | None = None) -> RuleNote:
    if id is not None and (made := RuleNote.objects.filter(pk=id, rule=rule, by_id=by.id).first()):
        return made
    if rule.ended_at or rule.agreement.withdrawn_at:
        raise ValidationError(_("Regelen gjelder ikke lenger. Se hva som står nå."))
    if is_private and not is_coordinated(rule.agreement.collaboration):
        raise ValidationError(
            {"way": _("Ingen koordinerer samarbeidet nå, så ingen ville lest det. Ta det opp åpent, eller vent.")}
        )
    own = {"id": id} if id else {}
    note = RuleNote.objects.create(rule=rule, is_private=is_private, what=what, by_id=by.id, by_name=by.name, **own)
    _record(by, "rule_noted", note)
    return note


@transaction.atomic
def settle_note(by: By, note: RuleNote, how: str) -> None:
    current = RuleNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.settled_at is not None:
        return
    current.settled_at, current.settled_how = timezone.now(), how
    current.settled_by_id, current.settled_by_name = by.id, by.name
    current.save()
    _record(by, "rule_note_settled", current)


@transaction.atomic
def reopen_note(by: By, note: RuleNote) -> None:
    current = RuleNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.settled_at is None:
        return
    current.settled_at, current.settled_how = None, ""
    current.settled_by_id, current.settled_by_name = None, ""
    current.save()
    _record(by, "rule_note_reopened", current)


@transaction.atomic
def delete_note(by: By, note: RuleNote) -> None:
    """Its writer takes it back, and it is gone: words about colleagues are not to lie about."""
    id = note.pk
    audit.record(by, "rule_note_deleted", note)
    note.delete()
    refresh(telling.PrivateNoteSource.key, [id], by)


def is_coordinated(collaboration: Collaboration) -> bool:
    rows = Membership.objects.filter(collaboration=collaboration, ended_at=None, person__is_active=True)
    return rows.filter(role__grants__contains=[Grant.READ_MEMBERS]).exists()


def _record(by: By, verb: str, note: RuleNote) -> None:
    rule = note.rule
    audit.record(by, verb, note, after=None if note.is_private else {"rule": str(rule.pk)})
    refresh(telling.PrivateNoteSource.key, [note.pk], by)
    if not note.is_private and verb != "rule_note_reopened":
        tell(by, verb, [telling.about_rule(rule)], [audience.inside(rule.agreement.collaboration_id)])
