"""What is told of asking each other: whom an answer waits for, and that it was given."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy

from plandugnad.core.audit import By
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds, add_verbs
from plandugnad.strategies.jointly.models import JointAsk

ANSWER = "joint_ask_answer"


class JointSource:
    key = "strategies.joint_ask"

    def ids(self) -> Iterable[UUID]:
        return JointAsk.objects.standing().filter(answer="").values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        asks = JointAsk.objects.standing().filter(id__in=ids, answer="").select_related("asker", "asked")
        for ask in asks:
            yield _about(ask, ask.asked_id).needs([audience.writers_of(ask.asked_id)], ANSWER)


def _about(ask: JointAsk, place_id: UUID) -> About:
    address = reverse("joint_ask", args=[ask.id])
    return About(JointSource.key, ask.id, place_id, f"{ask.asker.name}: {ask.plan_name}", address)


def tell_of(by: By, verb: str, ask: JointAsk) -> None:
    both = [audience.readers_of(ask.asker_id), audience.readers_of(ask.asked_id)]
    tell(by, verb, [_about(ask, ask.asker_id)], both)


add_verbs(
    JointSource.key,
    {
        "joint_asked": gettext_lazy("%(who)s spurte om å lage en plan sammen: «%(what)s»"),
        "joint_answered": gettext_lazy("%(who)s svarte på spørsmålet om å lage en plan sammen: «%(what)s»"),
        "joint_ask_withdrawn": gettext_lazy("%(who)s trakk spørsmålet om å lage en plan sammen: «%(what)s»"),
    },
    is_found=False,
)
add_asks({ANSWER: gettext_lazy("Svar på om dere skal lage en plan sammen: «%(what)s»")})
add_kinds({ANSWER: gettext_lazy("svar på et spørsmål om en felles plan")})
add_source(JointSource())
