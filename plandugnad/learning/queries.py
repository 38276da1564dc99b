"""The modules as one person meets them: in her language, with the day she went through each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from plandugnad.learning.library import Module, library
from plandugnad.learning.models import ModuleDone
from plandugnad.learning.text import ModuleText


@dataclass(frozen=True)
class Shown:
    module: Module
    text: ModuleText
    done_on: date | None

    @property
    def key(self) -> str:
        return self.module.key

    @property
    def lang(self) -> str:
        """Empty where it is in the language of the page."""
        return "" if (get_language() or "").startswith(self.text.language) else self.text.language


def read_modules(person_id: UUID) -> list[Shown]:
    """One query, in the order they are to be read."""
    rows = ModuleDone.objects.filter(person_id=person_id).values_list("module", "made_at")
    done = {module: timezone.localdate(made_at) for module, made_at in rows}
    return [Shown(one, one.text(get_language() or ""), done.get(one.key)) for one in library().modules]
