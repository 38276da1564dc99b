"""Those on a panel who guide and do not decide: marked wherever what they say is read."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.worksheets.models import Panellist, Sheet
from plandugnad.worksheets.reviewing.access import is_review


def guides_in(sheet: Sheet) -> Mapping[UUID, str]:
    """Organisation → its name. No question is asked of sheets that have no panel."""
    if not is_review(sheet):
        return {}
    rows = Panellist.objects.filter(review__sheet=sheet.pk, guides=True, declined_at=None)
    return {one.organisation_id: one.organisation.body_name for one in rows.select_related("organisation")}


def marked(name: str) -> str:
    return _("%(name)s (veiledning)") % {"name": name}
