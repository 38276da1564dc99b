"""What each feature's lines say in the overviews. A feature that comes with its own words adds them beside its sources.

Here, in the outer ring, because these features were told of before there were words for it.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from plandugnad.projections.words import add_kinds, add_verbs

add_verbs(
    "plans.plan",
    {
        "plan_created": _("%(who)s la inn «%(what)s»"),
        "plan_changed": _("%(who)s endret «%(what)s»"),
        "plan_restored": _("%(who)s hentet fram en tidligere utgave av «%(what)s»"),
        "plan_deleted": _("%(who)s slettet «%(what)s»"),
        "plan_undeleted": _("%(who)s hentet tilbake «%(what)s»"),
        "plan_linked": _("%(who)s koblet «%(what)s» til en annen plan"),
        "plan_unlinked": _("%(who)s tok bort koblingen mellom «%(what)s» og en annen plan"),
        "plan_shared": _("%(who)s delte «%(what)s»"),
        "plan_unshared": _("%(who)s avsluttet delingen av «%(what)s»"),
        "document_added": _("%(who)s la et dokument til «%(what)s»"),
        "document_removed": _("%(who)s tok et dokument bort fra «%(what)s»"),
    },
)
add_verbs(
    "imports.run",
    {
        "import_written": ngettext_lazy(
            "%(who)s importerte %(count)s plan", "%(who)s importerte %(count)s planer", "count"
        ),
        "import_undone": ngettext_lazy(
            "%(who)s angret importen av %(count)s plan", "%(who)s angret importen av %(count)s planer", "count"
        ),
    },
    is_found=False,
)
add_verbs(
    "archive.room",
    {
        "room_created": _("%(who)s laget rommet «%(what)s»"),
        "room_changed": _("%(who)s endret rommet «%(what)s»"),
        "room_opened": _("%(who)s åpnet rommet «%(what)s» for flere"),
        "room_closed": _("%(who)s stengte rommet «%(what)s» for noen"),
        "room_deleted": _("%(who)s slettet rommet «%(what)s»"),
        "room_undeleted": _("%(who)s hentet tilbake rommet «%(what)s»"),
    },
)
add_verbs(
    "archive.file",
    {
        "file_added": _("%(who)s la inn filen «%(what)s»"),
        "file_version_added": _("%(who)s la inn en ny utgave av filen «%(what)s»"),
        "file_version_restored": _("%(who)s hentet fram en tidligere utgave av filen «%(what)s»"),
        "file_renamed": _("%(who)s ga filen navnet «%(what)s»"),
        "file_moved": _("%(who)s flyttet filen «%(what)s»"),
        "file_retention_set": _("%(who)s bestemte når filen «%(what)s» kan slettes"),
        "file_deleted": _("%(who)s slettet filen «%(what)s»"),
        "file_undeleted": _("%(who)s hentet tilbake filen «%(what)s»"),
        "file_destroyed": _("%(who)s slettet filen «%(what)s» for godt"),
    },
)
add_verbs(
    "meetings.meeting",
    {
        "meeting_made": _("%(who)s la inn møtet «%(what)s»"),
        "meeting_changed": _("%(who)s endret møtet «%(what)s»"),
        "meeting_cancelled": _("%(who)s avlyste møtet «%(what)s»"),
        "meeting_held_after_all": _("%(who)s satte opp igjen møtet «%(what)s»"),
        "meeting_deleted": _("%(who)s slettet møtet «%(what)s»"),
        "meeting_undeleted": _("%(who)s hentet tilbake møtet «%(what)s»"),
        "minutes_changed": _("%(who)s skrev i referatet fra «%(what)s»"),
        "minutes_finished": _("%(who)s gjorde ferdig referatet fra «%(what)s»"),
        "agenda_item_added": _("%(who)s la en sak til møtet «%(what)s»"),
        "agenda_item_changed": _("%(who)s endret en sak i møtet «%(what)s»"),
        "agenda_item_moved": _("%(who)s flyttet en sak i møtet «%(what)s»"),
        "agenda_item_removed": _("%(who)s tok en sak ut av møtet «%(what)s»"),
    },
)
add_kinds(
    {
        "plan_due": _("skal revideres"),
        "meeting": _("møte"),
        "meeting_cancelled": _("avlyst møte"),
        "follow_up": _("oppfølging"),
        "file_retention": _("filen kan slettes"),
        "room_retention": _("rommet kan slettes"),
    }
)
