"""What a plan has in the archive, of what the reader may open there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.plans.models import Plan, PlanArchiveLink, PlanArchiveLinkQuerySet
from plandugnad.regions.actor import Actor

MOST_SHOWN = 50
# A link as it lies in the row of a plan that was asked for with its links.
_ROW = JSONObject(
    id="id", fixed="fixed_number",
    room="room_id", room_name="room__name", room_deleted="room__deleted_at",
    folder="folder_id", folder_name="folder__name", folder_deleted="folder__deleted_at",
    folder_room="folder__room_id", folder_room_name="folder__room__name",
    folder_room_deleted="folder__room__deleted_at",
    file="file_id", file_name="file__name", file_deleted="file__deleted_at",
    file_room_name="file__room__name", file_room_deleted="file__room__deleted_at", newest="file__latest__number",
)  # fmt: skip
_Row = Mapping[str, Any]


@dataclass(frozen=True)
class ShownArchiveLink:
    """Without an address when what it leads to has been deleted: then `note` says so."""

    id: UUID
    name: str
    note: str
    address: str
    is_file: bool = False


def archive_rows(actor: Actor) -> ArraySubquery:
    """Of a plan that is asked for: its links to what the reader may open."""
    rows = PlanArchiveLink.objects.kept().seen_by(actor).filter(plan=OuterRef("pk"))
    return ArraySubquery(_in_order(rows)[:MOST_SHOWN].values(row=_ROW))


def archive_links_of(actor: Actor, plan: Plan) -> list[ShownArchiveLink]:
    """Names as they are now, wherever the file has been moved. No query, of a plan from `find_plan_page`."""
    rows = getattr(plan, "archive_rows", None)
    if rows is None:
        links = _in_order(PlanArchiveLink.objects.kept().seen_by(actor).filter(plan=plan))
        rows = links[:MOST_SHOWN].values_list(_ROW, flat=True)
    return [_shown(row) for row in rows]


def find_archive_link(actor: Actor, plan: Plan, id: UUID) -> PlanArchiveLink | None:
    """Also one that is removed, for «Angre»."""
    rows = PlanArchiveLink.objects.seen_by(actor).filter(plan=plan, pk=id)
    return rows.select_related("plan__organisation").first()


def _in_order(rows: PlanArchiveLinkQuerySet) -> PlanArchiveLinkQuerySet:
    return rows.order_by("file__sort_key", "made_at", "id")


def _shown(row: _Row) -> ShownArchiveLink:
    if row["file"]:
        return _of_file(row)
    if row["folder"]:
        return _of_folder(row)
    id, name = UUID(row["id"]), row["room_name"]
    if row["room_deleted"]:
        return ShownArchiveLink(id, name, _("rommet er slettet i arkivet"), "")
    return ShownArchiveLink(id, name, _("rom i arkivet"), reverse("archive_room", args=[row["room"]]))


def _of_folder(row: _Row) -> ShownArchiveLink:
    id, name = UUID(row["id"]), row["folder_name"]
    if row["folder_deleted"] or row["folder_room_deleted"]:
        return ShownArchiveLink(id, name, _("mappen er slettet i arkivet"), "")
    address = reverse("archive_folder", args=[row["folder_room"], row["folder"]])
    return ShownArchiveLink(id, name, _("mappe i %(room)s") % {"room": row["folder_room_name"]}, address)


def _of_file(row: _Row) -> ShownArchiveLink:
    id, name, fixed = UUID(row["id"]), row["file_name"], row["fixed"]
    if row["file_deleted"] or row["file_room_deleted"]:
        return ShownArchiveLink(id, name, _("filen er slettet i arkivet"), "", is_file=True)
    about = {"room": row["file_room_name"], "number": fixed}
    if fixed is None:
        address = reverse("archive_file", args=[row["file"]])
        return ShownArchiveLink(id, name, _("nyeste versjon, i %(room)s") % about, address, is_file=True)
    is_older = fixed < (row["newest"] or 0)
    note = (
        _("versjon %(number)s, i %(room)s (det finnes en nyere)") if is_older else _("versjon %(number)s, i %(room)s")
    )
    address = reverse("archive_version", args=[row["file"], fixed])
    return ShownArchiveLink(id, name, note % about, address, is_file=True)
