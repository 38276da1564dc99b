"""What the example region has agreed on about how the land-use part of a municipal master plan is made."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plandugnad.accounts.models import Person
from plandugnad.archive.models import Room
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.processes.common.actions import add_step, describe_common, make_common, set_step
from plandugnad.processes.common.models import CommonProcess
from plandugnad.processes.notice.addressees import bodies_to_leave_out
from plandugnad.processes.notice.regional.actions import add_recipient
from plandugnad.web.demo.archive import put
from plandugnad.web.demo.documents import word
from plandugnad.web.demo.region import Region


@dataclass(frozen=True)
class _Agreed:
    """Of a step of the law by its code; or with `after`, of one of the region's own, by its name."""

    step: str
    participants: str
    notes: str
    after: str = ""
    weeks_of_work: int = 0
    template: str = ""

    def values(self, templates: dict[str, UUID]) -> dict[str, Any]:
        said: dict[str, Any] = {"participants": self.participants, "notes": self.notes}
        if self.weeks_of_work:
            said["weeks_of_work"] = self.weeks_of_work
        if self.template:
            said["template_id"] = templates[self.template]
        return said


_ABOUT = (
    "Ingen av oss har alle fagene. Vi leser hverandres utkast og sjekker kartene sammen før høring, "
    "så fylkeskommunen og statsforvalteren får like planer fra oss alle."
)
_ADOPTED_BEFORE, _ADOPTED_WHERE = timedelta(days=390), "planlederforum, sak 4"
_NOTE, _CHECKS = "Mal for fagnotat.docx", "Sjekkliste før høring.docx"
_TEMPLATES = {
    _NOTE: ("Fagnotat", "Hva vi har lest.", "Hva vi stusset over."),
    _CHECKS: ("Sjekkliste før høring", "Kart og bestemmelser sier det samme.", "Alle vedlegg åpner seg."),
}
_STEPS = (
    _Agreed("KPA-3b", "plangruppa i regionen", "Bruk regionens liste over eldre planer."),
    _Agreed(
        "Felles geodatasjekk",
        "geodatagruppa",
        "Geodatagruppa sjekker kartet mot SOSI-kravene og gir en liste over feil innen fem virkedager.",
        after="KPA-6",
        weeks_of_work=1,
    ),
    _Agreed(
        "Fagpanelet leser utkastet",
        "to planleggere fra andre kommuner",
        "Send utkastet til koordinatoren. Panelet svarer med ett fagnotat, og møtes en time.",
        after="Felles geodatasjekk",
        weeks_of_work=2,
        template=_NOTE,
    ),
    _Agreed("KPA-7", "de andre kommunene", "Vi svarer hverandre samlet.", template=_CHECKS),
    _Agreed(
        "Del det dere lærte med de andre",
        "planlederforum",
        "Ti minutter på neste møte: hva virket, hva ikke.",
        after="KPA-10",
        weeks_of_work=4,
    ),
)


def make_common_process(region: Region, people: dict[str, Person], today: date) -> None:
    kare = By(people["Kåre"].id, str(people["Kåre"]))
    room = Room.objects.get(collaboration=region.collaboration, name="Maler")  # one of those they have agreed on
    templates = {name: put(kare, room, name, word(*said)).pk for name, said in _TEMPLATES.items()}
    common = make_common(kare, region.collaboration, "KPA")
    adopted = {"adopted": When.on(today - _ADOPTED_BEFORE), "adopted_where": _ADOPTED_WHERE}
    describe_common(kare, common, {"about": _ABOUT} | adopted)
    _agree(kare, common, templates)
    _make_recipients(region, kare)


def _agree(by: By, common: CommonProcess, templates: dict[str, UUID]) -> None:
    codes: dict[str, str] = {}
    for one in _STEPS:
        if one.after:
            codes[one.step] = add_step(by, common, one.step, codes.get(one.after, one.after)).code
        set_step(by, common, codes.get(one.step, one.step), one.values(templates))


def change_common_process(region: Region, people: dict[str, Person]) -> None:
    """What the region has learned since a process began, so that there is something to take in."""
    kare = By(people["Kåre"].id, str(people["Kåre"]))
    common = make_common(kare, region.collaboration, "KPA")
    set_step(kare, common, "KPA-7", {"participants": "de andre kommunene og fylkeskommunen"})
    youth = add_step(kare, common, "Ungdomsrådene møtes", "KPA-3")
    said = {"participants": "ungdomsrådene i alle kommunene", "weeks_of_work": 3, "notes": "Ett felles møte på skjerm."}
    set_step(kare, common, youth.code, said)


def _make_recipients(region: Region, kare: By) -> None:
    for name, why, is_always in (
        ("Solfjell reinbeitedistrikt (oppdiktet)", "Når planen berører beite eller flyttleier.", False),
        ("Solfjell friluftsråd (oppdiktet)", "Vil ha alle arealplaner, og svarer alltid.", True),
    ):
        said = {"name": name, "address": "post@solfjell.example", "why": why, "is_always": is_always}
        add_recipient(kare, region.collaboration, said)
    for key, name in bodies_to_leave_out():
        if name == "Statskog":
            said = {"key": key, "name": name, "why": "Det er ingen statsallmenning i regionen."}
            add_recipient(kare, region.collaboration, said)
