"""The rules, and the notes about them that this reader may see. Nothing here counts anybody's notes."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet
from django.utils.text import capfirst

from plandugnad.agreements.access import NoteAbilities, agreement_abilities, note_abilities
from plandugnad.agreements.kinds import AgreementKind, RuleTheme
from plandugnad.agreements.models import Rule, RuleNote
from plandugnad.agreements.responding import Response, suggested
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration

AT_A_TIME, NOTES_AT_A_TIME = 100, 20


@dataclass(frozen=True)
class ThemeOfRules:
    heading: str
    rules: list[Rule]


@dataclass(frozen=True)
class NoteNow:
    note: RuleNote
    can: NoteAbilities
    response: Response

    @property
    def is_settled(self) -> bool:
        return self.note.settled_at is not None


def rules_of(collaboration: Collaboration, page: str | None) -> tuple[Page[Rule], list[ThemeOfRules]]:
    """By theme, in the order the worksheet has the themes."""
    rules = sorted(_standing(collaboration), key=lambda rule: RuleTheme.values.index(rule.theme))
    found = Paginator(rules, AT_A_TIME).get_page(page)
    themes = [
        ThemeOfRules(capfirst(str(theme.label)), [rule for rule in found if rule.theme == theme]) for theme in RuleTheme
    ]
    return found, [theme for theme in themes if theme.rules]


def find_rule(collaboration: Collaboration, id: UUID) -> Rule | None:
    return _standing(collaboration).filter(pk=id).select_related("agreement__collaboration").first()


def notes_of(actor: Actor, collaboration: Collaboration, page: str | None) -> Page[RuleNote]:
    """What is not settled first."""
    rows = visible_notes(actor, collaboration).order_by(F("settled_at").desc(nulls_first=True), "-made_at", "-id")
    return Paginator(rows.select_related("rule"), NOTES_AT_A_TIME).get_page(page)


def has_notes(actor: Actor, collaboration: Collaboration) -> bool:
    return visible_notes(actor, collaboration).exists()


def find_note(actor: Actor, collaboration: Collaboration, id: UUID) -> NoteNow | None:
    note = visible_notes(actor, collaboration).filter(pk=id).select_related("rule__agreement__collaboration").first()
    if note is None:
        return None
    return NoteNow(note, note_abilities(actor, note), response_to(actor, note.rule, note))


def response_to(actor: Actor, rule: Rule, note: RuleNote | None = None) -> Response:
    """From what this reader may see: else the step itself would tell that somebody has written privately."""
    earlier = visible_notes(actor, rule.agreement.collaboration).filter(rule=rule, settled_at=None)
    if note is not None:
        earlier = earlier.filter(Q(made_at__lt=note.made_at)).exclude(pk=note.pk)
    return suggested(earlier.count(), rule.first_response, rule.next_response)


def visible_notes(actor: Actor, collaboration: Collaboration) -> "QuerySet[RuleNote]":
    """As `note_abilities` has it of each; a test holds the two together."""
    can = agreement_abilities(actor, collaboration)
    rows = RuleNote.objects.filter(rule__agreement__collaboration=collaboration)
    if can.can_coordinate:
        return rows
    if not can.can_note or actor.person_id is None:
        return rows.none()
    return rows.filter(Q(is_private=False) | Q(by_id=actor.person_id))


def _standing(collaboration: Collaboration) -> "QuerySet[Rule]":
    rows = Rule.objects.filter(
        agreement__collaboration=collaboration,
        agreement__kind=AgreementKind.RULES,
        agreement__withdrawn_at=None,
        ended_at=None,
    )
    return rows.order_by("agreement__part", "order", "id")
