"""The example region's archive: a few rooms with folders and small real files, linked to plans."""

import io
from datetime import date, timedelta

from django.core.files.base import ContentFile

from plandugnad.accounts.models import Person
from plandugnad.archive.actions.files import Content, add_file, set_retention
from plandugnad.archive.actions.folders import create_folder
from plandugnad.archive.actions.rooms import create_room, open_room
from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.naming import NamePart
from plandugnad.archive.sniffing import kind_of
from plandugnad.core.audit import By
from plandugnad.core.files import store
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import link_to_archive
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.web.demo.documents import pdf, spreadsheet, word
from plandugnad.web.demo.region import Region


def make_archive(region: Region, people: dict[str, Person], today: date) -> None:
    _make_steering(region, _by(people["Kåre"]))
    _make_minutes(region, people, today)
    _make_knowledge(region, people)
    _make_adopted(region, _by(people["Ingrid"]))
    _make_consultation(region, _by(people["Ingrid"]), today)
    _make_limited(region, _by(people["Tore"]))


def _make_steering(region: Region, kare: By) -> None:
    steering = create_room(
        kare,
        region.collaboration,
        {"name": "Styringsdokumenter", "purpose": "Avtalen, mandatet og spillereglene samarbeidet bygger på."},
    )
    put(
        kare,
        steering,
        "Avtale om plansamarbeid.docx",
        word(
            "Avtale om plansamarbeid",
            "Kommunene i Solfjellregionen samarbeider om planlegging uten å gi fra seg myndighet.",
            "Hver kommune vedtar sine egne planer. Samarbeidet lager felles maler og kunnskapsgrunnlag.",
        ),
    )
    put(
        kare,
        steering,
        "Spilleregler.docx",
        word(
            "Spilleregler",
            "Vi svarer hverandre innen fem virkedager.",
            "Den som ikke kan stille, melder fra dagen før.",
        ),
    )


def _make_minutes(region: Region, people: dict[str, Person], today: date) -> None:
    kare = _by(people["Kåre"])
    meetings = create_room(
        kare,
        region.collaboration,
        {
            "name": "Møter",
            "purpose": "Innkallinger, referater og det som ble vist på møtene.",
            "name_parts": [NamePart.DATE, NamePart.KIND, NamePart.TITLE],
            "name_separator": "_",
        },
    )
    held = (today - timedelta(days=20)).isoformat()
    minutes = f"{held}_Referat_Planlederforum.docx"
    put(kare, meetings, minutes, word("Referat fra planlederforum", "Til stede: Ingrid, Marit, Siv og Kåre Eksempel."))
    again = word(
        "Referat fra planlederforum",
        "Til stede: Ingrid, Marit, Siv, Kåre og Guri Eksempel.",
        "Vi lager et felles klimakapittel.",
    )
    put(kare, meetings, minutes, again, comment="La til Guri, og saken om klima")
    put(
        _by(people["Marit"]),
        meetings,
        "presentasjon klima endelig.pdf",
        pdf("Felles klimakapittel", "Utslipp etter kilde i regionen."),
    )


def _make_knowledge(region: Region, people: dict[str, Person]) -> None:
    kare = _by(people["Kåre"])
    knowledge = create_room(
        kare,
        region.collaboration,
        {"name": "Felles kunnskapsgrunnlag", "purpose": "Tall og kart kommunene bruker i planene sine."},
    )
    housing = create_folder(kare, knowledge, None, "Boligbehov")
    put(
        _by(people["Ingrid"]),
        knowledge,
        "Boligbehov per kommune.xlsx",
        spreadsheet("Boligbehov", ("Kommune", "Boliger til 2035"), ("Fjordvik", 310), ("Lyngmo", 95), ("Elvanes", 420)),
        housing,
    )
    open_room(kare, knowledge, region.county)
    _link(_by(people["Marit"]), region, "Lyngmo", "klima", knowledge)


def _make_adopted(region: Region, ingrid: By) -> None:
    adopted = create_room(
        ingrid,
        region.municipalities["Fjordvik"],
        {"name": "Vedtatte planer", "purpose": "Plandokumenter og vedtak slik de gjelder."},
    )
    society = put(
        ingrid,
        adopted,
        "Kommuneplanens samfunnsdel.pdf",
        pdf(
            "Kommuneplanens samfunnsdel",
            "Fjordvik skal være et godt sted å bo hele livet.",
            "Mål 1: Flere unge blir boende.",
        ),
    )
    put(
        ingrid,
        adopted,
        "Kommuneplanens samfunnsdel.pdf",
        pdf(
            "Kommuneplanens samfunnsdel",
            "Fjordvik skal være et godt sted å bo hele livet.",
            "Mål 1: Flere unge blir boende.",
            "Rettet: sidetall i innholdslisten.",
        ),
        comment="Rettet sidetall",
    )
    _link(ingrid, region, "Fjordvik", PlanType.COMMUNITY_PART, society, fixed_number=1)


def _make_consultation(region: Region, ingrid: By, today: date) -> None:
    consultations = create_room(
        ingrid,
        region.municipalities["Fjordvik"],
        {"name": "Høringer", "purpose": "Høringsnotater og uttalelser, samlet per sak."},
    )
    land = create_folder(ingrid, consultations, None, "Arealdelen")
    put(
        ingrid,
        consultations,
        "Planprogram.docx",
        word("Planprogram for arealdelen", "Strandsonen, myr og spredt boligbygging er hovedtemaene."),
        land,
    )
    put(
        ingrid,
        consultations,
        "Uttalelser.xlsx",
        spreadsheet(
            "Uttalelser",
            ("Hvem", "Hva"),
            ("Fylkeskommunen", "Ber om arealregnskap"),
            ("Grendelaget", "Vil ha flere tomter"),
        ),
        land,
    )
    drawings = put(
        ingrid, consultations, "Utkast som ble forkastet.pdf", pdf("Utkast til plankart", "Forkastet."), land
    )
    set_retention(ingrid, drawings, When.on(today - timedelta(days=3)))
    _link(ingrid, region, "Fjordvik", PlanType.LAND_USE_PART, land)


def _make_limited(region: Region, tore: By) -> None:
    only = {
        "readers": RoomAudience.ROLES,
        "reader_roles": ["municipal_director"],
        "writers": RoomAudience.ROLES,
        "writer_roles": ["municipal_director"],
    }
    create_room(
        tore,
        region.municipalities["Fjordvik"],
        {"name": "Ledermøtet", "purpose": "Notater som bare er for kommunedirektøren.", **only},
    )


def put(by: By, room: Room, name: str, data: bytes, folder: Folder | None = None, comment: str = "") -> File:
    stored = store(ContentFile(data).chunks())
    return add_file(by, room, folder, Content(stored, kind_of(io.BytesIO(data)), name), comment).file


def _link(by: By, region: Region, municipality: str, what: str, to: Room | Folder | File, **about: int) -> None:
    plans = Plan.objects.kept().of(region.municipalities[municipality]).in_norwegian_order()
    found = plans.filter(plan_type=what) if what in PlanType.values else plans.filter(name__icontains=what)
    if (plan := found.first()) is not None:
        link_to_archive(by, plan, to, **about)


def _by(person: Person) -> By:
    return By(person.id, str(person))
