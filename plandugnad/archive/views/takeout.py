from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_POST

from plandugnad.archive.names import safe_name
from plandugnad.archive.serving import streamed_archive
from plandugnad.archive.takeout import room_files
from plandugnad.archive.views.asked import room_to_see
from plandugnad.core import audit
from plandugnad.core.takeout import zipped
from plandugnad.regions.http import SignedInRequest, signed_in


@require_POST
@signed_in
def archive_room_takeout(request: SignedInRequest, id: UUID) -> HttpResponseBase:
    room = room_to_see(request.actor, id).room
    audit.record(request.actor.by, "room_taken_out", room, organisation_id=room.organisation_id)
    files = list(room_files(room))  # read now; each file is opened as it is sent
    return streamed_archive(zipped(files, timezone.now()), f"{safe_name(room.name) or 'arkiv'}.zip")
