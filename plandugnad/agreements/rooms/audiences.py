"""Who the worksheet says may read and edit → whom the archive can hold that for, and in words what it cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.archive.kinds import RoomAudience


class Audience(models.TextChoices):
    """Those a room of a collaboration may be for. The settings of the room have more."""

    MEMBERS = "members", gettext_lazy("alle som arbeider i samarbeidet")
    PLANNERS = "planners", gettext_lazy("planleggerne")
    PLANNERS_COORDINATOR = "planners_coordinator", gettext_lazy("planleggerne og koordinatoren")
    LEADERS = "leaders", gettext_lazy("kommunedirektørene")
    COORDINATOR = "coordinator", gettext_lazy("koordinatoren")
    GUIDES = "members_and_guides", gettext_lazy("samarbeidet, fylkeskommunen og statsforvalteren")


EDITORS = tuple(one for one in Audience if one is not Audience.GUIDES)


@dataclass(frozen=True)
class Rights:
    """As a room has them. `opens`: it is also opened for the county council and the state administrator."""

    audience: str
    roles: tuple[str, ...] = ()
    opens: bool = False


RIGHTS: Mapping[str, Rights] = {
    Audience.MEMBERS: Rights(RoomAudience.EVERYBODY),
    Audience.PLANNERS: Rights(RoomAudience.ROLES, ("planner",)),
    Audience.PLANNERS_COORDINATOR: Rights(RoomAudience.ROLES, ("coordinator", "planner")),
    Audience.LEADERS: Rights(RoomAudience.ROLES, ("municipal_director",)),
    Audience.COORDINATOR: Rights(RoomAudience.ROLES, ("coordinator",)),
    Audience.GUIDES: Rights(RoomAudience.EVERYBODY, opens=True),
}


@dataclass(frozen=True)
class Understood:
    """`audience` is empty where somebody has to choose."""

    audience: str
    note: str | Promise = ""


_READERS: Mapping[str, Understood] = {
    "members": Understood(
        Audience.MEMBERS, gettext_lazy("Folkevalgte, gjester og samarbeidspartnere er ikke med i dette.")
    ),
    "planners": Understood(Audience.PLANNERS, gettext_lazy("Koordinatoren styrer rommet, men leser ikke filene.")),
    "leaders": Understood(
        Audience.LEADERS,
        gettext_lazy(
            "Arkivet kjenner lederne som dem med rollen kommunedirektør. Koordinatoren styrer rommet, men leser ikke "
            "filene."
        ),
    ),
    "members_and_guides": Understood(
        Audience.GUIDES,
        gettext_lazy("Rommet åpnes for fylkeskommunen og statsforvalteren til kommunene som er med."),
    ),
    "everybody": Understood(
        Audience.MEMBERS,
        gettext_lazy("Arkivet viser ikke filer for alle. Nærmest er alle i samarbeidet; resten legger dere ut selv."),
    ),
}
_EDITORS: Mapping[str, Understood] = {
    "planners": Understood(Audience.PLANNERS),
    "coordinator": Understood(Audience.COORDINATOR),
    "members": Understood(Audience.MEMBERS),
}
# The choices as the worksheet we ship says them, for what was published before the choices themselves were.
_SAID = {
    "alle i samarbeidet": "members",
    "planleggerne": "planners",
    "planleggjarane": "planners",
    "lederne": "leaders",
    "leiarane": "leaders",
    "samarbeidet, fylket og staten": "members_and_guides",
    "alle": "everybody",
    "den som la det inn": "owner",
    "koordinatoren": "coordinator",
}


# The same for who reads a page: what was adopted has the words of one language, and the choice itself has none.
_CHOICES: Mapping[str, str | Promise] = {
    "members": gettext_lazy("Alle i samarbeidet"),
    "planners": gettext_lazy("Planleggerne"),
    "leaders": gettext_lazy("Lederne"),
    "members_and_guides": gettext_lazy("Samarbeidet, fylket og staten"),
    "everybody": gettext_lazy("Alle"),
    "owner": gettext_lazy("Den som la det inn"),
    "coordinator": gettext_lazy("Koordinatoren"),
}


def choice_words(choice: str, words: str) -> str:
    """In the reader's language, where it is one of the choices of the worksheet we ship."""
    return str(_CHOICES.get(_id(choice, words), "")) or words


def readers_of(choice: str, words: str) -> Understood:
    return _READERS.get(_id(choice, words)) or _unknown(words, _("Avtalen sier ikke hvem som leser. Velg selv."))


def editors_of(choice: str, words: str, readers: str) -> Understood:
    """Whoever put a file in cannot be told from the others who may, so it is those who read, of the collaboration."""
    known = _id(choice, words)
    if known == "owner":
        said = _(
            "Arkivet skiller ikke mellom egne og andres filer, så alle i samarbeidet som leser, kan også endre. Hver "
            "utgave blir tatt vare på, med navnet på den som la den inn."
        )
        return Understood(Audience.MEMBERS if readers == Audience.GUIDES else readers, said)
    return _EDITORS.get(known) or _unknown(words, _("Avtalen sier ikke hvem som endrer. Velg selv."))


def goes_by_readers(choice: str, words: str) -> bool:
    """Whether who edits is understood from who reads."""
    return _id(choice, words) == "owner"


def note_of(readers: str) -> str | Promise:
    """What is to be known of those who are chosen to read, whatever the agreement called them."""
    return next((one.note for one in _READERS.values() if one.audience == readers), "")


def _id(choice: str, words: str) -> str:
    return choice or _SAID.get(" ".join(words.split()).casefold(), "")


def _unknown(words: str, unsaid: str) -> Understood:
    return Understood("", _("Arkivet vet ikke hvem «%(words)s» er. Velg selv.") % {"words": words} if words else unsaid)


def shut_out(readers: str, editors: str) -> str:
    """In words, when some who should edit cannot: nobody edits in a room she does not read."""
    if readers not in RIGHTS or editors not in RIGHTS or RIGHTS[readers].audience == RoomAudience.EVERYBODY:
        return ""
    theirs, readable = RIGHTS[editors], set(RIGHTS[readers].roles)
    if theirs.audience == RoomAudience.ROLES and set(theirs.roles) <= readable:
        return ""
    said = _("Bare den som leser rommet, kan endre i det. Av %(editors)s er det de som også er blant %(readers)s.")
    return said % {"editors": label(editors), "readers": label(readers)}


def audience_of(audience: str, roles: Iterable[str], *, is_opened: bool = False) -> str:
    """The one a room is for now; empty when it is for others than these."""
    now = Rights(audience, tuple(sorted(roles)) if audience == RoomAudience.ROLES else (), is_opened)
    return next((str(one) for one, rights in RIGHTS.items() if rights == now), "")


def label(audience: str) -> str:
    return str(Audience(audience).label) if audience in Audience.values else ""
