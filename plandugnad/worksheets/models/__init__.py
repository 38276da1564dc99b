from plandugnad.worksheets.models.confidential import Approval, Participant, ParticipantRole
from plandugnad.worksheets.models.deciding import Adoption, AnonymousCard, Lock, Revealed, ScaleAnswer, Vote
from plandugnad.worksheets.models.documents import ClientId, Document, SetAside, Update, Version, VersionReason, Visit
from plandugnad.worksheets.models.sheets import OwnDefinition, Phase, Sheet

__all__ = [
    "Adoption",
    "AnonymousCard",
    "Approval",
    "ClientId",
    "Document",
    "Lock",
    "OwnDefinition",
    "Participant",
    "ParticipantRole",
    "Phase",
    "Revealed",
    "ScaleAnswer",
    "SetAside",
    "Sheet",
    "Update",
    "Version",
    "VersionReason",
    "Visit",
    "Vote",
]
