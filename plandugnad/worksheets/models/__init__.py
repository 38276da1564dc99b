from plandugnad.worksheets.models.confidential import Approval, Participant, ParticipantRole
from plandugnad.worksheets.models.deciding import Adoption, AnonymousCard, Lock, Revealed, ScaleAnswer, Vote
from plandugnad.worksheets.models.documents import ClientId, Document, SetAside, Update, Version, VersionReason, Visit
from plandugnad.worksheets.models.reviewing import (
    OWNER_ANSWERS,
    OWNER_WRITES,
    PANEL_ADDS,
    REVIEW,
    SIGNED,
    Panellist,
    Review,
    ReviewForm,
    Skill,
)
from plandugnad.worksheets.models.sheets import OwnDefinition, Phase, Sheet

__all__ = [
    "OWNER_ANSWERS",
    "OWNER_WRITES",
    "PANEL_ADDS",
    "REVIEW",
    "SIGNED",
    "Adoption",
    "AnonymousCard",
    "Approval",
    "ClientId",
    "Document",
    "Lock",
    "OwnDefinition",
    "Panellist",
    "Participant",
    "ParticipantRole",
    "Phase",
    "Revealed",
    "Review",
    "ReviewForm",
    "ScaleAnswer",
    "SetAside",
    "Sheet",
    "Skill",
    "Update",
    "Version",
    "VersionReason",
    "Visit",
    "Vote",
]
