"""Those on a panel who guide and do not decide: marked wherever what they say is read."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from plandugnad.regions.models import Member, MemberKind, Organisation
from plandugnad.worksheets.models import Panellist, Sheet
from plandugnad.worksheets.reviewing.access import is_review


def guides_in(sheet: Sheet) -> Mapping[UUID, str]:
    """Organisation → its name: all that assist the collaboration or have, whoever of theirs sits. What she wrote is
    guidance also when she has stepped down. No question is asked of sheets that have no panel.
    """
    if not is_review(sheet):
        return {}
    helpers = Member.rows.filter(collaboration=sheet.collaboration_id, kind=MemberKind.HELPER)
    seats = Panellist.objects.filter(review__sheet=sheet.pk, guides=True)
    found = Q(pk__in=helpers.values("organisation")) | Q(pk__in=seats.order_by().values("organisation"))
    return {one.id: one.body_name for one in Organisation.objects.filter(found)}


def marked(name: str) -> str:
    return _("%(name)s (veiledning)") % {"name": name}
