"""How folders lie in one another: a folder is never in itself, and never too far down."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.archive.limits import DEEPEST_FOLDER, FOLDERS_IN_ROOM
from plandugnad.archive.models import Folder, Room

Above = dict[UUID, UUID | None]


def folder_there(room: Room, folder: Folder | None) -> Folder | None:
    """A folder of another room, or one that is deleted meanwhile, takes nothing in."""
    if folder is None:
        return None
    found: Folder | None = Folder.objects.kept().filter(room=room, pk=folder.pk).first()
    if found is None:
        raise ValidationError(_("Mappen finnes ikke lenger. Velg en annen."))
    return found


def above_each(room: Room, *, with_deleted: bool = False) -> Above:
    folders = Folder.objects.all() if with_deleted else Folder.objects.kept()
    return dict(folders.filter(room=room).values_list("id", "parent_id"))


def way_up(above: Above, start: UUID | None) -> list[UUID]:
    """From a folder up to the room."""
    way: list[UUID] = []
    while start is not None and start not in way:
        way.append(start)
        start = above.get(start)
    return way


def below(above: Above, top: UUID) -> set[UUID]:
    """The folder itself and all that lie in it."""
    return {id for id in above if top in way_up(above, id)}


def height(above: Above, top: UUID) -> int:
    return max(way_up(above, id).index(top) + 1 for id in below(above, top))


def check_depth(above: Above, parent_id: UUID | None, height: int) -> None:
    if len(way_up(above, parent_id)) + height > DEEPEST_FOLDER:
        raise ValidationError(_("Mapper kan ligge høyst %(most)d nivåer ned.") % {"most": DEEPEST_FOLDER})


def check_number(above: Above, added: int) -> None:
    if len(above) + added > FOLDERS_IN_ROOM:
        raise ValidationError(_("Rommet har så mange mapper som det kan ha. Lag et nytt rom, eller rydd i dette."))
