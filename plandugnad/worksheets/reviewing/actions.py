"""What is done with a review: asked for, a panel made, answered, delivered, summarised and finished."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.archive.models import File
from plandugnad.core.audit import By
from plandugnad.worksheets.actions import locked_sheet, move_phase
from plandugnad.worksheets.adopting import adopt, shared_of
from plandugnad.worksheets.answering import keep_answer
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.models import Panellist, Phase, Revealed, Review, ScaleAnswer, Sheet, Skill
from plandugnad.worksheets.reviewing.access import review_of
from plandugnad.worksheets.reviewing.helping import helped_scale, is_asked, waits_for
from plandugnad.worksheets.reviewing.people import who_may_sit
from plandugnad.worksheets.reviewing.telling import refresh_review, still_here
from plandugnad.worksheets.reviewing.writing import has_assessed
from plandugnad.worksheets.store import announce, shut

MOST_PANEL = 8
_NOT_ASKED = gettext_lazy("Du er ikke i panelet lenger.")
MOST_FILES = 20
_ABOUT = ("owner", "plan", "due_on", "form", "meeting")
MOST_SKILLS = 8


@transaction.atomic
def set_request(by: By, sheet_id: UUID, values: Mapping[str, Any], seen: int = 0) -> Review:
    """`values`: name, owner, plan, due_on, form and meeting. `seen` is the version the form was made from."""
    sheet = locked_sheet(sheet_id)
    review = review_of(sheet)
    stands = {"name": sheet.name} | {name: getattr(review, name) for name in _ABOUT} if review else None
    if review and stands == values:
        return review  # pressed twice
    if (review.version if review else 0) != seen:
        raise ValidationError(_("Noen andre har endret forespørselen. Se hva som står nå, og skriv på nytt."))
    owner = values["owner"]
    if review and review.owner_id != owner.id and review.panel.exists():
        raise ValidationError({"owner": [_("Noen er spurt på vegne av kommunen. Sakseieren kan ikke byttes nå.")]})
    about = {name: values[name] for name in _ABOUT}
    verb = "review.changed" if review else "review.requested"
    if review is None:
        review = Review.objects.create(sheet=sheet, **about)
    else:
        for name, value in about.items():
            setattr(review, name, value)
        review.version += 1
        review.save()
    if sheet.name != values["name"]:
        sheet.name = values["name"]
        sheet.save(update_fields=["name"])
    shut(sheet, by.id)  # whose it is says who writes in it
    after = {"name": sheet.name, "due": review.due_on.isoformat(), "form": review.form}
    write_down(by, verb, sheet, organisation_id=owner.id, after=after)
    refresh_review(review, by)
    return review


@transaction.atomic
def attach(by: By, sheet_id: UUID, file: File) -> None:
    review = _open(locked_sheet(sheet_id))
    if review.files.count() >= MOST_FILES:
        raise ValidationError(_("Det er %(most)s vedlegg her. Ta bort et først.") % {"most": MOST_FILES})
    review.files.add(file)
    write_down(by, "review.attached", review.sheet, organisation_id=review.owner_id, after={"file": file.name})


@transaction.atomic
def detach(by: By, sheet_id: UUID, file: File) -> None:
    review = _open(locked_sheet(sheet_id))
    review.files.remove(file)
    write_down(by, "review.detached", review.sheet, organisation_id=review.owner_id, after={"file": file.name})


@transaction.atomic
def ask(by: By, sheet_id: UUID, person_id: UUID) -> Panellist:
    """The owner's own people are refused here and by the table, whatever list she was chosen from."""
    sheet = locked_sheet(sheet_id)
    review = _open(sheet)
    assert sheet.collaboration is not None
    her = who_may_sit(sheet.collaboration, review.owner_id).get(person_id)
    if her is None:
        raise ValidationError(_("Den du valgte, kan ikke sitte i panelet. Velg en av dem som står på siden."))
    if review.panel.filter(person_id=person_id).exists():
        raise ValidationError(_("%(name)s er spurt.") % {"name": her.name})
    if review.panel.filter(declined_at=None).count() >= MOST_PANEL:
        raise ValidationError(_("Panelet er fullt. Det kan ha %(most)s.") % {"most": MOST_PANEL})
    made = Panellist.objects.create(
        review=review,
        person_id=person_id,
        organisation=her.organisation,
        owner_id=review.owner_id,
        guides=her.guides,
        asked_at=timezone.now(),
    )
    write_down(by, "review.asked", sheet, organisation_id=her.organisation.id, after={"person": her.name})
    refresh_review(review, by)
    return made


@transaction.atomic
def take_back(by: By, sheet_id: UUID, panellist_id: UUID) -> None:
    """Somebody who was asked, and has not delivered."""
    sheet = locked_sheet(sheet_id)
    review = _open(sheet)
    other = review.panel.select_related("person").filter(pk=panellist_id).first()
    if other is None:
        raise ValidationError(_("Hun eller han står ikke i panelet lenger."))
    if other.delivered_at:
        raise ValidationError(_("%(name)s har levert, og blir stående i panelet.") % {"name": other.person})
    name = str(other.person)
    other.delete()
    shut(sheet, by.id)
    write_down(by, "review.asked_no_more", sheet, organisation_id=other.organisation_id, after={"person": name})
    refresh_review(review, by)


