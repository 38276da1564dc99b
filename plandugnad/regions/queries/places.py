from uuid import UUID

from plandugnad.regions.models import Collaboration, Member, Organisation

Place = Organisation | Collaboration


def find_place(place_id: UUID) -> Place | None:
    organisation = Organisation.objects.select_related("county").filter(pk=place_id).first()
    return organisation or Collaboration.objects.filter(pk=place_id).first()


def find_organisation(organisation_id: UUID) -> Organisation | None:
    return Organisation.objects.select_related("county", "state_administrator").filter(pk=organisation_id).first()


def find_collaboration(collaboration_id: UUID) -> Collaboration | None:
    return Collaboration.objects.filter(pk=collaboration_id).first()


def find_member(collaboration_id: UUID, organisation_id: UUID) -> Member | None:
    members = Member.objects.select_related("collaboration", "organisation")
    return members.filter(collaboration_id=collaboration_id, organisation_id=organisation_id).first()
