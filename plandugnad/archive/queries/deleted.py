from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.queries.file import Deleted

MOST_FOLDERS = 100


def deleted_folders(room: Room) -> list[Deleted]:
    """Those that were deleted themselves, with how many files each took along."""
    along = File.objects.filter(deleted_with=OuterRef("pk")).order_by().values("deleted_with").annotate(n=Count("id"))
    rows = Folder.objects.filter(room=room, deleted_with=F("pk")).annotate(
        files_along=Coalesce(Subquery(along.values("n")), 0)
    )
    return [
        Deleted(row.pk, row.name, row.deleted_at or row.made_at, row.files_along)
        for row in rows.order_by("-deleted_at")[:MOST_FOLDERS]
    ]