@transaction.atomic
def answer(by: By, sheet_id: UUID, *, says_yes: bool, is_impartial: bool) -> None:
    """A no needs no reason, is kept out of the history, and may be made a yes; a yes may be made a no."""
    sheet = locked_sheet(sheet_id)
    review = _open(sheet)
    assert by.id is not None
    own = review.panel.filter(person_id=by.id).first()
    if own is None:
        raise ValidationError(_NOT_ASKED, code="gone")
    if says_yes and not is_impartial:
        raise ValidationError(
            {
                "is_impartial": [
                    _("Er du inhabil, eller skal du behandle saken som myndighet, kan du ikke sitte i panelet.")
                ]
            }
        )
    now = timezone.now()
    if says_yes == bool(own.accepted_at) and (says_yes or own.declined_at):
        return
    own.accepted_at, own.declined_at = (now, None) if says_yes else (None, now)
    own.impartial_at = now if says_yes else None
    own.delivered_at = None
    own.save()
    shut(sheet, by.id)
    if says_yes:
        write_down(by, "review.joined", sheet, organisation_id=own.organisation_id)
    refresh_review(review, by)


@transaction.atomic
def deliver(by: By, sheet_id: UUID, *, is_done: bool) -> None:
    review = _open(locked_sheet(sheet_id))
    assert by.id is not None
    own = review.panel.sitting().filter(person_id=by.id).first()
    if own is None:
        raise ValidationError(_NOT_ASKED, code="gone")
    if is_done == bool(own.delivered_at):
        return
    if review.sheet.phase != Phase.SHARE:
        raise ValidationError(_("Sakseieren oppsummerer. Vurderingen kan ikke leveres eller åpnes nå."))
    if is_done and not has_assessed(shared_of(review.sheet), own.organisation_id):
        raise ValidationError(_("Du har ikke skrevet noe ennå. Lagre en vurdering før du leverer."))
    own.delivered_at = timezone.now() if is_done else None
    own.save(update_fields=["delivered_at"])
    announce(review.sheet, "sheet")
    verb = "review.delivered" if is_done else "review.delivered_no_more"
    write_down(by, verb, review.sheet, organisation_id=own.organisation_id)
    refresh_review(review, by)


@transaction.atomic
def begin_summary(by: By, sheet_id: UUID) -> None:
    """The panel writes no more; who owns the case chooses."""
    sheet = locked_sheet(sheet_id)
    _open(sheet)
    if sheet.phase == Phase.SHARE:
        move_phase(by, sheet.id, Phase.AGREE, sheet.version)


@transaction.atomic
def finish(by: By, sheet_id: UUID, language: str) -> None:
    """Adopted for the owner alone: that is what closes it, and what is counted three months from."""
    sheet = locked_sheet(sheet_id)
    review = _open(sheet)
    if sheet.phase == Phase.SHARE:
        raise ValidationError(_("Panelet skriver ennå. Gå til oppsummeringen først."))
    if sheet.phase != Phase.ADOPT:
        move_phase(by, sheet.id, Phase.ADOPT, sheet.version)
    adopt(by, sheet_id, review.owner, timezone.localdate(), "", language)


@transaction.atomic
def say_if_it_helped(by: By, sheet_id: UUID, step: str, today: date | None = None) -> bool:
    """Whether the answers are shown now: hers was the last."""
    sheet = locked_sheet(sheet_id)
    review, block = review_of(sheet), helped_scale(sheet)
    assert by.id is not None
    if review is None or block is None or not is_asked(review, today):
        raise ValidationError(_("Det spørres ikke om dette nå. Last siden på nytt."))
    keep_answer(sheet, block, by.id, step)
    people, owner = waits_for(review, {one.person_id for one in still_here(review) if one.accepted_at}, today)
    if not people and not owner:
        _show(by, review, block.id)
        return True
    refresh_review(review, by)
    return False


@transaction.atomic
def close_question(by: By, sheet_id: UUID) -> None:
    sheet = locked_sheet(sheet_id)
    review, block = review_of(sheet), helped_scale(sheet)
    if review is None or block is None or not is_asked(review):
        raise ValidationError(_("Det spørres ikke om dette nå. Last siden på nytt."))
    if not ScaleAnswer.objects.filter(sheet=sheet, block=block.id, round=1).exists():
        raise ValidationError(_("Ingen har svart ennå. Svar selv først, eller vent til noen har."))
    _show(by, review, block.id)


def _show(by: By, review: Review, block: str) -> None:
    Revealed.objects.get_or_create(sheet=review.sheet, block=block, round=1)
    write_down(by, "review.helped_shown", review.sheet, organisation_id=review.owner_id)
    announce(review.sheet, "answers")
    refresh_review(review, by)


@transaction.atomic
def set_skills(person_id: UUID, words: list[str]) -> None:
    """In the order she wrote them. Hers alone, so the history has nothing of it."""
    kept = list(dict.fromkeys(words))[:MOST_SKILLS]
    Skill.objects.filter(person_id=person_id).delete()
    Skill.objects.bulk_create([Skill(person_id=person_id, word=one) for one in kept])


def _open(sheet: Sheet) -> Review:
    review = review_of(sheet)
    if review is None:
        raise ValidationError(_("Skriv forespørselen først."))
    if not review.is_open:
        raise ValidationError(_("Vurderingen er ferdig, og kan ikke endres."))
    return review
