from plandugnad.regions.models.collaborations import (
    AgreementPoint,
    Collaboration,
    LegalForm,
    Mandate,
    Member,
    MemberKind,
    MemberQuerySet,
    MemberState,
)
from plandugnad.regions.models.nesting import Nesting, NestingQuerySet
from plandugnad.regions.models.organisations import (
    CouncilMember,
    FormerNumber,
    MunicipalityFacts,
    Organisation,
    OrganisationKind,
    OrganisationQuerySet,
    WrittenStandard,
)
from plandugnad.regions.models.roles import Grant, Invitation, Membership, Placed, PlacedQuerySet, Role, Scope

__all__ = [
    "AgreementPoint",
    "Collaboration",
    "CouncilMember",
    "FormerNumber",
    "Grant",
    "Invitation",
    "LegalForm",
    "Mandate",
    "Member",
    "MemberKind",
    "MemberQuerySet",
    "MemberState",
    "Membership",
    "MunicipalityFacts",
    "Nesting",
    "NestingQuerySet",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "Placed",
    "PlacedQuerySet",
    "Role",
    "Scope",
    "WrittenStandard",
]
