"""The headings of the tables of plans on pages."""

from django.utils.translation import gettext

from plandugnad.core.pieces import Column
from plandugnad.plans.area.choices import BY_FIGURE, MAIN_ADDRESS_NAMES
from plandugnad.plans.area.figures import Figure
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES


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


def area_columns() -> list[Column]:
    main = [Column(name, MAIN_ADDRESS_NAMES[plan_type]) for plan_type, name in MAIN_TYPE_NAMES.items()]
    return [
        Column(gettext("Kommune"), "navn"),
        Column(gettext("Planer"), "planer", "number"),
        Column(gettext("Over fristen"), "over", "number"),
        *main,
        Column(gettext("Mangler"), "mangler", "number"),
        Column(gettext("Sentralitet"), "sentralitet", "number"),
        Column(gettext("Innbyggere"), "innbyggere", "number"),
    ]


def nation_columns(figure: Figure) -> list[Column]:
    """What the map shows stands right after the name, and not once more."""
    others = [
        Column(gettext("Fylke"), "fylke"),
        Column(gettext("Planer"), "planer", "number"),
        Column(gettext("Over fristen"), "over", "number"),
        Column(gettext("Mangler"), "mangler", "number"),
        Column(gettext("Innbyggere"), "innbyggere", "number"),
    ]
    return [
        Column(gettext("Kommune"), "navn"),
        Column(figure.label, BY_FIGURE, "number"),
        *(column for column in others if column.sort != figure.code),
    ]
