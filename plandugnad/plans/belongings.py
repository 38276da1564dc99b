"""What belongs to a plan follows it into a joint one, and out again to a plan of its own."""

from plandugnad.core.audit import By
from plandugnad.plans import actions
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan, PlanArchiveLink, PlanDocument, PlanLink
from plandugnad.regions.models import Organisation


def bring_along(by: By, was: Plan, becomes: Plan, place: Organisation) -> None:
    """Nothing is taken from `was`. What `becomes` has already stands as it is there."""
    _documents(by, was, becomes)
    _archive_links(by, was, becomes)
    _links(by, was, becomes, place)


def _documents(by: By, was: Plan, becomes: Plan) -> None:
    there = set(PlanDocument.objects.filter(plan=becomes, deleted_at=None).values_list("address", "file_id"))
    for one in PlanDocument.objects.filter(plan=was, deleted_at=None).select_related("file"):
        if (one.address, one.file_id) in there:
            continue
        if one.file is None:
            actions.add_address(by, becomes, one.title, one.address)
        else:
            actions.add_file(by, becomes, one.title, one.file, one.file_name)


def _archive_links(by: By, was: Plan, becomes: Plan) -> None:
    links = PlanArchiveLink.objects.kept()
    there = set(links.filter(plan=becomes).values_list("room_id", "folder_id", "file_id"))
    for link in links.filter(plan=was).select_related("room", "folder", "file").order_by("made_at", "id"):
        to = link.room or link.folder or link.file
        if to is not None and (link.room_id, link.folder_id, link.file_id) not in there:
            actions.link_to_archive(by, becomes, to, fixed_number=link.fixed_number)


def _links(by: By, was: Plan, becomes: Plan, place: Organisation) -> None:
    """Also those to it from the municipality's other plans, but none from another's: that is another's to say."""
    for link in PlanLink.objects.filter(plan=was).exclude(other=becomes).select_related("other"):
        actions.link_plans(by, becomes, LinkKind(link.kind), link.other)
    from_here = PlanLink.objects.filter(other=was, plan__organisation=place).exclude(plan=becomes)
    for link in from_here.select_related("plan"):
        actions.link_plans(by, link.plan, LinkKind(link.kind), becomes)
