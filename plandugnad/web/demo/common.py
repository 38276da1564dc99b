"""What the example region has agreed on about how the land-use part of a municipal master plan is made."""

from datetime import date, timedelta
from typing import Any

from plandugnad.accounts.models import Person
from plandugnad.archive.actions.rooms import create_room
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.processes.common.actions import add_step, describe_common, make_common, set_step
from plandugnad.processes.notice.addressees import bodies_to_leave_out
from plandugnad.processes.notice.regional.actions import add_recipient
from plandugnad.web.demo.archive import put
from plandugnad.web.demo.documents import word
from plandugnad.web.demo.region import Region


def make_common_process(region: Region, people: dict[str, Person], today: date) -> None:
    kare = By(people["Kåre"].id, str(people["Kåre"]))
    templates = create_room(
        kare, region.collaboration, {"name": "Maler", "purpose": "Maler som følger med i fellesprosessene."}
    )
    note = put(kare, templates, "Mal for fagnotat.docx", word("Fagnotat", "Hva vi har lest.", "Hva vi stusset over."))
    checks = put(
        kare,
        templates,
        "Sjekkliste før høring.docx",
        word("Sjekkliste før høring", "Kart og bestemmelser sier det samme.", "Alle vedlegg åpner seg."),
    )
    common = make_common(kare, region.collaboration, "KPA")
    describe_common(
        kare,
        common,
        {
            "about": "Ingen av oss har alle fagene. Vi leser hverandres utkast og sjekker kartene sammen før høring, "
            "så fylkeskommunen og statsforvalteren får like planer fra oss alle.",
            "adopted": When.on(today - timedelta(days=390)),
            "adopted_where": "planlederforum, sak 4",
        },
    )
    geodata = add_step(kare, common, "Felles geodatasjekk", "KPA-6")
    panel = add_step(kare, common, "Fagpanelet leser utkastet", geodata.code)
    learned = add_step(kare, common, "Del det dere lærte med de andre", "KPA-10")
    said_of: dict[str, dict[str, Any]] = {
        "KPA-3b": {"participants": "plangruppa i regionen", "notes": "Bruk regionens liste over eldre planer."},
        geodata.code: {
            "participants": "geodatagruppa",
            "weeks_of_work": 1,
            "notes": "Geodatagruppa sjekker kartet mot SOSI-kravene og gir en liste over feil innen fem virkedager.",
        },
        panel.code: {
            "participants": "to planleggere fra andre kommuner",
            "weeks_of_work": 2,
            "notes": "Send utkastet til koordinatoren. Panelet svarer med ett fagnotat, og møtes en time.",
            "template_id": note.pk,
        },
        "KPA-7": {
            "participants": "de andre kommunene",
            "notes": "Vi svarer hverandre samlet.",
            "template_id": checks.pk,
        },
        learned.code: {
            "participants": "planlederforum",
            "weeks_of_work": 4,
            "notes": "Ti minutter på neste møte: hva virket, hva ikke.",
        },
    }
    for code, said in said_of.items():
        set_step(kare, common, code, said)
    _make_recipients(region, kare)


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
