from plandugnad.worksheets.models.deciding import (
    Adoption,
    Lock,
    Vote,
)
from plandugnad.worksheets.models.documents import ClientId, Document, SetAside, Update, Version, VersionReason, Visit
from plandugnad.worksheets.models.sheets import OwnDefinition, Phase, Sheet

__all__ = [
    "Adoption",
    "ClientId",
    "Document",
    "Lock",
    "OwnDefinition",
    "Phase",
    "SetAside",
    "Sheet",
    "Update",
    "Version",
    "VersionReason",
    "Visit",
    "Vote",
]
