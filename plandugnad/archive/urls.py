from django.urls import path

from plandugnad.archive.views import files, folders, moving, naming, room, rooms, settings, takeout, upload

_ROOM, _FILE = "arkiv/rom/<uuid:id>/", "arkiv/fil/<uuid:id>/"
_FOLDER = f"{_ROOM}mappe/<uuid:folder_id>/"

urlpatterns = [
    path("samarbeid/<uuid:id>/arkiv/", rooms.archive_collaboration, name="archive_collaboration"),
    path("samarbeid/<uuid:id>/arkiv/navneregel/", naming.archive_rule, name="archive_rule"),
    path("kommuner/<str:number>/arkiv/", rooms.archive_municipality, name="archive_municipality"),
    path("organisasjoner/<uuid:id>/arkiv/", rooms.archive_organisation, name="archive_organisation"),
    path(_ROOM, room.archive_room, name="archive_room"),
    path(f"{_ROOM}innstillinger/", settings.archive_room_settings, name="archive_room_settings"),
    path(f"{_ROOM}apnet-for/", settings.archive_room_openings, name="archive_room_openings"),
    path(f"{_ROOM}apnet-for/<uuid:opening_id>/avslutt/", settings.archive_room_close, name="archive_room_close"),
    path(f"{_ROOM}slett/", rooms.archive_room_delete, name="archive_room_delete"),
    path(f"{_ROOM}angre-sletting/", rooms.archive_room_undelete, name="archive_room_undelete"),
    path(f"{_ROOM}slettet/", room.archive_room_deleted, name="archive_room_deleted"),
    path(f"{_ROOM}ta-med-alt/", takeout.archive_room_takeout, name="archive_room_takeout"),
    path(f"{_ROOM}last-opp/", upload.archive_upload, name="archive_upload"),
    path(f"{_ROOM}flytt/", moving.archive_move, name="archive_move"),
    path("arkiv/flyttinger/<uuid:batch_id>/angre/", moving.archive_move_undo, name="archive_move_undo"),
    path(f"{_ROOM}bruk-forslag/", naming.archive_names, name="archive_names"),
    path(f"{_ROOM}navn/", naming.archive_room_names, name="archive_room_names"),
    path("arkiv/navn/<uuid:batch_id>/angre/", naming.archive_names_undo, name="archive_names_undo"),
    path(f"{_ROOM}mapper/ny/", folders.archive_folder_new, name="archive_folder_new"),
    path(_FOLDER, room.archive_folder, name="archive_folder"),
    path(f"{_FOLDER}endre/", folders.archive_folder_edit, name="archive_folder_edit"),
    path(f"{_FOLDER}slett/", folders.archive_folder_delete, name="archive_folder_delete"),
    path(f"{_FOLDER}angre-sletting/", folders.archive_folder_undelete, name="archive_folder_undelete"),
    path(_FILE, files.archive_file, name="archive_file"),
    path(f"{_FILE}endre/", files.archive_file_edit, name="archive_file_edit"),
    path(f"{_FILE}bruk-forslag/", naming.archive_file_name, name="archive_file_name"),
    path(f"{_FILE}last-opp/", upload.archive_file_upload, name="archive_file_upload"),
    path(f"{_FILE}slett/", files.archive_file_delete, name="archive_file_delete"),
    path(f"{_FILE}angre-sletting/", files.archive_file_undelete, name="archive_file_undelete"),
    path(f"{_FILE}slett-for-godt/", files.archive_file_destroy, name="archive_file_destroy"),
    path(f"{_FILE}versjon/<int:number>/fil", files.archive_version, name="archive_version"),
    path(f"{_FILE}versjon/<int:number>/bilde", files.archive_picture, name="archive_picture"),
    path(f"{_FILE}versjon/<int:number>/hent-fram/", files.archive_version_restore, name="archive_version_restore"),
]
