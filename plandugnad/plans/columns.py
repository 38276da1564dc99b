"""The headings of the tables of plans on pages."""

from django.utils.translation import gettext

from plandugnad.core.pieces import Column


def table_columns(*, has_municipality: bool = False) -> list[Column]:
    columns = [
        Column(gettext("Plan"), "navn"),
        Column(gettext("Status"), "status"),
        Column(gettext("Skal revideres"), "frist", "date"),
        Column(gettext("Type"), "type"),
        Column(gettext("Vedtatt"), "vedtatt", "date"),
        Column(gettext("Ansvarlig"), "ansvarlig"),
    ]
    return [columns[0], Column(gettext("Kommune"), "kommune"), *columns[1:]] if has_municipality else columns
