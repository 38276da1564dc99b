"""What municipalities have opened, a page at a time. The whole as one file is under /apne-data/."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from plandugnad.api.doors import ApiRequest, anybody
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.resources.shapes import CountyText, Moment, NumberText, WhenText
from plandugnad.exchange.files import public_plan
from plandugnad.exchange.models import PublishedPlan
from plandugnad.plans.kinds import PlanStatus, PlanType

router = Router(auth=anybody, tags=["open"])


class OpenPlanOut(Schema):
    id: UUID
    municipality_number: str
    municipality_name: str
    county_number: str
    name: str
    plan_type: PlanType | None
    status: PlanStatus
    national_plan_id: str | None
    legal_basis: str | None
    case_reference: str | None
    adopted: WhenText | None
    last_revised: WhenText | None
    revision_due: WhenText | None
    period: WhenText | None
    valid_until: WhenText | None
    themes: list[str]
    sosi_plan_type: str | None
    sosi_plan_status: str | None
    parent_id: Annotated[UUID | None, Field(description=gettext_noop("`plan_id` for planen den er forankret i."))]
    is_example: bool
    changed_at: datetime
    plan_id: Annotated[
        UUID,
        Field(description=gettext_noop("Den samme hos alle kommunene som eier en fellesplan. Tell planer med denne.")),
    ]
    led_by_number: Annotated[str, Field(description=gettext_noop("Kommunen som leder arbeidet med planen."))]


class OpenPlanQuery(Paging):
    municipality: NumberText | None = None
    county: CountyText | None = None
    changed_since: Annotated[
        Moment | None, Field(description=gettext_noop("Endret på eller etter dette tidspunktet."))
    ] = None


@router.get(
    "/open/plans",
    response=Page[OpenPlanOut],
    operation_id="list_open_plans",
    summary=gettext_noop("Planene i åpne planoversikter"),
    description=gettext_noop(
        "Bare det som er vedtatt eller under revisjon, og bare i kommuner som har åpnet. "
        "En fellesplan står hos hver av kommunene som har vedtatt den."
    ),
)
def open_plans(request: ApiRequest, response: HttpResponse, query: Query[OpenPlanQuery]) -> dict[str, Any]:
    same = {
        "organisation__number": query.municipality,
        "organisation__county__number": query.county,
        "changed_at__gte": query.changed_since,
    }
    rows = PublishedPlan.objects.standing().select_related("organisation__county")
    rows = rows.filter(**{name: value for name, value in same.items() if value is not None})
    response.headers["Access-Control-Allow-Origin"] = "*"
    return page_of(request, rows, query, lambda found: map(public_plan, found))
