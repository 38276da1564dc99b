"""The words points are found by: found again or made, renamed, put together."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Point, Tag, TagKind
from plandugnad.consultations.telling import record
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent

MOST_TAGS = 1_000


def tag_named(consultation: Consultation, kind: TagKind | None, name: str) -> Tag:
    """Big and small letters are alike. Without a kind the word is what it is already, and a theme if it is new."""
    alike = list(Tag.objects.filter(consultation=consultation, name__iexact=name))
    if known := [tag for tag in alike if kind is None or tag.kind == kind]:
        return known[0]
    if Tag.objects.filter(consultation=consultation).count() >= MOST_TAGS:
        raise ValidationError(
            _("Høringen har %(most)s merkelapper, og det er ikke plass til flere. Slå sammen noen av dem.")
            % {"most": MOST_TAGS}
        )
    return Tag.objects.get_or_create(consultation=consultation, kind=kind or TagKind.THEME, name=name)[0]


@transaction.atomic
def rename_tag(by: By, tag: Tag, name: str) -> None:
    if name == tag.name:
        return
    same = Tag.objects.filter(consultation=tag.consultation, kind=tag.kind, name__iexact=name)
    if same.exclude(pk=tag.pk).exists():
        raise ValidationError(_("«%(name)s» finnes fra før. Slå de to sammen i stedet.") % {"name": name})
    before, tag.name = tag.name, name
    tag.save(update_fields=["name"])
    _record(by, "tag_renamed", tag.consultation, before={"name": before}, after={"name": name})


@transaction.atomic
def merge_tags(by: By, tag: Tag, into: Tag) -> AuditEvent:
    """All points of `tag` get the other, and `tag` is gone. The event holds what is needed to undo it."""
    if tag.pk == into.pk or tag.consultation_id != into.consultation_id:
        raise ValidationError(_("Velg to ulike merkelapper."))
    had = [str(id) for id in tag.points.values_list("id", flat=True)]
    stood = {str(id) for id in into.points.values_list("id", flat=True)}
    both = [id for id in had if id in stood]
    into.points.add(*tag.points.all())
    before = {"kind": tag.kind, "name": tag.name, "points": had, "both": both}
    consultation = tag.consultation
    tag.delete()
    return _record(
        by,
        "tags_merged",
        consultation,
        before=before,
        after={"tag": str(into.pk), "name": into.name},
    )


@transaction.atomic
def unmerge_tags(by: By, consultation: Consultation, event: AuditEvent) -> None:
    was = event.before or {}
    given = {"consultation": consultation, "kind": was["kind"], "name": was["name"]}
    again, _is_made = Tag.objects.get_or_create(**given)
    again.points.add(*Point.objects.filter(pk__in=was["points"]))
    now = event.after or {}
    into = Tag.objects.filter(consultation=consultation, pk=now["tag"]).first()
    if into:
        into.points.remove(*Point.objects.filter(pk__in=set(was["points"]) - set(was["both"])))
    _record(by, "tags_parted", consultation, after={"name": again.name})


@transaction.atomic
def remove_tag(by: By, tag: Tag) -> None:
    """Only one that no point has."""
    if tag.points.filter(deleted_at=None).exists():
        raise ValidationError(
            _("«%(name)s» står på punkter. Slå den sammen med en annen, eller ta den av punktene.") % {"name": tag.name}
        )
    consultation, name = tag.consultation, tag.name
    tag.delete()
    _record(by, "tag_removed", consultation, before={"name": name})


def _record(by: By, verb: str, consultation: Consultation, **said: Any) -> AuditEvent:
    return record(by, verb, consultation, told_as="statement_answered", **said)
